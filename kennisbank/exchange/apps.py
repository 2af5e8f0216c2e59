from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """In- en uitvoer."""

    name = "kennisbank.exchange"
    label = "exchange"
    verbose_name = "In- en uitvoer"

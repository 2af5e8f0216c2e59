from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """In- en uitvoer."""

    name = "kennisbank.exchange"
    label = "exchange"
    verbose_name = "In- en uitvoer"

    def ready(self) -> None:
        from kennisbank.exchange.refi import registratie as refi
        from kennisbank.exchange.uitvoer import registratie as uitvoer

        uitvoer.register()
        refi.register_refi()

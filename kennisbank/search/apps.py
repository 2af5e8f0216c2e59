from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Zoeken."""

    name = "kennisbank.search"
    label = "search"
    verbose_name = "Zoeken"

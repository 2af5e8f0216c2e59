from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Zoeken."""

    name = "kennisbank.search"
    label = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from kennisbank.search.synoniemen.groepen import register_synoniemen
        from kennisbank.search.synoniemen.services import all_groepen

        register_synoniemen(all_groepen)

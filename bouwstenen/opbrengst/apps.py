from django.apps import AppConfig


class OpbrengstConfig(AppConfig):
    """Recording the yield of a gesprek."""

    name = "bouwstenen.opbrengst"
    label = "opbrengst"
    verbose_name = "Opbrengst van gesprekken"

    def ready(self) -> None:
        from bouwstenen.opbrengst import registratie

        registratie.register()

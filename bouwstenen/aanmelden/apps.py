from django.apps import AppConfig


class AanmeldenConfig(AppConfig):
    """Signing up for a gesprek, and polls."""

    name = "bouwstenen.aanmelden"
    label = "aanmelden"
    verbose_name = "Aanmelden"

    def ready(self) -> None:
        from bouwstenen.aanmelden import registratie

        registratie.register()

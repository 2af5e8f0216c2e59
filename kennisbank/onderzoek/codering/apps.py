from django.apps import AppConfig


class CoderingConfig(AppConfig):
    """Coding by several people, with agreement and a screen to settle differences."""

    name = "kennisbank.onderzoek.codering"
    label = "codering"
    verbose_name = "Coderen"

    def ready(self) -> None:
        from kennisbank.onderzoek.codering import registratie

        registratie.register()

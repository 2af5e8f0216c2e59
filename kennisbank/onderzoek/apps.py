from django.apps import AppConfig


class OnderzoekConfig(AppConfig):
    """The workbench for researchers."""

    name = "kennisbank.onderzoek"
    label = "onderzoek"
    verbose_name = "Onderzoek"

    def ready(self) -> None:
        from kennisbank.onderzoek import registratie

        registratie.register()

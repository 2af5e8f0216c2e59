from django.apps import AppConfig


class OrganiserenConfig(AppConfig):
    """Planning a gesprek."""

    name = "bouwstenen.organiseren"
    label = "organiseren"
    verbose_name = "Gesprekken organiseren"

    def ready(self) -> None:
        from bouwstenen.organiseren import registratie

        registratie.register()

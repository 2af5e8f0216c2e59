from django.apps import AppConfig


class DradenConfig(AppConfig):
    """Rode draden and de plaat."""

    name = "bouwstenen.draden"
    label = "draden"
    verbose_name = "Rode draden"

    def ready(self) -> None:
        from bouwstenen.draden import registratie

        registratie.register()

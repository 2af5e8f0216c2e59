from django.apps import AppConfig


class MeelezenConfig(AppConfig):
    """Reading the record of a gesprek along, and delivering it."""

    name = "bouwstenen.meelezen"
    label = "meelezen"
    verbose_name = "Meelezen en opleveren"

    def ready(self) -> None:
        from bouwstenen.meelezen import registratie

        registratie.register()

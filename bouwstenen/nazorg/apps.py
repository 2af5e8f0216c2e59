from django.apps import AppConfig


class NazorgConfig(AppConfig):
    """What comes after a gesprek: the word of thanks."""

    name = "bouwstenen.nazorg"
    label = "nazorg"
    verbose_name = "Na het gesprek"

    def ready(self) -> None:
        from bouwstenen.nazorg import registratie

        registratie.register()

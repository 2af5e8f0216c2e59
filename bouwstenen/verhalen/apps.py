from django.apps import AppConfig


class VerhalenConfig(AppConfig):
    """Stories from the practice of the craft."""

    name = "bouwstenen.verhalen"
    label = "verhalen"
    verbose_name = "Verhalen"

    def ready(self) -> None:
        from bouwstenen.verhalen import registratie

        registratie.register_all()

from django.apps import AppConfig


class RollenspelConfig(AppConfig):
    """Dilemma cases that a team plays from the four roles of government."""

    name = "bouwstenen.rollenspel"
    label = "rollenspel"
    verbose_name = "Rollenspel"

    def ready(self) -> None:
        from bouwstenen.rollenspel import registratie

        registratie.register()

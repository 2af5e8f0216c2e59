from django.apps import AppConfig


class ZoekopdrachtenConfig(AppConfig):
    """Searches that people keep, and mails about what is new in them."""

    name = "kennisbank.accounts.zoekopdrachten"
    label = "zoekopdrachten"
    verbose_name = "Bewaarde zoekopdrachten"

    def ready(self) -> None:
        from kennisbank.accounts.zoekopdrachten import registratie

        registratie.register_all()

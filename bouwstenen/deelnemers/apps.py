from django.apps import AppConfig


class DeelnemersConfig(AppConfig):
    """Deelnemers and the mails to them."""

    name = "bouwstenen.deelnemers"
    label = "deelnemers"
    verbose_name = "Deelnemers"

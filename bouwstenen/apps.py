from django.apps import AppConfig


class BouwstenenConfig(AppConfig):
    """Bouwstenen."""

    name = "bouwstenen"
    label = "bouwstenen"
    verbose_name = "Bouwstenen"

from django.apps import AppConfig


class StartkitConfig(AppConfig):
    """The startkit."""

    name = "bouwstenen.startkit"
    label = "startkit"
    verbose_name = "Startkit"

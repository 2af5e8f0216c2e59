from django.apps import AppConfig


class ThemasConfig(AppConfig):
    """Thema's."""

    name = "themas"
    label = "themas"
    verbose_name = "Thema's"

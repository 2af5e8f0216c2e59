"""The face of the site: template tags, components, CSS and JavaScript sources."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "kennisbank.ui"
    label = "ui"
    verbose_name = "Vormgeving"

from django.apps import AppConfig


class RedactieConfig(AppConfig):
    """Redactie."""

    name = "kennisbank.redactie"
    label = "redactie"
    verbose_name = "Redactie"

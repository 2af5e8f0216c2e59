from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "kennisbank.accounts"
    label = "accounts"
    verbose_name = "Accounts"

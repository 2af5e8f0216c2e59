"""Give every role's group the permissions that roles.py says."""

from typing import Any

from django.core.management.base import BaseCommand

from kennisbank.accounts.services import sync_roles


class Command(BaseCommand):
    help = "Zet de rechten van alle rollen zoals kennisbank/accounts/roles.py ze beschrijft."

    def handle(self, *args: Any, **options: Any) -> None:
        names = ", ".join(group.name for group in sync_roles())
        self.stdout.write(f"Rollen bijgewerkt: {names}.")

"""Everything between a built environment and a site that can be served, in one process."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from kennisbank.accounts.services import sync_roles
from kennisbank.document.services import ensure_startpagina
from kennisbank.exchange.demo.loader import is_empty
from kennisbank.exchange.demo.users import PASSWORD, present_demo_logins


class Command(BaseCommand):
    help = "Zet de database, de rollen, de voorbeeldinhoud en de zoekindex klaar. Nog eens draaien kan altijd."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--zonder-demo", action="store_true", help="Sla de voorbeeldinhoud over.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("→ Database bijwerken")
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write("→ Rollen bijwerken")
        sync_roles()
        if settings.DEMO_ALLOWED and not options["zonder_demo"] and is_empty():
            self.stdout.write("→ Voorbeeldinhoud laden")
            call_command("load_demo", stdout=self.stdout)
        ensure_startpagina(titel=settings.WAGTAIL_SITE_NAME, inleiding="", user=None)
        self.stdout.write("→ Zoekindex bijwerken")
        call_command("drain_index", stdout=self.stdout)
        self._print_logins()

    def _print_logins(self) -> None:
        logins = present_demo_logins()
        if not logins:
            return
        self.stdout.write(f"\nInloggen kan met het wachtwoord {PASSWORD} als:")
        for rol, username in logins:
            self.stdout.write(f"  {username:<16} rol {rol}")

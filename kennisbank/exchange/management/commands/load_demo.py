"""Fill an empty site with the demo content."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kennisbank.exchange.demo.loader import DemoLoader, is_empty
from kennisbank.exchange.demo.source import DemoError, read_demo
from kennisbank.exchange.progress import bar


class Command(BaseCommand):
    help = "Vult een lege site met de voorbeeldinhoud uit fixtures/."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("De voorbeeldinhoud heeft bekende wachtwoorden en hoort niet in productie.")
        if not is_empty():
            raise CommandError("De site is niet leeg. Begin opnieuw met `make reset` als je de voorbeeldinhoud wilt.")
        try:
            content = read_demo(settings.BASE_DIR / "fixtures")
        except DemoError as error:
            raise CommandError(f"De voorbeeldinhoud klopt niet: {error}") from error
        DemoLoader(content, bar).load()
        self.stdout.write("De voorbeeldinhoud staat erin.")

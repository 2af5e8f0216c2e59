from typing import Any

from django.core.management.base import BaseCommand

from bouwstenen.deelnemers.services import send_due_berichten


class Command(BaseCommand):
    help = "Verstuurt de mails die aan de beurt zijn."

    def handle(self, *args: Any, **options: Any) -> None:
        number = send_due_berichten()
        self.stdout.write(f"{number} {'bericht verstuurd' if number == 1 else 'berichten verstuurd'}.")

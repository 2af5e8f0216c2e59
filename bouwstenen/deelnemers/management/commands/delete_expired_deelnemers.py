from typing import Any

from django.core.management.base import BaseCommand

from bouwstenen.deelnemers.services import delete_expired_deelnemers


class Command(BaseCommand):
    help = (
        "Verwijdert de gegevens van deelnemers van wie de bewaartermijn voorbij is, en legt vast hoeveel het er waren."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        number = delete_expired_deelnemers()
        self.stdout.write(f"{number} {'deelnemer verwijderd' if number == 1 else 'deelnemers verwijderd'}.")

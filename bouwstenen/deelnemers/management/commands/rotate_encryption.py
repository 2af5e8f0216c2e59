from typing import Any

from django.core.management.base import BaseCommand

from bouwstenen.deelnemers.services import rotate_encryption


class Command(BaseCommand):
    help = "Versleutelt de gegevens van deelnemers opnieuw met de eerste sleutel van ENCRYPTION_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        number = rotate_encryption()
        self.stdout.write(
            f"{number} {'deelnemer opnieuw versleuteld' if number == 1 else 'deelnemers opnieuw versleuteld'}."
        )

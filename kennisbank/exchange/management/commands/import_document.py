"""Read a folder of Markdown files or a JSONL file into a living document."""

import time
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from kennisbank.exchange.accounts import acting_user
from kennisbank.exchange.formats.documents import read_documents
from kennisbank.exchange.formats.source import LeesFout
from kennisbank.exchange.progress import bar
from kennisbank.exchange.services import import_document

SHOWN = 10


class Command(BaseCommand):
    help = (
        "Leest een map met Markdown of een .md-, .jsonl- of .zip-bestand in als levend document. "
        "Nog eens draaien werkt bij wat veranderd is."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("pad", help="Map of bestand om in te lezen.")
        parser.add_argument("--titel", default="", help="Titel van het document; anders de naam van de bron.")
        parser.add_argument(
            "--proef", "--dry-run", action="store_true", dest="proef", help="Laat zien wat er zou gebeuren."
        )
        parser.add_argument("--gebruiker", default="", help="Gebruikersnaam van wie inleest.")
        parser.add_argument(
            "--verwijderde-offline", action="store_true", help="Haal offline wat niet meer in de bron staat."
        )
        parser.add_argument("--volledig", action="store_true", help="Toon het hele verslag.")

    def handle(self, *args: Any, **options: Any) -> None:
        user = acting_user(options["gebruiker"], "import_document")
        begin = time.monotonic()
        try:
            bron = read_documents(Path(options["pad"]))
            verslag = import_document(
                bron,
                titel=options["titel"],
                user=user,
                dry_run=options["proef"],
                progress=bar,
                verwijderde_offline=options["verwijderde_offline"],
            )
        except LeesFout as error:
            raise CommandError(str(error)) from error
        except (ValidationError, PermissionDenied) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        seconds = time.monotonic() - begin
        number = len(bron.documenten)
        for line in verslag.lines(maximum=None if options["volledig"] else SHOWN):
            self.stdout.write(line)
        self.stdout.write(
            f"\n{number} documenten uit ‘{bron.naam}’ in {seconds:.1f} s ({number / seconds:.0f} per seconde)."
        )
        if verslag.url:
            self.stdout.write(f"Het document ‘{verslag.titel}’ staat op {verslag.url}")

"""Judge a REFI-QDA file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kennisbank.exchange.formats.source import LeesFout
from kennisbank.exchange.refi.check import Bevinding, check_file
from kennisbank.exchange.refi.compare import compare_with_site

SHOWN = 50


class Command(BaseCommand):
    help = (
        "Controleert een .qdpx- of .qdc-bestand: het schema, de verwijzingen, de posities in de teksten, en of stukken "
        "die bouwstenen van deze site zijn nog dezelfde woorden hebben."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("bestand", help="Het .qdpx- of .qdc-bestand.")
        parser.add_argument("--volledig", action="store_true", help="Toon alle fouten en opmerkingen.")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["bestand"])
        try:
            inhoud = path.read_bytes()
            found = check_file(inhoud, path.name)
            found += compare_with_site(inhoud, path.name)
        except OSError as error:
            raise CommandError(f"{path} kan niet gelezen worden: {error.strerror}.") from error
        except LeesFout as error:
            raise CommandError(str(error)) from error
        shown = None if options["volledig"] else SHOWN
        faults = [each for each in found if each.is_fout]
        self._show("Fouten", faults, shown)
        self._show("Opmerkingen", [each for each in found if not each.is_fout], shown)
        if faults:
            raise CommandError(f"{path.name} is niet goed: {len(faults)} fouten.")
        self.stdout.write(f"{path.name} is goed.")

    def _show(self, kop: str, found: list[Bevinding], shown: int | None) -> None:
        if found:
            self.stdout.write(f"{kop} ({len(found)}):")
        for each in found[:shown]:
            self.stdout.write(f"  {each.plek}: {each.tekst}")
        if shown is not None and len(found) > shown:
            self.stdout.write(f"  … en nog {len(found) - shown}. Met --volledig zie je alles.")

"""Read a table of bouwstenen."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from kennisbank.exchange.accounts import acting_user
from kennisbank.exchange.formats.rowfiles import read_table
from kennisbank.exchange.formats.source import LeesFout
from kennisbank.exchange.progress import bar
from kennisbank.exchange.rows import KOLOMMEN
from kennisbank.exchange.services import import_bouwstenen

SHOWN = 50


class Command(BaseCommand):
    help = "Leest bouwstenen in uit een .csv- of .xlsx-bestand. Klopt er één rij niet, dan komt er niets in."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("bestand", help="Het .csv- of .xlsx-bestand.")
        parser.add_argument(
            "--proef", "--dry-run", action="store_true", dest="proef", help="Laat zien wat er zou gebeuren."
        )
        parser.add_argument("--goede-rijen", action="store_true", help="Lees de goede rijen in en sla de foute over.")
        parser.add_argument("--gebruiker", default="", help="Gebruikersnaam van wie inleest.")
        parser.add_argument("--volledig", action="store_true", help="Toon het hele verslag.")

    def handle(self, *args: Any, **options: Any) -> None:
        user = acting_user(options["gebruiker"], "import_bouwstenen")
        try:
            verslag = import_bouwstenen(
                read_table(Path(options["bestand"]), KOLOMMEN),
                user=user,
                dry_run=options["proef"],
                all_or_nothing=not options["goede_rijen"],
                progress=bar,
            )
        except LeesFout as error:
            raise CommandError(str(error)) from error
        except (ValidationError, PermissionDenied) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        lines = list(verslag.lines(maximum=None if options["volledig"] else SHOWN))
        if verslag.is_geweigerd:
            raise CommandError("\n".join(lines))
        for line in lines:
            self.stdout.write(line)

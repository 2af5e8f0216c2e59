"""Import begrippen from SKOS."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisbank.exchange.accounts import acting_user
from kennisbank.exchange.begrippen.rdf import ENDINGS, MAX_BESTAND, read_graph
from kennisbank.exchange.begrippen.read import read_begrippen
from kennisbank.exchange.begrippen.services import import_begrippen
from kennisbank.exchange.formats.source import LeesFout
from kennisbank.exchange.report import Importverslag

SHOWN = 10


class Command(BaseCommand):
    help = "Leest een begrippenlijst in SKOS in als thema's."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", help=f"Een bestand dat eindigt op {', '.join(ENDINGS)}.")
        parser.add_argument(
            "--proef", "--dry-run", action="store_true", help="Verander niets; laat zien wat er zou gebeuren."
        )
        parser.add_argument(
            "--weghalen", action="store_true", help="Haal synoniemen en verbanden weg die niet in het bestand staan."
        )
        parser.add_argument("--gebruiker", default="", help="Gebruikersnaam van wie inleest.")
        parser.add_argument("--volledig", action="store_true", help="Toon het hele verslag.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            verslag = self._import(Path(options["bestand"]), options)
        except OSError as error:
            raise CommandError(f"{options['bestand']} kan niet worden gelezen: {error.strerror or error}.") from error
        except LeesFout as error:
            raise CommandError(str(error)) from error
        except (ValidationError, PermissionDenied) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        for line in verslag.lines(maximum=None if options["volledig"] else SHOWN):
            self.stdout.write(line)

    def _import(self, path: Path, options: dict[str, Any]) -> Importverslag:
        user = acting_user(options["gebruiker"], "import_begrippen")
        with path.open("rb") as bestand:
            graph = read_graph(bestand.read(MAX_BESTAND + 1), path.name)
        return import_begrippen(
            read_begrippen(graph, path.name),
            naam=path.name,
            user=user,
            dry_run=options["proef"],
            weghalen=options["weghalen"],
        )

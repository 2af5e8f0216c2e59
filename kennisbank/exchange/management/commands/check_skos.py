"""Check a file with begrippen against the rules of NL-SBB."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisbank.exchange.begrippen.check import Ernst, check_graph
from kennisbank.exchange.begrippen.rdf import ENDINGS, MAX_BESTAND, read_graph
from kennisbank.exchange.formats.source import LeesFout


class Command(BaseCommand):
    help = "Kijkt na of een bestand met begrippen (SKOS) zich aan de regels van NL-SBB houdt."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", help=f"Een bestand dat eindigt op {', '.join(ENDINGS)}.")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["bestand"])
        try:
            with path.open("rb") as bestand:
                graph = read_graph(bestand.read(MAX_BESTAND + 1), path.name)
        except OSError as error:
            raise CommandError(f"{path} kan niet worden gelezen: {error.strerror or error}.") from error
        except LeesFout as error:
            raise CommandError(str(error)) from error
        found = check_graph(graph)
        for bevinding in found:
            self.stdout.write(str(bevinding))
        numbers = {ernst: sum(each.ernst == ernst for each in found) for ernst in Ernst}
        self.stdout.write(
            f"Fouten: {numbers[Ernst.FOUT]}, waarschuwingen: {numbers[Ernst.WAARSCHUWING]}, tips: {numbers[Ernst.TIP]}."
        )
        if numbers[Ernst.FOUT]:
            raise CommandError("Dit bestand houdt zich niet aan NL-SBB.")

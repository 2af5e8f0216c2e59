"""Take themas and codings over from REFI-QDA."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from kennisbank.exchange.accounts import acting_user
from kennisbank.exchange.formats.source import LeesFout
from kennisbank.exchange.refi.services import import_codering

SHOWN = 50


class Command(BaseCommand):
    help = "Neemt thema's en coderingen over uit een .qdpx- of .qdc-bestand, alles of niets. Haalt nooit iets weg."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("bestand", help="Het .qdpx- of .qdc-bestand.")
        parser.add_argument(
            "--proef", "--dry-run", action="store_true", dest="proef", help="Laat zien wat er zou gebeuren."
        )
        parser.add_argument("--gebruiker", default="", help="Gebruikersnaam van wie inleest.")
        parser.add_argument("--volledig", action="store_true", help="Toon het hele verslag.")

    def handle(self, *args: Any, **options: Any) -> None:
        user = acting_user(options["gebruiker"], "import_codering")
        path = Path(options["bestand"])
        try:
            verslag = import_codering(path.read_bytes(), path.name, user=user, dry_run=options["proef"])
        except OSError as error:
            raise CommandError(f"{path} kan niet gelezen worden: {error.strerror}.") from error
        except LeesFout as error:
            raise CommandError(str(error)) from error
        except (ValidationError, PermissionDenied) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        for line in verslag.lines(maximum=None if options["volledig"] else SHOWN):
            self.stdout.write(line)

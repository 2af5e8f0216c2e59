"""Does what is due at a set time, until it is stopped."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from kennisbank.exchange.scheduler import EVERY_SECONDS, run_for_ever, run_jobs


class Command(BaseCommand):
    help = (
        "Doet elke halve minuut wat aan de beurt is: hoofdstukken en edities met een gekozen moment publiceren, de "
        "zoekindex bijwerken, en de bestanden van nieuwe edities klaarzetten. Stopt bij Ctrl-C of SIGTERM."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--eenmaal", action="store_true", help="Doe het één keer en stop; voor cron.")
        parser.add_argument("--elke", type=float, default=EVERY_SECONDS, metavar="SECONDEN", help="Hoe vaak.")
        parser.add_argument("--bij", type=int, default=None, metavar="PID", help="Stop als dit ouderproces weg is.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["eenmaal"]:
            run_jobs()
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        run_for_ever(stop, max(1.0, options["elke"]), options["bij"])

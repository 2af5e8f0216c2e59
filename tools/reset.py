"""`make reset`: throw away everything in var/, after asking."""

import os
import shutil
import sys
from pathlib import Path

from tools.console import say
from tools.processes import ROOT

WORD = "ja"


def confirmed() -> bool:
    """Whether the user typed the word, or set it beforehand; without a terminal only the latter counts."""
    if os.environ.get("BEVESTIG"):
        return os.environ["BEVESTIG"] == WORD
    if not sys.stdin.isatty():
        say("  Er is geen terminal om het te vragen. Bevestig met: make reset BEVESTIG=ja")
        return False
    say("  Dit wist de map var/: database, zoekindex, geüploade bestanden. Dit kan niet ongedaan gemaakt worden.")
    try:
        return input(f'  Typ "{WORD}" om door te gaan: ').strip() == WORD
    except (EOFError, KeyboardInterrupt):
        return False


def main(folder: Path = ROOT / "var") -> int:
    """Ask, delete, and say what was done; return the exit code."""
    if not folder.is_dir():
        say("  Er is niets te wissen: de map var/ bestaat niet.")
        return 0
    if not confirmed():
        say("  Er is niets gewist.")
        return 1
    shutil.rmtree(folder)
    say("  De map var/ is gewist. `make start` begint weer met de voorbeeldinhoud.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

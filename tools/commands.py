"""`make format`, `make coverage`, `make bench` and `make import`: one command each in the prepared environment."""

import os
import shlex
import sys
from pathlib import Path

from tools import check, environment
from tools.console import StepError, report
from tools.processes import PYTHON, VENV_BIN, run


def format_code() -> None:
    """Code and templates in the fixed layout, and the lint faults mended that mend themselves."""
    environment.ensure_requirements("dev")
    run([VENV_BIN / "ruff", "check", "--fix", "--quiet", "--exit-zero", "."], "ruff check mislukte.")
    run([VENV_BIN / "ruff", "format", "."], "ruff format mislukte.")
    run([VENV_BIN / "djhtml", "--tabwidth", "4", *check.templates()], "djhtml mislukte.")


def coverage() -> None:
    """Which lines and branches the tests reach, those in a browser left out; it takes twice as long as the tests."""
    environment.ensure_site()
    environment.ensure_requirements("dev")
    arguments = ["-m", "not browser", "-n", "2", "--cov", "--cov-report=term", *shlex.split(os.environ.get("ARGS", ""))]
    run([PYTHON, "-m", "pytest", "-q", *arguments], "Niet alle tests slaagden.")


def bench() -> None:
    """The benchmarks; ARGS goes to them."""
    environment.ensure_requirements("dev")
    environment.ensure_front_end()
    run([PYTHON, "-m", "benchmarks", *shlex.split(os.environ.get("ARGS", ""))], "De metingen mislukten.")


def import_document() -> None:
    """The document at DOC, with the options in ARGS."""
    path = os.environ.get("DOC", "")
    if not path:
        raise StepError("Er is geen document aangewezen.", "Geef het pad erbij: make import DOC=map-of-bestand.jsonl")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisbank.settings.dev")
    arguments = shlex.split(os.environ.get("ARGS", ""))
    run([PYTHON, "manage.py", "import_document", Path(path).expanduser(), *arguments], "Het inlezen mislukte.")


COMMANDS = {"format": format_code, "coverage": coverage, "bench": bench, "import": import_document}


def main(name: str) -> int:
    """Run the command called `name`; return the exit code."""
    try:
        environment.ensure_venv()
        environment.ensure_requirements("base")
        COMMANDS[name]()
    except StepError as failure:
        report(failure)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""Run another program, follow its output, and turn a failure into something the user can act on."""

import os
import re
import subprocess
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tools.console import StepError

ROOT = Path(__file__).resolve().parent.parent
VENV_BIN = ROOT / ".venv" / "bin"
PYTHON = VENV_BIN / "python"

_REMEDIES = [
    (
        r"No space left on device|ENOSPC|[Dd]isk quota",
        "De schijf is vol. Maak ruimte vrij (een halve gigabyte is genoeg) en geef het commando opnieuw.",
    ),
    (
        r"NewConnectionError|Max retries|name resolution|Network is unreachable|ENOTFOUND|EAI_AGAIN|ECONNREFUSED"
        r"|ETIMEDOUT|ECONNRESET|Read timed out|ProxyError|\(from versions: none\)",
        "Er is geen verbinding met internet. Controleer het netwerk en een eventuele proxy (HTTPS_PROXY) en geef het "
        "commando opnieuw; wat al klaar was, blijft bewaard.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|unable to get local issuer",
        "Het certificaat van het netwerk wordt niet vertrouwd. Wijs het certificaat van je organisatie aan met "
        "PIP_CERT en NODE_EXTRA_CA_CERTS.",
    ),
    (
        r"DO NOT MATCH THE HASHES|EINTEGRITY",
        "Een pakket is niet het pakket dat is vastgelegd. Leeg de cache (pip cache purge, npm cache clean --force) en "
        "probeer het opnieuw. Blijft het zo, installeer dan niet en meld het (zie SECURITY.md).",
    ),
    (
        r"No matching distribution found|Could not find a version",
        "Een vastgelegd pakket bestaat niet voor deze Python of dit systeem. Neem Python 3.11, 3.12 of 3.13: "
        "make start PYTHON=python3.12",
    ),
    (
        r"Permission denied|EACCES|EPERM|Read-only file system",
        "Je mag hier niet schrijven. Zet de map op een plek die van jou is, of herstel de eigenaar (chown -R).",
    ),
    (
        r"database is locked",
        "De database is in gebruik. Stop de andere server die op deze map draait en probeer het opnieuw.",
    ),
]
OTHER_REMEDY = (
    "Lees de regels hierboven. Helpt dat niet: verwijder de map .venv (en node_modules) en geef het commando "
    "opnieuw; je gegevens in var/ blijven staan."
)


def remedy_for(output: str) -> str:
    """What to do about a program that failed with this output."""
    return next((remedy for pattern, remedy in _REMEDIES if re.search(pattern, output)), OTHER_REMEDY)


def process_env(**extra: str) -> dict[str, str]:
    """The environment with the virtual environment's programs first, so that `node` and `npm` are ours."""
    return {**os.environ, "PATH": f"{VENV_BIN}{os.pathsep}{os.environ.get('PATH', '')}", **extra}


def run(
    command: Sequence[str | Path],
    failure: str,
    on_line: Callable[[str], None] | None = None,
    env: Mapping[str, str] | None = None,
) -> str:
    """Run `command` in the project's folder and return what it wrote.

    Without `on_line` the output goes straight to the terminal. Raises StepError with `failure` and a remedy.
    """
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=dict(env) if env is not None else process_env(),
            stdout=subprocess.PIPE if on_line else None,
            stderr=subprocess.STDOUT if on_line else None,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise StepError(failure, remedy_for(str(error)), str(error)) from error
    tail: deque[str] = deque(maxlen=200)
    with process:
        for line in process.stdout or ():
            tail.append(line)
            if on_line:
                on_line(line)
    output = "".join(tail)
    if process.returncode != 0:
        raise StepError(failure, remedy_for(output), output)
    return output

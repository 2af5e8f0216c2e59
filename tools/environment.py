"""Bring the checkout to the state in which the site can run: packages, CSS and JavaScript. Each step once only."""

import os
import re
import shutil
import sys
from pathlib import Path

from tools import stamps
from tools.console import Progress, announce
from tools.processes import PYTHON, ROOT, VENV_BIN, process_env, run

VENV = ROOT / ".venv"
MODULES = ROOT / "node_modules"
BUILD = ROOT / "build"
UI = ROOT / "kennisbank" / "ui"
PACKAGE_FILES = [ROOT / "package.json", ROOT / "package-lock.json"]


def ensure_venv() -> None:
    """A virtual environment in .venv that works; one that was moved or half made is made again."""
    pip = VENV_BIN / "pip"
    if PYTHON.exists() and pip.exists() and str(VENV) in pip.read_text().split("\n", 1)[0]:
        return
    announce("Een eigen Python-omgeving maken in .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", VENV], "De Python-omgeving kon niet gemaakt worden.")


def ensure_requirements(name: str) -> None:
    """The packages of requirements/<name>.txt, exactly as locked and checked by their hashes."""
    lock = ROOT / "requirements" / f"{name}.txt"
    stamp = VENV / f".installed-{name}"
    value = stamps.digest([lock], sys.version)
    if stamps.is_current(stamp, value):
        return
    purpose = {"base": "die de site nodig heeft", "dev": "om de site te testen"}[name]
    announce(f"Pakketten installeren {purpose} (de eerste keer een paar minuten)")
    progress = Progress(len(re.findall(r"^[a-zA-Z0-9_.-]+==", lock.read_text(), re.M)))

    def follow(line: str) -> None:
        if match := re.match(r"\s*(?:Collecting|Processing|Requirement already satisfied:) (\S+)", line):
            progress.step(match[1])
        elif line.startswith("Installing collected"):
            progress.step("uitpakken en neerzetten")

    run(
        [PYTHON, "-m", "pip", "install", "--no-deps", "--require-hashes", "--no-input", "--progress-bar", "off"]
        + ["--disable-pip-version-check", "-r", lock],
        "De pakketten konden niet geïnstalleerd worden.",
        follow,
        process_env(PIP_ROOT_USER_ACTION="ignore"),
    )
    progress.close()
    stamps.write(stamp, value)


def ensure_node_modules() -> None:
    """The front-end packages of package-lock.json; their install scripts are never run."""
    stamp = MODULES / ".installed"
    value = stamps.digest(PACKAGE_FILES)
    if stamps.is_current(stamp, value):
        return
    announce("Onderdelen voor de vormgeving ophalen")
    progress = Progress((ROOT / "package-lock.json").read_text().count('"integrity"'))

    def follow(line: str) -> None:
        if match := re.search(r"http (?:fetch|cache) (?:GET \d+ )?(\S+)", line):
            progress.step(match[1].rsplit("/", 1)[-1])

    run(
        [VENV_BIN / "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=http"],
        "De onderdelen voor de vormgeving konden niet opgehaald worden.",
        follow,
    )
    progress.close()
    stamps.write(stamp, value)


def front_end_digest() -> str:
    """What the bundles are made from: the packages and every file of kennisbank/ui that is not Python."""
    sources = [path for path in UI.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}]
    return stamps.digest([*PACKAGE_FILES, *sources])


def ensure_front_end() -> None:
    """The bundled CSS and JavaScript in build/static."""
    stamp = BUILD / ".built"
    value = front_end_digest()
    if stamps.is_current(stamp, value) and (BUILD / "static").is_dir():
        return
    ensure_node_modules()
    announce("CSS en JavaScript bundelen")
    lines: list[str] = []
    run(
        [VENV_BIN / "npm", "run", "build", "--silent"],
        "De CSS en JavaScript konden niet gebundeld worden.",
        lines.append,
    )
    stamps.write(stamp, value)


def data_dir() -> Path:
    """The folder that holds everything that changes, as kennisbank/settings/env.py finds it."""
    return (ROOT / os.environ.get("DATA_DIR", "var")).resolve()


def ensure_static_files() -> None:
    """All static files under their hashed names in the data folder, as the web server wants them."""
    target = data_dir() / "static"
    stamp = data_dir() / ".static-collected"
    value = stamps.digest([BUILD / ".built", ROOT / "requirements" / "base.txt"])
    if stamps.is_current(stamp, value) and (target / "staticfiles.json").exists():
        return
    announce("Bestanden klaarzetten voor de webserver")
    run([PYTHON, "manage.py", "collectstatic", "--noinput", "--clear", "-v", "0"], "Klaarzetten mislukte.")
    stamps.write(stamp, value)


def ensure_site() -> None:
    """Everything up to, and without, the database."""
    ensure_venv()
    ensure_requirements("base")
    ensure_front_end()

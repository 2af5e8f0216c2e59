"""`make test`: every gate of the project, one after the other, with a summary at the end."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tools import environment
from tools.console import StepError, announce, report, say
from tools.processes import PYTHON, ROOT, VENV_BIN, process_env

REPORTS = ROOT / "build" / "reports"
# .ci/run repeats this line at the very end, below what make says of a failure.
TOTALS = REPORTS / "totals.txt"
POSTGRES_URL = "postgres://postgres@127.0.0.1:5432/postgres"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET_CHROMIUM = (
    "Browsertests overgeslagen: er is geen chromium. Debian en Ubuntu: apt install chromium (of wijs er een aan met "
    "KENNISBANK_CHROMIUM=/pad/naar/chromium) en daarna opnieuw make test."
)
HOW_TO_GET_POSTGRES = (
    "PostgreSQL-tests overgeslagen: er antwoordt geen PostgreSQL. Start er een op 127.0.0.1:5432, of wijs een "
    "database aan met TEST_DATABASE_URL=postgres://gebruiker:wachtwoord@host/database (die gebruiker moet databases "
    "mogen maken), en daarna opnieuw make test."
)


@dataclass
class Counts:
    """How many tests or gates passed, failed and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"

    def add(self, other: "Counts") -> None:
        """Add `other` to this."""
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped


@dataclass
class Result:
    """The outcome of one step of `make test`."""

    name: str
    counts: Counts
    seconds: float = 0.0
    notice: str = ""


@dataclass
class Step:
    """One step: a command that must end with 0; `pytest` ones are counted test by test."""

    name: str
    command: list[str]
    pytest: bool = False
    env: dict[str, str] = field(default_factory=dict)


def gate(name: str, *command: str) -> Step:
    """A linter or a management command, by the name of the program in the virtual environment."""
    return Step(name, [str(VENV_BIN / command[0]), *command[1:]])


def pytest_step(name: str, marker: str, *arguments: str, **env: str) -> Step:
    """A run of pytest over the tests that `marker` selects, with a report to count from."""
    xml = REPORTS / f"{name}.xml"
    command = [str(PYTHON), "-m", "pytest", "-q", "-m", marker, f"--junitxml={xml}", *arguments]
    return Step(name, command, pytest=True, env=env)


def templates() -> list[str]:
    """Every template of ours."""
    folders = [ROOT / "templates", ROOT / "kennisbank", ROOT / "bouwstenen", ROOT / "themas"]
    return sorted(str(path.relative_to(ROOT)) for folder in folders for path in folder.rglob("*.html"))


def gates() -> list[Step]:
    """The gates that run no test of ours."""
    return [
        gate("opmaak", "ruff", "format", "--check", "."),
        gate("lint", "ruff", "check", "."),
        gate("lint-templates", "curlylint", *templates()),
        gate("opmaak-templates", "djhtml", "--tabwidth", "4", "--check", *templates()),
        gate("typen", "mypy"),
        gate("lagen", "lint-imports"),
        gate("django", "python", "manage.py", "check", "--fail-level", "WARNING"),
        gate("migraties", "python", "manage.py", "makemigrations", "--check", "--dry-run"),
    ]


def count(xml: Path) -> Counts:
    """What the JUnit report of pytest says; one failure when there is none."""
    if not xml.is_file():
        return Counts(failed=1)
    total = Counts()
    for suite in ElementTree.parse(xml).getroot().iter("testsuite"):  # noqa: S314  # written by our own pytest
        tests, errors, failures, skipped = (
            int(suite.get(key, "0")) for key in ("tests", "errors", "failures", "skipped")
        )
        total.add(Counts(tests - errors - failures - skipped, errors + failures, skipped))
    return total


def perform(step: Step) -> Result:
    """Run a step: pytest speaks for itself, a gate only when it fails."""
    announce(step.name)
    started = time.monotonic()
    xml = REPORTS / f"{step.name}.xml"
    xml.unlink(missing_ok=True)
    process = subprocess.run(
        step.command,
        cwd=ROOT,
        env=process_env(**step.env),
        capture_output=not step.pytest,
        text=True,
        errors="replace",
        check=False,
    )
    if step.pytest:
        counts = count(xml)
        if process.returncode != 0 and not counts.failed:
            counts.failed = 1
        if not xml.is_file():
            say(f"\n✗ {step.name}: pytest hield op zonder verslag (code {process.returncode})")
    else:
        counts = Counts(failed=1) if process.returncode else Counts(passed=1)
        if process.returncode:
            say(f"\n✗ {step.name}\n{process.stdout}{process.stderr}")
    return Result(step.name, counts, time.monotonic() - started)


def find_chromium() -> str | None:
    """The chromium that the browser tests will drive."""
    return os.environ.get("KENNISBANK_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def install_chromium() -> None:
    """Debian's chromium, where the user may install it: as root, or in CI with sudo that asks nothing."""
    if not shutil.which("apt-get"):
        return
    prefix: list[str] = []
    if os.geteuid() != 0:
        if not in_ci() or not shutil.which("sudo"):
            return
        prefix = ["sudo", "-n"]
    announce("chromium installeren voor de browsertests")
    for command in (["apt-get", "-qq", "update"], ["apt-get", "-qq", "install", "-y", "chromium"]):
        subprocess.run([*prefix, *command], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, check=False)


def browser_tests() -> Result:
    """The tests in a real browser, or the reason why not."""
    if not find_chromium():
        install_chromium()
    chromium = find_chromium()
    if not chromium:
        return Result("browser", Counts(skipped=1), notice=HOW_TO_GET_CHROMIUM)
    return perform(pytest_step("browser", "browser", "-n", "2", "--dist", "loadfile", KENNISBANK_CHROMIUM=chromium))


def postgres_answers(url: str) -> bool:
    """Whether a PostgreSQL lets us in at `url`."""
    probe = "import sys, psycopg; psycopg.connect(sys.argv[1], connect_timeout=3).close()"
    return subprocess.run([PYTHON, "-c", probe, url], capture_output=True, check=False).returncode == 0


def start_postgres() -> None:
    """In CI, as root: start the PostgreSQL that Debian installed but nobody started."""
    if in_ci() and os.geteuid() == 0 and shutil.which("service") and shutil.which("pg_lsclusters"):
        subprocess.run(["service", "postgresql", "start"], capture_output=True, check=False)
        time.sleep(2)


def postgres_tests() -> Result:
    """The tests marked `postgres` once more, on PostgreSQL."""
    url = os.environ.get("TEST_DATABASE_URL", POSTGRES_URL)
    if not postgres_answers(url):
        start_postgres()
    if not postgres_answers(url):
        return Result("postgres", Counts(skipped=1), notice=HOW_TO_GET_POSTGRES)
    return perform(pytest_step("postgres", "postgres", "-n", "2", DATABASE_URL=url))


def in_ci() -> bool:
    """Whether nothing may be skipped."""
    return bool(os.environ.get("KENNISBANK_CI"))


def summarise(results: list[Result], ci: bool) -> int:
    """Print the table, then what was skipped and how to get it, then the totals; return the exit code."""
    say("\n" + "─" * 72)
    total = Counts()
    for result in results:
        sign = "✗" if result.counts.failed else ("–" if result.notice else "✓")
        say(f" {sign} {result.name:<20}{result.seconds:6.0f} s   {result.counts}")
        total.add(result.counts)
    say("─" * 72)
    notices = [result.notice for result in results if result.notice]
    for notice in notices:
        say(f" ! {notice}")
        if ci:
            total.failed += 1
    if notices and ci:
        say(" ! In CI mag niets overgeslagen worden; daarom telt dit als fout.")
    say(str(total))
    TOTALS.write_text(f"{total}\n")
    return 1 if total.failed else 0


def main() -> int:
    """Prepare, run every step whatever the others did, and sum up."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "kennisbank.settings.test"
    os.environ.pop("DATABASE_URL", None)
    try:
        environment.ensure_site()
        environment.ensure_requirements("dev")
        REPORTS.mkdir(parents=True, exist_ok=True)
        TOTALS.unlink(missing_ok=True)
        with ThreadPoolExecutor(max_workers=2) as pool:
            results = list(pool.map(perform, gates()))
        results.append(perform(pytest_step("tests", "not browser", "-n", "2")))
        more: list[Callable[[], Result]] = [postgres_tests, browser_tests]
        results.extend(run() for run in more)
    except StepError as failure:
        report(failure)
        say("0 passed, 1 failed")
        return 1
    except KeyboardInterrupt:
        say("\n  Onderbroken.")
        return 130
    return summarise(results, in_ci())


if __name__ == "__main__":
    sys.exit(main())

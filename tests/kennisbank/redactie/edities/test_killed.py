"""Whoever pulls the plug while an edition is published: afterwards it is wholly there, or wholly not."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[4]
SOFT_LIMIT_SECONDS = 300
POSTGRES = os.environ.get("DATABASE_URL", "")
EMPTY, USED = f"kill_{os.getpid()}_leeg", f"kill_{os.getpid()}"


def run(environment: dict[str, str], *command: str) -> str:
    """The output of a process on the database that `environment` names."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True,
        timeout=SOFT_LIMIT_SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def on_server(*statements: str) -> None:
    """Make and drop databases."""
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        for statement in statements:
            server.execute(statement.encode())


def site_on(folder: Path, database: str) -> dict[str, str]:
    """The environment of a site with its files in `folder`, and its database there or on the server."""
    url = urlsplit(POSTGRES)._replace(path=f"/{database}").geturl() if POSTGRES else ""
    own = {"DJANGO_SETTINGS_MODULE": "kennisbank.settings.dev", "DATA_DIR": str(folder), "DATABASE_URL": url}
    return {name: value for name, value in os.environ.items() if name != "WHOOSH_PATH"} | own


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A database on disk with tables and nothing in them, to be copied."""
    folder = tmp_path_factory.mktemp("leeg")
    if POSTGRES:
        on_server(f"CREATE DATABASE {EMPTY}")
    run(site_on(folder, EMPTY), "manage.py", "migrate", "-v", "0")
    yield folder
    if POSTGRES:
        on_server(f"DROP DATABASE {EMPTY}")


@pytest.fixture
def site(migrated: Path, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a site of one's own."""
    for path in migrated.glob("db.sqlite3*"):
        shutil.copy(path, tmp_path)
    if POSTGRES:
        on_server(f"CREATE DATABASE {USED} TEMPLATE {EMPTY}")
    yield site_on(tmp_path, USED)
    if POSTGRES:
        on_server(f"DROP DATABASE {USED} WITH (FORCE)")


@pytest.mark.parametrize("way", ["now", "planned"])
def test_killed_at_every_step(site: dict[str, str], way: str) -> None:
    output = run(site, "-m", "tests.kennisbank.redactie.edities.kill_steps", way)
    steps = [json.loads(line) for line in output.splitlines()]
    killed = [step for step in steps if step["killed"]]
    assert len(killed) >= 20, "every statement is a step"
    assert [step["killed"] for step in steps] == [True] * len(killed) + [False], "up to where nothing is left to kill"
    outcomes = [step["after"] for step in killed]
    assert set(outcomes) == {"niets", "heel"}
    assert outcomes == sorted(outcomes, reverse=True), "nothing until the commit, everything from then on"
    assert {step["again"] for step in steps} == {"heel"}, "publishing again completes it, and never makes a second one"


def test_several_processes_at_once_make_one_edition(site: dict[str, str]) -> None:
    output = run(site, "-m", "tests.kennisbank.redactie.edities.kill_steps", "race")
    rounds = [json.loads(line) for line in output.splitlines()]
    assert rounds == [{"codes": [0, 0, 0, 0], "after": "heel"}] * 5

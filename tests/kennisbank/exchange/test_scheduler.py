"""Work that is due: done without anybody looking, one failure holds up nothing, and the process ends when told."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from kennisbank.document.models import Editie, EditieConcept
from kennisbank.exchange import scheduler
from kennisbank.exchange.edities import provide_file
from kennisbank.exchange.scheduler import JOBS, make_files, run_for_ever, run_jobs
from kennisbank.redactie.edities.services import create_concept, plan_editie
from kennisbank.search.models import IndexTaak
from tests.edities import mend_links, publish
from tests.pages import SiteTree

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def site(site_tree: SiteTree, settings: Any, tmp_path: Path) -> SiteTree:
    """The small site of which an edition can come out."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    scheduler._try_again.clear()
    mend_links(site_tree)
    return site_tree


def plan(site: SiteTree) -> None:
    """An edition whose time has come."""
    concept = create_concept(site.document, user=site.user)
    plan_editie(concept, op=timezone.now() + timedelta(hours=1), user=site.user)
    EditieConcept.objects.filter(pk=concept.pk).update(publiceren_op=timezone.now() - timedelta(seconds=1))


def test_one_round_publishes_what_is_due_and_makes_its_files(site: SiteTree, settings: Any) -> None:
    plan(site)
    page = site.hoofdstukken[1].get_latest_revision_as_object()
    page.title, page.go_live_at = "De maat", timezone.now() - timedelta(minutes=1)
    page.save_revision(user=site.user, approved_go_live_at=page.go_live_at)
    call_command("run_scheduler", "--eenmaal")
    site.hoofdstukken[1].refresh_from_db()
    assert site.hoofdstukken[1].title == "De maat"
    editie = Editie.objects.get()
    folder = provide_file(editie, "pdf").path.parent
    assert sorted(path.suffix for path in folder.iterdir()) == [".docx", ".epub", ".md", ".pdf"]


def test_the_command_for_cron_says_what_it_did(site: SiteTree, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("publish_edities")
    plan(site)
    call_command("publish_edities")
    output = capsys.readouterr().out
    assert "Er was geen editie aan de beurt." in output
    assert "Editie 1 van Samen werken is gepubliceerd." in output


def test_a_job_that_fails_holds_up_no_other(db: None, caplog: pytest.LogCaptureFixture) -> None:
    done = []

    def fails() -> None:
        raise RuntimeError("planted")

    run_jobs([fails, lambda: done.append("ja")])
    assert done == ["ja"]
    assert "planted" in caplog.text


def test_files_that_cannot_be_made_are_not_tried_every_time(
    site: SiteTree, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    publish(site)
    tried = []
    monkeypatch.setattr(scheduler, "prepare_files", lambda editie: tried.append(editie) or 1)
    make_files()
    make_files()
    assert len(tried) == 1


def test_only_the_newest_edition_is_made_ready(site: SiteTree, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site)
    newest = publish(site)
    tried: list[Editie] = []
    monkeypatch.setattr(scheduler, "prepare_files", lambda editie: tried.append(editie) or 0)
    make_files()
    assert tried == [newest]


def test_the_search_index_is_brought_up_to_date(site: SiteTree) -> None:
    IndexTaak.objects.create(sleutel="x", model="document.hoofdstuk", object_pk="999999")
    scheduler.drain_index()
    assert not IndexTaak.objects.exists()


def test_it_stops_when_told_and_when_its_parent_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = []
    monkeypatch.setattr(scheduler, "run_jobs", lambda: rounds.append(1))
    stop = threading.Event()
    stop.set()
    run_for_ever(stop)
    assert rounds == []
    run_for_ever(threading.Event(), every=30.0, parent=os.getppid() + 1)
    assert rounds == [1]


def test_jobs_are_the_ones_that_the_manual_names() -> None:
    manual = (ROOT / "docs" / "beheer.md").read_text()
    table = manual[manual.index("| Taak |") :].split("\n\n", 1)[0]
    assert [job.__name__ for job in JOBS] == re.findall(r"^\| `(\w+)` \|", table, re.M)


def test_the_process_ends_within_seconds_of_a_signal_or_the_end_of_its_parent(tmp_path: Path) -> None:
    environment = os.environ | {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kennisbank.settings.test"}
    inner = [sys.executable, "manage.py", "run_scheduler", "--bij"]
    # A parent that starts the scheduler, tells its number and dies.
    parent = (
        "import os, subprocess, sys;"
        f"child = subprocess.Popen([*{inner!r}, str(os.getpid())], stderr=subprocess.DEVNULL);"
        "print(child.pid, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", parent]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and _runs(child):
        time.sleep(0.2)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    try:
        return "run_scheduler" in Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return False

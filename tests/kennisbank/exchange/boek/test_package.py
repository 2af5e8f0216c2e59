"""The package as a whole: it needs no site, and its output depends on the book alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
MAKE_ALL = """
import hashlib
from kennisbank.exchange.boek.docx import make_docx
from kennisbank.exchange.boek.epub import make_epub
from kennisbank.exchange.boek.markdown import make_markdown
from kennisbank.exchange.boek.pdf import make_pdf
from tests.kennisbank.exchange.boek.samples import make_boek
import sys
for make in (make_pdf, make_docx, make_epub, lambda boek: make_markdown(boek).encode()):
    print(hashlib.sha256(make(make_boek())).hexdigest())
print(sorted(naam for naam in sys.modules if naam.partition(".")[0] in ("django", "wagtail")))
"""


def run(**omgeving: str) -> list[str]:
    """Make the sample in a Python of its own: the hash of each format, and which parts of the site were loaded."""
    env = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **omgeving}
    uitslag = subprocess.run(
        [sys.executable, "-c", MAKE_ALL], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=True
    )
    return uitslag.stdout.splitlines()


def test_equal_bytes_in_any_process_and_time_zone_and_without_the_site() -> None:
    hier = run(PYTHONHASHSEED="1", TZ="UTC", LANG="C.UTF-8")
    daar = run(PYTHONHASHSEED="2", TZ="Pacific/Auckland", SOURCE_DATE_EPOCH="1")
    assert hier == daar
    assert hier[-1] == "[]"


SJABLONEN = [
    *ROOT.glob("kennisbank/exchange/boek/sjablonen/*.typ"),
    *ROOT.glob("kennisbank/exchange/boek/sjablonen/*.css"),
    *ROOT.glob("kennisbank/drukwerk/sjablonen/*.typ"),
]


@pytest.mark.parametrize("pad", SJABLONEN, ids=lambda pad: pad.name)
def test_templates_hold_no_address_of_elsewhere(pad: Path) -> None:
    """Nothing is fetched: no package of Typst, no font, no picture."""
    tekst = pad.read_text(encoding="utf-8").replace('#import "/drukwerk/sjablonen/tekst.typ"', "")
    for verboden in ("http:", "https:", "@preview", "@local", "#import", "#include", "url(", "@import"):
        assert verboden not in tekst

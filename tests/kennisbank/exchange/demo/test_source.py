"""The demo content is as rich as we say, and a contradiction in it is named before anything is written."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from kennisbank.exchange.demo.source import DemoContent, DemoError, read_demo
from kennisbank.text.plain import word_count

FIXTURES = settings.BASE_DIR / "fixtures"


@pytest.fixture(scope="module")
def content() -> DemoContent:
    return read_demo(FIXTURES)


def test_document_is_worth_reading(content: DemoContent) -> None:
    newest = [row["versies"][-1] for row in content.hoofdstukken]
    words = sum(word_count(sectie["tekst"]) for versie in newest for sectie in versie["secties"])

    assert len(newest) >= 10
    assert all(4 <= len(versie["secties"]) <= 8 for versie in newest)
    assert words >= 8000


def test_most_hoofdstukken_have_earlier_versions_with_a_note(content: DemoContent) -> None:
    several = [row for row in content.hoofdstukken if len(row["versies"]) > 1]
    assert len(several) > len(content.hoofdstukken) / 2
    for row in content.hoofdstukken:
        dates = [str(versie["datum"]) for versie in row["versies"]]
        assert dates == sorted(dates)
        assert all(versie["toelichting"].strip() for versie in row["versies"])


def test_vocabulary_has_every_lens(content: DemoContent) -> None:
    kinds = Counter(row["soort"] for row in content.themas)
    assert kinds["niveau"] == 3
    assert kinds["ambitie"] == 4
    assert kinds["relatie"] == 5
    assert kinds["overheidsrol"] == 4
    assert kinds["lichaamsdeel"] == 5
    assert all(row["definitie"].strip() for row in content.themas)
    assert len(content.leeraanbod) == 3


def test_gesprekken_cover_formats_and_steps(content: DemoContent) -> None:
    assert len(content.gesprekken) >= 15
    assert {row["format"] for row in content.gesprekken} == {"vragen", "verhalen", "model", "eigen"}
    assert {row["stap"] for row in content.gesprekken} == {1, 2, 3, 4}


def test_bouwstenen_are_many_and_none_the_same(content: DemoContent) -> None:
    assert len(content.bouwstenen) >= 180
    assert {row["soort"] for row in content.bouwstenen} == {"inzicht", "dilemma", "voorbeeld", "vraag", "advies"}
    assert len({row["tekst"] for row in content.bouwstenen}) == len(content.bouwstenen)
    assert len({row["titel"] for row in content.bouwstenen}) == len(content.bouwstenen)


def test_decisions_are_of_every_kind_also_about_tegengeluid(content: DemoContent) -> None:
    decided = {row["bouwsteen"] for row in content.verwerkingen}
    tegengeluid = {row["id"] for row in content.bouwstenen if row["tegengeluid"]}
    kinds = {row["besluit"] for row in content.verwerkingen}

    assert len(decided) >= 60
    assert kinds == {"in_tekst", "kanttekening", "niet_overgenomen", "later"}
    assert decided & tegengeluid


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("bouwstenen.yaml", {"themas": ["bestaat-niet"]}),
        ("bouwstenen.yaml", {"gesprek": "g99"}),
        ("verwerkingen.yaml", {"bouwsteen": "b999"}),
        ("verwerkingen.yaml", {"hoofdstuk": "tegenspraak", "sectie": "bestaat-niet", "versie": 1}),
    ],
)
def test_reference_that_leads_nowhere_is_named(tmp_path: Path, file: str, change: dict[str, object]) -> None:
    folder = tmp_path / "fixtures"
    shutil.copytree(FIXTURES, folder)
    rows = yaml.safe_load((folder / file).read_text())
    rows[0] |= change
    (folder / file).write_text(yaml.safe_dump(rows, allow_unicode=True))

    with pytest.raises(DemoError, match=file):
        read_demo(folder)

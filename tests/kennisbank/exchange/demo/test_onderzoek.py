"""The selecties of the demo: what they hold is what their question means."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kennisbank.exchange.demo.onderzoek import fits, load_selecties
from kennisbank.exchange.demo.source import DemoError, read_yaml
from kennisbank.search.zoekvraag import Zoekvraag
from tests.factories import BouwsteenFactory, ThemaFactory, UserFactory

ROWS = read_yaml(Path(__file__).resolve().parents[4] / "fixtures" / "selecties.yaml")
KENMERKEN = {"tegenspraak": "0123456789", "eerste-jaar": "1123456789"}

pytestmark = pytest.mark.django_db


def load(rows: list[dict[str, object]]) -> dict[str, int]:
    users = {"onderzoeker": UserFactory(rol="onderzoeker")}
    made = load_selecties(rows, users, urn_id=lambda key: KENMERKEN[key.split(":")[1]])
    return {key: selectie.regels.count() for key, selectie in made.items()}


def test_the_demo_selecties_hold_what_fits() -> None:
    early, late = datetime(2025, 3, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
    BouwsteenFactory(themas=[ThemaFactory(slug="tegenspraak")], aangemaakt_op=late)
    BouwsteenFactory.create_batch(2, aangemaakt_op=early)
    assert load(ROWS) == {"tegenspraak": 1, "eerste-jaar": 2}


def test_a_question_that_finds_nothing_is_an_error() -> None:
    with pytest.raises(DemoError, match="geen bouwstenen"):
        load(ROWS)


def test_only_themas_and_dates_can_be_answered() -> None:
    BouwsteenFactory()
    with pytest.raises(DemoError, match="alleen thema"):
        load([ROWS[0] | {"zoekvraag": "q=brief"}])


def test_both_dates_are_included() -> None:
    steen = BouwsteenFactory(aangemaakt_op=datetime(2025, 3, 1, 12, tzinfo=UTC))
    assert fits(steen, Zoekvraag.from_string("van=2025-03-01&tot=2025-03-01"))
    assert not fits(steen, Zoekvraag.from_string("van=2025-03-02"))

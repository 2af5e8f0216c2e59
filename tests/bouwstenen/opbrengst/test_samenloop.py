"""Several recorders on one gesprek at once, on a database that really is shared: nothing lost, nothing doubled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.models import Opbrengstregel
from bouwstenen.opbrengst.opdrachten import perform
from bouwstenen.opbrengst.services import RegelGewijzigd
from tests.bouwstenen.opbrengst.making import add_regel, leider, make_gesprek, texts
from tests.connections import alone, at_once, real_connections

pytestmark = pytest.mark.django_db


RECORDERS = 4
LINES = 4


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Gesprek]:
    """A gesprek that every connection sees; it is gone afterwards."""
    with real_connections(tmp_path):
        gesprek = alone(make_gesprek)
        yield gesprek
        alone(lambda: _clean_up(gesprek))


def _clean_up(gesprek: Gesprek) -> None:
    user = leider(gesprek)
    gesprek.opbrengst.all().delete()
    gesprek.delete()
    user.delete()


def test_everybody_sends_everything_twice_at_the_same_time(shared: Gesprek) -> None:
    def record(recorder: int) -> None:
        for number in range(LINES):
            mark = f"sleutel-{recorder}-{number}"
            order = {"kenmerk": mark, "soort": "nieuw", "sleutel": mark, "plek": "kenmerk", "velden": {"tekst": mark}}
            perform(shared, order, user=leider(shared))

    at_once([lambda r=r % RECORDERS: record(r) for r in range(2 * RECORDERS)])
    found = alone(lambda: texts(shared))
    assert len(found) == RECORDERS * LINES
    assert set(found) == {f"sleutel-{recorder}-{number}" for recorder in range(RECORDERS) for number in range(LINES)}
    order = alone(lambda: list(Opbrengstregel.objects.filter(gesprek=shared).values_list("volgorde", flat=True)))
    assert len(set(order)) == len(order), "every line has a place of its own"


def test_of_two_changes_to_the_same_words_one_is_told_of_the_other(shared: Gesprek) -> None:
    regel = alone(lambda: add_regel(shared, "Begin"))

    def change(tekst: str) -> str:
        order = {"soort": "wijzig", "sleutel": regel.sleutel, "velden": {"tekst": tekst}}
        try:
            perform(shared, order | {"kenmerk": tekst, "verwacht": {"tekst": "Begin"}}, user=leider(shared))
        except RegelGewijzigd:
            return "te laat"
        return tekst

    outcomes = at_once([lambda t=tekst: change(t) for tekst in ("een", "twee", "drie")])
    [kept] = alone(lambda: texts(shared))
    assert sorted(outcomes) == sorted([kept, "te laat", "te laat"])

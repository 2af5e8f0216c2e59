"""Two people at once for the last place: one gets it, the other waits. On real connections, on either database."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bouwstenen.aanmelden.services import sign_off, sign_up
from bouwstenen.organiseren.models import Gespreksplan
from tests.bouwstenen.aanmelden.making import gesprek_of, join, leider_of, make_plan
from tests.connections import alone, at_once, real_connections

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Gespreksplan]:
    """A gesprek with two places that every connection sees; it is gone afterwards."""
    with real_connections(tmp_path):
        made = alone(lambda: make_plan(plaatsen=2))
        yield made
        alone(lambda: _delete(made))


def _delete(plan: Gespreksplan) -> None:
    gesprek, user = gesprek_of(plan), leider_of(plan)
    plan.delete()
    gesprek.delete()
    user.delete()


def counts(plan: Gespreksplan) -> dict[str, int]:
    return dict(Counter(gesprek_of(plan).deelnemers.values_list("status", flat=True)))


def test_the_last_place_goes_to_one(plan):
    people = [{"naam": f"Persoon {n}", "email": f"p{n}@x.example", "user": None} for n in range(6)]
    at_once([lambda person=person: sign_up(gesprek_of(plan), **person) for person in people])
    assert alone(lambda: counts(plan)) == {"aangemeld": 2, "wachtlijst": 4}


def test_the_same_address_at_once_is_one_deelnemer(plan):
    at_once([lambda: sign_up(gesprek_of(plan), naam="A", email="a@x.example", user=None)] * 4)
    assert alone(lambda: counts(plan)) == {"aangemeld": 1}


def test_places_that_come_free_at_once_go_to_different_people(plan):
    people = alone(lambda: [join(plan, number) for number in range(5)])
    at_once([lambda person=person: sign_off(person) for person in people[:2]])
    assert alone(lambda: counts(plan)) == {"afgemeld": 2, "aangemeld": 2, "wachtlijst": 1}

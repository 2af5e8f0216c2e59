"""Wiki links to bouwstenen and gesprekken."""

import pytest

from bouwstenen.wikilinks import resolve_bouwstenen, resolve_gesprekken
from kennisbank.ui import wikilinks
from tests.factories import BouwsteenFactory, GesprekFactory

pytestmark = pytest.mark.django_db


def test_every_way_to_name_a_bouwsteen(django_assert_num_queries):
    steen = BouwsteenFactory(urn_id="abcdefgh12", titel="Bel eerst")
    targets = ["abcdefgh12", "ABCDEFGH12", "bouwsteen:abcdefgh12", " Bouwsteen:abcdefgh12", steen.urn, "Bel  eerst"]
    with django_assert_num_queries(1):
        found = resolve_bouwstenen(targets)
    assert {target: doel.url for target, doel in found.items()} == dict.fromkeys(targets, steen.get_absolute_url())
    assert found["abcdefgh12"].titel == "Bel eerst"


def test_every_way_to_name_a_gesprek():
    gesprek = GesprekFactory(titel="Achter de balie")
    targets = [gesprek.urn_id, f"gesprek:{gesprek.urn_id}", gesprek.urn, "Achter de balie"]
    assert set(resolve_gesprekken(targets)) == set(targets)


def test_only_what_readers_may_see():
    BouwsteenFactory(titel="Ongelezen", ingezonden=True)
    BouwsteenFactory(titel="Ingetrokken", status="ingetrokken")
    GesprekFactory(titel="Verborgen", zichtbaar=False)
    assert resolve_bouwstenen(["Ongelezen", "Ingetrokken"]) == {}
    assert resolve_gesprekken(["Verborgen"]) == {}


def test_a_replaced_one_is_still_there():
    BouwsteenFactory(titel="Vroeger", status="vervangen")
    assert set(resolve_bouwstenen(["Vroeger"])) == {"Vroeger"}


def test_the_oldest_has_a_title_that_two_have():
    oud, _ = BouwsteenFactory.create_batch(2, titel="Zelfde")
    assert resolve_bouwstenen(["Zelfde"])["Zelfde"].url == oud.get_absolute_url()


def test_nothing_and_nonsense():
    assert resolve_bouwstenen([]) == {}
    assert resolve_bouwstenen(["", "bouwsteen:", "urn:kennisbank-av:bouwsteen:", "\x00", "x" * 5000]) == {}


def test_they_are_in_the_registry():
    steen = BouwsteenFactory(titel="Bel eerst")
    assert wikilinks.resolve(["Bel eerst"])["Bel eerst"].url == steen.get_absolute_url()

"""Wiki links to themas."""

import pytest

from kennisbank.ui import wikilinks as registry
from tests.factories import SynoniemFactory, ThemaFactory
from themas.services import merge_thema
from themas.wikilinks import resolve

pytestmark = pytest.mark.django_db


def test_by_name_address_synonym_and_urn_in_two_queries(django_assert_num_queries):
    thema = ThemaFactory(naam="Één lijn", slug="een-lijn")
    SynoniemFactory(thema=thema, term="Consensus zoeken")
    targets = ["Één lijn", "één  LIJN", "een-lijn", "consensus zoeken", thema.urn, "thema:één lijn"]
    with django_assert_num_queries(2):
        found = resolve(targets)
    assert {target: doel.url for target, doel in found.items()} == dict.fromkeys(targets, "/themas/een-lijn/")
    assert found["consensus zoeken"].titel == "Één lijn"


def test_names_of_a_merged_thema_lead_to_its_successor(redacteur):
    oud, nieuw = ThemaFactory(naam="Weerwoord", slug="weerwoord"), ThemaFactory(naam="Tegenspraak")
    SynoniemFactory(thema=oud, term="tegengas")
    merge_thema(oud, nieuw, user=redacteur)
    found = resolve(["Weerwoord", "weerwoord", "tegengas"])
    assert {doel.url for doel in found.values()} == {nieuw.get_absolute_url()}
    assert {doel.titel for doel in found.values()} == {"Tegenspraak"}
    assert len(found) == 3


def test_a_thema_goes_before_a_lens_and_a_name_before_a_synonym():
    ThemaFactory(naam="Burger", soort="relatie")
    thema = ThemaFactory(naam="Burger")
    SynoniemFactory(term="burger")
    assert resolve(["burger"])["burger"].url == thema.get_absolute_url()


def test_unknown_and_nonsense():
    ThemaFactory(naam="Lef")
    assert resolve([]) == {}
    assert resolve(["", "bestaat niet", "\x00", "x" * 5000, "thema:"]) == {}


def test_they_are_in_the_registry():
    thema = ThemaFactory(naam="Lef tonen")
    assert registry.resolve(["lef tonen"])["lef tonen"].url == thema.get_absolute_url()

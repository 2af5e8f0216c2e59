"""What themas put on the home page and on the search page."""

import pytest

from kennisbank.search.kinds import all_kinds
from kennisbank.ui.blokken import tellingen
from tests.factories import BouwsteenFactory, GesprekFactory, LeeraanbodFactory, ThemaFactory
from themas import startblokken
from themas.panelen import panelen
from themas.services import merge_thema
from themas.zoeken import thema_names

pytestmark = pytest.mark.django_db


def test_the_band_shows_the_top_of_the_tree(rf, redacteur):
    top, smal, oud = ThemaFactory(naam="Top"), ThemaFactory(naam="Smal"), ThemaFactory(naam="Oud")
    smal.breder.add(top)
    merge_thema(oud, top, user=redacteur)
    ThemaFactory(soort="niveau")
    assert startblokken.main_themas(rf.get("/"))["themas"] == [top]
    assert tellingen()["thema"] == 2


def test_no_band_without_themas(rf):
    assert startblokken.main_themas(rf.get("/")) == {}


def test_the_home_page_shows_every_band(client, site_tree):
    BouwsteenFactory(titel="Bel eerst", themas=[ThemaFactory(naam="Lef")])
    page = client.get("/").content.decode()
    for text in ("Lef", "Bel eerst", "Nieuwe bouwstenen", "De laatste gesprekken"):
        assert text in page


def test_a_panel_without_content_is_left_out():
    assert panelen(ThemaFactory()) == []


def test_kinds_show_only_what_readers_may_see():
    kinds = {kind.key: kind for kind in all_kinds()}
    ThemaFactory(definitie="Een *woord*.")
    LeeraanbodFactory()
    GesprekFactory(zichtbaar=False)
    BouwsteenFactory(ingezonden=True)
    found = {key: list(kinds[key].get_queryset()) for key in ("thema", "leeraanbod", "gesprek", "bouwsteen")}
    assert {key: len(rows) for key, rows in found.items()} == {
        "thema": 1,
        "leeraanbod": 1,
        "gesprek": 0,
        "bouwsteen": 0,
    }
    assert kinds["thema"].text(found["thema"][0]).strip() == "Een woord."


def test_the_facet_names_themas_and_no_lenzen():
    ThemaFactory(slug="lef", naam="Lef")
    ThemaFactory(slug="niveau-team", soort="niveau")
    assert thema_names(["lef", "niveau-team", "weg"]) == {"lef": "Lef"}

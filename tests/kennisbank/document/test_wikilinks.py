from typing import Any

import pytest

from kennisbank.document.freezing import inhoud_of
from kennisbank.document.services import create_hoofdstuk, update_hoofdstuk
from kennisbank.document.wikilinks import MAX_TARGETS, resolve_adressen, resolve_titels
from kennisbank.ui import wikilinks
from tests.factories import ThemaFactory
from tests.pages import SiteTree, inhoud

URL = "/document/menselijke-maat/"


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("De menselijke maat", URL),
        ("de menselijke maat", URL),
        ("menselijke-maat", URL),
        ("document/menselijke-maat", URL),
        ("De menselijke maat#Ruimte in de regel", f"{URL}#sectie-ruimte-in-de-regel"),
        ("Samen werken", "/document/"),
        ("document", "/document/"),
    ],
)
def test_page_is_found_by_title_and_address(site_tree: SiteTree, target: str, url: str) -> None:
    assert wikilinks.resolve([target])[target].url == url


@pytest.mark.parametrize("target", ["Nergens", "", "#", "#Kop", "document/nergens", "over", "start", "%", "'; DROP--"])
def test_other_targets_lead_nowhere(site_tree: SiteTree, target: str) -> None:
    assert wikilinks.resolve([target]) == {}


def test_kind_and_title_are_told(site_tree: SiteTree) -> None:
    found = wikilinks.resolve(["de menselijke maat", "Samen werken"])
    assert (found["de menselijke maat"].titel, found["de menselijke maat"].soort) == ("De menselijke maat", "hoofdstuk")
    assert found["Samen werken"].soort == "levenddocument"


def test_former_title_still_leads_to_the_page(site_tree: SiteTree) -> None:
    page = site_tree.hoofdstukken[1]
    secties = inhoud_of(page)["secties"]
    for titel in ["Maat", "Ménselijk"]:
        update_hoofdstuk(page, secties=secties, titel=titel, user=site_tree.user, publish=True, toelichting=titel)
    assert {wikilinks.resolve([name])[name].url for name in ["De menselijke maat", "maat", "Ménselijk"]} == {URL}


def test_name_of_a_thema_wins_from_the_address_of_a_hoofdstuk(site_tree: SiteTree) -> None:
    thema = ThemaFactory(naam="Tegenspraak", slug="tegenspraak")
    assert wikilinks.resolve(["Tegenspraak"])["Tegenspraak"].url == thema.get_absolute_url()


def test_unpublished_page_is_not_found(site_tree: SiteTree) -> None:
    site_tree.hoofdstukken[1].unpublish()
    assert wikilinks.resolve(["De menselijke maat", "menselijke-maat"]) == {}


def test_of_two_pages_with_one_title_the_first_in_the_tree_wins(site_tree: SiteTree) -> None:
    create_hoofdstuk(site_tree.document, inhoud=inhoud("De menselijke maat"), user=site_tree.user)
    assert wikilinks.resolve(["De menselijke maat"])["De menselijke maat"].url == URL


def test_many_targets_take_few_queries(site_tree: SiteTree, django_assert_max_num_queries: Any) -> None:
    targets = [f"Onbekend {number}" for number in range(1500)]
    with django_assert_max_num_queries(20):
        assert resolve_titels([*targets, "De menselijke maat"])["De menselijke maat"].url == URL
        assert resolve_adressen(targets) == {}


def test_more_targets_than_anyone_writes_are_left_alone(site_tree: SiteTree) -> None:
    assert resolve_titels([*map(str, range(MAX_TARGETS)), "De menselijke maat"]) == {}

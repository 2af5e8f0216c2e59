import pytest

from kennisbank.document.freezing import freeze_hoofdstuk, index_wikilinks, inhoud_of
from kennisbank.document.services import update_hoofdstuk
from kennisbank.text.hashing import sha256_hex
from tests.pages import SiteTree


def test_version_holds_what_was_published_with_its_digest(site_tree: SiteTree) -> None:
    page = site_tree.hoofdstukken[0]
    versie = page.versies.get()
    assert versie.inhoud == inhoud_of(page)
    assert versie.sha256 == sha256_hex(versie.inhoud)
    assert versie.urn == f"{page.urn}:versie:1"


def test_freezing_the_same_content_twice_gives_the_version_that_is_there(site_tree: SiteTree) -> None:
    page = site_tree.hoofdstukken[0]
    again = freeze_hoofdstuk(page, user=site_tree.user, toelichting="Nog eens")
    assert again.nummer == 1
    assert again.toelichting == "Eerste versie"
    assert page.versies.count() == 1


def test_going_back_to_an_earlier_text_is_a_new_version(site_tree: SiteTree) -> None:
    page = site_tree.hoofdstukken[0]
    before = inhoud_of(page)
    changed = inhoud_of(page)
    changed["secties"][0]["tekst"] = "Even anders."
    freeze_hoofdstuk(page, user=site_tree.user, inhoud=changed)
    assert freeze_hoofdstuk(page, user=site_tree.user, inhoud=before).nummer == 3


def test_only_what_was_published_is_frozen(site_tree: SiteTree) -> None:
    page = site_tree.hoofdstukken[0]
    page.get_latest_revision_as_object().save_revision(user=site_tree.user)
    assert page.versies.count() == 1


@pytest.mark.parametrize(
    ("tekst", "expected"),
    [
        ("Zie [[Menselijke maat]] en [[ menselijke  MAAT ]].", {"menselijke maat"}),
        ("Niets.", set()),
        ("In `[[code]]` staat geen link.", set()),
    ],
)
def test_wikilinks_of_the_published_text_are_kept_folded(site_tree: SiteTree, tekst: str, expected: set[str]) -> None:
    page = site_tree.hoofdstukken[0]
    secties = inhoud_of(page)["secties"][:1]
    secties[0]["tekst"] = tekst
    update_hoofdstuk(page, secties=secties, user=site_tree.user, publish=True, toelichting="Links.")
    assert set(page.wikilinks.values_list("sleutel", flat=True)) == expected
    index_wikilinks(page)
    assert page.wikilinks.count() == len(expected)

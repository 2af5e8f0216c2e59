"""Editions as readers see them: list, one edition, the whole text, feed, and the way there."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Editie, EditieHoofdstuk
from kennisbank.document.services import create_hoofdstuk, create_levend_document, update_hoofdstuk
from tests.edities import publish, write
from tests.factories import BouwsteenFactory
from tests.pages import SiteTree, inhoud, sectie


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """What one test kept is not for the next."""
    cache.clear()


def get(client: Client, path: str) -> str:
    """The text of a page that answers."""
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def main_part(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def with_sources(site: SiteTree, *bronnen: tuple[str, str]) -> None:
    """Put bouwstenen beside the first section of the first hoofdstuk."""
    page = site.hoofdstukken[0]
    secties = inhoud_of(page)["secties"]
    secties[0]["bronnen"] = [{"bouwsteen": urn_id, "rol": rol} for urn_id, rol in bronnen]
    update_hoofdstuk(page, secties=secties, user=site.user, publish=True, toelichting="Bronnen erbij.")


# The list


def test_without_editions_the_list_says_so(site: SiteTree, client: Client) -> None:
    assert "Er is nog geen editie" in get(client, "/edities/")


def test_the_list_has_the_newest_first(site: SiteTree, client: Client) -> None:
    publish(site, titel="Voorjaar")
    publish(site, titel="Najaar")
    html = main_part(get(client, "/edities/"))
    assert "2 edities" in html
    assert html.index("Editie 2: Najaar") < html.index("Editie 1: Voorjaar")
    assert "2 hoofdstukken" in html


def test_each_document_has_its_own_list(site: SiteTree, client: Client) -> None:
    publish(site)
    other = create_levend_document(site.start, titel="Ander document", user=site.user)
    assert "Voorjaar" in get(client, f"/edities/{site.document.urn_id}/")
    assert "Er is nog geen editie" in get(client, f"/edities/{other.urn_id}/")
    assert client.get("/edities/0000000000/").status_code == 404


# One edition


def test_an_edition_names_its_hoofdstukken_with_versions_and_proof(site: SiteTree, client: Client) -> None:
    editie = publish(site, titel="Voorjaar", inleiding="Lees *dit*.")
    html = get(client, editie.get_absolute_url())
    for expected in [
        "Voorjaar",
        "Lees <em>dit</em>.",
        "1. Tegenspraak geven",
        'href="/document/tegenspraak/versies/2/"',
        f'href="{editie.get_absolute_url()}lezen/#hoofdstuk-2"',
        editie.sha256,
        editie.urn,
        "Nagerekend: de tekst is niet veranderd",
        f"Samen werken, editie 1: Voorjaar. {html.split('Verschenen op ')[1].split('>')[1].split('<')[0]}.",
    ]:
        assert expected in html, expected
    for formaat in ("pdf", "epub", "docx", "md"):
        assert f'href="{editie.get_absolute_url()}{formaat}"' in html


def test_an_edition_that_does_not_match_its_digest_says_so(site: SiteTree, client: Client) -> None:
    forged = Editie.objects.create(
        document=site.document, nummer=1, titel="Vals", sha256="0" * 64, gepubliceerd_door=site.user
    )
    EditieHoofdstuk.objects.create(editie=forged, versie=site.hoofdstukken[0].versies.get(nummer=2), volgorde=1)
    assert "klopt niet met het controlegetal" in get(client, forged.get_absolute_url())


def test_an_edition_tells_what_changed_since_the_one_before(site: SiteTree, client: Client) -> None:
    first = publish(site)
    write(site.hoofdstukken[0], "Nieuwe woorden.", site.user, toelichting="Scherper gemaakt.")
    write(site.hoofdstukken[0], "Nog nieuwere woorden.", site.user, toelichting="En nog eens.")
    create_hoofdstuk(site.document, inhoud=inhoud("Erbij", sectie(9, "Kop", "Tekst.")), user=site.user)
    second = publish(site, titel="Najaar")
    html = get(client, second.get_absolute_url())
    part = html[html.index("Wat er veranderde sinds editie 1") :]
    for expected in ["Scherper gemaakt.", "En nog eens.", "Gewijzigd", "Erbij", "Nieuw hoofdstuk"]:
        assert expected in part, expected
    assert f"/edities/{site.document.urn_id}/vergelijken/?van=1&amp;naar=2" in html
    old = get(client, first.get_absolute_url())
    assert "Er is een nieuwere." in old
    assert "Wat er veranderde sinds" not in old


def test_leafing_goes_both_ways(site: SiteTree, client: Client) -> None:
    editions = [publish(site, titel=f"Nummer {number}") for number in (1, 2, 3)]
    html = get(client, editions[1].get_absolute_url())
    assert "Vorige editie" in html
    assert "Volgende editie" in html
    assert "Volgende editie" not in get(client, editions[2].get_absolute_url())


@pytest.mark.parametrize("rest", ["99/", "0/", "99/lezen/", f"{'9' * 30}/", "vergelijken/?van=9&naar=1"])
def test_unknown_editions_are_not_found_in_dutch(site: SiteTree, client: Client, rest: str) -> None:
    publish(site)
    response = client.get(f"/edities/{site.document.urn_id}/{rest}")
    assert response.status_code == 404
    assert "bestaat niet" in response.content.decode()


# The whole text


def test_the_whole_text_stands_on_one_page_with_places_to_link_to(site: SiteTree, client: Client) -> None:
    editie = publish(site, inleiding="Vooraf.")
    html = get(client, f"{editie.get_absolute_url()}lezen/")
    for expected in [
        "Vooraf.",
        "Wie loyaal is, zegt wat er speelt.",
        "Kijk eerst naar de mens.",
        'id="hoofdstuk-1"',
        'id="hoofdstuk-1-sectie-loyaal-is-niet-stil"',
        'href="#hoofdstuk-2-sectie-ruimte-in-de-regel"',
    ]:
        assert expected in html, expected
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    missing = {link for link in re.findall(r'href="#([^"]+)"', main_part(html)) if link not in ids}
    assert missing == set()


def test_links_to_a_hoofdstuk_of_the_edition_stay_on_the_page(site: SiteTree, client: Client) -> None:
    write(site.hoofdstukken[0], "Zie [[De menselijke maat]] en [[De menselijke maat#Ruimte in de regel]].", site.user)
    html = get(client, f"{publish(site).get_absolute_url()}lezen/")
    assert '<a class="kb-wikilink nl-link" href="#hoofdstuk-2">' in html
    assert 'href="#hoofdstuk-2-sectie-ruimte-in-de-regel"' in html


def test_a_later_publication_changes_nothing_in_an_edition(site: SiteTree, client: Client) -> None:
    editie = publish(site)
    before = main_part(get(client, f"{editie.get_absolute_url()}lezen/"))
    write(site.hoofdstukken[0], "Heel iets anders.", site.user)
    assert main_part(get(client, f"{editie.get_absolute_url()}lezen/")) == before
    cache.clear()
    assert main_part(get(client, f"{editie.get_absolute_url()}lezen/")) == before


def test_sources_stand_below_their_section_until_they_are_withdrawn(site: SiteTree, client: Client) -> None:
    bron, naast = BouwsteenFactory(titel="Dit zei iemand"), BouwsteenFactory(titel="Dit klopt niet", tegengeluid=False)
    with_sources(site, (bron.urn_id, "bron"), (naast.urn_id, "kanttekening"))
    path = f"{publish(site).get_absolute_url()}lezen/"
    html = get(client, path)
    assert bron.titel in html
    assert naast.get_absolute_url() in html
    type(bron).objects.filter(pk=bron.pk).update(status="ingetrokken")
    html = get(client, path)
    assert bron.titel not in html, "what was withdrawn is gone at once, kept pages or not"
    assert naast.titel in html


def test_a_link_follows_a_hoofdstuk_that_got_another_address(
    site: SiteTree, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    create_hoofdstuk(
        site.document, inhoud=inhoud("Erna", sectie(9, "Kop", "Zie [[De menselijke maat]].")), user=site.user
    )
    first = publish(site)
    path = f"{first.get_absolute_url()}"
    assert 'href="/document/menselijke-maat/versies/1/"' in get(client, path)
    draft = site.hoofdstukken[1].get_latest_revision_as_object()
    draft.slug = "de-maat"
    with django_capture_on_commit_callbacks(execute=True):
        draft.save_revision(user=site.user).publish(user=site.user)
    assert 'href="/document/de-maat/versies/1/"' in get(client, path)


# Comparing


def test_any_two_editions_can_be_compared_in_words(site: SiteTree, client: Client) -> None:
    publish(site)
    write(site.hoofdstukken[1], "Kijk eerst naar de mens en dan naar de regel.", site.user)
    publish(site)
    create_hoofdstuk(site.document, inhoud=inhoud("Erbij", sectie(9, "Kop", "Tekst.")), user=site.user)
    publish(site)
    base = f"/edities/{site.document.urn_id}/vergelijken/"
    html = main_part(get(client, f"{base}?van=1&naar=3"))
    for expected in ["De menselijke maat", "en dan naar de regel", "Toegevoegd", "Nieuw hoofdstuk", "Erbij"]:
        assert expected in html, expected
    assert "Gelijk gebleven: Tegenspraak geven." in html
    newest = main_part(get(client, base))
    assert "en dan naar de regel" not in newest, "by default the last two"
    assert "Je kijkt terug in de tijd" in get(client, f"{base}?van=3&naar=1")
    assert "twee keer dezelfde editie" in get(client, f"{base}?van=2&naar=2")
    assert 'aria-current="true"' in get(client, f"{base}?van=1&naar=3&vorm=naast")


# Ways to an edition


def test_home_document_version_and_sitemap_lead_to_the_newest_edition(site: SiteTree, client: Client) -> None:
    publish(site, titel="Voorjaar")
    newest = publish(site, titel="Najaar")
    for path in ["/", "/document/", "/sitemap.xml", "/document/tegenspraak/versies/2/"]:
        assert newest.get_absolute_url() in get(client, path), path
    assert 'href="/edities/"' in get(client, "/")


def test_the_feed_has_every_edition_with_its_name_that_never_changes(site: SiteTree, client: Client) -> None:
    editie = publish(site, titel="Voorjaar", inleiding="Over **moed**.")
    text = get(client, reverse("edities:feed"))
    assert f"<id>{editie.urn}</id>" in text
    assert "Samen werken, editie 1: Voorjaar" in text
    assert "Over moed." in text


# Budgets

BUDGETS = {"": 16, "2/": 16, "2/lezen/": 18, "vergelijken/": 14}


def test_budgets_hold_however_much_there_is(site: SiteTree, client: Client, django_assert_max_num_queries: Any) -> None:
    base = f"/edities/{site.document.urn_id}/"
    for number in range(10):
        bron = BouwsteenFactory()
        text = f"Zie [[De menselijke maat]] en [[{bron.titel}]]."
        create_hoofdstuk(
            site.document,
            inhoud=inhoud(f"Hoofdstuk {number}", sectie(50 + number, "Kop", text, ((bron.urn_id, "bron"),))),
            user=site.user,
        )
    publish(site)
    for page in site.document.hoofdstukken():
        write(page, "Anders, met [[De menselijke maat]].", site.user)
    publish(site)
    for rest, budget in BUDGETS.items():
        with django_assert_max_num_queries(budget):
            get(client, f"{base}{rest}")
    with django_assert_max_num_queries(6):
        get(client, "/edities/")
    with django_assert_max_num_queries(16):
        get(client, "/document/")

"""The public pages about themas, the lenzen and leeraanbod."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from kennisbank.document.services import update_hoofdstuk
from tests.factories import BouwsteenFactory, GesprekFactory, LeeraanbodFactory, SynoniemFactory, ThemaFactory
from themas.services import merge_thema

pytestmark = pytest.mark.django_db


@pytest.fixture
def html(client, db) -> Callable[..., str]:
    """Get a page that must be there and give its HTML."""

    def get(path: str, params: Any = None) -> str:
        response = client.get(path, params or {})
        assert response.status_code == 200, (path, response.status_code)
        return response.content.decode()

    return get


class TestOverzicht:
    def test_narrower_ones_stand_below_each_broader_one(self, html):
        een, twee = ThemaFactory(naam="Een", volgorde=1), ThemaFactory(naam="Twee", volgorde=2)
        smal, smaller = ThemaFactory(naam="Smal"), ThemaFactory(naam="Smaller")
        smal.breder.set([een, twee])
        smaller.breder.set([smal])
        page = html("/themas/")
        assert page.count(f'href="{smal.get_absolute_url()}"') == 2
        assert page.count(f'href="{smaller.get_absolute_url()}"') == 2
        assert page.index(">Een<") < page.index(">Smal<") < page.index(">Smaller<") < page.index(">Twee<")

    def test_lenzen_are_groups_with_definitions(self, html):
        ThemaFactory(soort="relatie", naam="De burger", definitie="Wie een brief krijgt.")
        ThemaFactory(soort="lichaamsdeel", naam="De buik")
        page = html("/themas/")
        assert "Wie een brief krijgt." in page
        assert page.index('id="relatie"') < page.index("De burger") < page.index('id="lichaamsdeel"')

    def test_numbers_of_what_readers_can_see(self, html, site_tree):
        thema, buik = ThemaFactory(), ThemaFactory(soort="lichaamsdeel", naam="De buik")
        BouwsteenFactory(themas=[thema])
        BouwsteenFactory(themas=[thema], ingezonden=True)
        BouwsteenFactory(lichaamsdeel=buik)
        BouwsteenFactory(lichaamsdeel=buik)
        link(site_tree, thema)
        page = html("/themas/")
        assert "1 hoofdstuk · 1 bouwsteen" in page
        assert "2 bouwstenen" in page

    def test_merged_ones_are_left_out(self, html, redacteur):
        oud, nieuw = ThemaFactory(naam="Vroeger"), ThemaFactory(naam="Nu")
        merge_thema(oud, nieuw, user=redacteur)
        assert "Vroeger" not in html("/themas/")

    def test_empty(self, html):
        assert "Er zijn nog geen thema" in html("/themas/")

    def test_query_budget(self, client, django_assert_max_num_queries):
        themas = ThemaFactory.create_batch(20)
        for narrow, broad in zip(themas, themas[1:], strict=False):
            narrow.breder.add(broad)
        with django_assert_max_num_queries(8):
            client.get("/themas/")


def link(site_tree, *themas, tekst: str = "") -> Any:
    """Publish the first hoofdstuk with these themas, and with `tekst` in its first section."""
    hoofdstuk = site_tree.hoofdstukken[0]
    secties = [dict(sectie) for sectie in hoofdstuk.versies.last().inhoud["secties"]]
    secties[0]["tekst"] += f"\n\n{tekst}"
    update_hoofdstuk(
        hoofdstuk, secties=secties, themas=themas, user=site_tree.user, publish=True, toelichting="Thema erbij"
    )
    return hoofdstuk


class TestThema:
    def test_definition_explanation_synonyms_and_relations(self, html):
        thema = ThemaFactory(naam="Lef", definitie="Doen wat *spannend* is.", toelichting="Zie [[Vrees]].")
        SynoniemFactory(thema=thema, term="durf")
        breed, smal, vrees = ThemaFactory(naam="Houding"), ThemaFactory(naam="Nee zeggen"), ThemaFactory(naam="Vrees")
        thema.breder.add(breed)
        smal.breder.add(thema)
        thema.verwant.add(vrees)
        page = html(thema.get_absolute_url())
        for text in ("Doen wat <em>spannend</em> is.", "durf", "Houding", "Nee zeggen"):
            assert text in page
        assert page.count(f'href="{vrees.get_absolute_url()}"') == 2

    def test_hoofdstukken_only_live_ones(self, html, site_tree):
        thema = ThemaFactory()
        hoofdstuk = link(site_tree, thema)
        assert "/document/tegenspraak/" in html(thema.get_absolute_url())
        hoofdstuk.unpublish()
        page = html(thema.get_absolute_url())
        assert "/document/tegenspraak/" not in page
        assert "Nog geen hoofdstuk gaat over dit thema" in page

    def test_bouwstenen_with_numbers_that_lead_to_the_list(self, html):
        thema, team = ThemaFactory(slug="lef"), ThemaFactory(soort="niveau", slug="niveau-team", naam="Het team")
        buik = ThemaFactory(soort="lichaamsdeel", slug="buik", naam="De buik")
        BouwsteenFactory(titel="Van het team", themas=[thema, team], soort="vraag", stand="later", lichaamsdeel=buik)
        BouwsteenFactory(titel="Ongelezen", themas=[thema], ingezonden=True)
        page = html(thema.get_absolute_url())
        assert "Van het team" in page
        assert "Ongelezen" not in page
        for query in ("soort=vraag", "stand=later", "niveau=niveau-team", "lichaamsdeel=buik"):
            assert f'href="/bouwstenen/?thema=lef&amp;{query}"' in page
            assert "Van het team" in html(f"/bouwstenen/?thema=lef&{query}")

    def test_a_body_part_shows_what_was_said_there(self, html):
        buik = ThemaFactory(soort="lichaamsdeel", slug="buik")
        BouwsteenFactory(titel="Maagpijn", lichaamsdeel=buik, themas=[ThemaFactory(slug="lef", naam="Lef")])
        page = html("/themas/buik/")
        assert "Maagpijn" in page
        assert 'href="/bouwstenen/?lichaamsdeel=buik&amp;thema=lef"' in page

    def test_gesprekken_and_leeraanbod(self, html):
        thema = ThemaFactory()
        gesprek = GesprekFactory(titel="Over lef")
        BouwsteenFactory(gesprek=gesprek, themas=[thema])
        BouwsteenFactory(gesprek=GesprekFactory(titel="Verborgen", zichtbaar=False), themas=[thema])
        LeeraanbodFactory(naam="Leren durven", themas=[thema])
        page = html(thema.get_absolute_url())
        assert "Over lef" in page
        assert "Leren durven" in page
        assert 'href="/gesprekken/' in page
        assert "Verborgen" not in page

    def test_what_links_here(self, html, site_tree):
        thema = ThemaFactory(naam="Lef tonen", slug="lef")
        SynoniemFactory(thema=thema, term="durf")
        ander = ThemaFactory(naam="Houding", toelichting="Hoort bij [[durf]].")
        link(site_tree, tekst="Dat vraagt [[lef]].")
        page = html("/themas/lef/")
        part = page[page.index("Wat verwijst hiernaar") :]
        assert "/document/tegenspraak/" in part
        assert ander.get_absolute_url() in part

    def test_a_merged_one_leads_to_its_successor(self, client, redacteur):
        oud, tussen, nieuw = ThemaFactory(slug="oud"), ThemaFactory(slug="tussen"), ThemaFactory(slug="nieuw")
        merge_thema(oud, tussen, user=redacteur)
        tussen.refresh_from_db()
        merge_thema(tussen, nieuw, user=redacteur)
        for slug in ("oud", "tussen"):
            response = client.get(f"/themas/{slug}/")
            assert (response.status_code, response["Location"]) == (301, "/themas/nieuw/")

    def test_capitals_lead_to_the_address(self, client):
        ThemaFactory(slug="lef")
        assert client.get("/themas/LEF/")["Location"] == "/themas/lef/"

    @pytest.mark.parametrize("slug", ["bestaat-niet", "%00", "<script>", "é", "a" * 3000])
    def test_unknown_is_404(self, client, slug):
        assert client.get(f"/themas/{slug}/").status_code == 404

    def test_html_and_script_are_neutralised(self, html):
        evil = '<script>alert(1)</script><img src=x onerror="alert(1)">'
        thema = ThemaFactory(naam=f"Kwaad {evil}"[:90], definitie=evil, toelichting=evil)
        SynoniemFactory(thema=thema, term=evil)
        for path in (thema.get_absolute_url(), "/themas/"):
            page = html(path)
            assert "<script>alert" not in page
            assert "<img src=x" not in page

    def test_query_budget(self, client, site_tree, django_assert_max_num_queries):
        thema = ThemaFactory(toelichting="Zie [[Houding]].")
        lens = ThemaFactory(soort="niveau")
        thema.breder.set(ThemaFactory.create_batch(3))
        BouwsteenFactory.create_batch(8, themas=[thema, lens, ThemaFactory()])
        LeeraanbodFactory(themas=[thema])
        link(site_tree, thema)
        with django_assert_max_num_queries(28):
            client.get(thema.get_absolute_url())


class TestLeeraanbod:
    def test_list_with_themas(self, html):
        thema = ThemaFactory(naam="Lef", slug="lef")
        LeeraanbodFactory(naam="Leren durven", themas=[thema])
        LeeraanbodFactory(naam="Leren schrijven")
        page = html("/leeraanbod/")
        assert "Leren durven" in page
        assert "Leren schrijven" in page
        assert thema.get_absolute_url() in page
        page = html("/leeraanbod/?thema=lef")
        assert "Leren schrijven" not in page

    def test_page_leads_to_themas_and_others(self, html):
        thema = ThemaFactory()
        item = LeeraanbodFactory(omschrijving="Je **oefent**.", themas=[thema], url="https://example.org/leren")
        ander = LeeraanbodFactory(naam="Ook hierover", themas=[thema])
        page = html(item.get_absolute_url())
        for text in ("<strong>oefent</strong>", "Kennismaken", "https://example.org/leren", "Ook hierover"):
            assert text in page
        assert thema.get_absolute_url() in page
        assert ander.get_absolute_url() in page

    @pytest.mark.parametrize("query", ["?thema=x", "?pagina=x", "?pagina=99", "?thema[]=1"])
    def test_a_strange_address_shows_the_list(self, html, query):
        LeeraanbodFactory(naam="Gewoon")
        assert "Gewoon" in html(f"/leeraanbod/{query}")

    def test_empty_and_unknown(self, html, client):
        assert "Er is nog geen leeraanbod" in html("/leeraanbod/")
        assert client.get("/leeraanbod/bestaat-niet/").status_code == 404

    def test_query_budget(self, client, django_assert_max_num_queries):
        LeeraanbodFactory.create_batch(10, themas=ThemaFactory.create_batch(3))
        with django_assert_max_num_queries(5):
            client.get("/leeraanbod/")


def test_every_heading_follows_the_one_above(html, site_tree):
    thema = ThemaFactory()
    BouwsteenFactory(themas=[thema, ThemaFactory(soort="niveau")])
    LeeraanbodFactory(themas=[thema])
    for path in (thema.get_absolute_url(), "/themas/", "/leeraanbod/", "/bouwstenen/", "/gesprekken/"):
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html(path))]
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), (path, levels)

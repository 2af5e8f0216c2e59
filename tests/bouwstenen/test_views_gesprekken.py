"""The pages about gesprekken."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bouwstenen.services import save_gesprek
from tests.factories import BouwsteenFactory, GesprekFactory, OrganisatieFactory, ThemaFactory, UserFactory
from tests.kaarten import titles

pytestmark = pytest.mark.django_db


class TestGesprekken:
    def test_planned_apart_from_held_the_next_one_first(self, html):
        today = timezone.localdate()
        GesprekFactory(titel="Straks", datum=today + timedelta(days=30))
        GesprekFactory(titel="Morgen", datum=today + timedelta(days=1))
        GesprekFactory(titel="Voorbij", datum=today - timedelta(days=3))
        GesprekFactory(titel="Verborgen", zichtbaar=False)
        page = html("/gesprekken/")
        assert titles(page) == ["Morgen", "Straks", "Voorbij"]
        assert page.index("Gepland</h2>") < page.index("Gehouden</h2>")

    def test_filters(self, html):
        dienst = OrganisatieFactory()
        GesprekFactory(
            titel="Deze", format="model", werkvorm="online", datum=date(2024, 5, 1), stap=2, organisaties=[dienst]
        )
        GesprekFactory(titel="Andere", format="vragen", datum=date(2025, 5, 1))
        for query in ("format=model", "werkvorm=online", "jaar=2024", f"organisatie={dienst.pk}", "stap=2"):
            assert titles(html(f"/gesprekken/?{query}")) == ["Deze"], query
        assert len(titles(html("/gesprekken/?moment=gehouden"))) == 2
        assert titles(html("/gesprekken/?moment=gepland")) == []
        assert len(titles(html("/gesprekken/?moment=gepland&moment=gehouden"))) == 2

    @pytest.mark.parametrize(
        "query", ["?jaar=abc", "?jaar=99999", "?organisatie=x", "?stap=9", "?pagina=x", "?format[]=1", "?moment=ooit"]
    )
    def test_a_strange_address_shows_the_list(self, html, query):
        GesprekFactory(titel="Gewoon")
        assert titles(html(f"/gesprekken/{query}")) == ["Gewoon"]

    def test_empty(self, html):
        assert "Er zijn nog geen gesprekken" in html("/gesprekken/")

    def test_query_budget(self, client, django_assert_max_num_queries):
        for _ in range(24):
            BouwsteenFactory(gesprek=GesprekFactory(organisaties=[OrganisatieFactory()]))
        with django_assert_max_num_queries(12):
            client.get("/gesprekken/", {"format": "vragen"})


class TestGesprek:
    def test_shows_facts_record_and_yield_by_place(self, html):
        hart = ThemaFactory(soort="lichaamsdeel", naam="Hart", volgorde=2)
        hoofd = ThemaFactory(soort="lichaamsdeel", naam="Hoofd", volgorde=1)
        gesprek = GesprekFactory(opgave="Wonen", organisaties=[OrganisatieFactory(naam="Dienst Wonen")])
        BouwsteenFactory(gesprek=gesprek, lichaamsdeel=hart, titel="Uit het hart", stand="in_tekst")
        BouwsteenFactory(gesprek=gesprek, lichaamsdeel=hoofd, titel="Uit het hoofd")
        BouwsteenFactory(gesprek=gesprek, titel="Zomaar")
        BouwsteenFactory(gesprek=gesprek, titel="Nog ongelezen", status="ingediend")
        page = html(gesprek.get_absolute_url())
        for text in (gesprek.titel, "<strong>tijdsdruk</strong>", "Wonen", "Dienst Wonen (uitvoering)", gesprek.urn):
            assert text in page
        assert titles(page) == ["Uit het hoofd", "Uit het hart", "Zomaar"]
        assert f"/bouwstenen/?gesprek={gesprek.urn_id}&amp;stand=in_tekst" in page

    def test_the_gespreksleider_is_not_named(self, html):
        leider = UserFactory(rol="gespreksleider", weergavenaam="Leila Leider")
        assert "Leila" not in html(GesprekFactory(gespreksleider=leider).get_absolute_url())

    def test_corrections_leave_a_trace_without_names_or_old_words(self, html, redacteur):
        gesprek = GesprekFactory(opgeleverd=True, verslag="Piet zei nee.", aantal_deelnemers=8)
        gesprek.verslag, gesprek.aantal_deelnemers = "Een deelnemer zei nee.", 9
        save_gesprek(gesprek, reden="Er stond een naam in", user=redacteur)
        page = html(gesprek.get_absolute_url())
        assert "Er stond een naam in" in page
        assert "van ‘8’ naar ‘9’" in page
        assert "Piet" not in page
        assert redacteur.weergavenaam not in page

    def test_earlier_and_later(self, html):
        eerder, dit, later = (GesprekFactory(datum=date(2025, month, 1)) for month in (1, 2, 3))
        page = html(dit.get_absolute_url())
        assert f'href="{eerder.get_absolute_url()}" rel="prev"' in page
        assert f'href="{later.get_absolute_url()}" rel="next"' in page

    def test_planned(self, html):
        gesprek = GesprekFactory(datum=timezone.localdate() + timedelta(days=7), verslag="")
        assert "Dit gesprek is gepland op" in html(gesprek.get_absolute_url())

    def test_unknown_or_hidden_is_404(self, client):
        for urn_id in ("0123456789", "x", GesprekFactory(zichtbaar=False).urn_id):
            assert client.get(f"/gesprekken/{urn_id}/").status_code == 404

    def test_capitals_lead_to_the_address(self, client):
        GesprekFactory(urn_id="abcdefgh12")
        assert client.get("/gesprekken/ABCDEFGH12/").status_code == 301

    def test_query_budget(self, client, django_assert_max_num_queries):
        gesprek = GesprekFactory()
        BouwsteenFactory.create_batch(12, gesprek=gesprek, themas=ThemaFactory.create_batch(2))
        with django_assert_max_num_queries(10):
            client.get(gesprek.get_absolute_url())

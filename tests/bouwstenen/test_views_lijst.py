"""The list of bouwstenen with its filters, as a reader sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import BouwsteenFactory, GesprekFactory, ThemaFactory
from tests.kaarten import titles
from themas.services import merge_thema

pytestmark = pytest.mark.django_db

RARE_ADRESSEN = [
    "?pagina=0",
    "?pagina=-3",
    "?pagina=laatste",
    "?pagina=999999999999999999999",
    "?thema=bestaat-niet&niveau=x&ambitie=&relatie=%00&overheidsrol='",
    "?soort=gerucht&stand=weg&tegengeluid=misschien&gesprek=zzz&lichaamsdeel=neus",
    "?sorteer=willekeurig",
    "?sorteer=titel&sorteer=oudste",
    "?onbekend=1&__class__=x",
    "?thema[]=x&pagina[]=2",
    "?%ff%fe=%c3%28",
    "?soort=" + "x" * 5000,
]


class TestLijst:
    def test_shows_what_readers_may_see_newest_first(self, html):
        oud = BouwsteenFactory(titel="Oud", aangemaakt_op=timezone.now() - timedelta(days=9))
        nieuw = BouwsteenFactory(titel="Nieuw")
        BouwsteenFactory(ingezonden=True, titel="Ongelezen")
        BouwsteenFactory(status="ingetrokken", titel="Weg")
        BouwsteenFactory(status="vervangen", titel="Vervangen")
        page = html("/bouwstenen/")
        assert titles(page) == [nieuw.titel, oud.titel]
        assert "2 bouwstenen" in page

    def test_a_card_says_what_and_from_where(self, html):
        thema = ThemaFactory(naam="Lef tonen")
        steen = BouwsteenFactory(tegengeluid=True, soort="dilemma", themas=[thema], stand="kanttekening")
        page = html("/bouwstenen/")
        for text in ("Dilemma", "Tegengeluid", "Kanttekening", "Lef tonen", f"Gesprek: {steen.gesprek.titel}"):
            assert text in page

    def test_an_empty_list_says_what_to_do(self, html):
        page = html("/bouwstenen/")
        assert "Er zijn nog geen bouwstenen" in page
        assert "/bouwstenen/inzenden/" in page

    def test_24_on_a_page_with_filters_kept_in_the_links(self, html):
        BouwsteenFactory.create_batch(30, soort="vraag", gesprek=GesprekFactory())
        page = html("/bouwstenen/", {"soort": "vraag"})
        assert len(titles(page)) == 24
        assert "?soort=vraag&amp;pagina=2" in page
        assert len(titles(html("/bouwstenen/", {"soort": "vraag", "pagina": 2}))) == 6

    @pytest.mark.parametrize(
        ("sorteer", "expected"),
        [("nieuwste", ["B", "A", "C"]), ("oudste", ["C", "A", "B"]), ("titel", ["A", "B", "C"])],
    )
    def test_order(self, html, sorteer, expected):
        for days, titel in ((2, "A"), (1, "B"), (3, "C")):
            BouwsteenFactory(titel=titel, aangemaakt_op=timezone.now() - timedelta(days=days))
        assert titles(html("/bouwstenen/", {"sorteer": sorteer})) == expected

    @pytest.mark.parametrize("query", RARE_ADRESSEN)
    def test_a_strange_address_shows_the_list(self, html, query):
        BouwsteenFactory(titel="Gewoon")
        assert titles(html(f"/bouwstenen/{query}")) == ["Gewoon"]

    def test_only_get(self, client):
        assert client.post("/bouwstenen/").status_code == 405

    def test_query_budget_does_not_grow_with_the_list(self, client, django_assert_max_num_queries):
        themas = ThemaFactory.create_batch(3)
        for _ in range(24):
            BouwsteenFactory(themas=themas)
        with django_assert_max_num_queries(18):
            client.get("/bouwstenen/", {"thema": themas[0].slug, "soort": "inzicht"})


class TestFilters:
    def test_by_thema_and_lens(self, html):
        thema, team = ThemaFactory(slug="lef"), ThemaFactory(soort="niveau", slug="niveau-team")
        BouwsteenFactory(titel="Beide", themas=[thema, team])
        BouwsteenFactory(titel="Alleen thema", themas=[thema])
        assert set(titles(html("/bouwstenen/?thema=lef"))) == {"Beide", "Alleen thema"}
        assert titles(html("/bouwstenen/?thema=lef&niveau=niveau-team")) == ["Beide"]

    def test_two_values_of_one_filter_widen(self, html):
        een, twee = ThemaFactory(slug="een"), ThemaFactory(slug="twee")
        BouwsteenFactory(titel="Een", themas=[een])
        BouwsteenFactory(titel="Een en twee", themas=[een, twee])
        BouwsteenFactory(titel="Geen")
        assert sorted(titles(html("/bouwstenen/?thema=een&thema=twee"))) == ["Een", "Een en twee"]

    def test_by_gesprek_place_kind_outcome_and_dissent(self, html):
        hart = ThemaFactory(soort="lichaamsdeel", slug="hart")
        steen = BouwsteenFactory(
            titel="Deze", soort="advies", stand="later", tegengeluid=True, lichaamsdeel=hart, themas=[]
        )
        BouwsteenFactory(titel="Andere")
        for query in (
            f"gesprek={steen.gesprek.urn_id}",
            "lichaamsdeel=hart",
            "soort=advies",
            "stand=later",
            "tegengeluid=ja",
        ):
            assert titles(html(f"/bouwstenen/?{query}")) == ["Deze"], query

    def test_a_merged_thema_still_filters(self, html, redacteur):
        oud, nieuw = ThemaFactory(slug="oud"), ThemaFactory(slug="nieuw")
        BouwsteenFactory(titel="Raak", themas=[oud])
        merge_thema(oud, nieuw, user=redacteur)
        assert titles(html("/bouwstenen/?thema=oud")) == ["Raak"]

    def test_a_chip_takes_one_choice_away(self, html):
        ThemaFactory(slug="lef", naam="Lef")
        page = html("/bouwstenen/?thema=lef&soort=vraag&sorteer=titel")
        assert 'href="?sorteer=titel&amp;soort=vraag"' in page
        assert 'href="?sorteer=titel&amp;thema=lef"' in page
        assert 'href="?sorteer=titel">Wis alle filters' in page
        assert "2 filters gekozen" in page
        assert "Geen bouwstenen gevonden" in page

    def test_script_in_an_address_stays_text(self, html):
        page = html("/bouwstenen/", {"thema": '"><script>alert(1)</script>', "q": ""})
        assert "<script>alert" not in page


@pytest.mark.usefixtures("index")
class TestZoekvak:
    @pytest.fixture
    def stenen(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            thema = ThemaFactory(slug="lef")
            return [
                BouwsteenFactory(titel="De helpdesk belt terug", tekst="Over bellen.", themas=[thema]),
                BouwsteenFactory(titel="Een brief", tekst="Daarna belde de helpdesk."),
                BouwsteenFactory(titel="Iets anders", tekst="Over vergaderen."),
            ]

    def test_finds_words_best_first(self, html, stenen):
        page = html("/bouwstenen/", {"q": "helpdesk"})
        assert titles(page) == ["De helpdesk belt terug", "Een brief"]
        assert "met ‘helpdesk’" in page

    def test_goes_with_filters_and_order(self, html, stenen):
        assert titles(html("/bouwstenen/?q=helpdesk&thema=lef")) == ["De helpdesk belt terug"]
        assert titles(html("/bouwstenen/?q=helpdesk&sorteer=titel")) == ["De helpdesk belt terug", "Een brief"]

    def test_nothing_found_says_so(self, html, stenen):
        assert "Geen bouwstenen gevonden" in html("/bouwstenen/", {"q": "onvindbaarwoord"})

    @pytest.mark.parametrize(
        "vraag", ["*", "(", "AND OR NOT", '"', "titel:", "a" * 3000, "\x00", "<script>alert(1)</script>"]
    )
    def test_strange_questions_are_no_error(self, html, stenen, vraag):
        assert "<script>alert" not in html("/bouwstenen/", {"q": vraag})

"""The pages of the analyses: on everything, on a search, on a Selectie; their settings and their files."""

import csv
import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kennisbank.accounts.models import User
from kennisbank.onderzoek.analyses.alle import ANALYSES
from kennisbank.onderzoek.corpus import read_corpus
from kennisbank.onderzoek.services import create_selectie
from kennisbank.search.kinds import facet_keys
from tests.factories import BouwsteenFactory, GesprekFactory, OrganisatieFactory, ThemaFactory, UserFactory

pytestmark = pytest.mark.django_db
Html = Callable[..., str]
WITH_PICTURE = {
    "samenhang": ["netwerk", "matrix"],
    "kruistabel": ["aantallen", "afwijkingen"],
    "verloop": ["verloop"],
    "verzadiging": ["verzadiging"],
}


@pytest.fixture
def stenen() -> None:
    """Eight gesprekken with three bouwstenen each: lef and moed go together, taal stands alone."""
    lef, moed, taal = (ThemaFactory(naam=naam, slug=naam.lower()) for naam in ("Lef", "Moed", "Taal"))
    dienst = OrganisatieFactory(naam="Dienst Noord")
    for number in range(8):
        format_ = "verhalen" if number % 2 else "vragen"
        gesprek = GesprekFactory(titel=f"Gesprek {number}", format=format_, organisaties=[dienst])
        BouwsteenFactory(titel=f"Durf tegen te spreken {number}", gesprek=gesprek, themas=[lef, moed])
        BouwsteenFactory(titel=f"Schrijf een korte brief {number}", gesprek=gesprek, themas=[taal])
        BouwsteenFactory(titel=f"Lees de brief eerst voor {number}", gesprek=gesprek)


def table_of(answer: Any) -> list[list[str]]:
    """The rows of a CSV file, without its head."""
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))[1:]


@pytest.mark.parametrize("key", ANALYSES)
def test_every_analysis_says_what_it_shows_and_how_to_read_it(html: Html, stenen: None, key: str) -> None:
    page = html(f"/onderzoek/{key}/")
    assert "Alle bouwstenen" in page
    assert "(24 bouwstenen)" in page
    assert "Zo lees je dit" in page
    assert "Trek niet te snel een conclusie" in page


@pytest.mark.parametrize("key", ANALYSES)
def test_an_empty_site_is_no_error(html: Html, key: str) -> None:
    assert "Hier zitten geen bouwstenen in" in html(f"/onderzoek/{key}/")


@pytest.mark.parametrize("key", ANALYSES)
def test_settings_never_collide_with_a_search(key: str) -> None:
    names = set(ANALYSES[key].form.base_fields)
    assert not names & {*facet_keys(), "q", "van", "tot", "sorteer", "soort", "selectie", "pagina"}


@pytest.mark.parametrize(
    ("address", "typed", "error"),
    [
        ("samenhang/?minimum=nul", "nul", "Vul een getal in van 1 tot en met 1000."),
        ("samenhang/?termen=%3Cscript%3E", "", "Kies een van de soorten uit de lijst."),
        ("kruistabel/?hoogstens=1", "1", "Vul een getal in van 2 tot en met 60."),
        ("kruistabel/?rij=thema&kolom=thema", "", "Kies voor de kolommen iets anders dan voor de rijen."),
        ("kernwoord/?trefwoord=%3F%21", "?!", "Hier staat geen woord in."),
        ("kernwoord/?breedte=99", "99", "Vul een getal in van 2 tot en met 20."),
        ("verloop/?stap=eeuw", "", "Kies jaar, kwartaal of maand."),
        ("verloop/?volg=Onbekend", "", "‘Onbekend’ komt hier niet voor."),
        ("verzadiging/?drempel=99", "", "Kies iets uit de lijst."),
        ("gelijkenis/?grens=x", "", "Kies iets uit de lijst."),
        ("themavoorstellen/?hoeveel=", "", "Vul een getal in van 1 tot en met 5."),
    ],
)
def test_a_wrong_setting_is_said_at_its_field(
    client: Client, onderzoeker: User, stenen: None, address: str, typed: str, error: str
) -> None:
    answer = client.get(f"/onderzoek/{address}")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert error in page
    assert not typed or f'value="{typed}"' in page


def test_a_selectie_is_named_kept_and_reproduced(html: Html, client: Client, stenen: None, onderzoeker: User) -> None:
    selectie = create_selectie(read_corpus(), naam="Toen", user=onderzoeker)
    address = f"/onderzoek/samenhang/bestand/netwerk.csv?selectie={selectie.kenmerk}"
    before = client.get(address).content
    BouwsteenFactory(themas=ThemaFactory.create_batch(3))
    page = html("/onderzoek/samenhang/", {"selectie": selectie.kenmerk})
    assert "Selectie ‘Toen’" in page
    assert f'name="selectie" value="{selectie.kenmerk}"' in page
    assert client.get(address).content == before


def test_a_search_is_shown_in_words_and_kept_by_the_form(html: Html, index: None, stenen: None) -> None:
    page = html("/onderzoek/samenhang/?q=brief&thema=taal&minimum=2")
    assert "Zoekvraag: ‘brief’, thema Taal" in page
    assert '<input type="hidden" name="q" value="brief">' in page
    assert '<input type="hidden" name="thema" value="taal">' in page
    assert re.search(r'href="/zoeken/\?[^"]*thema=taal[^"]*">Terug naar deze zoekvraag', page)


@pytest.mark.parametrize(("key", "sleutel"), [(key, each) for key, keys in WITH_PICTURE.items() for each in keys])
def test_pictures_and_tables_are_files(client: Client, onderzoeker: User, stenen: None, key: str, sleutel: str) -> None:
    page = client.get(f"/onderzoek/{key}/").content.decode()
    assert f"/onderzoek/{key}/bestand/{sleutel}.svg" in page
    svg = client.get(f"/onderzoek/{key}/bestand/{sleutel}.svg")
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg.content.startswith(b"<svg")
    assert table_of(client.get(f"/onderzoek/{key}/bestand/{sleutel}.csv"))


def test_a_picture_is_a_png_too(client: Client, onderzoeker: User, stenen: None) -> None:
    png = client.get("/onderzoek/kruistabel/bestand/aantallen.png")
    assert png["Content-Type"] == "image/png"
    assert png.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("samenhang/bestand/netwerk.pdf", 404),
        ("samenhang/bestand/onbekend.svg", 404),
        ("onbekend/bestand/netwerk.svg", 404),
        ("gelijkenis/bestand/gelijkenis.svg", 404),
        ("samenhang/bestand/netwerk.csv?minimum=x", 422),
    ],
)
def test_a_file_that_is_not_there(client: Client, onderzoeker: User, stenen: None, address: str, status: int) -> None:
    assert client.get(f"/onderzoek/{address}").status_code == status


def test_files_are_for_the_workbench_only(client: Client, deelnemer: User, stenen: None) -> None:
    client.force_login(deelnemer)
    assert client.get("/onderzoek/samenhang/bestand/netwerk.csv").status_code == 403


def test_equal_questions_get_equal_files(client: Client, onderzoeker: User, stenen: None) -> None:
    address = "/onderzoek/samenhang/bestand/netwerk.svg"
    first = client.get(address).content
    cache.clear()
    assert client.get(address).content == first


@pytest.mark.parametrize("key", ANALYSES)
def test_the_number_of_queries_does_not_grow(
    client: Client, onderzoeker: User, stenen: None, key: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(22):
        assert client.get(f"/onderzoek/{key}/?trefwoord=brief").status_code == 200


@pytest.mark.parametrize("key", ANALYSES)
def test_who_handed_it_in_is_nowhere(client: Client, onderzoeker: User, key: str) -> None:
    inzender = UserFactory(username="geheime-inzender", weergavenaam="Geheime Inzender", email="geheim@example.org")
    for number in range(3):
        BouwsteenFactory(
            titel=f"Schrijf een korte brief {number}",
            gesprek=None,
            herkomst="inzending",
            ingebracht_door=inzender,
            themas=[ThemaFactory()] if number else [],
        )
    page = client.get(f"/onderzoek/{key}/?trefwoord=brief").content.decode()
    files = re.findall(rf'href="(/onderzoek/{key}/bestand/[^"]+\.(?:csv|svg)[^"]*)"', page)
    texts = [page, *(client.get(file.replace("&amp;", "&")).content.decode() for file in files)]
    assert [text for text in texts if "eheim" in text] == []


class TestKernwoord:
    @pytest.mark.parametrize(
        "words", ["*" * 90 + "a", "a*" * 50, "((brief", "\\d+", "🙂 brief", "'brief’s", "%", ",,,"]
    )
    def test_strange_words_are_no_error(self, client: Client, onderzoeker: User, words: str) -> None:
        BouwsteenFactory(titel="Een brief " + "a" * 100)
        assert client.get("/onderzoek/kernwoord/", {"trefwoord": words}).status_code in {200, 422}

    def test_lines_stand_in_order_of_the_next_word_and_lead_to_their_bouwsteen(self, html: Html) -> None:
        late = BouwsteenFactory(titel="Een brief zonder groet", tekst="Niets.")
        early = BouwsteenFactory(titel="Een brief aan iedereen", tekst="Niets.")
        page = html("/onderzoek/kernwoord/?trefwoord=brief")
        assert "2 plekken gevonden, in 2 bouwstenen van de 2." in page
        assert page.index(early.get_absolute_url()) < page.index(late.get_absolute_url())

    def test_other_forms_of_a_word_are_found_when_asked(self, html: Html) -> None:
        BouwsteenFactory(titel="Gesprekken voeren", tekst="Niets.")
        assert "Dit woord staat er niet in" in html("/onderzoek/kernwoord/?trefwoord=gesprek")
        assert "1 plek gevonden" in html("/onderzoek/kernwoord/?trefwoord=gesprek&vormen=stam")

    def test_the_share_of_each_year(self, client: Client, onderzoeker: User) -> None:
        for year, titles in ((2024, ["Een brief", "Niets"]), (2025, ["Een brief", "Nog een brief"])):
            gesprek = GesprekFactory(datum=date(year, 3, 1))
            for titel in titles:
                BouwsteenFactory(titel=titel, tekst="Meer niet.", gesprek=gesprek)
        file = client.get("/onderzoek/kernwoord/bestand/per-jaar.csv?trefwoord=brief")
        assert [line[:2] for line in table_of(file)] == [["2024", "50%"], ["2025", "100%"]]

    def test_without_a_word_it_names_words_to_begin_with(self, html: Html, stenen: None) -> None:
        assert "?trefwoord=brief" in html("/onderzoek/kernwoord/")

    def test_markup_in_a_bouwsteen_is_text(self, html: Html) -> None:
        BouwsteenFactory(titel="Een <b>brief</b> van ons")
        assert "<b>brief" not in html("/onderzoek/kernwoord/?trefwoord=brief")


class TestUitkomsten:
    """By hand: 24 bouwstenen, 16 with a thema; Lef and Moed stand together in 8."""

    def test_samenhang(self, client: Client, html: Html, stenen: None) -> None:
        [line] = table_of(client.get("/onderzoek/samenhang/bestand/netwerk.csv"))
        # expected 8 * 8 / 16 = 4 and lift 8 / 4 = 2
        assert line[:5] == ["Lef", "Moed", "8", "4", "2"]
        assert "8 bouwstenen hebben geen term" in html("/onderzoek/samenhang/")

    def test_kruistabel(self, client: Client, html: Html, stenen: None) -> None:
        lines = table_of(client.get("/onderzoek/kruistabel/bestand/aantallen.csv"))
        assert ["Lef", "Vragen ter inspiratie", "4", "4", "0"] in lines
        page = html("/onderzoek/kruistabel/?kolom=organisatiesoort")
        assert "Uitvoering" in page
        assert "Er is te weinig om te vergelijken" in page

    def test_verloop(self, client: Client, stenen: None, onderzoeker: User) -> None:
        lines = table_of(client.get("/onderzoek/verloop/bestand/verloop.csv?stap=jaar&volg=Lef"))
        assert [line[:6] for line in lines] == [["Lef", "2025", "2025-01-01", "24", "8", "0,33"]]

    def test_one_gesprek_about_one_thema_is_no_trend(self, html: Html) -> None:
        lef = ThemaFactory(naam="Lef")
        for month in (1, 4, 7):
            BouwsteenFactory.create_batch(4, gesprek=GesprekFactory(datum=date(2025, month, 3)))
        BouwsteenFactory.create_batch(8, gesprek=GesprekFactory(datum=date(2025, 10, 3)), themas=[lef])
        assert "Wat je ziet, kan toeval zijn." in html("/onderzoek/verloop/")

    def test_verloop_forgets_what_was_ticked_of_another_kind_of_term(self, html: Html, stenen: None) -> None:
        BouwsteenFactory(themas=[ThemaFactory(naam="Team", soort="niveau")])
        page = html("/onderzoek/verloop/?termen=niveau&volg=Lef")
        assert "Team (1)" in page
        assert "Lef (" not in page

    def test_verzadiging(self, html: Html, stenen: None) -> None:
        page = html("/onderzoek/verzadiging/")
        assert "Na 8 gesprekken zijn er 3 thema’s genoemd." in page
        assert "brachten samen geen nieuwe thema’s" in page
        assert "Nog een gesprek zoals deze voegt waarschijnlijk weinig toe." in page

    def test_too_few_gesprekken_is_said(self, html: Html) -> None:
        BouwsteenFactory(themas=[ThemaFactory()])
        page = html("/onderzoek/verzadiging/")
        assert "te weinig om te zeggen" in page
        assert "onder de 6 gesprekken" in page

    def test_a_hidden_gesprek_is_not_named(self, client: Client, onderzoeker: User) -> None:
        gesprek = GesprekFactory(titel="Besloten bijeenkomst", zichtbaar=False)
        BouwsteenFactory(gesprek=gesprek, themas=[ThemaFactory()])
        text = client.get("/onderzoek/verzadiging/bestand/verzadiging.csv").content.decode()
        assert "Besloten bijeenkomst" not in text
        assert "Gesprek dat niet op de site staat" in text

"""What readers see when they ask where a text comes from."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from bouwstenen.models import Bouwsteen
from kennisbank.document.herkomst import Aandeel, HoofdstukHerkomst, find_herkomst
from kennisbank.redactie.ankers.models import Anker
from kennisbank.redactie.ankers.services import attach_sentences, release_anker
from kennisbank.text.statements import statements
from tests.factories import BouwsteenFactory, GesprekFactory, ThemaFactory, UserFactory
from tests.kennisbank.redactie.ankers.conftest import BRIEF, EEN, PRINTER, VRAAG, Werk
from tests.pages import sectie

pytestmark = pytest.mark.django_db


def page(client: Client, werk: Werk, below: str = "?herkomst=aan") -> str:
    """The page of the hoofdstuk as a reader gets it."""
    response = client.get(f"{werk.hoofdstuk.url}{below}")
    assert response.status_code == 200
    return response.content.decode()


def test_without_asking_there_is_a_link_and_nothing_is_marked(client: Client, werk: Werk) -> None:
    werk.tie(BRIEF)
    html = page(client, werk, "")
    assert 'href="/document/tegenspraak/?herkomst=aan"' in html
    assert "kb-zin" not in html
    assert "kb-herkomst__regel" not in html


def test_a_sentence_is_marked_and_its_number_leads_to_the_bouwsteen_and_back(client: Client, werk: Werk) -> None:
    anker = werk.tie(BRIEF)
    assert anker.bouwsteen is not None
    html = page(client, werk)
    assert f'data-zin="1" id="sectie-vragen--zin-1">{BRIEF}</span>' in html
    assert f'href="#sectie-vragen--bron-1" aria-label="Bron 1: {anker.bouwsteen.titel}">[1]</a>' in html
    assert 'id="sectie-vragen--bron-1"' in html
    assert 'href="#sectie-vragen--zin-1">zin 1</a>' in html


def test_the_panel_says_what_was_said_where_and_when_but_not_who(client: Client, werk: Werk) -> None:
    leider = UserFactory(weergavenaam="Gijs van der Gespreksleider")
    gesprek = GesprekFactory(titel="Ronde bij de balie", datum="2025-03-12", gespreksleider=leider)
    steen = BouwsteenFactory(
        titel="Wachten doet iets met mensen",
        tekst="De brief lag **drie weken** op een stapel.",
        gesprek=gesprek,
        canvasvak="spanning",
        tegengeluid=True,
        ingebracht_door=leider,
    )
    Anker.objects.filter(pk=werk.tie(BRIEF).pk).update(bouwsteen=steen)
    html = page(client, werk)
    for words in (
        "Wachten doet iets met mensen",
        "De brief lag drie weken op een stapel.",
        "Gesprek: Ronde bij de balie",
        "12 maart 2025",
        "Vragen ter inspiratie",
        "Vak op het canvas: Waar het schuurt",
        "Tegengeluid",
    ):
        assert words in html
    assert "Gijs" not in html


def test_a_body_part_is_named_as_the_place(client: Client, werk: Werk) -> None:
    steen = BouwsteenFactory(lichaamsdeel=ThemaFactory(naam="Hart", soort="lichaamsdeel"))
    Anker.objects.filter(pk=werk.tie(BRIEF).pk).update(bouwsteen=steen)
    assert "Lichaamsdeel: Hart" in page(client, werk)


def test_of_a_gesprek_that_is_not_shown_neither_title_nor_date_is_told(client: Client, werk: Werk) -> None:
    gesprek = GesprekFactory(titel="Besloten ronde", datum="2025-03-12", zichtbaar=False)
    Anker.objects.filter(pk=werk.tie(BRIEF).pk).update(bouwsteen=BouwsteenFactory(gesprek=gesprek))
    html = page(client, werk)
    assert "Uit een gesprek" in html
    assert "Besloten ronde" not in html
    assert "12 maart 2025" not in html


@pytest.mark.parametrize("status", ["ingetrokken", "ingediend"])
def test_a_bouwsteen_that_is_not_public_is_counted_but_not_told(client: Client, werk: Werk, status: str) -> None:
    anker = werk.tie(BRIEF)
    Bouwsteen.objects.filter(pk=anker.bouwsteen_id).update(status=status, titel="Geheim", tekst="Vertrouwelijk.")
    html = page(client, werk)
    assert "Een bouwsteen die niet (meer) openbaar is" in html
    assert "Geheim" not in html
    assert "Vertrouwelijk" not in html
    assert "1 van de 3 zinnen heeft een bron" in html


def test_shares_are_told_per_section_and_for_the_whole(client: Client, werk: Werk) -> None:
    werk.tie(VRAAG)
    werk.tie(BRIEF)
    werk.tie(PRINTER, redactioneel=True)
    html = page(client, werk)
    assert "2 van de 4 zinnen hebben een bron; 1 is redactioneel." in html  # whole
    assert "2 van de 3 zinnen hebben een bron; 1 is redactioneel." in html
    assert "Nog geen van de 1 zinnen heeft een bron." in html


def test_redactioneel_looks_different_and_has_no_reference(client: Client, werk: Werk) -> None:
    werk.tie(PRINTER, redactioneel=True)
    html = page(client, werk)
    assert f'<span class="kb-zin kb-zin--redactioneel" data-zin="1" id="sectie-vragen--zin-1">{PRINTER}</span>' in html
    assert "kb-zin-verwijzing" not in html


def test_one_number_per_bouwsteen_in_the_whole_hoofdstuk(client: Client, werk: Werk) -> None:
    steen = BouwsteenFactory()
    for number, sectie_id in ((1, EEN), (2, sectie(2, "", "")["id"])):
        text = werk.versie.inhoud["secties"][number - 1]["tekst"]
        attach_sentences(
            werk.hoofdstuk,
            sectie_id=sectie_id,
            tekst=text,
            zinnen=statements(text)[:1],
            nummer=werk.versie.nummer,
            bouwstenen=[steen],
            user=werk.user,
        )
    html = page(client, werk)
    assert 'id="sectie-vragen--bron-1"' in html
    assert 'id="sectie-brieven--bron-1"' in html
    assert "bron-2" not in html


def test_a_reworded_sentence_says_so(client: Client, werk: Werk) -> None:
    werk.tie(BRIEF)
    werk.publish_texts(f"{VRAAG} {BRIEF.replace('drie weken', 'ruim drie weken')}\n\n{PRINTER}")
    assert "is daarna herschreven" in page(client, werk)


def test_what_was_let_go_or_lost_is_not_shown_but_old_versions_keep_theirs(client: Client, werk: Werk) -> None:
    lost, released = werk.tie(BRIEF), werk.tie(VRAAG)
    first = werk.versie.nummer
    versie = werk.publish_texts(f"{VRAAG}\n\n{PRINTER}")
    release_anker(werk.now(released.bouwsteen_id), nummer=versie.nummer, reden="Past niet", user=werk.user)
    assert "kb-herkomst__regel" not in page(client, werk)
    old = page(client, werk, f"versies/{first}/?herkomst=aan")
    assert lost.bouwsteen is not None
    assert lost.bouwsteen.titel in old
    assert "2 van de 3 zinnen hebben een bron." in old
    assert "kb-zin" not in page(client, werk, f"versies/{first}/")


def test_an_anchor_that_does_not_fit_the_text_marks_nothing(client: Client, werk: Werk) -> None:
    Anker.objects.filter(pk=werk.tie(BRIEF).pk).update(begin=3)
    html = page(client, werk)
    assert "kb-herkomst__regel" not in html
    assert BRIEF in html


def test_text_that_people_typed_stays_escaped(client: Client, werk: Werk) -> None:
    steen = BouwsteenFactory(titel='"><script>alert(1)</script>', tekst="<img src=x onerror=alert(1)> en meer")
    Anker.objects.filter(pk=werk.tie(BRIEF).pk).update(bouwsteen=steen)
    html = page(client, werk)
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_number_of_queries_is_the_same_for_many_sentences_and_bouwstenen(
    client: Client, werk: Werk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    zinnen = [f"Dit is zin nummer {number} over onderwerp {number * 7}." for number in range(200)]
    werk.publish_texts("\n\n".join(zinnen))
    werk.tie(zinnen[0])
    client.get(f"{werk.hoofdstuk.url}?herkomst=aan")

    with CaptureQueriesContext(connection) as few:
        client.get(f"{werk.hoofdstuk.url}?herkomst=aan")
    text = werk.versie.inhoud["secties"][0]["tekst"]
    for span in statements(text):
        attach_sentences(
            werk.hoofdstuk,
            sectie_id=EEN,
            tekst=text,
            zinnen=[span],
            nummer=werk.versie.nummer,
            bouwstenen=[BouwsteenFactory()],
            user=werk.user,
        )
    with django_assert_num_queries(len(few)):
        html = page(client, werk)
    assert html.count('class="kb-herkomst__regel') == 201


def test_the_switch_costs_two_queries(
    client: Client, werk: Werk, django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries]
) -> None:
    werk.tie(BRIEF)
    page(client, werk, "")
    with django_assert_max_num_queries(100) as off:
        page(client, werk, "")
    with django_assert_max_num_queries(len(off) + 2):
        page(client, werk)


class TestAandeel:
    """The share of sentences with a source."""

    def test_in_words(self) -> None:
        assert str(Aandeel(52, 37, 4)) == "37 van de 52 zinnen hebben een bron; 4 zijn redactioneel."
        assert str(Aandeel(52, 1, 1)) == "1 van de 52 zinnen heeft een bron; 1 is redactioneel."
        assert str(Aandeel(52, 0, 0)) == "Nog geen van de 52 zinnen heeft een bron."
        assert str(Aandeel()) == "Hier staan geen zinnen."

    def test_as_percentage(self) -> None:
        assert (Aandeel(3, 2).procent, Aandeel().procent) == (67, 0)

    def test_an_anchor_over_two_sentences_gives_both_a_source(self, werk: Werk) -> None:
        text = f"{VRAAG} {BRIEF}"
        attach_sentences(
            werk.hoofdstuk,
            sectie_id=EEN,
            tekst=text,
            zinnen=[(0, len(text))],
            nummer=werk.versie.nummer,
            bouwstenen=[BouwsteenFactory()],
            user=werk.user,
        )
        herkomst = HoofdstukHerkomst(find_herkomst(werk.hoofdstuk, werk.versie.nummer))
        shown = herkomst.show(EEN, werk.versie.inhoud["secties"][0]["tekst"], "")
        assert shown.aandeel == Aandeel(3, 2, 0)

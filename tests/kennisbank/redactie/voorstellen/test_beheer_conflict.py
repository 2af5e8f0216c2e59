"""Voorstellen on words that changed in the meantime: merged where they can be, chosen where they cannot."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from kennisbank.accounts.models import User
from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import latest_draft, newest_versie, update_hoofdstuk
from kennisbank.redactie.voorstellen.models import Voorstel
from tests.beslissingen import (
    BEL,
    BELLEN,
    LUISTER,
    MELD,
    SCHRIJVEN,
    TEKST,
    WACHT,
    filled_in,
    make_hoofdstuk,
    propose,
    publish,
    read,
    screen_of,
)
from tests.factories import UserFactory
from tests.pages import SiteTree, sectie

ALTIJD = BEL.replace("belt eerst", "belt altijd eerst")
LIEFST = BEL.replace("belt eerst", "belt liefst vooraf")


@pytest.fixture
def hoofdstuk(site_tree: SiteTree) -> Hoofdstuk:
    """A hoofdstuk with a section of four sentences."""
    return make_hoofdstuk(site_tree)


@pytest.fixture
def editor(client: Client, redacteur: User) -> Client:
    """A browser in which the redacteur is logged in."""
    client.force_login(redacteur)
    return client


@pytest.fixture
def botst(hoofdstuk: Hoofdstuk, redacteur: User) -> Voorstel:
    """A voorstel for a sentence that somebody else changed in the meantime."""
    voorstel = propose(hoofdstuk, ALTIJD + LUISTER + MELD + WACHT)
    publish(hoofdstuk, LIEFST + LUISTER + MELD + WACHT, redacteur)
    return voorstel


def solve(editor: Client, voorstel: Voorstel, **choices: Any) -> HttpResponse:
    """Choose, look at the result and take it over."""
    page = editor.get(screen_of(voorstel))
    seen = editor.post(screen_of(voorstel), filled_in(page, "", voorbeeld="1", **choices))
    assert seen.status_code == 200
    return editor.post(screen_of(voorstel), filled_in(seen))


def test_the_screen_names_all_three_texts_and_publishes_nothing_by_itself(editor: Client, botst: Voorstel) -> None:
    response = editor.get(screen_of(botst))
    page = response.content.decode()
    assert "Los het conflict op" in page
    assert "Er stond:" in page
    assert BEL.strip() in page
    assert "Toegevoegd: </span> altijd" in page
    assert 'name="keuze_1"' in page
    assert response.context["screen"].vingerafdruk == ""


@pytest.mark.parametrize(
    ("keuze", "eerste"),
    [
        ("voorgesteld", ALTIJD),
        ("beide", LIEFST + ALTIJD),
        ("eigen", "Bel altijd, liefst vooraf. "),
    ],
)
def test_each_choice_publishes_its_words_and_leaves_the_rest(
    editor: Client, hoofdstuk: Hoofdstuk, botst: Voorstel, keuze: str, eerste: str
) -> None:
    response = solve(editor, botst, keuze_1=keuze, eigen_1="Bel altijd, liefst vooraf.")
    assert response.status_code == 302
    assert read(hoofdstuk) == eerste + LUISTER + MELD + WACHT
    besluit = botst.gebeurtenissen.get(soort="overgenomen")
    assert (besluit.had_conflict, besluit.hoofdstukversie) == (True, newest_versie(hoofdstuk))


def test_choosing_what_stands_there_leaves_nothing_to_take_over(
    editor: Client, hoofdstuk: Hoofdstuk, botst: Voorstel
) -> None:
    response = solve(editor, botst, keuze_1="huidig")
    assert response.status_code == 422
    assert "De tekst zou hetzelfde blijven." in response.content.decode()
    assert read(hoofdstuk) == LIEFST + LUISTER + MELD + WACHT


def test_without_a_choice_the_conflict_says_so_and_what_was_typed_stays(
    editor: Client, hoofdstuk: Hoofdstuk, botst: Voorstel
) -> None:
    data = filled_in(editor.get(screen_of(botst)), eigen_1="Al half getypt")
    response = editor.post(screen_of(botst), data)
    assert response.status_code == 422
    page = response.content.decode()
    assert '<p class="kb-conflict__fout" id="id_keuze_1_error">Kies wat hier komt te staan.</p>' in page
    assert 'href="#id_keuze_1"' in page
    assert "Al half getypt" in page
    assert "Uit de praktijk" in page
    assert newest_versie(hoofdstuk).nummer == 2


def test_a_choice_is_shown_before_it_is_published(editor: Client, hoofdstuk: Hoofdstuk, botst: Voorstel) -> None:
    data = filled_in(editor.get(screen_of(botst)), keuze_1="voorgesteld")
    response = editor.post(screen_of(botst), data)
    assert response.status_code == 422
    assert "Er is nog niets gepubliceerd." in response.content.decode()
    assert newest_versie(hoofdstuk).nummer == 2
    assert editor.post(screen_of(botst), filled_in(response)).status_code == 302
    assert read(hoofdstuk) == ALTIJD + LUISTER + MELD + WACHT


def test_choices_survive_a_text_that_changes_again_and_only_what_is_new_is_asked(
    editor: Client, hoofdstuk: Hoofdstuk, redacteur: User
) -> None:
    hardop = MELD.replace("meld", "zeg")
    voorstel = propose(hoofdstuk, ALTIJD + LUISTER + hardop + WACHT)
    publish(hoofdstuk, LIEFST + LUISTER + MELD + WACHT, redacteur)
    page = editor.get(screen_of(voorstel))
    seen = editor.post(
        screen_of(voorstel), filled_in(page, "", voorbeeld="1", keuze_1="eigen", eigen_1="Bel altijd vooraf.")
    )
    publish(hoofdstuk, LIEFST + LUISTER + MELD.replace("meld", "bespreek") + WACHT, redacteur)
    stale = editor.post(screen_of(voorstel), filled_in(seen))
    assert stale.status_code == 409
    screen = stale.context["screen"]
    assert screen.conflicten["keuze_1"].value() == "eigen"
    assert screen.conflicten["eigen_1"].value() == "Bel altijd vooraf."
    assert "keuze_2" in screen.conflicten.errors
    looked = editor.post(screen_of(voorstel), filled_in(stale, "", voorbeeld="1", keuze_2="voorgesteld"))
    assert editor.post(screen_of(voorstel), filled_in(looked)).status_code == 302
    assert read(hoofdstuk) == "Bel altijd vooraf. " + LUISTER + hardop + WACHT


def test_a_conflict_that_belongs_to_a_change_you_leave_out_is_not_asked(
    editor: Client, hoofdstuk: Hoofdstuk, redacteur: User
) -> None:
    hardop = MELD.replace("meld", "zeg")
    voorstel = propose(hoofdstuk, ALTIJD + LUISTER + hardop + WACHT)
    publish(hoofdstuk, LIEFST + LUISTER + MELD + WACHT, redacteur)
    page = editor.get(screen_of(voorstel))
    seen = editor.post(screen_of(voorstel), filled_in(page, "", voorbeeld="1", onderdeel=["2"]))
    assert "Los het conflict op" not in seen.content.decode()
    assert editor.post(screen_of(voorstel), filled_in(seen)).status_code == 302
    assert read(hoofdstuk) == LIEFST + LUISTER + hardop + WACHT


def test_a_heading_and_a_removed_section_are_chosen_too(editor: Client, hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    kop = propose(hoofdstuk, TEKST, kop="Bel altijd eerst")
    weg = propose(hoofdstuk, "", soort="verwijdering")
    publish(hoofdstuk, LIEFST + LUISTER + MELD + WACHT, redacteur, kop="Bel liefst eerst")
    assert solve(editor, kop, keuze_1="eigen", eigen_1="Bel vooraf").status_code == 302
    assert newest_versie(hoofdstuk).inhoud["secties"][0]["kop"] == "Bel vooraf"
    assert solve(editor, weg, keuze_1="voorgesteld").status_code == 302
    assert [each["id"] for each in newest_versie(hoofdstuk).inhoud["secties"]] == [SCHRIJVEN]


def test_a_place_is_chosen_by_the_heading_before_it(editor: Client, site_tree: SiteTree, redacteur: User) -> None:
    hoofdstuk = make_hoofdstuk(site_tree, titel="Met vier secties")
    secties = [
        *newest_versie(hoofdstuk).inhoud["secties"],
        sectie(103, "Luisteren", "Luister eerst."),
        sectie(104, "Afsluiten", "Sluit af."),
    ]
    update_hoofdstuk(hoofdstuk, secties=secties, user=redacteur, publish=True, toelichting="Erbij")
    voorstel = propose(hoofdstuk, "", soort="verplaatsing", na_sectie_id=secties[2]["id"])
    elders = propose(hoofdstuk, "", soort="verplaatsing", na_sectie_id=secties[3]["id"])
    assert editor.post(screen_of(elders), filled_in(editor.get(screen_of(elders)))).status_code == 302
    page = editor.get(screen_of(voorstel)).content.decode()
    assert "De plaats van ‘Bellen’" in page
    assert "Na ‘Luisteren’" in page
    assert solve(editor, voorstel, keuze_1="voorgesteld").status_code == 302
    koppen = [each["kop"] for each in newest_versie(hoofdstuk).inhoud["secties"]]
    assert koppen == ["Schrijven", "Luisteren", "Bellen", "Afsluiten"]


def test_three_people_on_one_section_and_every_word_accounted_for(
    editor: Client, hoofdstuk: Hoofdstuk, redacteur: User
) -> None:
    een, twee, drie = UserFactory.create_batch(3, rol="deelnemer")
    hardop = MELD.replace("meld", "zeg")
    first = propose(hoofdstuk, ALTIJD + LUISTER + MELD + WACHT, user=een)
    second = propose(hoofdstuk, BEL + LUISTER + hardop + WACHT, user=twee)
    third = propose(hoofdstuk, LIEFST + LUISTER + MELD + WACHT + " Je schrijft het op.", user=drie)

    assert editor.post(screen_of(first), filled_in(editor.get(screen_of(first)))).status_code == 302
    merged = editor.get(screen_of(second))
    assert "Het voorstel past daarin" in merged.content.decode()
    assert editor.post(screen_of(second), filled_in(merged)).status_code == 302
    assert read(hoofdstuk) == ALTIJD + LUISTER + hardop + WACHT
    assert solve(editor, third, keuze_1="eigen", eigen_1=ALTIJD.replace("altijd", "altijd liefst")).status_code == 302

    eigen = ALTIJD.replace("altijd", "altijd liefst")
    assert read(hoofdstuk) == eigen + LUISTER + hardop + WACHT + " Je schrijft het op."
    credits = [
        (besluit.voorstel.indiener, besluit.door, besluit.had_conflict)
        for versie in hoofdstuk.versies.order_by("nummer")
        for besluit in versie.voorstelbesluiten.all()
    ]
    assert credits == [(een, redacteur, False), (twee, redacteur, False), (drie, redacteur, True)]
    assert third.versies.get().tekst == LIEFST + LUISTER + MELD + WACHT + " Je schrijft het op."


def test_a_draft_keeps_its_words_where_a_voorstel_took_over_the_same_sentence(
    editor: Client, hoofdstuk: Hoofdstuk, redacteur: User
) -> None:
    voorstel = propose(hoofdstuk, ALTIJD + LUISTER + MELD + WACHT)
    concept = [sectie(101, "Bellen", LIEFST + LUISTER + MELD + WACHT), sectie(102, "Schrijven", "Schrijf kort.")]
    update_hoofdstuk(hoofdstuk, secties=concept, user=UserFactory(rol="redacteur"), publish=False, toelichting="")
    assert editor.post(screen_of(voorstel), filled_in(editor.get(screen_of(voorstel)))).status_code == 302
    assert read(hoofdstuk) == ALTIJD + LUISTER + MELD + WACHT
    draft = inhoud_of(latest_draft(Hoofdstuk.objects.get(pk=hoofdstuk.pk)))["secties"]
    kept = next(each["tekst"] for each in draft if each["id"] == BELLEN)
    assert LIEFST.strip() in kept
    assert ALTIJD.strip() in kept

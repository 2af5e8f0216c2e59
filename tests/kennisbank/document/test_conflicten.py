"""What an editor chooses where two people changed the same words."""

from typing import Any

import pytest
from django.template.loader import render_to_string

from kennisbank.document.conflicten import ConflictForm, GetoondConflict, koppen_of
from kennisbank.document.merging import merge_inhoud
from kennisbank.text.conflicts import Conflict, ConflictSoort
from tests.pages import inhoud, sectie

KOPPEN = {"titel": "Titel van het hoofdstuk", "samenvatting": "Samenvatting", "a": "Bellen", "b": "Schrijven"}
KNELT = "Waar een regel knelt, meld je dat."


def zin(sleutel: str = "a:tekst:1", ons: str = "", hun: str = "", basis: str = KNELT, sectie_id: str = "a") -> Conflict:
    """A conflict about a sentence."""
    ons, hun = ons or "Waar een regel knelt, meld je dat meteen.", hun or "Waar een regel knelt, zeg je dat hardop."
    return Conflict(sleutel, ConflictSoort.TEKST, sectie_id, basis, ons, hun)


KOP = Conflict("a:kop", ConflictSoort.KOP, "a", "Bellen", "Bel eerst", "Bel altijd")
VERVALLEN = Conflict("b:sectie", ConflictSoort.SECTIE, "b", "Schrijf kort.", "", "Schrijf kort en klaar.")
PLAATS = Conflict("b:plaats", ConflictSoort.PLAATS, "b", "a", "samenvatting", "c")


def form(*conflicten: Conflict, data: dict[str, Any] | None = None) -> ConflictForm:
    """The form; with `data` as it would come back."""
    return ConflictForm(conflicten, koppen=KOPPEN | {"c": "Luisteren"}, data=data)


def answer(first: ConflictForm, **changes: str) -> dict[str, str]:
    """What the form on the page sends."""
    return {name: str(first[name].value() or "") for name in first.fields} | changes


def shown(conflict_form: ConflictForm) -> list[GetoondConflict]:
    """The conflicts as the component shows them."""
    return list(conflict_form.toon())


# Choosing


@pytest.mark.parametrize(
    ("keuze", "tekst"),
    [
        ("huidig", "Waar een regel knelt, meld je dat meteen."),
        ("voorgesteld", "Waar een regel knelt, zeg je dat hardop."),
        ("beide", "Waar een regel knelt, meld je dat meteen. Waar een regel knelt, zeg je dat hardop."),
        ("eigen", "Meld het meteen, en hardop."),
    ],
)
def test_each_answer_gives_its_text(keuze: str, tekst: str) -> None:
    first = form(zin())
    sent = answer(first, keuze_1=keuze, eigen_1="Meld het meteen, en hardop.\r\n")
    assert form(zin(), data=sent).is_valid()
    assert form(zin(), data=sent).keuzes() == {"a:tekst:1": tekst}


def test_a_heading_is_one_thing_so_there_is_no_both() -> None:
    (conflict,) = shown(form(KOP))
    assert [optie.waarde for optie in conflict.opties] == ["huidig", "voorgesteld", "eigen"]
    assert form(KOP, data=answer(form(KOP), keuze_1="beide")).keuzes() == {}


def test_a_heading_in_own_words_is_not_too_long() -> None:
    bound = form(KOP, data=answer(form(KOP), keuze_1="eigen", eigen_1="k" * 151))
    assert bound.errors["eigen_1"] == ["Maak de kop korter: hoogstens 150 tekens."]


def test_a_section_that_was_removed_and_changed_can_go_or_stay() -> None:
    (conflict,) = shown(form(VERVALLEN))
    assert [optie.label for optie in conflict.opties[:2]] == [
        "Staat er nu: de sectie vervalt",
        "Voorgesteld: de sectie blijft, zo",
    ]
    gone = form(VERVALLEN, data=answer(form(VERVALLEN), keuze_1="huidig"))
    assert gone.keuzes() == {"b:sectie": ""}
    stays = form(VERVALLEN, data=answer(form(VERVALLEN), keuze_1="voorgesteld"))
    assert stays.keuzes() == {"b:sectie": "Schrijf kort en klaar."}


def test_a_place_is_named_by_the_heading_before_it_and_any_other_can_be_chosen() -> None:
    (conflict,) = shown(form(PLAATS))
    assert [optie.tekst for optie in conflict.opties] == ["Vooraan", "Na ‘Luisteren’", "Na ‘Luisteren’"]
    assert conflict.basis == "Na ‘Bellen’"
    other = form(PLAATS, data=answer(form(PLAATS), keuze_1="eigen", eigen_1="a"))
    assert other.keuzes() == {"b:plaats": "a"}
    nowhere = form(PLAATS, data=answer(form(PLAATS), keuze_1="eigen", eigen_1="zomaar"))
    assert nowhere.errors["eigen_1"] == ["Kies een plaats uit de lijst."]


def test_no_section_is_put_after_itself() -> None:
    assert "b" not in dict(form(PLAATS).fields["eigen_1"].choices)


# What is not chosen yet


def test_without_a_choice_the_conflict_itself_says_so_and_the_rest_stays() -> None:
    both = (zin(), zin("b:tekst:1", sectie_id="b"))
    bound = form(*both, data=answer(form(*both), keuze_1="huidig", eigen_2="Al getypt."))
    assert not bound.is_valid()
    assert bound.errors == {"keuze_2": ["Kies wat hier komt te staan."]}
    assert bound.aantal_open == 1
    assert shown(bound)[1].eigen.value() == "Al getypt."
    assert [optie.gekozen for optie in shown(bound)[0].opties] == [True, False, False, False]


def test_so_far_the_text_of_today_stands_where_nothing_was_chosen() -> None:
    basis = inhoud("Bellen", sectie(1, "Bellen", KNELT), sectie(2, "Schrijven", "Schrijf kort."))
    nu = inhoud("Bellen", sectie(1, "Bellen", f"{KNELT[:-1]} meteen."), sectie(2, "Schrijven", "Schrijf heel kort."))
    straks = inhoud("Bellen", sectie(1, "Bellen", f"{KNELT[:-1]} hardop."), sectie(2, "Schrijven", "Schrijf helder."))
    samen = merge_inhoud(basis, nu, straks)
    koppen = koppen_of(nu, straks)
    first = ConflictForm(samen.conflicten, koppen=koppen)
    assert first.resolve(samen) is None
    assert first.resolve_so_far(samen) == nu
    half = ConflictForm(samen.conflicten, koppen=koppen, data=answer(first, keuze_1="voorgesteld"))
    assert half.resolve(samen) is None
    assert [each["tekst"] for each in half.resolve_so_far(samen)["secties"]] == [
        straks["secties"][0]["tekst"],
        nu["secties"][1]["tekst"],
    ]
    whole = ConflictForm(
        samen.conflicten, koppen=koppen, data=answer(first, keuze_1="voorgesteld", keuze_2="voorgesteld")
    )
    assert whole.resolve(samen) == straks


def test_two_sections_cannot_each_follow_the_other() -> None:
    a, b, c, d = (sectie(number, f"Kop {number}", f"Tekst {number}.") for number in (1, 2, 3, 4))
    basis, nu, straks = (inhoud("Titel", *secties) for secties in ((a, b, c, d), (c, a, d, b), (d, a, c, b)))
    samen = merge_inhoud(basis, nu, straks)
    places = [conflict for conflict in samen.conflicten if conflict.soort == ConflictSoort.PLAATS]
    assert len(places) == 2, "the sample should have two disputed places"
    first = ConflictForm(samen.conflicten, koppen=koppen_of(nu, straks))
    wrong = {"keuze_1": "eigen", "eigen_1": places[1].sectie_id, "keuze_2": "eigen", "eigen_2": places[0].sectie_id}
    bound = ConflictForm(samen.conflicten, koppen=koppen_of(nu, straks), data=answer(first, **wrong))
    assert bound.resolve(samen) is None
    assert bound.errors["keuze_1"] == ["Hier kan de sectie niet staan. Kies een andere plaats."]
    assert len(bound.resolve_so_far(samen)["secties"]) == 4


def test_own_words_that_are_not_there_are_asked_for() -> None:
    bound = form(zin(), data=answer(form(zin()), keuze_1="eigen", eigen_1="  "))
    assert bound.errors["eigen_1"] == ["Schrijf hier je eigen tekst, of maak een andere keuze."]
    assert bound.keuzes() == {}


def test_own_words_have_a_limit() -> None:
    bound = form(zin(), data=answer(form(zin()), keuze_1="eigen", eigen_1="w" * 200_001))
    assert "eigen_1" in bound.errors


def test_an_answer_that_does_not_exist_is_no_answer() -> None:
    assert form(zin(), data=answer(form(zin()), keuze_1="verzonnen")).errors["keuze_1"]


def test_a_choice_without_the_field_beside_it_counts() -> None:
    sent = answer(form(zin()), keuze_1="huidig")
    del sent["eigen_1"]
    assert form(zin(), data=sent).keuzes() == {"a:tekst:1": zin().ons}


# The text changed between looking and sending


def test_choices_follow_their_conflict_when_the_numbers_shift() -> None:
    eerste, tweede = zin(), zin("b:tekst:1", ons="Schrijf kort.", sectie_id="b")
    sent = answer(form(eerste, tweede), keuze_1="voorgesteld", keuze_2="eigen", eigen_2="Schrijf kort en klaar.")
    nieuw = zin("a:tekst:0", ons="Een heel andere zin.", basis="Een zin.")
    bound = form(nieuw, zin("a:tekst:2"), tweede, data=sent)
    assert bound.keuzes() == {"a:tekst:2": eerste.hun, "b:tekst:1": "Schrijf kort en klaar."}
    assert list(bound.errors) == ["keuze_1"]


def test_a_choice_is_asked_again_when_the_words_changed_and_own_words_stay() -> None:
    sent = answer(form(zin()), keuze_1="eigen", eigen_1="Meld het meteen, en hardop.")
    bound = form(zin(ons="Waar een regel knelt, bel je."), data=sent)
    assert list(bound.errors) == ["keuze_1"]
    assert shown(bound)[0].eigen.value() == "Meld het meteen, en hardop."


def test_the_field_is_filled_with_the_new_proposal_when_nobody_typed_in_it() -> None:
    sent = answer(form(zin()), keuze_1="huidig")
    bound = form(zin(hun="Waar een regel knelt, bel je."), data=sent)
    assert shown(bound)[0].eigen.value() == "Waar een regel knelt, bel je."


def test_own_words_for_a_conflict_that_is_gone_are_kept_in_sight() -> None:
    sent = answer(form(zin()), keuze_1="eigen", eigen_1="Meld het meteen, en hardop.")
    bound = form(KOP, data=sent)
    assert bound["bewaard"].value() == "Meld het meteen, en hardop."
    again = form(KOP, data=answer(bound, keuze_1="huidig"))
    assert again["bewaard"].value() == "Meld het meteen, en hardop."
    assert "bewaard" not in form(KOP, data=answer(form(zin()), keuze_1="huidig")).fields


def test_an_answer_waits_for_a_conflict_that_comes_back() -> None:
    gone = form(KOP, data=answer(form(zin()), keuze_1="eigen", eigen_1="Meld het meteen, en hardop."))
    back = form(zin(), data=answer(gone, keuze_1="huidig"))
    assert back.keuzes() == {"a:tekst:1": "Meld het meteen, en hardop."}
    assert "bewaard" not in back.fields
    assert form(KOP, data=answer(back)).keuzes() == {"a:kop": "Bel eerst"}


@pytest.mark.parametrize("onzin", ["{", "[1]", "3", "null", '{"a": 1}'])
def test_nonsense_among_what_waits_is_left_out(onzin: str) -> None:
    bound = form(zin(), data=answer(form(zin()), keuze_1="huidig") | {"geparkeerd": onzin})
    assert bound.keuzes() == {"a:tekst:1": zin().ons}


def test_equal_conflicts_keep_their_own_choices() -> None:
    twins = (zin(), zin("a:tekst:2"))
    bound = form(*twins, data=answer(form(*twins), keuze_1="huidig", keuze_2="voorgesteld"))
    assert bound.keuzes() == {"a:tekst:1": twins[0].ons, "a:tekst:2": twins[0].hun}


# What is shown


def test_both_sides_are_shown_with_the_words_that_differ_from_what_stood_there() -> None:
    html = render_to_string("components/conflict.html", {"conflict": shown(form(zin()))[0]})
    assert "Staat er nu" in html
    assert "Voorgesteld" in html
    assert "Toegevoegd: </span> meteen" in html
    assert "Verwijderd: </span>" in html
    assert f'Er stond:</span> <span class="kb-conflict__tekst">{KNELT}' in html
    assert "nog niet gekozen" in html


def test_an_error_is_tied_to_its_conflict() -> None:
    bound = form(zin(), data=answer(form(zin())))
    html = render_to_string("components/conflict.html", {"conflict": shown(bound)[0]})
    assert 'aria-describedby="id_keuze_1_error"' in html
    assert html.count('aria-invalid="true"') == 4
    assert '<p class="kb-conflict__fout" id="id_keuze_1_error">Kies wat hier komt te staan.</p>' in html


def test_a_removed_section_shows_that_nothing_stays() -> None:
    html = render_to_string("components/conflict.html", {"conflict": shown(form(VERVALLEN))[0]})
    assert "Verwijderd: </span>Schrijf kort." in html


def test_headings_come_from_the_first_text_that_has_the_section() -> None:
    nu = inhoud("Titel", sectie(1, "Bellen", "Bel."))
    straks = inhoud("Titel", sectie(1, "Bel eerst", "Bel."), sectie(2, "Schrijven", "Schrijf."))
    koppen = koppen_of(nu, straks)
    assert koppen[sectie(1, "", "")["id"]] == "Bellen"
    assert koppen[sectie(2, "", "")["id"]] == "Schrijven"
    assert list(koppen)[:2] == ["titel", "samenvatting"]

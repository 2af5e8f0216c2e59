"""Differences say in words what colour says too, in line and side by side, and show letters as they look."""

import re

import pytest
from django.template.loader import render_to_string

from kennisbank.text.diff import Deel, Soort, Stuk, diff_texts
from kennisbank.ui.templatetags.verschil import woorden

COMPONENTEN = ["components/verschil.html", "components/verschil_naast.html"]
SCRIPT = "<script>alert(1)</script>"


def show(component: str, oud: str, nieuw: str) -> str:
    return render_to_string(component, {"verschil": diff_texts(oud, nieuw)})


def heard(html: str) -> str:
    """What a screen reader reads out."""
    return " ".join(re.sub(r"<[^>]+>", "", html.replace("&#x27;", "'")).split())


@pytest.mark.parametrize("component", COMPONENTEN)
def test_each_fate_is_said_in_words(component: str) -> None:
    assert "Toegevoegd: altijd" in heard(show(component, "Bel eerst.", "Bel altijd eerst."))
    gezegd = heard(show(component, "Een zin over bellen. Nog een zin.", "Nog een zin. Een zin over bellen."))
    assert "Verplaatst: Nog een zin." in gezegd
    assert "Verplaatst naar een andere plek: Nog een zin." in gezegd
    assert "Verwijderd: Weg." in heard(show(component, "Een zin. Weg.", "Een zin."))


@pytest.mark.parametrize("component", COMPONENTEN)
def test_what_became_of_a_paragraph_is_said_in_words(component: str) -> None:
    los, samen = "Een zin over bellen.\n\nEn een zin over schrijven.", "Een zin over bellen. En een zin over schrijven."
    assert heard(show(component, samen, los)).count("Deel van een gesplitste alinea") == 2
    gezegd = heard(show(component, los, samen))
    assert "Samengevoegd uit meer alinea's" in gezegd
    assert "Hier begon een nieuwe alinea: " in gezegd
    assert "Opmaak: was gewone tekst, is nu een punt in een lijst" in heard(show(component, "Een zin.", "- Een zin."))
    assert "(vet gemaakt)" in heard(show(component, "Een zin.", "Een **zin**."))


@pytest.mark.parametrize("component", COMPONENTEN)
def test_no_space_comes_between_words_and_what_follows(component: str) -> None:
    html = show(component, "Een **vet** woord, en `code`.", "Een **vet** woord, ja, en `code`.")
    assert "woord, en code." in heard(re.sub(r"<(ins|del).*?</\1>", "", html))
    assert "<strong" in html
    assert "<code" in html


@pytest.mark.parametrize("component", COMPONENTEN)
def test_what_people_typed_is_escaped(component: str) -> None:
    for oud, nieuw in [(SCRIPT, f"{SCRIPT} erbij"), ("x", f"**{SCRIPT}**"), (f"[x]({SCRIPT})", "[x](/y/)")]:
        assert SCRIPT not in show(component, oud, nieuw)


def test_side_by_side_is_a_table_with_headings_and_says_when_a_side_is_empty() -> None:
    html = show("components/verschil_naast.html", "Een oude zin over bellen.", "Iets heel anders!")
    assert re.findall(r'<th scope="col"[^>]*>(\w+)</th>', html) == ["Was", "Werd"]
    assert "Stond er nog niet" in html
    assert "Staat er niet meer" in html


@pytest.mark.parametrize("component", COMPONENTEN)
def test_without_text_it_says_so(component: str) -> None:
    assert "Er is nog geen tekst." in show(component, "", "")


def test_letters_look_as_they_did() -> None:
    deel = Deel(Soort.GELIJK, "vet", (Stuk("vet", frozenset({"vet", "link"}), "/x/"),))
    assert woorden(deel) == '<span class="kb-stuk kb-stuk--link"><strong class="kb-stuk">vet</strong></span>'
    assert woorden({"soort": "gelijk", "tekst": "a < b"}) == "a &lt; b"

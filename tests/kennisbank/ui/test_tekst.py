from collections.abc import Iterable

import pytest
from django.template import Context, Engine

from kennisbank.text.limits import MAX_TEKENS
from kennisbank.ui import tekst, wikilinks
from kennisbank.ui.wikilinks import Doel


@pytest.fixture
def known_thing(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """One thing to link to; the list tells what was asked for."""
    asked: list[list[str]] = []

    def resolver(targets: Iterable[str]) -> dict[str, Doel]:
        asked.append(list(targets))
        return {"Ding": Doel("/ding/", "Ding", "thema")}

    monkeypatch.setattr(wikilinks, "_resolvers", [(0, resolver)])
    return asked


def test_text_is_not_escaped_again_in_a_template(known_thing: list[list[str]]) -> None:
    html = tekst.render_tekst("**Vet** en [[Ding]] en [[Niets]]")
    shown = Engine().from_string("{{ html }}").render(Context({"html": html}))
    assert "<strong>Vet</strong>" in shown
    assert 'href="/ding/"' in shown
    assert "kb-wikilink--leeg" in shown


def test_links_of_many_texts_are_looked_up_in_one_batch(known_thing: list[list[str]]) -> None:
    found = tekst.find_links(["[[Ding]] [[Een]]", "[[Twee]]"], ook=["Nog iets"])
    assert list(found) == ["Ding"]
    assert known_thing == [["Nog iets", "Ding", "Een", "Twee"]]


def test_script_is_neutralised() -> None:
    assert "<script" not in tekst.render_tekst("<script>alert(1)</script>", links={})


def test_text_that_is_too_long_is_shown_as_typed_and_escaped() -> None:
    long = "<b>x</b> [[Ding]] " * (MAX_TEKENS // 10)
    assert tekst.find_links([long]) == {}
    html = tekst.render_tekst(long)
    assert html.startswith('<p class="nl-paragraph">&lt;b&gt;x')


def test_headings_come_along() -> None:
    shown = tekst.show_tekst("# Een\n\n## Twee", links={}, basis_kopniveau=2)
    assert [(kop.niveau, kop.tekst) for kop in shown.koppen] == [(2, "Een"), (3, "Twee")]

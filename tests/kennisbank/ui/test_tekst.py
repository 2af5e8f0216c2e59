from collections.abc import Iterable

import pytest
from django.template import Context, Engine

from kennisbank.text.limits import MAX_TEKENS
from kennisbank.text.markdown import render
from kennisbank.text.marks import Markering
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


def test_a_link_that_leads_elsewhere_since_is_seen_at_once() -> None:
    before = tekst.render_tekst("Zie [[Ding]].", links={"Ding": tekst.Doel("/oud/", "Ding", "thema")})
    after = tekst.render_tekst("Zie [[Ding]].", links={"Ding": tekst.Doel("/nieuw/", "Ding", "thema")})
    gone = tekst.render_tekst("Zie [[Ding]].", links={})
    assert 'href="/oud/"' in before
    assert 'href="/nieuw/"' in after
    assert "kb-wikilink--leeg" in gone


def test_a_text_is_rendered_once_for_the_same_question(monkeypatch: pytest.MonkeyPatch) -> None:
    tekst.GEHEUGEN.clear()
    rendered: list[str] = []
    monkeypatch.setattr(tekst, "render", lambda text, **options: rendered.append(text) or render(text, **options))
    for prefix in ("a-", "b-", "a-"):
        tekst.render_tekst("Eén tekst voor twee plekken.", links={}, prefix=prefix)
    assert len(rendered) == 2


def test_passages_are_marked_and_it_says_which_could_be() -> None:
    marks = [Markering(0, 4, 1, "kb-zin--bron"), Markering(90, 99, 2)]
    shown = tekst.show_tekst("Vet. <script>alert(1)</script>", links={}, marks=marks)
    assert '<span class="kb-zin kb-zin--bron" data-zin="1" id="zin-1">Vet.</span>' in shown.html
    assert "<script" not in shown.html
    assert shown.geplaatst == {1}

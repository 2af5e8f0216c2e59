import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.text.limits import MAX_TEKENS, TekstTeLang
from kennisbank.text.plain import excerpt, reading_time, to_plain, word_count
from tests.kennisbank.text.strategies import MARKDOWN, PROSE


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Een **vet** en *schuin* `x < 3` woord.", "Een vet en schuin x < 3 woord."),
        ("[tekst](https://x.nl) [[Doel]] [[Doel|anders]] ![beeld](/a.png)", "tekst Doel anders beeld"),
        ("# Kop\n\nalinea\nloopt door\n\n- een\n- twee\n  - drie", "Kop\nalinea loopt door\neen\ntwee\ndrie"),
        ("a | b\n--- | ---\nc | **d**", "a b\nc d"),
        ("Tekst[^1].\n\n[^1]: Noot *hier*.", "Tekst.\nNoot hier."),
        ("> citaat\n\n```\ncode = 1\n```", "citaat\ncode = 1"),
        ("R&D &amp; &euro; 5 &lt;b&gt; \\*ster\\*", "R&D & € 5 <b> *ster*"),
        ("een<br>twee H<sub>2</sub>O <script>weg()</script>", "een twee H2O"),
        ("`&lt;` blijft, &amp;lt; ook", "&lt; blijft, &lt; ook"),
        ("", ""),
    ],
)
def test_to_plain(tekst, verwacht):
    assert to_plain(tekst) == verwacht


@given(MARKDOWN | st.text())
def test_plain_text_has_no_placeholders_or_empty_lines(tekst):
    kaal = to_plain(tekst)
    assert not [teken for teken in "\x00\x02\x03\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4" if teken in kaal]
    assert all(regel.strip() for regel in kaal.split("\n") if kaal)


@given(PROSE)
def test_plain_prose_stays_what_it_is(tekst):
    assert to_plain(tekst).split() == tekst.split()
    assert word_count(tekst) == len(tekst.split())


def test_excerpt():
    assert excerpt("Een **korte** tekst.") == "Een korte tekst."
    assert excerpt("een twee, drie vier", 2) == "een twee…"
    assert excerpt("# Kop\n\nTekst die doorgaat", 3) == "Kop Tekst die…"


@given(MARKDOWN, st.integers(1, 10))
def test_an_excerpt_is_one_short_line(tekst, woorden):
    uit = excerpt(tekst, woorden)
    assert "\n" not in uit
    assert len(uit.split()) <= woorden


def test_words_are_counted_without_markup():
    assert word_count("- **Jan-Willem** zei: 3,5 miljoen! (Zie [hier](https://x.nl/a/b/c).)") == 6


@pytest.mark.parametrize(("woorden", "minuten"), [(0, 1), (1, 1), (200, 1), (201, 2), (1999, 10), (2001, 11)])
def test_reading_time(woorden, minuten):
    assert reading_time(woorden) == minuten


def test_too_long_a_text_is_refused():
    with pytest.raises(TekstTeLang):
        to_plain("x" * (MAX_TEKENS + 1))

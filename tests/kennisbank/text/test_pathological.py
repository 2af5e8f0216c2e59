"""Texts made to bring a Markdown parser to its knees: each is rendered in bounded time or shown as plain text.

Time is measured against ordinary prose of the same length in the same run, so that a slow machine moves both.
"""

import sys

import pytest

from kennisbank.text.diff import diff_texts
from kennisbank.text.limits import MAX_TEKENS
from kennisbank.text.markdown import extract_wikilinks, render
from kennisbank.text.plain import to_plain
from kennisbank.text.sentences import sentence_spans
from tests.kennisbank.text.timing import TimesProse

# Times the ordinary prose; on a quiet machine that is two seconds, and each text takes less than half of it.
TIMES_PROSE = 10
PROZA = "De minister schrijft aan de **Kamer** dat het beleid, zoals in [[Tegenspraak]] staat, per 1 januari wijzigt. "

HERHAALD = [
    "> ", ">", "[", "[[", "[[a", "(", "[a](", "![", "*", "a*", "*a ", "**a ", "_a ", "*a **b ", "`", "`a``", "<",
    "<a ", "<!--", "<div>", "<div>\n", "<b>", "</a>", "<?", "<![CDATA[", "<script>", "<table><tr><td>",
    "<svg><style>", "|", "[^1]", "[^1]: ", "- ", "1. ", "- a\n", "#", "# a\n", "> # a\n", "a\n=\n", "\\", "&",
    "&amp;", "```\n", "```a\n", "~~~\n", "a\n\n", " ", "\n", "\t", "[a]: x\n", "[a][b] ", "[a](b) ", "<http://",
    "<a@", "> - ", "[a](b \"", "[a](b '\"", "x", "a\\\n", "[[a|b]] ", "**", "***a** ", "a|", "-|-\n", "* * *\n",
    "[[[[", "((((", "> > > > > > > > > > ", "\u0301", "e.", "A. ", "1.", "http://", "]](",
]  # fmt: skip
GEBOUWD = {
    "nested lists": "".join(" " * 4 * diep + "- a\n" for diep in range(200)),
    "nested quotations": "\n".join("> " * diep + "x" for diep in range(300)),
    "growing backticks": "".join("`" * aantal + "a" for aantal in range(600)),
    "brackets closed": "[" * 50_000 + "]" * 50_000,
    "wiki links nested": "[[a" * 30_000 + "]]" * 30_000,
    "wide table": "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + ("|b" * 200 + "|\n") * 400,
    "many footnotes": "".join(f"[^{n}] " for n in range(5000)) + "\n\n" + "".join(f"[^{n}]: x\n" for n in range(5000)),
    "chained footnotes": "".join(f"[^{n}]: y [^{n + 1}]\n\n" for n in range(400)) + "[^0]",
    "code in a list": "- a\n\n" + "    b\n\n" * 20_000,
}
GEVALLEN = [pytest.param((stuk * MAX_TEKENS)[:MAX_TEKENS], id=repr(stuk)) for stuk in HERHAALD]
GEVALLEN += [pytest.param(tekst[:MAX_TEKENS], id=naam) for naam, tekst in GEBOUWD.items()]


@pytest.fixture(scope="module")
def grens():
    """The time that no text of a full section may take."""
    proza = ((PROZA * 6 + "\n\n") * 400)[:MAX_TEKENS]
    return TimesProse(TIMES_PROSE, render, proza)


@pytest.mark.parametrize("tekst", GEVALLEN)
def test_a_full_section_of_it_renders_in_bounded_time(tekst, grens):
    assert grens.allows(render, tekst)


@pytest.mark.parametrize("tekst", GEVALLEN)
def test_the_other_engines_keep_up(tekst, grens):
    tekst = tekst[: MAX_TEKENS // 4]
    for taak in (to_plain, extract_wikilinks, sentence_spans):
        assert grens.allows(taak, tekst)
    assert grens.allows(diff_texts, tekst, tekst[1 : len(tekst) // 2] + "x" + tekst[len(tekst) // 2 :])


@pytest.mark.parametrize("stuk", ["> ", "- ", "1. ", "[[", "((((", "*", "> - ", "<b>", "*a "])
def test_deep_nesting_needs_little_stack(stuk):
    grens = sys.getrecursionlimit()
    diepte = 0
    frame = sys._getframe()
    while frame:
        diepte, frame = diepte + 1, frame.f_back
    sys.setrecursionlimit(diepte + 250)
    try:
        render(stuk * 10_000)
    finally:
        sys.setrecursionlimit(grens)


def test_an_overlong_paragraph_is_shown_as_typed():
    tekst = "**woord** " * 3000
    assert render(tekst).html == f'<p class="nl-paragraph">{tekst.strip()}</p>'

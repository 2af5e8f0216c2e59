"""Markdown as people type it, against what they mean by it."""

import pytest
from hypothesis import given

from kennisbank.text.emphasis import find_emphasis
from kennisbank.text.layout import prepare
from kennisbank.text.markdown import render
from kennisbank.text.normalise import normalise
from kennisbank.text.raw_html import replace_html
from tests.kennisbank.text.strategies import MARKDOWN


def skeleton(tekst):
    """The HTML without attributes and white space between tags."""
    uit = ""
    for stuk in render(tekst).html.split("<"):
        tag, haak, inhoud = stuk.partition(">")
        uit += f"<{tag.split()[0]}>{inhoud.strip()}" if haak else stuk
    return uit


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Wij doen:\n- a\n- b", "<p>Wij doen:</p><ul><li>a</li><li>b</li></ul>"),
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("1. a\n   - b", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
        ("tekst\n# Kop\ntekst", "<p>tekst</p><h3>Kop</h3><p>tekst</p>"),
        ("#hashtag en\n#1 in de rij", "<p>#hashtag en\n#1 in de rij</p>"),
        ("In\n1984. Toen.", "<p>In\n1984. Toen.</p>"),
        ("tekst\n> citaat", "<p>tekst</p><blockquote><p>citaat</p></blockquote>"),
        ("> a\n> - b", "<blockquote><p>a</p><ul><li>b</li></ul></blockquote>"),
        ("> [!WARNING]\n> pas op", "<blockquote><p><strong>Waarschuwing:</strong>pas op</p></blockquote>"),
        ("tekst\na | b\n--- | ---\nc | d", "<p>tekst</p><div><table><thead><tr><th>a</th><th>b</th></tr></thead>"
         "<tbody><tr><td>c</td><td>d</td></tr></tbody></table></div>"),
        ("- a\n\n  ```\n  x = 1\n    y\n  ```", "<ul><li><p>a</p><pre><code>x = 1\n  y</code></pre></li></ul>"),
        ("> ```\n> x\n> ```", "<blockquote><pre><code>x</code></pre></blockquote>"),
        ("```python\n<b>&amp;\n", "<pre><code>&lt;b&gt;&amp;amp;</code></pre>"),
        ("Kop\n===\ntekst\n\n---\n\nna", "<h3>Kop</h3><p>tekst</p><hr><p>na</p>"),
        ("- a\n\n  tweede alinea\n\nbuiten", "<ul><li><p>a</p><p>tweede alinea</p></li></ul><p>buiten</p>"),
    ],
)  # fmt: skip
def test_layout(tekst, verwacht):
    assert skeleton(tekst) == verwacht


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("*a* _b_ **c** __d__ ***e***", "<em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong>"
         " <em><strong>e</strong></em>"),
        ("snake_case_woord en 2 * 3 * 4", "snake_case_woord en 2 * 3 * 4"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("*a **b**", "*a <strong>b</strong>"),
        ("**[a](/x/)** en \\*niet\\*", "<strong><a>a</a></strong> en *niet*"),
        ('**Doe** [a](/x/){:target="_blank"} en [b](/y/){:target="_blank"} **zo**', '<strong>Doe</strong> <a>a</a>'
         '{:target="_blank"} en <a>b</a>{:target="_blank"} <strong>zo</strong>'),
        ("`*a*` *`b`*", "<code>*a*</code> <em><code>b</code></em>"),
    ],
)  # fmt: skip
def test_emphasis(tekst, verwacht):
    assert skeleton(tekst).replace("><", "> <").replace(" ", "") == f"<p>{verwacht}</p>".replace("><", "> <").replace(
        " ", ""
    )


@given(MARKDOWN)
def test_emphasis_is_well_nested(tekst):
    stapel = []
    plek = 0
    for teken in find_emphasis(tekst):
        assert teken.begin >= plek
        assert set(tekst[teken.begin : teken.begin + teken.lengte]) in ({"*"}, {"_"})
        plek = teken.begin + teken.lengte
        if teken.tag.startswith("</"):
            assert stapel.pop() == teken.tag.replace("/", "")
        else:
            stapel.append(teken.tag)
    assert not stapel


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("a <b onclick='x'>b</b> <br/> c", "a <b>b</b> <br> c"),
        ("<h2 class='x'>Kop <i>i</i></h2>na", "\n\n## Kop <i>i</i>\n\nna"),
        ("<ul><li>a</li><li>b</li></ul>", "\n\n- a\n- b\n\n"),
        ('<a href="/x/" class="y">naar x</a>', "[naar x](</x/>)"),
        ('<img src="a.png" alt="een kaart">', "een kaart"),
        ("Lijst<String> en 3 < 4 > 2", "Lijst<String> en 3 < 4 > 2"),
        ("`<b class=x>` en <https://x.nl>", "`<b class=x>` en <https://x.nl>"),
        ("voor <!-- open commentaar", "voor <!-- open commentaar"),
        ("voor<script>alert(1)", "vooralert(1)"),
        ("<script>weg()</script\n>na<SCRIPT SRC=x></SCRIPT>", "na"),
    ],
)
def test_html_becomes_markdown(tekst, verwacht):
    assert replace_html(tekst) == verwacht


@given(MARKDOWN)
def test_lay_out_loses_no_words(tekst):
    tekst = normalise(tekst).replace("<", "").replace("[!", "")
    opmaak = prepare(tekst)
    samen = opmaak.tekst + "".join(stuk.inhoud + stuk.taal for stuk in opmaak.stukken)
    for woord in ("tekst", "klzzwxh", "Doel", "zin"):
        assert samen.count(woord) == tekst.count(woord) or "```" in tekst or "~~~" in tekst

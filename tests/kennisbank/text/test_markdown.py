import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.text.markdown import MAX_TEKENS, Doel, Kop, TekstFout, TekstTeLang, extract_wikilinks, render
from kennisbank.text.sanitise import TAGS
from tests.kennisbank.text.strategies import MARKDOWN

LINKS = {"Tegenspraak": Doel("/themas/tegenspraak/", "Tegenspraak", "thema")}


class Lezer(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attrs, self.open, self.fouten = [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attrs += [(tag, naam, waarde or "") for naam, waarde in attrs]
        if tag not in {"br", "hr", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.fouten.append(tag)

    def values(self, naam):
        return [waarde for _, attribuut, waarde in self.attrs if attribuut == naam]


def html(tekst, **opties):
    return render(tekst, **opties).html


# What a writer gets


def test_paragraphs_lists_and_quotations_have_the_classes_of_the_design_system():
    uit = html("Een alinea.\n\n- punt\n\n1. stap\n\n> citaat\n\n[link](/x/)")
    for klasse in ("nl-paragraph", "utrecht-unordered-list", "utrecht-unordered-list__item", "utrecht-ordered-list",
                   "utrecht-ordered-list__item", "utrecht-blockquote", "nl-link"):  # fmt: skip
        assert f'class="{klasse}"' in uit


def test_headings_start_at_the_level_asked_for_and_skip_none():
    weergave = render("## Een\n\n##### Twee\n\n## Drie", basis_kopniveau=3, prefix="s1-")
    assert weergave.koppen == (Kop(3, "Een", "s1-een"), Kop(4, "Twee", "s1-twee"), Kop(3, "Drie", "s1-drie"))
    assert '<h4 class="nl-heading nl-heading--level-4" id="s1-twee">Twee</h4>' in weergave.html


def test_headings_never_get_deeper_than_six():
    assert [kop.niveau for kop in render("# a\n\n## b\n\n### c", basis_kopniveau=5).koppen] == [5, 6, 6]


def test_heading_text_is_plain():
    assert render("# De *kern* van [[Tegenspraak]] & `code`[^1]\n\n[^1]: noot").koppen[0].tekst == (
        "De kern van Tegenspraak & code"
    )


def test_a_table_can_be_scrolled_by_keyboard_and_has_a_name():
    uit = html("Soort | Aantal\n--- | ---:\nbrief | 3")
    assert (
        '<div aria-label="Tabel: Soort, Aantal" class="utrecht-table-container '
        'utrecht-table-container--overflow-inline" role="region" tabindex="0"><table class="utrecht-table">'
    ) in uit
    assert '<th class="utrecht-table__header-cell" scope="col">Soort</th>' in uit
    assert '<td class="utrecht-table__cell utrecht-table__cell--numeric-column">3</td>' in uit
    assert "style=" not in uit


def test_two_tables_with_the_same_columns_have_different_names():
    tabel = "a | b\n--- | ---\n1 | 2\n"
    namen = Lezer(html(f"{tabel}\ntekst\n\n{tabel}")).values("aria-label")
    assert namen == ["Tabel: a, b", "Tabel: a, b (2)"]


def test_footnotes_are_numbered_and_lead_there_and_back():
    weergave = render("Eerst[^b] en dan[^a], weer[^b].\n\n[^a]: Noot a.\n[^b]: Noot *b*.", prefix="s2-")
    assert weergave.voetnoten == 2
    lezer = Lezer(weergave.html)
    ids = set(lezer.values("id"))
    assert {"s2-voetnoot-1", "s2-voetnoot-2", "s2-verwijzing-1", "s2-verwijzing-1-2", "s2-verwijzing-2"} == ids
    assert {href[1:] for href in lezer.values("href")} == ids
    assert weergave.html.index("Noot <em>b</em>") < weergave.html.index("Noot a")
    assert "Terug naar de tekst (voetnoot 1)" in lezer.values("aria-label")


def test_a_footnote_that_nothing_refers_to_has_no_link_back():
    uit = html("Tekst.\n\n[^los]: Zonder verwijzing.")
    assert "Zonder verwijzing." in uit
    assert "href" not in uit


def test_external_links_do_not_open_a_door():
    assert html("[x](https://voorbeeld.nl)") == (
        '<p class="nl-paragraph"><a class="nl-link" href="https://voorbeeld.nl" rel="noopener">x</a></p>'
    )
    assert "rel" not in html("[x](/themas/)")


def test_images_of_other_sites_become_links():
    assert "<img" not in html("![kaart](https://voorbeeld.nl/kaart.png)")
    assert "kaart (afbeelding)</a>" in html("![kaart](https://voorbeeld.nl/kaart.png)")
    assert '<img alt="kaart"' in html("![kaart](/media/kaart.png)")


def test_hard_line_breaks():
    assert "een<br>" in html("een\\\ntwee")
    assert "een<br>" in html("een<br>twee")


@pytest.mark.parametrize("tekst", ["", "  \n ", "\x00"])
def test_nothing_gives_nothing(tekst):
    assert render(tekst).html == ""


# Wiki links


def test_a_wiki_link_leads_somewhere_or_says_that_it_does_not():
    assert html("[[Tegenspraak]]", links=LINKS) == (
        '<p class="nl-paragraph"><a class="kb-wikilink nl-link" href="/themas/tegenspraak/">Tegenspraak</a></p>'
    )
    assert html("[[Nergens]]", links=LINKS) == (
        '<p class="nl-paragraph"><span class="kb-wikilink--leeg">Nergens<span class="kb-alleen-lezer">'
        " (nog geen pagina)</span></span></p>"
    )


@pytest.mark.parametrize(
    ("tekst", "doelen"),
    [
        ("[[Doel]]", ["Doel"]),
        ("[[Doel|andere *tekst*]]", ["Doel"]),
        ("[[ Een\n doel ]] en [[Een doel]]", ["Een doel"]),
        ("# Kop met [[A]]\n\n- [[B]]\n\n> [[C]]\n\na | b\n--- | ---\n[[D]] | [[E\\|e]]", ["A", "B", "C", "D", "E"]),
        ("tekst[^1]\n\n[^1]: zie [[Noot]]", ["Noot"]),
        ("**[[Vet]]** [[reël & <zo>]]", ["Vet", "reël & <zo>"]),
        ("`[[code]]` ``[[code]]`` \\[[ontsnapt]]", []),
        ("```\n[[code]]\n```\n\n- a\n\n  ~~~\n  [[code]]\n  ~~~\n\ntekst\n\n    [[code]]", []),
        ("[[]] [[ ]] [[a] b]] [x](y) [[a\n\nb]]", []),
    ],
)  # fmt: skip
def test_extract_wikilinks(tekst, doelen):
    assert extract_wikilinks(tekst) == doelen


@given(MARKDOWN)
def test_every_rendered_wiki_link_is_extracted(tekst):
    doelen = extract_wikilinks(tekst)
    overal = {doel: Doel(f"/naar/{nummer}/", doel, "thema") for nummer, doel in enumerate(doelen)}
    lezer = Lezer(html(tekst, links=overal))
    assert not [klasse for klasse in lezer.values("class") if "kb-wikilink--leeg" in klasse]
    assert {href for href in lezer.values("href") if href.startswith("/naar/")} == {
        doel.url for doel in overal.values()
    }


# Safety


@pytest.mark.parametrize(
    "tekst",
    [
        "<script>alert(1)</script>na", "<SCRIPT\n>alert(1)</SCRIPT >na", "<style>p{x:alert(1)}</style>na",
        "<svg><script>alert(1)</script></svg>na", "<math><style>alert(1)</style></math>na",
        "<iframe src='javascript:alert(1)'></iframe>na", "<!-- alert(1) -->na", "<![CDATA[alert(1)]]>na",
    ],
)  # fmt: skip
def test_scripts_and_the_like_go_with_their_content(tekst):
    assert html(tekst) == '<p class="nl-paragraph">na</p>'


@pytest.mark.parametrize(
    "tekst",
    [
        "<p onclick=alert(1)>x</p>", "<b style='x' onmouseover=alert(1)>x</b>", "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>", "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:alert(1))",
        "[x](java\tscript:alert(1))", "[x](data:text/html,alert)", "[x](vbscript:alert(1))",
        "[x]( javascript:alert(1))", "<javascript:alert(1)>", "![x](javascript:alert(1))",
        "[x][1]\n\n[1]: javascript:alert(1)", "[[x|<img src=x onerror=alert(1)>]]",
        "<a href='javascript:alert(1)'>x</a>", "[x](/a\"onclick=\"alert(1))",
        "```\"><script>alert(1)</script>\nx\n```", "# <img src=x onerror=alert(1)>",
        "a | b\n--- | ---\n<svg onload=alert(1)> | x",
        "[^\"><script>alert(1)</script>]\n\n[^\"><script>alert(1)</script>]: x",
        "<form action='/uitloggen/'><button>x</button></form>", "<b id='inhoud' class='kb-alleen-lezer'>x</b>",
    ],
)  # fmt: skip
def test_nothing_dangerous_gets_through(tekst):
    lezer = Lezer(html(tekst))
    assert set(lezer.tags) <= TAGS
    assert not [naam for _, naam, _ in lezer.attrs if naam.startswith("on") or naam == "style"]
    assert not [adres for adres in lezer.values("href") + lezer.values("src") if re.match(r"\s*\w+:", adres)]
    assert "inhoud" not in lezer.values("id")


@given(MARKDOWN, st.sampled_from(["", "s1-"]))
def test_html_is_well_formed_and_holds_nothing_but_what_is_allowed(tekst, prefix):
    uit = html(tekst, prefix=prefix)
    lezer = Lezer(uit)
    assert not lezer.open
    assert not lezer.fouten
    assert set(lezer.tags) <= TAGS
    assert not re.search("[\x00\x02\x03\ufdd0\ufdd1]", uit)
    ids = lezer.values("id")
    assert len(ids) == len(set(ids))
    assert all(ident.startswith(prefix) for ident in ids)
    schemas = {href.partition(":")[0] for href in lezer.values("href") if re.match(r"[a-zA-Z][\w+.-]*:", href)}
    assert schemas <= {"http", "https", "mailto"}


@given(MARKDOWN, MARKDOWN)
def test_sections_with_their_own_prefix_share_no_ids(een, twee):
    ids = Lezer(html(een, prefix="s1-") + html(twee, prefix="s2-")).values("id")
    assert len(ids) == len(set(ids))


@given(st.text())
@settings(max_examples=200)
def test_any_text_renders(tekst):
    assert isinstance(html(tekst), str)


def test_too_long_a_text_is_refused_in_dutch():
    with pytest.raises(TekstTeLang, match=r"te lang: 200.001 tekens") as fout:
        render("x" * (MAX_TEKENS + 1))
    assert isinstance(fout.value, TekstFout)
    assert isinstance(fout.value, ValueError)

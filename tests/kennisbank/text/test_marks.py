"""Passages marked on a page: the right words, and nothing but marks added."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.text.limits import MAX_TEKENS
from kennisbank.text.markdown import Doel, TekstTeLang, render
from kennisbank.text.marks import Markering, Verwijzing, mark_html, render_marked
from kennisbank.text.normalise import normalise
from kennisbank.text.sentences import sentence_spans
from tests.kennisbank.text.strategies import MARKDOWN, PROSE
from tests.kennisbank.text.timing import TimesProse

LINKS = {"Tegenspraak": Doel("/themas/tegenspraak/", "Tegenspraak", "thema")}


class Lezer(HTMLParser):
    """Takes the marks out again, and collects what stood in each."""

    def __init__(self, html):
        super().__init__(convert_charrefs=False)
        self.kaal, self.stukken, self.open = [], [], []
        self.feed(html)
        self.close()

    @property
    def gemarkeerd(self):
        """What is marked on the page, by number."""
        nummers = {nummer: "" for van, _ in self.stukken for nummer in van}
        return {nummer: "".join(stuk for van, stuk in self.stukken if nummer in van) for nummer in nummers}

    def handle_starttag(self, tag, attrs):
        klassen = (dict(attrs).get("class") or "").split()
        if tag == "span" and "kb-zin" in klassen:
            self.open.append(("zin", [int(nummer) for nummer in dict(attrs)["data-zin"].split()]))
        elif tag == "sup" and "kb-zin-bron" in klassen:
            self.open.append(("bron", []))
        elif tag not in {"br", "hr", "img"}:
            self.open.append(("bron" if self._in_reference() else "other", []))
        if not self._in_reference() and not (tag == "span" and "kb-zin" in klassen):
            self.kaal.append(self.get_starttag_text())

    def handle_endtag(self, tag):
        soort, _ = self.open.pop()
        if soort == "other":
            self.kaal.append(f"</{tag}>")

    def handle_data(self, data):
        if self._in_reference():
            return
        self.kaal.append(data)
        if self.open and self.open[-1][0] == "zin":
            self.stukken.append((self.open[-1][1], data))

    def handle_entityref(self, name):
        self.handle_data(f"&{name};")

    def handle_charref(self, name):
        self.handle_data(f"&#{name};")

    def _in_reference(self):
        return any(soort == "bron" for soort, _ in self.open)


def mark_all(tekst, **opties):
    """Mark every sentence, with a reference."""
    spans = sentence_spans(normalise(tekst))
    marks = [
        Markering(begin, einde, nummer, "kb-zin--bron", (Verwijzing(f"[{nummer}]", f"#b{nummer}", f"Bron {nummer}"),))
        for nummer, (begin, einde) in enumerate(spans, start=1)
    ]
    return render_marked(tekst, marks, **opties)


def mark_passage(tekst, passage, **opties):
    """Mark one passage and return what is marked on the page."""
    begin = normalise(tekst).index(passage)
    weergave = render_marked(tekst, [Markering(begin, begin + len(passage), 1)], **opties)
    assert "".join(Lezer(weergave.html).kaal) == render(tekst, **opties).html
    return Lezer(weergave.html).gemarkeerd.get(1)


# What a reader sees


def test_the_pieces_of_a_sentence_are_nested_in_its_emphasis_and_links():
    tekst = "Dit is **een zin** met [een link](/x/). En nog een."
    uit = render_marked(tekst, [Markering(0, 39, 4, "kb-zin--bron")], prefix="s-").html
    assert uit == (
        '<p class="nl-paragraph"><span class="kb-zin kb-zin--bron" data-zin="4" id="s-zin-4">Dit is </span>'
        '<strong><span class="kb-zin kb-zin--bron" data-zin="4">een zin</span></strong>'
        '<span class="kb-zin kb-zin--bron" data-zin="4"> met </span>'
        '<a class="nl-link" href="/x/"><span class="kb-zin kb-zin--bron" data-zin="4">een link</span></a>'
        '<span class="kb-zin kb-zin--bron" data-zin="4">.</span> En nog een.</p>'
    )


@pytest.mark.parametrize(
    ("tekst", "passage", "gemarkeerd"),
    [
        ("Een. **Twee vet.** Drie.", "**Twee vet.**", "Twee vet."),
        ("- Eerste punt.\n- Tweede *punt*. Met meer.\n- Derde.", "- Tweede *punt*.", "Tweede punt."),
        ("1. Stap.\n2. Nog een stap.", "2. Nog een stap.", "Nog een stap."),
        ("> Een citaat\n> op twee regels. Dan meer.", "> Een citaat\n> op twee regels.", "Een citaat\nop twee regels."),
        ("| a | b |\n|---|---|\n| vak een | vak twee |\n| x | y |", "| vak een | vak twee |", "vak eenvak twee"),
        ("Kijk bij [[Tegenspraak|het thema]]. Klaar.", "Kijk bij [[Tegenspraak|het thema]].", "Kijk bij het thema."),
        ("Zie [[Nergens]] staan. Klaar.", "Zie [[Nergens]] staan.", "Zie Nergens staan."),
        ("Zin met noot.[^1] Meer.\n\n[^1]: In de noot. Zin twee.", "Zin met noot.[^1]", "Zin met noot."),
        ("Zin met noot.[^1] Meer.\n\n[^1]: In de noot. Zin twee.", "Zin twee.", "Zin twee."),
        ("Bij R&D is x < y. Klaar.", "Bij R&D is x < y.", "Bij R&amp;D is x &lt; y."),
        ("Water is H<sub>2</sub>O. Klaar.", "Water is H<sub>2</sub>O.", "Water is H2O."),
        ("Met `code` erin. Klaar.", "Met `code` erin.", "Met code erin."),
        ("Eerst.\n\n```\nregel\nnog een\n```\n\nDan.", "```\nregel\nnog een\n```", "regel\nnog een"),
        ("Een 👩‍💻 aan het werk. Klaar.", "Een 👩‍💻 aan het werk.", "Een 👩‍💻 aan het werk."),
        ("### De kop\n\nTekst.", "### De kop", "De kop"),
        ("Een ![plaat](https://x.nl/a.png) erbij. Klaar.", "Een ![plaat](https://x.nl/a.png) erbij.",
         "Een plaat (afbeelding) erbij."),
    ],
)  # fmt: skip
def test_what_is_marked_is_the_passage_as_a_reader_sees_it(tekst, passage, gemarkeerd):
    assert mark_passage(tekst, passage, links=LINKS) == gemarkeerd


def test_of_equal_sentences_the_one_meant_is_marked():
    tekst = "Ja. Wij gaan door. Ja. En dan? Ja."
    begin = tekst.index("Ja. En")
    uit = render_marked(tekst, [Markering(begin, begin + 3, 1)]).html
    assert 'Wij gaan door. <span class="kb-zin" data-zin="1" id="zin-1">Ja.</span> En dan' in uit


def test_notes_may_stand_in_another_order_than_on_the_page():
    tekst = "Eerst b.[^b] Dan a.[^a]\n\n[^a]: Over a gaat dit.\n[^b]: Over b gaat dat.\n\nHet slot."
    for passage in ("Over a gaat dit.", "Over b gaat dat.", "Het slot."):
        assert mark_passage(tekst, passage) == passage


def test_a_note_that_is_there_twice_is_marked_once():
    assert list(Lezer(mark_all("Zin.[^1]\n\n[^1]: Noot.\n[^1]: Noot.").html).gemarkeerd) == [1, 2]


def test_a_part_of_a_sentence_can_be_marked():
    assert (
        mark_passage("Dit is een lange zin met **vette** woorden.", "lange zin met **vette**") == "lange zin met vette"
    )


def test_passages_that_overlap_share_the_words_they_share():
    tekst = "Een twee drie vier."
    lezer = Lezer(render_marked(tekst, [Markering(0, 13, 1), Markering(4, 19, 2)]).html)
    assert lezer.gemarkeerd == {1: "Een twee drie", 2: "twee drie vier."}
    assert 'data-zin="1 2"' in render_marked(tekst, [Markering(0, 13, 1), Markering(4, 19, 2)]).html


def test_references_come_behind_the_sentence_outside_its_emphasis_and_links():
    uit = mark_all("Zie **[hier](/x/).** Meer.").html
    assert (
        '</a><span class="kb-zin kb-zin--bron" data-zin="1">.</span></strong><sup class="kb-zin-bron">'
        '<a class="kb-zin-verwijzing" href="#b1" aria-label="Bron 1">[1]</a></sup> '
    ) in uit


def test_a_passage_that_ends_inside_a_link_has_its_reference_behind_the_link():
    tekst = "Lees [dit stuk nu](/x/) maar."
    mark = Markering(0, 14, 1, verwijzingen=(Verwijzing("[1]", "#b", "Bron"),))
    assert 'nu</a><sup class="kb-zin-bron">' in render_marked(tekst, [mark]).html


def test_what_references_say_is_escaped():
    mark = Markering(0, 4, 1, '"><b>', (Verwijzing("<1>", '"><script>', 'a"b<c'),))
    uit = render_marked("Kort.", [mark]).html
    assert "<script>" not in uit
    assert "<b>" not in uit
    assert 'aria-label="a&quot;b&lt;c"' in uit


def test_says_which_passages_it_placed():
    tekst = "Een zin.\n\n[weg]: http://x.nl"
    weergave = render_marked(tekst, [Markering(0, 8, 1), Markering(10, len(tekst), 2)])
    assert weergave.geplaatst == {1}


def test_headings_and_notes_are_counted_as_ever():
    weergave = mark_all("# Kop\n\nTekst.[^1]\n\n[^1]: Noot.")
    assert [kop.tekst for kop in weergave.koppen] == ["Kop"]
    assert weergave.voetnoten == 1


def test_without_marks_the_page_is_the_page():
    assert render_marked("Een *zin*.", []).html == render("Een *zin*.").html
    assert mark_html("", "", [Markering(0, 1, 1)]) == ("", frozenset())


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(TekstTeLang):
        render_marked("a" * (MAX_TEKENS + 1), [])


# What holds for every text


@settings(max_examples=300, deadline=None)
@given(MARKDOWN)
def test_without_the_marks_it_is_the_plain_page(tekst):
    gemarkeerd = mark_all(tekst, links=LINKS, prefix="s1-")
    lezer = Lezer(gemarkeerd.html)
    assert "".join(lezer.kaal) == render(tekst, links=LINKS, prefix="s1-").html
    assert not lezer.open


@settings(max_examples=200, deadline=None)
@given(MARKDOWN, st.data())
def test_any_passages_at_all_change_nothing_else(tekst, data):
    lengte = len(normalise(tekst))
    plek = st.integers(0, lengte + 3)
    paren = data.draw(st.lists(st.tuples(plek, plek), max_size=6))
    marks = [
        Markering(min(paar), max(paar), nummer, "x", (Verwijzing("[1]", "#b", "Bron"),))
        for nummer, paar in enumerate(paren)
    ]
    lezer = Lezer(render_marked(tekst, marks, links=LINKS).html)
    assert "".join(lezer.kaal) == render(tekst, links=LINKS).html


@settings(max_examples=100, deadline=None)
@given(PROSE)
def test_every_sentence_of_prose_is_found_whole(tekst):
    spans = sentence_spans(normalise(tekst))
    weergave = mark_all(tekst)
    assert weergave.geplaatst == set(range(1, len(spans) + 1))
    gemarkeerd = Lezer(weergave.html).gemarkeerd
    assert [gemarkeerd[nummer] for nummer in sorted(gemarkeerd)] == [normalise(tekst)[slice(*span)] for span in spans]


@settings(max_examples=200, deadline=None)
@given(MARKDOWN)
def test_a_mark_never_holds_words_that_are_not_in_its_passage(tekst):
    kaal = normalise(tekst)
    spans = sentence_spans(kaal)
    for (nummer,), woorden in Lezer(mark_all(tekst, links=LINKS).html).stukken:
        typed = kaal[slice(*spans[nummer - 1])]
        zin = f"{unescape(typed)} {unescape(re.sub('<[^<>]*>', '', typed))}"  # &#106; is read as j, a tag not at all
        assert all(woord in zin for woord in re.findall(r"[a-zé]{4,}", unescape(woorden)) if woord != "afbeelding")


# Texts made to cost time

PROZA = "De minister schrijft aan de **Kamer** dat het beleid, zoals in [[Tegenspraak]] staat, per 1 januari wijzigt. "
VIJANDIG = [
    "A. ", "a.b. ", "*a* ", "**a ", "[a](b) ", "[[a]] ", "x", "- a\n", "# a\n", "> a\n", "`a` ", "&amp; ", "a|b\n",
    "<b>", "```\na\n```\n", "[^1] ", "Ja. Nee. ", "![a](http://b) ", "[a]: x\n", "\u0301", "1. a\n\n", "&lt;a. ",
]  # fmt: skip


@pytest.fixture(scope="module")
def grens():
    """The time that no text of a quarter of a full section may take."""
    proza = ((PROZA * 6 + "\n\n") * 400)[: MAX_TEKENS // 4]
    return TimesProse(10, mark_all, proza)


@pytest.mark.parametrize("stuk", VIJANDIG)
def test_a_hostile_text_is_marked_in_bounded_time(stuk, grens):
    assert grens.allows(mark_all, (stuk * MAX_TEKENS)[: MAX_TEKENS // 4])


def test_notes_without_end_are_marked_in_bounded_time(grens):
    tekst = "".join(f"[^{n}] " for n in range(499)) + "\n\n"
    tekst += "".join(f"[^{n}]: " + "Ja. " * 20 + "\n" for n in range(499))
    assert grens.allows(mark_all, tekst[: MAX_TEKENS // 4])

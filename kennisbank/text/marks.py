"""Markdown to HTML in which given passages are marked, without touching a word or a tag of what `render` gives.

The text is rendered and sanitised as always. Then what a reader sees of the Markdown is laid beside what the HTML
shows, sentence by sentence, and every piece of text of a passage is put between the tags of a span. What cannot be
found back for certain stays unmarked: a wrong mark would be worse than none.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kennisbank.text.markdown import Weergave, render
from kennisbank.text.normalise import normalise
from kennisbank.text.page_text import PaginaTekst, read_page
from kennisbank.text.positions import find_positions
from kennisbank.text.sentences import Span, sentence_spans
from kennisbank.text.visible import visible
from kennisbank.text.wikilinks import Doel

FOUND = 0.6
"""A passage of which less than this share of the characters is found on the page is not marked."""


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A small link behind a passage: what it shows, where it leads and what a screen reader says."""

    tekst: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Markering:
    """A passage to mark: its place in code points of the normalised text, end exclusive.

    `nummer` tells passages apart: it goes into `data-zin`, and into the id of the first piece. `klasse` is added to
    the class of the spans.
    """

    begin: int
    einde: int
    nummer: int
    klasse: str = ""
    verwijzingen: tuple[Verwijzing, ...] = ()


@dataclass(frozen=True)
class GemarkeerdeWeergave(Weergave):
    """A rendered text and the numbers of the passages that were found on the page."""

    geplaatst: frozenset[int] = frozenset()


def render_marked(
    tekst: str,
    marks: Sequence[Markering],
    *,
    links: Mapping[str, Doel] | None = None,
    prefix: str = "",
    basis_kopniveau: int = 3,
) -> GemarkeerdeWeergave:
    """Render Markdown as `render` does, with `marks` in it.

    Each piece of a passage stands in `<span class="kb-zin" data-zin="1">`; where passages overlap, `data-zin` has
    several numbers. References come behind the last piece in `<sup class="kb-zin-bron">`. Without those elements the
    HTML is that of `render`. Raises TekstTeLang as `render` does.
    """
    kaal = render(tekst, links=links, prefix=prefix, basis_kopniveau=basis_kopniveau)
    html, geplaatst = mark_html(kaal.html, tekst, marks, prefix=prefix)
    return GemarkeerdeWeergave(html, kaal.koppen, kaal.voetnoten, geplaatst)


def mark_html(html: str, tekst: str, marks: Sequence[Markering], *, prefix: str = "") -> tuple[str, frozenset[int]]:
    """Put `marks` into HTML that `render` made of `tekst`; return it with the numbers of those that were placed."""
    if not marks or not html:
        return html, frozenset()
    pagina = read_page(html)
    zoeker = _Zoeker(normalise(tekst), pagina)
    stukken = {mark: list(zoeker.find(mark)) for mark in marks}
    gevonden = {mark: delen for mark, delen in stukken.items() if delen}
    invoegingen = [*_spans(gevonden, prefix), *_references(gevonden, pagina)]
    return _insert(html, invoegingen), frozenset(mark.nummer for mark in gevonden)


_NOTE_RE = re.compile(r"\[\^[^\]\n]+\]:")

Stuk = tuple[int, int]
"""A piece of the HTML that lies within one text node."""

_Invoeging = tuple[int, int, str]
"""Where in the HTML, in which order at the same place (close, refer, open), and what."""

_CLOSE, _REFER, _OPEN = range(3)


class _Zoeker:
    """Finds places of the Markdown back on the page."""

    def __init__(self, tekst: str, pagina: PaginaTekst) -> None:
        self.pagina = pagina
        self.bron = visible(tekst)
        lopend, noten = self._sentences(tekst)
        self.zinnen = sorted(lopend + noten)
        self.einden = [tot for _, tot in self.zinnen]
        self.plekken = find_positions(self.bron.tekens, lopend, noten, pagina.tekens, pagina.noten)

    def _sentences(self, tekst: str) -> tuple[list[Span], list[Span]]:
        """Return the sentences as places in the visible characters: those of the text, and those of its footnotes."""
        lopend: list[Span] = []
        noten: list[Span] = []
        in_noot, vorige = False, 0
        for van, tot in sentence_spans(tekst):
            in_noot = _NOTE_RE.match(tekst, van) is not None or (in_noot and "\n\n" not in tekst[vorige:van])
            vorige = tot
            zin = bisect_left(self.bron.begin, van), bisect_left(self.bron.begin, tot)
            if zin[0] < zin[1]:
                (noten if in_noot else lopend).append(zin)
        return lopend, noten

    def find(self, mark: Markering) -> Iterator[Stuk]:
        """Yield the pieces of HTML that show the passage; none when too little of it is found."""
        van, tot = bisect_left(self.bron.begin, mark.begin), bisect_left(self.bron.begin, mark.einde)
        delen = list(self._per_sentence(van, tot))
        if sum(len(deel) for deel in delen) < FOUND * (tot - van):
            return
        for deel in delen:
            yield from self.pagina.pieces(min(deel), max(deel) + 1)

    def _per_sentence(self, van: int, tot: int) -> Iterator[list[int]]:
        """Yield the places on the page of the characters of each sentence, as far as they are in the passage."""
        for nummer in range(bisect_right(self.einden, van), len(self.zinnen)):
            begin, einde = max(van, self.zinnen[nummer][0]), min(tot, self.zinnen[nummer][1])
            if begin >= tot:
                return
            plekken = [plek for plek in self.plekken[begin:einde] if plek >= 0]
            if plekken:
                yield plekken


def _spans(gevonden: Mapping[Markering, Sequence[Stuk]], prefix: str) -> Iterator[_Invoeging]:
    """Yield the tags around every piece; pieces of several passages are cut where one of those begins or ends."""
    randen: dict[int, tuple[list[Markering], list[Markering]]] = {}
    for mark, stukken in gevonden.items():
        for begin, einde in stukken:
            randen.setdefault(begin, ([], []))[0].append(mark)
            randen.setdefault(einde, ([], []))[1].append(mark)
    actief: dict[Markering, None] = {}
    genoemd: set[int] = set()
    for plek in sorted(randen):
        erbij, eraf = randen[plek]
        if actief:
            yield plek, _CLOSE, "</span>"
        for mark in eraf:
            actief.pop(mark, None)
        actief.update(dict.fromkeys(erbij))
        if actief:
            yield plek, _OPEN, _opening(list(actief), prefix, genoemd)


def _opening(actief: Sequence[Markering], prefix: str, genoemd: set[int]) -> str:
    klassen = " ".join(dict.fromkeys(["kb-zin", *(mark.klasse for mark in actief if mark.klasse)]))
    nummers = [mark.nummer for mark in actief]
    nieuw = next((nummer for nummer in nummers if nummer not in genoemd), None)
    naam = "" if nieuw is None else f' id="{escape(prefix)}zin-{nieuw}"'
    if nieuw is not None:
        genoemd.add(nieuw)
    return f'<span class="{escape(klassen)}" data-zin="{" ".join(map(str, nummers))}"{naam}>'


def _references(gevonden: Mapping[Markering, Sequence[Stuk]], pagina: PaginaTekst) -> Iterator[_Invoeging]:
    for mark, stukken in gevonden.items():
        if mark.verwijzingen:
            links = "".join(map(_reference, mark.verwijzingen))
            yield pagina.after(stukken[-1][1]), _REFER, f'<sup class="kb-zin-bron">{links}</sup>'


def _reference(verwijzing: Verwijzing) -> str:
    return (
        f'<a class="kb-zin-verwijzing" href="{escape(verwijzing.url)}" aria-label="{escape(verwijzing.label)}">'
        f"{escape(verwijzing.tekst)}</a>"
    )


def _insert(html: str, invoegingen: Sequence[_Invoeging]) -> str:
    delen = []
    vorige = 0
    for plek, _, stuk in sorted(invoegingen, key=lambda invoeging: invoeging[:2]):
        delen += [html[vorige:plek], stuk]
        vorige = plek
    return "".join([*delen, html[vorige:]])

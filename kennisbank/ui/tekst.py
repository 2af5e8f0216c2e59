"""Markdown on a page: wiki links of all its texts resolved in one batch, and the sanitised HTML marked as safe."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from kennisbank.text.markdown import Doel, Kop, TekstFout, extract_wikilinks, render
from kennisbank.text.marks import GemarkeerdeWeergave, Markering, render_marked
from kennisbank.ui import wikilinks
from kennisbank.ui.geheugen import Geheugen

GEHEUGEN = Geheugen(8_000_000)
"""Texts that were rendered before. The key is all that the HTML follows from, so a change of any of it is seen."""


@dataclass(frozen=True, slots=True)
class GetoondeTekst:
    """Safe HTML, the headings in it, and the numbers of the passages that could be marked."""

    html: SafeString
    koppen: tuple[Kop, ...] = ()
    geplaatst: frozenset[int] = frozenset()


def find_links(teksten: Iterable[str], *, ook: Iterable[str] = ()) -> dict[str, Doel]:
    """Where the wiki links of these texts lead, and the targets in `ook`; what leads nowhere is left out."""
    targets = [*ook, *(target for tekst in teksten for target in _targets(tekst))]
    return {
        target: Doel(url=doel.url, titel=doel.titel, soort=doel.soort)
        for target, doel in wikilinks.resolve(targets).items()
    }


def render_tekst(
    tekst: str, *, links: Mapping[str, Doel] | None = None, prefix: str = "", basis_kopniveau: int = 3
) -> SafeString:
    """Safe HTML of a Markdown text. Without `links` its wiki links are looked up: fine for one text on a page."""
    return show_tekst(tekst, links=links, prefix=prefix, basis_kopniveau=basis_kopniveau).html


def show_tekst(
    tekst: str,
    *,
    links: Mapping[str, Doel] | None = None,
    prefix: str = "",
    basis_kopniveau: int = 3,
    marks: Sequence[Markering] = (),
) -> GetoondeTekst:
    """A Markdown text with its headings, as `render_tekst` gives it, and with passages marked.

    This is the one place where text that people typed is marked as safe: `render` has sanitised it. A text that is too
    long for the engine is shown as it was typed.
    """
    known = find_links([tekst]) if links is None else links
    used = {target: known[target] for target in _targets(tekst) if target in known}
    options: dict[str, Any] = {"links": used, "prefix": prefix, "basis_kopniveau": basis_kopniveau}

    def make() -> GetoondeTekst:
        try:
            weergave = render_marked(tekst, marks, **options) if marks else render(tekst, **options)
        except TekstFout:
            return GetoondeTekst(format_html('<p class="nl-paragraph">{}</p>', tekst))
        geplaatst = weergave.geplaatst if isinstance(weergave, GemarkeerdeWeergave) else frozenset()
        return GetoondeTekst(SafeString(weergave.html), weergave.koppen, geplaatst)

    key = (tekst, tuple(used.items()), prefix, basis_kopniveau, tuple(marks))
    return GEHEUGEN.get(key, make, lambda made: len(tekst) + len(made.html) + 200 * (len(marks) + 1))


def _targets(tekst: str) -> tuple[str, ...]:
    if "[[" not in tekst:
        return ()
    return GEHEUGEN.get(("wikilinks", tekst), lambda: _extract(tekst), lambda found: len(tekst) + 100 * len(found))


def _extract(tekst: str) -> tuple[str, ...]:
    try:
        return tuple(extract_wikilinks(tekst))
    except TekstFout:
        return ()

"""Markdown on a page: wiki links of all its texts resolved in one batch, and the sanitised HTML marked as safe."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from kennisbank.text.markdown import Doel, Kop, TekstFout, extract_wikilinks, render
from kennisbank.ui import wikilinks


@dataclass(frozen=True, slots=True)
class GetoondeTekst:
    """Safe HTML and the headings in it."""

    html: SafeString
    koppen: tuple[Kop, ...] = ()


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
    tekst: str, *, links: Mapping[str, Doel] | None = None, prefix: str = "", basis_kopniveau: int = 3
) -> GetoondeTekst:
    """A Markdown text with its headings, as `render_tekst` gives it.

    This is the one place where text that people typed is marked as safe: `render` has sanitised it. A text that is too
    long for the engine is shown as it was typed.
    """
    known = find_links([tekst]) if links is None else links
    try:
        weergave = render(tekst, links=known, prefix=prefix, basis_kopniveau=basis_kopniveau)
    except TekstFout:
        return GetoondeTekst(format_html('<p class="nl-paragraph">{}</p>', tekst))
    return GetoondeTekst(SafeString(weergave.html), weergave.koppen)


def _targets(tekst: str) -> list[str]:
    try:
        return extract_wikilinks(tekst)
    except TekstFout:
        return []

"""Markdown as the site writes it: to safe HTML, and to the wiki links it holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from kennisbank.text import wikilinks
from kennisbank.text.decorate import Kop, decorate
from kennisbank.text.limits import MAX_TEKENS, TekstFout, TekstTeLang
from kennisbank.text.parser import Boom, parse
from kennisbank.text.sanitise import sanitise
from kennisbank.text.wikilinks import Doel

__all__ = [
    "MAX_TEKENS",
    "Doel",
    "Kop",
    "TekstFout",
    "TekstTeLang",
    "Weergave",
    "extract_wikilinks",
    "render",
]


@dataclass(frozen=True)
class Weergave:
    """A text made ready for a page: sanitised HTML, its headings in order and the number of footnotes."""

    html: str
    koppen: tuple[Kop, ...] = ()
    voetnoten: int = 0


def render(
    tekst: str, *, links: Mapping[str, Doel] | None = None, prefix: str = "", basis_kopniveau: int = 3
) -> Weergave:
    """Render Markdown to HTML that may be put on a page as it is.

    `links` says where wiki links lead, by target as `extract_wikilinks` gives it; what is not in it is marked as
    leading nowhere. `prefix` goes before every id, so that several texts can share a page. The highest heading in the
    text gets level `basis_kopniveau`. Raises TekstTeLang for a text of more than MAX_TEKENS characters.
    """
    boom = parse(tekst)
    versiering = decorate(boom, links or {}, prefix, basis_kopniveau)
    return Weergave(sanitise(_write(boom)), tuple(versiering.koppen), versiering.voetnoten)


def extract_wikilinks(tekst: str) -> list[str]:
    """Return the targets of all wiki links that `render` makes, each once, in order of appearance."""
    if "[[" not in tekst:
        return []
    return wikilinks.targets(parse(tekst).wortel)


def _write(boom: Boom) -> str:
    html = boom.md.serializer(boom.wortel).strip()
    html = html.removeprefix("<div>").removesuffix("</div>").removesuffix("<div />")
    for postprocessor in boom.md.postprocessors:
        html = postprocessor.run(html)
    return html.strip()

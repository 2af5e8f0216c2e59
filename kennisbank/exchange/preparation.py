"""From what was read to chapters: sections, unambiguous titles, wiki links. Plain data in and out, no models."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from kennisbank.exchange.formats.definitions import Definities, notes_for, take_definitions, write_notes
from kennisbank.exchange.formats.dialect import translate
from kennisbank.exchange.formats.linkmap import Adres, Linkkaart, split_address
from kennisbank.exchange.formats.links import Link, can_be_target, plain_words, rewrite_links, write_wikilink
from kennisbank.exchange.formats.markdown_folder import INDEX_NAMES
from kennisbank.exchange.formats.markdown_sections import Deel, split_sections
from kennisbank.exchange.formats.pieces import split_long
from kennisbank.exchange.formats.source import Bron, Brondocument, Melding, MeldingSoort
from kennisbank.text.folding import fold
from kennisbank.text.normalise import normalise, normalise_line
from kennisbank.text.sanitise import SCHEMES
from kennisbank.text.slugs import anchor, unique_anchors

MAX_KOP = 150
MAX_TITEL = 200
NAAMLOOS = "Zonder kop"
_IMAGE_IN_HEADING_RE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?")


@dataclass(frozen=True)
class RuweSectie:
    """A section ready to be stored."""

    id: str
    kop: str
    tekst: str


@dataclass
class Ontleed:
    """One document taken apart: its title on this site, its sections in Markdown, and remarks."""

    document: Brondocument
    titel: str
    delen: tuple[Deel, ...]
    definities: Definities
    koppen: list[str] = field(default_factory=list)
    meldingen: list[Melding] = field(default_factory=list)

    def remark(self, tekst: str, soort: MeldingSoort) -> None:
        """Add a remark about this document."""
        self.meldingen.append(Melding(self.document.bron_id, tekst, soort))


def take_apart(bron: Bron) -> tuple[list[Ontleed], list[Melding]]:
    """Take every document of a source apart; those without text are left out and named."""
    ontleed: list[Ontleed] = []
    weggelaten: list[Melding] = []
    for document in bron.documenten:
        deel = _take_apart(document)
        if deel.delen:
            ontleed.append(deel)
        else:
            weggelaten.append(Melding(document.bron_id, "Er staat geen tekst in.", MeldingSoort.DOCUMENT))
    _make_titles_unique(ontleed)
    return ontleed, weggelaten


def _take_apart(document: Brondocument) -> Ontleed:
    vertaling = translate(document.tekst)
    tekst, definities = take_definitions(vertaling.tekst)
    titel = normalise_line(html.unescape(document.titel))
    titel = titel if len(titel) <= MAX_TITEL else titel[: MAX_TITEL - 1].rstrip() + "…"
    indeling = split_sections(tekst, document.titel)
    ontleed = Ontleed(document, titel, indeling.delen, definities)
    ontleed.koppen = [_plain_heading(deel.kop) for deel in indeling.delen]
    if vertaling.weggehaald:
        ontleed.remark(f"Weggehaald: {_counted(vertaling.weggehaald)}.", MeldingSoort.OPMAAK)
    if indeling.weggelaten_kop:
        ontleed.remark(f"De kop ‘{indeling.weggelaten_kop}’ boven de tekst is weggelaten.", MeldingSoort.KOP)
    return ontleed


def _counted(aantallen: Counter[str]) -> str:
    return ", ".join(naam if aantal == 1 else f"{naam} ({aantal}×)" for naam, aantal in sorted(aantallen.items()))


def _plain_heading(kop: str) -> str:
    """A heading as plain text, cut off when it is too long."""
    kaal = _IMAGE_IN_HEADING_RE.sub("", kop)[:2_000]
    naam = normalise_line(plain_words(f"x {kaal}")[1:]) if kaal.strip() else ""
    naam = naam or normalise_line(kop)[:MAX_KOP] or NAAMLOOS
    return naam if len(naam) <= MAX_KOP else naam[: MAX_KOP - 1].rstrip() + "…"


def _make_titles_unique(ontleed: list[Ontleed]) -> None:
    """Give documents that share a title the name of their folder, or their path, behind it."""
    groepen: dict[str, list[Ontleed]] = defaultdict(list)
    for deel in ontleed:
        groepen[fold(deel.titel)].append(deel)
    bezet = {fold(deel.titel) for deel in ontleed}
    for groep in groepen.values():
        if len(groep) > 1:
            _rename(groep, bezet)


def _rename(groep: list[Ontleed], bezet: set[str]) -> None:
    folders = Counter(_folder(deel) for deel in groep)
    for deel in groep:
        titel = next(titel for titel in _titles(deel, folders) if titel == deel.titel or fold(titel) not in bezet)
        if titel != deel.titel:
            deel.remark(f"De titel ‘{deel.titel}’ komt vaker voor; deze heet nu ‘{titel}’.", MeldingSoort.KOP)
        deel.titel = titel
        bezet.add(fold(titel))


def _titles(deel: Ontleed, folders: Counter[str]) -> Iterator[str]:
    """What a document may be called, the best first; one at the root of the source keeps its own title."""
    pad = PurePosixPath(deel.document.pad)
    folder = _folder(deel)
    is_index = pad.stem.lower() in INDEX_NAMES
    if is_index and not folder:
        yield deel.titel
    if folder and (is_index or folders[folder] == 1):
        yield f"{deel.titel} ({folder})"
    if not is_index:
        yield f"{deel.titel} ({pad.stem[-100:]})"
    for nummer in count(1):
        achter = pad.with_suffix("").as_posix()[-100:] + (f", {nummer}" if nummer > 1 else "")
        yield f"{deel.titel} ({achter})"


def _folder(deel: Ontleed) -> str:
    """The folder a document is in; with the one above it when its name is a number only."""
    delen = PurePosixPath(deel.document.pad).parent.parts
    return "/".join(delen[-2:] if delen and delen[-1].isdigit() else delen[-1:])


class Schrijver:
    """Writes the sections of all documents, with their links leading to each other's names on this site."""

    def __init__(self, ontleed: Iterable[Ontleed], namen: Mapping[str, str], ruimte: str) -> None:
        """`namen` gives the wiki link target of every document by its id; `ruimte` makes block ids differ by source."""
        self.ontleed = {deel.document.bron_id: deel for deel in ontleed}
        self.namen = namen
        self.ruimte = ruimte
        self.kaart = Linkkaart(deel.document for deel in self.ontleed.values())
        self.plekken = {bron_id: _headings(deel) for bron_id, deel in self.ontleed.items()}

    def write(self, ontleed: Ontleed) -> list[RuweSectie]:
        """The sections of one document. Adds remarks on links and images to it."""
        secties: list[RuweSectie] = []
        definities = ontleed.definities
        gebruikt: set[str] = set()
        gezien: Counter[str] = Counter()
        laatste = len(ontleed.delen) - 1
        for nummer, (deel, kop) in enumerate(zip(ontleed.delen, ontleed.koppen, strict=True)):
            noten = notes_for(f"{deel.kop}\n{deel.tekst}", definities.voetnoten)
            gebruikt.update(noten)
            if nummer == laatste:
                noten += [naam for naam in definities.voetnoten if naam not in gebruikt and naam not in noten]
            tekst = "\n\n".join(filter(None, [deel.tekst, write_notes(noten, definities.voetnoten)]))
            tekst = self._rewrite(ontleed, self._with_heading(ontleed, deel, kop, tekst))
            secties += self._pieces(ontleed, kop, normalise(tekst), gezien)
        return secties

    def _with_heading(self, ontleed: Ontleed, deel: Deel, kop: str, tekst: str) -> str:
        """The text, with the heading above it again when a plain heading would lose a link or words."""
        kaal = _IMAGE_IN_HEADING_RE.sub("", deel.kop)
        links: list[Link] = []
        rewrite_links(kaal, ontleed.definities.links, lambda link: (links.append(link), "")[1])  # type: ignore[func-returns-value]
        if kop.endswith("…") and len(kop) >= MAX_KOP - 1:
            ontleed.remark(f"De kop ‘{kop}’ is ingekort; de hele kop staat in de tekst.", MeldingSoort.KOP)
            return f"**{normalise_line(kaal)}**\n\n{tekst}"
        return f"{normalise_line(kaal)}\n\n{tekst}" if links else tekst

    def _pieces(self, ontleed: Ontleed, kop: str, tekst: str, gezien: Counter[str]) -> list[RuweSectie]:
        stukken = split_long(tekst)
        if len(stukken) > 1:
            ontleed.remark(
                f"De sectie ‘{kop}’ is te lang en is gedeeld in {len(stukken)} secties.", MeldingSoort.LENGTE
            )
        secties = []
        for nummer, stuk in enumerate(stukken, start=1):
            naam = kop if nummer == 1 else f"{kop[: MAX_KOP - 6]} ({nummer})"
            pad = anchor(naam)
            gezien[pad] += 1
            sleutel = f"{self.ruimte}:{ontleed.document.bron_id}#{pad}-{gezien[pad]}"
            secties.append(RuweSectie(str(uuid5(NAMESPACE_URL, sleutel)), naam, stuk))
        return secties

    def _rewrite(self, ontleed: Ontleed, tekst: str) -> str:
        return rewrite_links(tekst, ontleed.definities.links, lambda link: self._link(ontleed, link))

    def _link(self, ontleed: Ontleed, link: Link) -> str:
        adres = split_address(link.href)
        if link.is_image:
            return self._image(ontleed, link, adres)
        if adres is not None:
            doel = self.kaart.find(ontleed.document, adres, link.woorden)
            if doel is not None and (doel != ontleed.document.bron_id or adres.pad or adres.is_extern):
                return self._wikilink(doel, self.plekken[doel].get(anchor(adres.fragment), ""), link)
            if doel is not None:
                return self._own_place(ontleed, adres, link)
            if adres.schema in SCHEMES:
                return link.as_markdown() if link.tekst.strip() else f"<{link.href}>"
            if adres.is_extern and not adres.schema:
                return Link(link.tekst, f"https:{link.href}", link.titel, False, link.in_table).as_markdown()
        ontleed.remark(f"‘{link.woorden}’ verwees naar {link.href}: {_reason(adres)}.", MeldingSoort.LINK)
        return link.tekst

    def _own_place(self, ontleed: Ontleed, adres: Adres, link: Link) -> str:
        """A link to a heading of its own document."""
        kop = self.plekken[ontleed.document.bron_id].get(anchor(adres.fragment), "") if adres.fragment else ""
        if kop:
            return self._wikilink(ontleed.document.bron_id, kop, link)
        ontleed.remark(f"‘{link.woorden}’ verwees naar {link.href}: zo’n kop is er niet.", MeldingSoort.LINK)
        return link.tekst

    def _wikilink(self, bron_id: str, kop: str, link: Link) -> str:
        naam = self.namen[bron_id]
        if kop and not can_be_target(naam, kop):
            kop = anchor(kop)
        doel = f"{naam}#{kop}" if kop and can_be_target(naam, kop) else naam
        return write_wikilink(doel, link.woorden or self.ontleed[bron_id].titel, in_table=link.in_table)

    def _image(self, ontleed: Ontleed, link: Link, adres: Adres | None) -> str:
        if adres is not None and adres.schema in {"http", "https"}:
            return link.as_markdown()
        ontleed.remark(f"{link.woorden or 'Zonder omschrijving'} ({link.href[:200]})", MeldingSoort.AFBEELDING)
        return f"*Afbeelding: {link.woorden}*" if link.woorden else ""


def _reason(adres: Adres | None) -> str:
    if adres is None:
        return "dat is geen geldig adres"
    if adres.schema:
        return f"een link met ‘{adres.schema}:’ kan hier niet"
    suffix = PurePosixPath(urlsplit(adres.pad).path).suffix.lower() if adres.pad else ""
    if suffix and suffix not in {".md", ".mdx", ".html", ".markdown"} and not suffix[1:].isdigit():
        return "een bestand dat niet meekomt"
    return "dat document zit niet in deze import"


def _headings(ontleed: Ontleed) -> dict[str, str]:
    """What to write after # in a wiki link, for the slug of every heading in a document.

    Only sections can be pointed at: a deeper heading leads to the section it is in.
    """
    ankers = unique_anchors(ontleed.koppen)
    plekken: dict[str, str] = {}
    for deel, kop, anker in zip(ontleed.delen, ontleed.koppen, ankers, strict=True):
        doel = kop if anchor(kop) == anker else anker
        for slug in (anker, *_slugs(deel)):
            plekken.setdefault(slug, doel)
    return plekken


def _slugs(deel: Deel) -> Iterator[str]:
    yield from (anchor(naam) for naam in deel.ids)
    for kop in deel.binnenkoppen:
        yield from (anchor(naam) for naam in (kop.kop, *kop.ids))

"""What was selected as a REFI-QDA project: gesprekken as cases and texts, bouwstenen as coded pieces of those.

Deterministic: GUIDs come from our URNs, dates from what is exported. Personal data cannot be in it: the one user is
technical, and of a gesprek only what readers see is read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bouwstenen.models import Bouwsteen, Gesprek, GesprekFormat, Stand
from kennisbank.document.models import Hoofdstuk
from kennisbank.exchange.refi.families import (
    PLEK,
    Woorden,
    build_codes,
    build_notes,
    codes_of,
    family_guid,
    flat,
    site_url,
)
from kennisbank.exchange.refi.guids import guid_of
from kennisbank.exchange.refi.model import (
    Casus,
    Code,
    Codering,
    Gebruiker,
    Koppeling,
    Notitie,
    Project,
    Selectie,
    Tekstbron,
    Variabele,
    Verzameling,
    Waarde,
)
from kennisbank.exchange.refi.package import INTERNAL
from kennisbank.exchange.refi.writer import xml_text
from kennisbank.onderzoek.corpus import Corpus
from kennisbank.redactie.models import Besluit, Verwerking

HERKOMST = "Kennisbank Ambtelijk Vakmanschap"
GEBRUIKER = Gebruiker(guid_of("urn:kennisbank-av:gebruiker:uitvoer"), HERKOMST)
ZONDER_GESPREK = "Bouwstenen zonder gesprek"
VARIABELEN = {
    "Kenmerk": "Text",
    "Datum": "Date",
    "Vorm": "Text",
    "Werkvorm": "Text",
    "Stap": "Text",
    "Verslagvorm": "Text",
    "Maatschappelijke opgave": "Text",
    "Organisaties": "Text",
    "Soorten organisatie": "Text",
    "Aantal deelnemers": "Integer",
}
_SEPARATOR = "\n\n"


def words_of(steen: Bouwsteen) -> str:
    """The words of a bouwsteen as they stand in a text: title, empty line, text."""
    return xml_text(f"{steen.titel}{_SEPARATOR}{steen.tekst}").strip()


def compose_project(corpus: Corpus) -> Project:
    """The whole vocabulary, and the bouwstenen of the corpus in their gesprekken."""
    woorden = Woorden.load()
    stenen = sorted(corpus.bouwstenen, key=lambda steen: (steen.aangemaakt_op, steen.urn_id))
    codes = build_codes(woorden)
    gesprekken = [gesprek for gesprek in corpus.gesprekken if gesprek.zichtbaar]
    bronnen = _sources(stenen, gesprekken, woorden)
    hoofdstukken, koppelingen = _links(stenen)
    return Project(
        naam=corpus.titel,
        herkomst=HERKOMST,
        gemaakt_door=GEBRUIKER.guid,
        gemaakt_op=_moment(max((steen.aangemaakt_op for steen in stenen), default=None)),
        omschrijving=_describe(corpus),
        gebruikers=(GEBRUIKER,),
        codes=codes,
        variabelen=tuple(Variabele(_variable(naam), naam, soort) for naam, soort in VARIABELEN.items()),
        casussen=tuple(_case(gesprek, naam) for gesprek, naam in _named(gesprekken)),
        bronnen=bronnen,
        notities=(*build_notes(woorden, codes), *hoofdstukken),
        koppelingen=koppelingen,
        verzamelingen=(*_code_sets(codes), *_source_sets(gesprekken), *_chapter_set(hoofdstukken)),
    )


def compose_codebook(corpus: Corpus) -> Project:
    """The codes alone: of a search or a selectie those that its bouwstenen have, else the whole vocabulary."""
    woorden = Woorden.load()
    is_everything = corpus.zoekvraag is None and not corpus.naam
    used = None if is_everything else {guid for steen in corpus.bouwstenen for guid in codes_of(steen, woorden)}
    codes = build_codes(woorden, used)
    return Project(corpus.titel, HERKOMST, codes=codes, verzamelingen=_code_sets(codes))


def _describe(corpus: Corpus) -> str:
    stenen, gesprekken = len(corpus.bouwstenen), len(corpus.gesprekken)
    parts = [f"{corpus.titel}. Aantal bouwstenen: {stenen}; aantal gesprekken: {gesprekken}."]
    if corpus.naam:
        parts.append(f"Vastgelegd op {corpus.peildatum.astimezone(UTC).date().isoformat()}.")
    parts.append(f"Vingerafdruk van de inhoud: {corpus.vingerafdruk}.")
    return " ".join(parts)


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def _named(gesprekken: Sequence[Gesprek]) -> list[tuple[Gesprek, str]]:
    """Each gesprek with a name that no other has, for programs know sources by their names."""
    names = {gesprek.pk: f"{gesprek.titel} ({gesprek.datum.isoformat()})" for gesprek in gesprekken}
    times = Counter(name.casefold() for name in names.values())
    return [
        (gesprek, f"{name} {gesprek.urn_id}" if times[name.casefold()] > 1 else name)
        for gesprek in gesprekken
        for name in [names[gesprek.pk]]
    ]


def _sources(stenen: Sequence[Bouwsteen], gesprekken: Sequence[Gesprek], woorden: Woorden) -> tuple[Tekstbron, ...]:
    shown = {gesprek.pk for gesprek in gesprekken}
    groups: dict[int | None, list[Bouwsteen]] = defaultdict(list)
    for steen in stenen:
        groups[steen.gesprek_id if steen.gesprek_id in shown else None].append(steen)
    bronnen = [
        build_source(guid_of(gesprek.urn), naam, gesprek.samenvatting, groups[gesprek.pk], woorden)
        for gesprek, naam in _named(gesprekken)
    ]
    if groups[None]:
        guid = guid_of("urn:kennisbank-av:bron:zonder-gesprek")
        bronnen.append(build_source(guid, ZONDER_GESPREK, "", groups[None], woorden))
    return tuple(bronnen)


def build_source(guid: str, naam: str, omschrijving: str, stenen: Sequence[Bouwsteen], woorden: Woorden) -> Tekstbron:
    pieces = [words_of(steen) for steen in stenen]
    selecties, start = [], 0
    for steen, words in zip(stenen, pieces, strict=True):
        selecties.append(_selection(steen, start, start + len(words), woorden))
        start += len(words) + len(_SEPARATOR)
    return Tekstbron(
        guid=guid,
        naam=naam,
        tekst=_SEPARATOR.join(pieces) + "\n",
        pad=f"{INTERNAL}{guid}.txt",
        omschrijving=omschrijving,
        gebruiker=GEBRUIKER.guid,
        op=_moment(max((steen.aangemaakt_op for steen in stenen), default=None)),
        selecties=tuple(selecties),
    )


def _selection(steen: Bouwsteen, start: int, eind: int, woorden: Woorden) -> Selectie:
    op = _moment(steen.aangemaakt_op)
    codings = (
        Codering(guid_of(steen.urn, code, "codering"), code, GEBRUIKER.guid, op) for code in codes_of(steen, woorden)
    )
    return Selectie(
        guid=guid_of(steen.urn),
        start=start,
        eind=eind,
        naam=steen.titel,
        omschrijving=f"{site_url(steen.get_absolute_url())} ({steen.urn})",
        gebruiker=GEBRUIKER.guid,
        op=op,
        coderingen=tuple(codings),
    )


def _variable(naam: str) -> str:
    return guid_of(f"urn:kennisbank-av:variabele:{naam}")


def _case(gesprek: Gesprek, naam: str) -> Casus:
    organisaties = sorted(gesprek.organisaties.all(), key=lambda organisatie: organisatie.naam)
    values = {
        "Kenmerk": gesprek.urn,
        "Datum": gesprek.datum.isoformat(),
        "Vorm": gesprek.get_format_display(),
        "Werkvorm": gesprek.get_werkvorm_display(),
        "Stap": gesprek.get_stap_display(),
        "Verslagvorm": gesprek.get_verslagvorm_display() if gesprek.verslagvorm else "",
        "Maatschappelijke opgave": gesprek.opgave,
        "Organisaties": "; ".join(organisatie.naam for organisatie in organisaties),
        "Soorten organisatie": "; ".join(sorted({organisatie.get_soort_display() for organisatie in organisaties})),
        "Aantal deelnemers": "" if gesprek.aantal_deelnemers is None else str(gesprek.aantal_deelnemers),
    }
    waarden = tuple(Waarde(_variable(key), VARIABELEN[key], value) for key, value in values.items() if value)
    omschrijving = site_url(gesprek.get_absolute_url())
    return Casus(guid_of(gesprek.urn, "casus"), naam, omschrijving, waarden, (guid_of(gesprek.urn),))


def _links(stenen: Sequence[Bouwsteen]) -> tuple[tuple[Notitie, ...], tuple[Koppeling, ...]]:
    """A note for each hoofdstuk that took something up, and a link to it from each of those bouwstenen."""
    taken_up = {steen.pk: steen for steen in stenen if steen.stand in (Stand.IN_TEKST, Stand.KANTTEKENING)}
    hoofdstukken = {page.pk: page for page in Hoofdstuk.objects.live().public().order_by("path")} if taken_up else {}
    lines = Verwerking.objects.filter(besluit__in=(Besluit.IN_TEKST, Besluit.KANTTEKENING)) if taken_up else ()
    links: dict[str, Koppeling] = {}
    used = set()
    for line in lines:
        if line.bouwsteen_id in taken_up and line.hoofdstuk_id in hoofdstukken:
            used.add(line.hoofdstuk_id)
            urns = (taken_up[line.bouwsteen_id].urn, hoofdstukken[line.hoofdstuk_id].urn)
            naam = f"{line.get_besluit_display()}: {line.sectie_kop}" if line.sectie_kop else line.get_besluit_display()
            guid = guid_of(*urns, line.sectie_id, line.besluit)
            links.setdefault(guid, Koppeling(guid, naam, *(guid_of(urn) for urn in urns)))
    notes = tuple(_chapter(page) for pk, page in hoofdstukken.items() if pk in used)
    return notes, tuple(links.values())


def _chapter(page: Hoofdstuk) -> Notitie:
    address = f"{site_url(page.url or '')} ({page.urn})"
    tekst = f"{page.samenvatting}{_SEPARATOR}{address}" if page.samenvatting else address
    return Notitie(guid_of(page.urn), f"Hoofdstuk: {page.title}", tekst)


def _code_sets(codes: Iterable[Code]) -> tuple[Verzameling, ...]:
    """One set per family that has codes, for programs that show groups of codes rather than folders."""
    folders = [code for code in flat(codes) if not code.codeerbaar]
    sets = []
    for folder in folders:
        members = tuple(code.guid for code in flat(folder.codes) if code.codeerbaar)
        if members and folder.guid != family_guid(PLEK):
            sets.append(Verzameling(guid_of(folder.guid, "verzameling"), folder.naam, codes=members))
    return tuple(sets)


def _source_sets(gesprekken: Sequence[Gesprek]) -> tuple[Verzameling, ...]:
    """One set per way of holding a gesprek."""
    sets = []
    for key, naam in GesprekFormat.choices:
        members = tuple(guid_of(gesprek.urn) for gesprek in gesprekken if gesprek.format == key)
        if members:
            guid = guid_of(f"urn:kennisbank-av:gesprekformat:{key}", "verzameling")
            sets.append(Verzameling(guid, f"Gesprekken: {naam}", bronnen=members))
    return tuple(sets)


def _chapter_set(hoofdstukken: Sequence[Notitie]) -> tuple[Verzameling, ...]:
    if not hoofdstukken:
        return ()
    guid = guid_of("urn:kennisbank-av:verzameling:hoofdstukken")
    notes = tuple(notitie.guid for notitie in hoofdstukken)
    return (Verzameling(guid, "Hoofdstukken die bouwstenen overnamen", notities=notes),)

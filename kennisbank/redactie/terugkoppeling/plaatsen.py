"""Where in the document bouwstenen can be read: the version they came in with, the words, and the edition.

Everything for all bouwstenen of a gesprek at once, in a fixed number of queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, F, Max, Q, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from kennisbank.document.freezing import Inhoud
from kennisbank.document.models import EditieHoofdstuk, HoofdstukVersie
from kennisbank.redactie.ankers.models import Anker, Ankerstand
from kennisbank.redactie.models import Besluit, Verwerking
from kennisbank.redactie.terugkoppeling.passages import Passage, find_passage
from kennisbank.text.normalise import normalise
from kennisbank.text.plain import to_plain
from kennisbank.text.sentences import Span
from kennisbank.text.slugs import unique_anchors

IN_DOCUMENT = frozenset({Besluit.IN_TEKST, Besluit.KANTTEKENING})
Nummers = Sequence[tuple[int, datetime]]


@dataclass(frozen=True)
class Editieplek:
    """The first edition in which something can be read, and where."""

    nummer: int
    titel: str
    op: datetime
    url: str


@dataclass(frozen=True)
class Plaats:
    """Where a bouwsteen stands in the document. Without `versie` it waits for a draft to be published."""

    hoofdstuk: str
    sectie: str
    url: str = ""
    versie: int | None = None
    versie_op: datetime | None = None
    versie_url: str = ""
    editie: Editieplek | None = None
    staat_er_nog: bool = False
    nieuwe_sectie: bool = False
    passage: Passage | None = None
    nu: str = ""
    verdwenen: bool = False


@dataclass(frozen=True)
class _Sectie:
    kop: str
    tekst: str
    anker: str
    rollen: Mapping[str, str] = field(default_factory=dict)


def find_plaatsen(besluiten: Iterable[Verwerking]) -> dict[int, Plaats]:
    """By bouwsteen, where the words of a decision can be read; each has its bouwsteen and hoofdstuk with it.

    Decisions that put nothing into the document are left out.
    """
    placed = [regel for regel in besluiten if regel.besluit in IN_DOCUMENT and regel.hoofdstuk is not None]
    if not placed:
        return {}
    return _Plaatsing(placed).run()


class _Plaatsing:
    """What is fetched once for all decisions."""

    def __init__(self, besluiten: Sequence[Verwerking]) -> None:
        self.besluiten = besluiten
        hoofdstukken = {regel.hoofdstuk_id for regel in besluiten}
        self.dragend = _carrying(besluiten)
        rows = HoofdstukVersie.objects.filter(hoofdstuk__in=hoofdstukken).order_by()
        self.nieuwste: dict[int, int] = dict(rows.values_list("hoofdstuk").annotate(Max("nummer")))
        self.versies = self._load()
        self.ankers = _ankers(besluiten)
        self.edities = _edities(hoofdstukken)

    def _load(self) -> dict[tuple[int, int], Mapping[str, _Sectie]]:
        """The sections of the versions in which something came in, those before them and the newest, by section id."""
        wanted: dict[int, set[int]] = defaultdict(set)
        for regel in self.besluiten:
            if regel.hoofdstuk_id is None:
                continue
            wanted[regel.hoofdstuk_id].add(self.nieuwste.get(regel.hoofdstuk_id, 0))
            for run in _runs([nummer for nummer, _ in self.dragend.get(regel.pk, ())]):
                wanted[regel.hoofdstuk_id] |= {run[0], run[0] - 1}
        found = _read_versies(wanted)
        # The same bouwsteen may have come into two sections, one later than the other: then every version has to tell.
        unsure: dict[int, set[int]] = defaultdict(set)
        for regel in self.besluiten:
            if regel.hoofdstuk_id is not None and self._starts_elsewhere(regel, found):
                numbers = {nummer for nummer, _ in self.dragend[regel.pk]}
                unsure[regel.hoofdstuk_id] |= numbers | {nummer - 1 for nummer in numbers}
        return found | (_read_versies(unsure) if unsure else {})

    def _starts_elsewhere(self, regel: Verwerking, found: Mapping[tuple[int, int], Mapping[str, _Sectie]]) -> bool:
        runs = _runs([nummer for nummer, _ in self.dragend.get(regel.pk, ())])
        return bool(runs) and not _holds(found.get((regel.hoofdstuk_id or 0, runs[-1][0]), {}), regel)

    def run(self) -> dict[int, Plaats]:
        """The place of each."""
        return {regel.bouwsteen_id: self._place(regel) for regel in self.besluiten}

    def _place(self, regel: Verwerking) -> Plaats:
        hoofdstuk = regel.hoofdstuk
        if hoofdstuk is None:
            raise ValueError("A decision without a hoofdstuk has no place.")
        page = (hoofdstuk.url or "") if hoofdstuk.live else ""
        title = hoofdstuk.title if page else "een hoofdstuk dat nog niet te lezen is"
        came_in = self._came_in(regel)
        if came_in is None:
            return Plaats(title, regel.sectie_kop, page)
        nummer, op = came_in
        versie = self.versies.get((hoofdstuk.pk, nummer), {})
        section = versie.get(regel.sectie_id) or next((s for s in versie.values() if _carries(s, regel)), None)
        now = self.versies.get((hoofdstuk.pk, self.nieuwste[hoofdstuk.pk]), {}).get(regel.sectie_id)
        still = bool(page) and now is not None and _carries(now, regel)
        shown = now if still and now is not None else section
        before = self.versies.get((hoofdstuk.pk, nummer - 1), {}).get(regel.sectie_id)
        passage, nu, verdwenen = self._words(regel, nummer, section, before)
        return Plaats(
            hoofdstuk=title,
            sectie=shown.kop if shown else regel.sectie_kop,
            url=f"{page}#{now.anker}" if still and now else page,
            versie=nummer,
            versie_op=op,
            versie_url=f"{page}versies/{nummer}/" if page else "",
            editie=self._editie(regel, nummer),
            staat_er_nog=still,
            nieuwe_sectie=before is None and nummer > 1,
            passage=passage,
            nu=nu,
            verdwenen=verdwenen,
        )

    def _came_in(self, regel: Verwerking) -> tuple[int, datetime] | None:
        """The version with which it came into the section, the last time that it did."""
        moments = dict(self.dragend.get(regel.pk, ()))
        runs = _runs(sorted(moments))
        if not runs:
            return None
        in_section = [
            nummer
            for nummer in runs[-1]
            if (regel.hoofdstuk_id or 0, nummer) in self.versies
            and _holds(self.versies[regel.hoofdstuk_id or 0, nummer], regel)
        ]
        nummer = min(in_section, default=runs[-1][0])
        return nummer, moments[nummer]

    def _words(
        self, regel: Verwerking, nummer: int, section: _Sectie | None, before: _Sectie | None
    ) -> tuple[Passage | None, str, bool]:
        """What came in; what those sentences say now when that is something else; whether they are gone."""
        if section is None or regel.besluit != Besluit.IN_TEKST:
            return None, "", False
        rows = [row for row in self.ankers.get(regel.bouwsteen_id, ()) if row.hoofdstuk_id == regel.hoofdstuk_id]
        then = [row for row in rows if _holds_in(row, nummer) and row.sectie_id == regel.sectie_id]
        spans: list[Span] = [(row.begin, row.einde) for row in then]
        if before is None and not spans and nummer == 1:
            return None, "", False
        passage = find_passage(before.tekst if before else "", section.tekst, spans, regel.bouwsteen.tekst)
        current = sorted((row for row in rows if row.tot is None), key=lambda row: (row.sectie_id, row.begin))
        words_now = [row.exact for row in current]
        if not then or sorted(words_now) == sorted(row.exact for row in then):
            return passage, "", False
        return passage, to_plain("\n\n".join(words_now)).strip(), not words_now

    def _editie(self, regel: Verwerking, nummer: int) -> Editieplek | None:
        carried = {number for number, _ in self.dragend[regel.pk] if number >= nummer}
        for number, plek in self.edities.get(regel.hoofdstuk_id or 0, ()):
            if number in carried:
                return plek
        return None


def _rol(besluit: str) -> str:
    return "kanttekening" if besluit == Besluit.KANTTEKENING else "bron"


def _carries(section: _Sectie, regel: Verwerking) -> bool:
    return section.rollen.get(regel.bouwsteen.urn_id) == _rol(regel.besluit)


def _holds(secties: Mapping[str, _Sectie], regel: Verwerking) -> bool:
    section = secties.get(regel.sectie_id)
    return section is not None and _carries(section, regel)


def _holds_in(anker: Anker, nummer: int) -> bool:
    return anker.vanaf is not None and anker.vanaf <= nummer and (anker.tot is None or nummer <= anker.tot)


def _runs(nummers: Sequence[int]) -> list[list[int]]:
    """Rows of numbers that follow each other: [2, 3, 5] is [[2, 3], [5]]."""
    runs: list[list[int]] = []
    for nummer in nummers:
        if runs and runs[-1][-1] == nummer - 1:
            runs[-1].append(nummer)
        else:
            runs.append([nummer])
    return runs


def _carrying(besluiten: Sequence[Verwerking]) -> dict[int, list[tuple[int, datetime]]]:
    """By decision: number and moment of the versions that name its bouwsteen in the role it got, oldest first.

    The database looks for the piece of JSON, for the texts are long: SQLite keeps the keys as they were written,
    PostgreSQL sorts them.
    """
    rol = Case(When(besluit=Besluit.KANTTEKENING, then=Value("kanttekening")), default=Value("bron"))
    urn_id = F("bouwsteen__urn_id")
    rows = (
        Verwerking.objects.filter(pk__in=[regel.pk for regel in besluiten])
        .annotate(
            inhoud=Cast("hoofdstuk__versies__inhoud", TextField()),
            zoals_geschreven=Concat(
                Value('{"bouwsteen": "'), urn_id, Value('", "rol": "'), rol, Value('"}'), output_field=TextField()
            ),
            gesorteerd=Concat(
                Value('{"rol": "'), rol, Value('", "bouwsteen": "'), urn_id, Value('"}'), output_field=TextField()
            ),
        )
        .filter(Q(inhoud__contains=F("zoals_geschreven")) | Q(inhoud__contains=F("gesorteerd")))
        .order_by("pk", "hoofdstuk__versies__nummer")
        .values_list("pk", "hoofdstuk__versies__nummer", "hoofdstuk__versies__gemaakt_op")
    )
    found: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    for pk, nummer, op in rows:
        found[pk].append((nummer, op))
    return found


def _read_versies(wanted: Mapping[int, Iterable[int]]) -> dict[tuple[int, int], Mapping[str, _Sectie]]:
    chosen = Q(pk__in=[])
    for hoofdstuk, nummers in wanted.items():
        chosen |= Q(hoofdstuk=hoofdstuk, nummer__in=set(nummers))
    rows = HoofdstukVersie.objects.filter(chosen).order_by().values_list("hoofdstuk", "nummer", "inhoud")
    return {(hoofdstuk, nummer): _secties(inhoud) for hoofdstuk, nummer, inhoud in rows}


def _secties(inhoud: Inhoud) -> dict[str, _Sectie]:
    found: dict[str, _Sectie] = {}
    secties = inhoud["secties"]
    for sectie, anker in zip(secties, unique_anchors(sectie["kop"] for sectie in secties), strict=True):
        rollen = {bron["bouwsteen"]: bron["rol"] for bron in sectie["bronnen"]}
        found.setdefault(sectie["id"], _Sectie(sectie["kop"], normalise(sectie["tekst"]), f"sectie-{anker}", rollen))
    return found


def _ankers(besluiten: Iterable[Verwerking]) -> dict[int, list[Anker]]:
    """The anchors that have or had a place, by bouwsteen."""
    in_text = {regel.bouwsteen_id for regel in besluiten if regel.besluit == Besluit.IN_TEKST}
    rows = Anker.objects.filter(bouwsteen__in=in_text, vanaf__isnull=False).exclude(stand=Ankerstand.WEES)
    found: dict[int, list[Anker]] = defaultdict(list)
    for row in rows.order_by("vanaf", "begin"):
        if row.bouwsteen_id is not None:
            found[row.bouwsteen_id].append(row)
    return found


def _edities(hoofdstukken: Iterable[int | None]) -> dict[int, list[tuple[int, Editieplek]]]:
    """By hoofdstuk: the number of its version in each edition, oldest edition first."""
    rows = (
        EditieHoofdstuk.objects.filter(versie__hoofdstuk__in=hoofdstukken)
        .order_by("editie__gepubliceerd_op", "editie__nummer")
        .values_list(
            "versie__hoofdstuk",
            "versie__nummer",
            "volgorde",
            "editie__nummer",
            "editie__titel",
            "editie__gepubliceerd_op",
            "editie__document__urn_id",
        )
    )
    found: dict[int, list[tuple[int, Editieplek]]] = defaultdict(list)
    for hoofdstuk, versie, volgorde, nummer, titel, op, urn_id in rows:
        url = f"{reverse('edities:lezen', args=[urn_id, nummer])}#hoofdstuk-{volgorde}"
        found[hoofdstuk].append((versie, Editieplek(nummer, titel, op, url)))
    return found

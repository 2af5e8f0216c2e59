"""What is analysed: published bouwstenen with their themas and gesprek, of everything, a search or a Selectie.

Read in a fixed number of queries, whatever the number of bouwstenen. Who handed a bouwsteen in is not read, and a
quote of which the speaker took back their consent is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import F, Max, QuerySet
from django.utils import timezone

from bouwstenen.models import Bouwsteen, BouwsteenVersie, Gesprek
from kennisbank.document.edities.models import Editie
from kennisbank.onderzoek.models import Selectie
from kennisbank.search import services as search
from kennisbank.search.kinds import KIND_FACET
from kennisbank.search.zoekvraag import RELEVANCE, Zoekvraag
from kennisbank.text.hashing import sha256_hex
from themas.models import Thema

KIND = "bouwsteen"
ALLES = "Alle bouwstenen"
MANY = 20_000
"""From this many keys the database is not asked for them one by one: SQLite takes 32,766 parameters."""


@dataclass(frozen=True)
class Corpus:
    """The bouwstenen to look at, oldest first, each with `nummer` (its version), `themas` and `gesprek` loaded.

    `naam` is that of a Selectie; `weggelaten` counts what a Selectie held and readers may no longer see.
    """

    bouwstenen: Sequence[Bouwsteen]
    zoekvraag: Zoekvraag | None
    peildatum: datetime
    editie: Editie | None
    naam: str = ""
    weggelaten: int = 0

    @property
    def titel(self) -> str:
        """What it is, in words."""
        return self.naam or (self.zoekvraag.describe() if self.zoekvraag else "") or ALLES

    @cached_property
    def vingerafdruk(self) -> str:
        """SHA-256 of all that an analysis sees: wordings by number, themas, place and gesprek."""
        return sha256_hex(
            {
                "bouwstenen": sorted(_facts(steen) for steen in self.bouwstenen),
                "gesprekken": sorted(_gesprek_facts(gesprek) for gesprek in self.gesprekken),
            }
        )

    @property
    def gesprekken(self) -> list[Gesprek]:
        """The gesprekken they come from, oldest first."""
        found = {steen.gesprek.pk: steen.gesprek for steen in self.bouwstenen if steen.gesprek}
        return sorted(found.values(), key=lambda gesprek: (gesprek.datum, gesprek.pk))

    @cached_property
    def themas(self) -> Mapping[int, Thema]:
        """Every term that any of them is about, by key."""
        return {thema.pk: thema for steen in self.bouwstenen for thema in steen.themas.all()}


def version_of(steen: Bouwsteen) -> int:
    """The number of the wording that a bouwsteen of a corpus carries."""
    return int(steen.nummer)


def _facts(steen: Bouwsteen) -> list[Any]:
    themas = sorted(thema.urn_id for thema in steen.themas.all())
    place = steen.lichaamsdeel.urn_id if steen.lichaamsdeel else steen.canvasvak
    gesprek = steen.gesprek.urn_id if steen.gesprek else ""
    return [steen.urn_id, version_of(steen), themas, steen.soort, steen.tegengeluid, place, gesprek]


def _gesprek_facts(gesprek: Gesprek) -> list[Any]:
    organisations = sorted([organisatie.naam, organisatie.soort] for organisatie in gesprek.organisaties.all())
    return [gesprek.urn_id, gesprek.datum.isoformat(), gesprek.format, gesprek.werkvorm, organisations]


def read_corpus(zoekvraag: Zoekvraag | None = None) -> Corpus:
    """What a search finds among the bouwstenen now; without one, all of them."""
    rows = Bouwsteen.objects.current()
    wanted: Collection[int] | None = None
    zoekvraag = simplify(zoekvraag)
    if zoekvraag is not None:
        wanted = {int(key) for key in search.find_keys(zoekvraag.only(KIND)).get(KIND, ())}
        if len(wanted) < MANY:
            rows, wanted = rows.filter(pk__in=wanted), None
    stenen = [steen for steen in _load(rows) if wanted is None or steen.pk in wanted]
    _attach(stenen, rows, _links(rows))
    return Corpus(_in_order(stenen), zoekvraag, timezone.now(), latest_editie())


def read_selectie(selectie: Selectie) -> Corpus:
    """The bouwstenen of a selectie with the words and themas they had then."""
    rows = Bouwsteen.objects.published().filter(citaat_ingetrokken_op=None, selectieregels__selectie=selectie)
    regels = selectie.regels.values_list("bouwsteen", "nummer", "themas")
    lines = {pk: (nummer, themas) for pk, nummer, themas in regels}
    terms = dict(Thema.objects.values_list("urn_id", "pk"))
    links = {pk: [terms[urn] for urn in urns if urn in terms] for pk, (_, urns) in lines.items()}
    stenen = _load(rows)
    wordings = _wordings(selectie)
    for steen in stenen:
        steen.nummer = lines[steen.pk][0]
        steen.titel, steen.tekst = wordings.get(steen.pk, (steen.titel, steen.tekst))
    _attach(stenen, rows, links)
    return Corpus(
        _in_order(stenen),
        read_zoekvraag(selectie.zoekvraag),
        selectie.peildatum,
        selectie.editie,
        naam=selectie.naam,
        weggelaten=len(lines) - len(stenen),
    )


def simplify(zoekvraag: Zoekvraag | None) -> Zoekvraag | None:
    """A search without what makes no difference here: other kinds and the order; None when that leaves everything."""
    if zoekvraag is None:
        return None
    plain = replace(zoekvraag.with_facet(KIND_FACET), sortering=RELEVANCE)
    return None if plain.is_empty() else plain


def read_zoekvraag(query: str) -> Zoekvraag | None:
    """A search as a Selectie keeps it; None for everything."""
    return simplify(Zoekvraag.from_string(query))


def latest_editie() -> Editie | None:
    """The edition of the document that came out last."""
    return Editie.objects.select_related("document").order_by("-gepubliceerd_op", "-pk").first()


def _load(rows: QuerySet[Bouwsteen]) -> list[Bouwsteen]:
    """The bouwstenen without who handed them in, each with the number of its newest wording."""
    loaded = rows.select_related("lichaamsdeel").defer("ingebracht_door").annotate(laatste=Max("versies__nummer"))
    stenen = list(loaded.order_by())
    for steen in stenen:
        steen.nummer = steen.laatste or 0
    return stenen


def _wordings(selectie: Selectie) -> dict[int, tuple[str, str]]:
    """Title and text by bouwsteen, of the version that the selectie holds."""
    versions = BouwsteenVersie.objects.filter(
        bouwsteen__selectieregels__selectie=selectie, nummer=F("bouwsteen__selectieregels__nummer")
    )
    return {pk: (titel, tekst) for pk, titel, tekst in versions.values_list("bouwsteen", "titel", "tekst")}


def _links(rows: QuerySet[Bouwsteen]) -> dict[int, list[int]]:
    """The themas of each bouwsteen as they are now."""
    links: dict[int, list[int]] = defaultdict(list)
    pairs = Bouwsteen.themas.through.objects.filter(bouwsteen__in=rows.order_by().values("pk"))
    for pk, thema in pairs.values_list("bouwsteen", "thema"):
        links[pk].append(thema)
    return links


def _attach(stenen: Iterable[Bouwsteen], rows: QuerySet[Bouwsteen], links: Mapping[int, Sequence[int]]) -> None:
    """Give each its themas and its gesprek, with the organisaties of that."""
    themas = {thema.pk: thema for thema in Thema.objects.order_by("soort", "volgorde", "naam", "pk")}
    place = {pk: number for number, pk in enumerate(themas)}
    held = Gesprek.objects.filter(pk__in=rows.order_by().values("gesprek"))
    gesprekken = held.defer("gespreksleider").prefetch_related("organisaties").in_bulk()
    for steen in stenen:
        found = Thema.objects.all()
        known = sorted((pk for pk in links.get(steen.pk, ()) if pk in themas), key=place.__getitem__)
        # As prefetch_related leaves it: `steen.themas.all()` asks the database no more.
        found._result_cache = [themas[pk] for pk in known]
        found._prefetch_done = True  # type: ignore[attr-defined]
        steen._prefetched_objects_cache = {"themas": found}
        steen.gesprek = gesprekken.get(steen.gesprek_id) if steen.gesprek_id else None


def _in_order(stenen: Iterable[Bouwsteen]) -> list[Bouwsteen]:
    return sorted(stenen, key=lambda steen: (steen.aangemaakt_op, steen.pk))

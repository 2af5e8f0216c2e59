"""What the screen shows on which editors tie sentences of a section to bouwstenen."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from bouwstenen.models import Bouwsteen
from kennisbank.document.freezing import Sectie
from kennisbank.document.herkomst import Aandeel, HoofdstukHerkomst
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie
from kennisbank.redactie.ankers.lezen import find_passages
from kennisbank.redactie.ankers.models import Anker
from kennisbank.redactie.ankers.places import overlaps
from kennisbank.redactie.ankers.suggesting import weigh, words_of
from kennisbank.text.normalise import normalise
from kennisbank.text.plain import to_plain
from kennisbank.text.resemblance import resting_on
from kennisbank.text.sentences import Span
from kennisbank.text.statements import statements

MAX_FOUND = 20


@dataclass(frozen=True)
class Sectielink:
    """A section of the hoofdstuk: where its sentences are tied, and how many have a source."""

    kop: str
    url: str
    actief: bool
    aandeel: Aandeel


@dataclass(frozen=True)
class Zin:
    """A sentence to tick, what it is tied to, and the bouwstenen it looks like."""

    waarde: str
    tekst: str
    gekozen: bool
    ankers: Sequence[Anker]
    lijkt_op: Sequence[Bouwsteen]


@dataclass(frozen=True)
class Keuze:
    """A bouwsteen to tick."""

    bouwsteen: Bouwsteen
    gekozen: bool


@dataclass(frozen=True)
class Koppelscherm:
    """The state of the screen for one section of the version that readers see."""

    hoofdstuk: Hoofdstuk
    versie: HoofdstukVersie
    sectie: Sectie
    tekst: str
    secties: Sequence[Sectielink]
    aandeel: Aandeel
    zinnen: Sequence[Zin]
    keuzes: Sequence[Keuze]
    gevonden: Sequence[Keuze]
    gezocht: str
    losgemaakt: frozenset[str]

    @property
    def spans(self) -> dict[str, Span]:
        """The sentences by what stands in the form."""
        return {as_value(span): span for span in statements(self.tekst)}


def as_value(span: Span) -> str:
    """A sentence as it stands in a form."""
    return f"{span[0]}-{span[1]}"


def plain(zin: str) -> str:
    """The words of a sentence without markup."""
    return to_plain(zin).replace("\n", " ") or zin


def section_url(hoofdstuk_id: int, sectie_id: str) -> str:
    """Where the sentences of a section are tied."""
    return f"{reverse('herkomst:koppelen', args=[hoofdstuk_id])}?sectie={sectie_id}"


def read_screen(
    hoofdstuk: Hoofdstuk,
    versie: HoofdstukVersie,
    *,
    sectie_id: str,
    gezocht: str = "",
    zinnen: Collection[str] = (),
    bouwstenen: Collection[str] = (),
    los: Collection[str] = (),
) -> Koppelscherm | None:
    """The screen for a section, with what is ticked; of a section that is not there, None."""
    secties = versie.inhoud["secties"]
    sectie = next((part for part in secties if part["id"] == sectie_id), None)
    if sectie is None:
        return None
    text = normalise(sectie["tekst"])
    own = _own_bouwstenen(sectie)
    found = _search(gezocht, own, bouwstenen)
    return Koppelscherm(
        hoofdstuk=hoofdstuk,
        versie=versie,
        sectie=sectie,
        tekst=text,
        secties=(links := _links(hoofdstuk, versie, sectie_id)),
        aandeel=next(link.aandeel for link in links if link.actief),
        zinnen=_sentences(hoofdstuk, versie, sectie, own, frozenset(zinnen)),
        keuzes=[Keuze(bouwsteen, bouwsteen.urn_id in bouwstenen) for bouwsteen in own],
        gevonden=[Keuze(bouwsteen, bouwsteen.urn_id in bouwstenen) for bouwsteen in found],
        gezocht=gezocht,
        losgemaakt=frozenset(los),
    )


def _own_bouwstenen(sectie: Sectie) -> list[Bouwsteen]:
    """The published sources of the section, in its own order."""
    order = {bron["bouwsteen"]: place for place, bron in enumerate(sectie["bronnen"])}
    found = Bouwsteen.objects.published().filter(urn_id__in=order).with_origin()
    return sorted(found, key=lambda bouwsteen: order[bouwsteen.urn_id])


def _search(gezocht: str, own: Iterable[Bouwsteen], bouwstenen: Collection[str]) -> list[Bouwsteen]:
    """What was searched for, and before it what is ticked already, both as far as it is no source of the section."""
    others = Bouwsteen.objects.published().exclude(pk__in=[bouwsteen.pk for bouwsteen in own]).with_origin()
    chosen = list(others.filter(urn_id__in=bouwstenen)) if bouwstenen else []
    words = gezocht.split()[:8]
    if not words:
        return chosen
    query = Q()
    for word in words:
        query &= Q(titel__icontains=word) | Q(tekst__icontains=word)
    hits = others.filter(query).exclude(pk__in=[bouwsteen.pk for bouwsteen in chosen]).newest_first()
    return [*chosen, *hits[:MAX_FOUND]]


def _links(hoofdstuk: Hoofdstuk, versie: HoofdstukVersie, sectie_id: str) -> list[Sectielink]:
    herkomst = HoofdstukHerkomst(find_passages(hoofdstuk, versie.nummer))
    return [
        Sectielink(
            part["kop"],
            section_url(hoofdstuk.pk, part["id"]),
            part["id"] == sectie_id,
            herkomst.show(part["id"], part["tekst"], "").aandeel,
        )
        for part in versie.inhoud["secties"]
    ]


def _sentences(
    hoofdstuk: Hoofdstuk, versie: HoofdstukVersie, sectie: Sectie, own: Sequence[Bouwsteen], gekozen: frozenset[str]
) -> list[Zin]:
    text = normalise(sectie["tekst"])
    spans = statements(text)
    schaal = weigh(versie.inhoud, own)
    like = {bouwsteen.pk: set(resting_on(text, spans, words_of(bouwsteen), schaal)) for bouwsteen in own}
    ankers = list(
        Anker.objects.current()
        .placed()
        .filter(hoofdstuk=hoofdstuk, sectie_id=sectie["id"])
        .select_related("bouwsteen")
        .order_by("begin", "pk")
    )
    return [
        Zin(
            waarde=as_value(span),
            tekst=plain(text[slice(*span)]),
            gekozen=as_value(span) in gekozen,
            ankers=(mine := [anker for anker in ankers if overlaps([span], anker.begin, anker.einde)]),
            lijkt_op=_not_tied_yet(span, own, like, mine),
        )
        for span in spans
    ]


def _not_tied_yet(
    span: Span, own: Sequence[Bouwsteen], like: dict[int, set[Span]], ankers: Sequence[Anker]
) -> list[Bouwsteen]:
    tied = {anker.bouwsteen_id for anker in ankers}
    return [bouwsteen for bouwsteen in own if span in like[bouwsteen.pk] and bouwsteen.pk not in tied]

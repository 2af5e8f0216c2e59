"""What stands in the way of publishing an edition, and what an editor may want to know before doing so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import OuterRef, Subquery

from bouwstenen.models import Bouwsteen
from kennisbank.document.edities.changes import list_changes
from kennisbank.document.edities.references import load_versies, targets_in
from kennisbank.document.models import Editie, Hoofdstuk, HoofdstukVersie, LevendDocument
from kennisbank.redactie.ankers.models import Anker
from kennisbank.redactie.voorstellen.models import Voorstel
from kennisbank.ui import wikilinks


class BelemmeringSoort(StrEnum):
    """Kinds of things in the way; the last ones are only worth knowing."""

    LEEG = "leeg"
    ZONDER_VERSIE = "zonder_versie"
    NIET_OPENBAAR = "niet_openbaar"
    TEGENGELUID = "tegengeluid"
    WEES = "wees"
    DODE_LINK = "dode_link"
    NIEUWERE_VERSIE = "nieuwere_versie"
    TER_CONTROLE = "ter_controle"
    OPEN_VOORSTEL = "open_voorstel"
    ONVERANDERD = "onveranderd"


BLOKKEERT = frozenset(
    {
        BelemmeringSoort.LEEG,
        BelemmeringSoort.ZONDER_VERSIE,
        BelemmeringSoort.NIET_OPENBAAR,
        BelemmeringSoort.TEGENGELUID,
        BelemmeringSoort.WEES,
        BelemmeringSoort.DODE_LINK,
    }
)


@dataclass(frozen=True)
class Belemmering:
    """One thing in the way: what, in a sentence, and about which hoofdstuk or bouwsteen."""

    soort: BelemmeringSoort
    tekst: str
    hoofdstuk: Hoofdstuk | None = None
    kenmerk: str = ""

    @property
    def blokkeert(self) -> bool:
        """Whether the edition cannot be published with it."""
        return self.soort in BLOKKEERT


@dataclass(frozen=True)
class Keuze:
    """What an edition would hold: its introduction, the versions in order, and the hoofdstukken left out on purpose."""

    document: LevendDocument
    inleiding: str
    versies: Sequence[HoofdstukVersie]
    weggelaten: frozenset[int] = frozenset()


def list_belemmeringen(keuze: Keuze) -> list[Belemmering]:
    """Everything in the way of an edition, what blocks first."""
    readable = list(keuze.document.hoofdstukken().defer("body", "samenvatting"))
    found = [
        *_chapters(keuze, readable),
        *_dissent(),
        *_orphans(keuze.versies),
        *_dead_links(keuze),
        *_newer_versions(keuze.versies),
        *_reworded(keuze.versies),
        *_open_voorstellen(keuze.versies),
        *_unchanged(keuze),
    ]
    return sorted(found, key=lambda belemmering: not belemmering.blokkeert)


def _chapters(keuze: Keuze, readable: Sequence[Hoofdstuk]) -> Iterator[Belemmering]:
    if not keuze.versies:
        yield Belemmering(BelemmeringSoort.LEEG, "Kies van ten minste één hoofdstuk een versie.")
    chosen = {versie.hoofdstuk_id for versie in keuze.versies}
    for page in readable:
        if page.pk not in chosen and page.pk not in keuze.weggelaten:
            yield Belemmering(BelemmeringSoort.ZONDER_VERSIE, f"Van ‘{page.title}’ is nog geen versie gekozen.", page)
    open_to_readers = {page.pk for page in readable}
    for versie in keuze.versies:
        if versie.hoofdstuk_id not in open_to_readers:
            text = f"‘{versie.titel}’ is niet (meer) voor iedereen te lezen in dit document."
            yield Belemmering(BelemmeringSoort.NIET_OPENBAAR, text, versie.hoofdstuk)


def _dissent() -> Iterator[Belemmering]:
    """Dissent that nobody decided on; of the whole site, for it belongs to no document before there is a decision."""
    without = Bouwsteen.objects.current().filter(tegengeluid=True, stand="open").order_by("aangemaakt_op", "pk")
    for urn_id, titel in without.values_list("urn_id", "titel"):
        yield Belemmering(BelemmeringSoort.TEGENGELUID, f"Over ‘{titel}’ is nog niet besloten.", kenmerk=urn_id)


def _orphans(versies: Sequence[HoofdstukVersie]) -> Iterator[Belemmering]:
    chosen = {versie.hoofdstuk_id: versie for versie in versies}
    for anker in Anker.objects.wezen().filter(hoofdstuk__in=chosen).order_by("hoofdstuk__path", "pk"):
        versie = chosen[anker.hoofdstuk_id]
        if anker.vanaf is not None and anker.vanaf <= versie.nummer:
            words = anker.exact if len(anker.exact) <= 120 else f"{anker.exact[:119].rstrip()}…"
            yield Belemmering(
                BelemmeringSoort.WEES,
                f"In ‘{versie.titel}’ heeft een bron zijn zin verloren: ‘{words}’",
                versie.hoofdstuk,
            )


def _dead_links(keuze: Keuze) -> Iterator[Belemmering]:
    introduction: tuple[HoofdstukVersie | None, str, tuple[str, ...]] = (
        None,
        "de inleiding",
        targets_in(keuze.inleiding),
    )
    places = [introduction]
    places += [
        (versie, f"‘{versie.titel}’, sectie ‘{sectie['kop']}’", targets_in(sectie["tekst"]))
        for versie in keuze.versies
        for sectie in versie.inhoud["secties"]
    ]
    known = wikilinks.resolve(target for _, _, targets in places for target in targets)
    for versie, place, targets in places:
        for target in targets:
            if target not in known:
                page = versie.hoofdstuk if versie else None
                yield Belemmering(BelemmeringSoort.DODE_LINK, f"In {place} leidt [[{target}]] nergens heen.", page)


def _newer_versions(versies: Sequence[HoofdstukVersie]) -> Iterator[Belemmering]:
    newest = newest_versies(versie.hoofdstuk_id for versie in versies)
    for versie in versies:
        nummer = newest[versie.hoofdstuk_id].nummer
        if nummer > versie.nummer:
            text = f"Van ‘{versie.titel}’ bestaat versie {nummer}; je koos versie {versie.nummer}."
            yield Belemmering(BelemmeringSoort.NIEUWERE_VERSIE, text, versie.hoofdstuk)


def newest_versies(hoofdstukken: Iterable[int]) -> Mapping[int, HoofdstukVersie]:
    """The newest version of each hoofdstuk, without its text."""
    last = HoofdstukVersie.objects.filter(hoofdstuk=OuterRef("hoofdstuk")).order_by("-nummer").values("nummer")[:1]
    rows = HoofdstukVersie.objects.filter(hoofdstuk__in=list(hoofdstukken), nummer=Subquery(last)).without_inhoud()
    return {versie.hoofdstuk_id: versie for versie in rows}


def _reworded(versies: Sequence[HoofdstukVersie]) -> Iterator[Belemmering]:
    chosen = [versie.hoofdstuk_id for versie in versies]
    number = Anker.objects.ter_controle().filter(hoofdstuk__in=chosen).count()
    if number:
        zinnen = "1 zin met een bron is" if number == 1 else f"{number} zinnen met een bron zijn"
        yield Belemmering(BelemmeringSoort.TER_CONTROLE, f"{zinnen} zo veranderd dat iemand moet kijken.")


def _open_voorstellen(versies: Sequence[HoofdstukVersie]) -> Iterator[Belemmering]:
    chosen = [versie.hoofdstuk_id for versie in versies]
    number = Voorstel.objects.open().filter(hoofdstuk__in=chosen).count()
    if number:
        voorstellen = "Er is 1 voorstel" if number == 1 else f"Er zijn {number} voorstellen"
        yield Belemmering(BelemmeringSoort.OPEN_VOORSTEL, f"{voorstellen} waarover nog niet is besloten.")


def _unchanged(keuze: Keuze) -> Iterator[Belemmering]:
    former = Editie.objects.filter(document=keuze.document.pk).order_by("-nummer").first()
    if former is not None and keuze.versies and not list_changes(load_versies(former), keuze.versies):
        text = f"De hoofdstukken zijn gelijk aan die van editie {former.nummer}."
        yield Belemmering(BelemmeringSoort.ONVERANDERD, text)

"""What the pages about voorstellen show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString

from kennisbank.document.freezing import Inhoud
from kennisbank.redactie.voorstellen.models import (
    GebeurtenisSoort,
    Voorstel,
    VoorstelGebeurtenis,
    VoorstelSoort,
    VoorstelStatus,
    VoorstelVersie,
)
from kennisbank.redactie.voorstellen.planning import Inbreng, VoorstelPlan, find_sectie
from kennisbank.text.diff import AlineaVerschil, Deel, Status, diff_texts, diff_words
from kennisbank.text.slugs import unique_anchors
from kennisbank.ui.bronnen import Bron, resolve
from kennisbank.ui.tekst import render_tekst

EERSTE_PLAATS = "Helemaal vooraan"
# Paragraphs that stay, before and after one that changes, that are shown with it.
CONTEXT = 1

STATUS_UITLEG: Mapping[str, str] = {
    VoorstelStatus.OPEN: "Wacht op een besluit van de redactie.",
    VoorstelStatus.AANPASSEN: "De redactie vraagt de indiener om iets aan te passen.",
    VoorstelStatus.OVERGENOMEN: "Is in de tekst gekomen.",
    VoorstelStatus.DEELS_OVERGENOMEN: "Is voor een deel in de tekst gekomen.",
    VoorstelStatus.AFGEWEZEN: "Komt niet in de tekst.",
    VoorstelStatus.INGETROKKEN: "De indiener heeft het teruggenomen.",
}


@dataclass(frozen=True)
class Reeks:
    """Paragraphs that belong together in a difference; `gelijk` ones are far from any change and may be folded."""

    gelijk: bool
    alineas: Sequence[AlineaVerschil]


@dataclass(frozen=True)
class Verschil:
    """What a voorstel changes in its section: heading, text and place. Empty parts stay as they are."""

    kop: Sequence[Deel]
    reeksen: Sequence[Reeks]
    plek_oud: str = ""
    plek_nieuw: str = ""


def compare(oud: tuple[str, str], nieuw: tuple[str, str], *, plek_oud: str = "", plek_nieuw: str = "") -> Verschil:
    """The difference between two times (heading, text)."""
    alineas = diff_texts(oud[1], nieuw[1])
    moved = plek_oud != plek_nieuw
    return Verschil(
        kop=diff_words(oud[0], nieuw[0]) if oud[0] != nieuw[0] else (),
        reeksen=list(_fold(alineas)) if any(alinea.status != Status.ONGEWIJZIGD for alinea in alineas) else (),
        plek_oud=plek_oud if moved else "",
        plek_nieuw=plek_nieuw if moved else "",
    )


def _fold(alineas: Sequence[AlineaVerschil]) -> Iterator[Reeks]:
    """The paragraphs in order, with runs that have nothing to do with a change apart."""
    changed = [index for index, alinea in enumerate(alineas) if alinea.status != Status.ONGEWIJZIGD]
    near = {index + step for index in changed for step in range(-CONTEXT, CONTEXT + 1)}
    for far, group in groupby(enumerate(alineas), key=lambda item: item[0] not in near):
        yield Reeks(far, [alinea for _, alinea in group])


def show_inbreng(basis: Inhoud, *, soort: str, sectie_id: str, inbreng: Inbreng) -> Verschil:
    """What is proposed, against the text that the proposer had before them."""
    present = find_sectie(basis, sectie_id)
    old = (present["kop"], present["tekst"]) if present else ("", "")
    if soort == VoorstelSoort.VERPLAATSING:
        here, there = place_of(basis, sectie_id), place_after(basis, inbreng.na_sectie_id)
        return compare(old, old, plek_oud=here, plek_nieuw=there)
    if soort == VoorstelSoort.VERWIJDERING:
        return compare(old, ("", ""))
    place = place_after(basis, inbreng.na_sectie_id) if soort == VoorstelSoort.NIEUWE_SECTIE else ""
    return compare(old, (inbreng.kop, inbreng.tekst), plek_nieuw=place)


def show_versie(voorstel: Voorstel, versie: VoorstelVersie) -> Verschil:
    """One wording of a voorstel against the version of the hoofdstuk it was written on."""
    return show_inbreng(
        versie.basis.inhoud, soort=voorstel.soort, sectie_id=voorstel.sectie_id, inbreng=inbreng_of(versie)
    )


def compare_versies(oud: VoorstelVersie, nieuw: VoorstelVersie) -> Verschil:
    """What changed between two wordings of a voorstel."""
    return compare(
        (oud.kop, oud.tekst),
        (nieuw.kop, nieuw.tekst),
        plek_oud=place_after(oud.basis.inhoud, oud.na_sectie_id),
        plek_nieuw=place_after(nieuw.basis.inhoud, nieuw.na_sectie_id),
    )


def inbreng_of(versie: VoorstelVersie) -> Inbreng:
    """What a wording says."""
    return Inbreng(versie.kop, versie.tekst, versie.na_sectie_id)


def place_after(inhoud: Inhoud, sectie_id: str) -> str:
    """The place right after a section, in words."""
    sectie = find_sectie(inhoud, sectie_id)
    return f"Na ‘{sectie['kop']}’" if sectie else EERSTE_PLAATS


def place_of(inhoud: Inhoud, sectie_id: str) -> str:
    """Where a section stands, in words."""
    return place_after(inhoud, previous_sectie(inhoud, sectie_id))


def previous_sectie(inhoud: Inhoud, sectie_id: str) -> str:
    """The id of the section before this one; empty for the first."""
    ids = [sectie["id"] for sectie in inhoud["secties"]]
    place = ids.index(sectie_id) if sectie_id in ids else 0
    return ids[place - 1] if place else ""


def sectie_link(inhoud: Inhoud, sectie_id: str, hoofdstuk_url: str) -> tuple[str, str]:
    """Heading and address of a section in the text of today; empty when it is not there."""
    anchors = unique_anchors(sectie["kop"] for sectie in inhoud["secties"])
    for sectie, anker in zip(inhoud["secties"], anchors, strict=True):
        if sectie["id"] == sectie_id:
            return sectie["kop"], f"{hoofdstuk_url}#sectie-{anker}"
    return "", ""


def plaats_keuzes(inhoud: Inhoud, sectie_id: str) -> list[tuple[str, str]]:
    """The places where a section can go: the id of the section before it, and the place in words."""
    others = [sectie for sectie in inhoud["secties"] if sectie["id"] != sectie_id]
    return [("", EERSTE_PLAATS), *((sectie["id"], f"Na ‘{sectie['kop']}’") for sectie in others)]


@dataclass(frozen=True)
class Stand:
    """How a voorstel relates to the text of today, for who decides, proposes or reads."""

    soort: str
    titel: str
    tekst: str


def stand_of(plan: VoorstelPlan) -> Stand | None:
    """What a reader must know when the hoofdstuk changed since the voorstel was written; None when nothing."""
    if plan.has_conflict:
        number = len(plan.samenvoeging.conflicten)
        places = "één plek" if number == 1 else f"{number} plekken"
        return Stand(
            "warning",
            "Het hoofdstuk is intussen gewijzigd, en op dezelfde plek",
            f"Op {places} wil dit voorstel iets anders dan wat er nu staat. De redactie kiest daar de woorden. De "
            "indiener kan het voorstel ook zelf op de tekst van vandaag zetten.",
        )
    if plan.changes_nothing:
        return Stand("info", "De tekst van vandaag zegt dit al", "Dit voorstel zou er nu niets meer aan veranderen.")
    if plan.is_verouderd:
        return Stand(
            "info",
            "Het hoofdstuk is intussen gewijzigd",
            "Dit voorstel past daar zonder botsing in: wat anderen veranderden, blijft staan.",
        )
    return None


@dataclass(frozen=True)
class Stap:
    """One event in the history of a voorstel. `versie` is the wording that came in with it, if one did."""

    gebeurtenis: VoorstelGebeurtenis
    icoon: str
    versie: VoorstelVersie | None
    versie_url: str


_NEW_WORDING = (GebeurtenisSoort.INGEDIEND, GebeurtenisSoort.HERZIEN)
_ICONEN: Mapping[str, str] = {
    GebeurtenisSoort.INGEDIEND: "plus",
    GebeurtenisSoort.HERZIEN: "voorstel",
    GebeurtenisSoort.AANPASSING_GEVRAAGD: "gesprek",
    GebeurtenisSoort.OVERGENOMEN: "vinkje",
    GebeurtenisSoort.DEELS_OVERGENOMEN: "vinkje",
    GebeurtenisSoort.AFGEWEZEN: "sluit",
    GebeurtenisSoort.INGETROKKEN: "terug",
}


def history(voorstel: Voorstel, hoofdstuk_url: str) -> list[Stap]:
    """All events, oldest first, each with the address of the version of the hoofdstuk that came of it."""
    events = voorstel.gebeurtenissen.select_related("door", "hoofdstukversie", "voorstelversie")
    return [
        Stap(
            event,
            _ICONEN[event.soort],
            event.voorstelversie if event.soort in _NEW_WORDING else None,
            versie_url(hoofdstuk_url, event),
        )
        for event in events.defer("hoofdstukversie__inhoud")
    ]


def versie_url(hoofdstuk_url: str, event: VoorstelGebeurtenis) -> str:
    """What changed in the version that a decision led to; empty without one."""
    if event.hoofdstukversie is None:
        return ""
    return f"{hoofdstuk_url}versies/{event.hoofdstukversie.nummer}/verschil/"


def decision(stappen: Sequence[Stap]) -> Stap | None:
    """The event that closed the voorstel, or asked for changes; None while it waits."""
    newest = stappen[-1] if stappen else None
    return newest if newest is not None and newest.gebeurtenis.soort not in _NEW_WORDING else None


def bronnen_of(voorstel: Voorstel) -> list[dict[str, Any]]:
    """The bouwstenen it rests on, as components/bronnenlijst.html shows them."""
    found: dict[str, Bron] = resolve(voorstel.bouwstenen.order_by("pk").values_list("urn_id", flat=True))
    return [
        {
            "titel": bron.titel,
            "url": bron.url,
            "soort": bron.soort,
            "soort_label": bron.soort_label,
            "tegengeluid": bron.tegengeluid,
            "herkomst_label": bron.herkomst_label,
            "rol": "bron",
        }
        for bron in found.values()
    ]


def show_words(tekst: str, prefix: str) -> SafeString:
    """Markdown of a voorstel on its page, below a heading of the third level."""
    return render_tekst(tekst, prefix=f"{prefix}-", basis_kopniveau=4)

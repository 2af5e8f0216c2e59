"""What the pages around the record of a gesprek show, each in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.meelezen.forms import BesluitForm, BevestigForm, VerbeteringForm
from bouwstenen.meelezen.models import Verbetering, VerbeteringSoort, VerbeteringStand
from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.models import CitaatStand, Opbrengstregel
from bouwstenen.opbrengst.plekken import Plek, all_plekken, plekken
from kennisbank.text.diff import AlineaVerschil, diff_texts

VERBORGEN = (CitaatStand.GEVRAAGD, CitaatStand.INGETROKKEN)


@dataclass
class GetoondeRegel:
    """A line with the form to propose something else, and whether that is open because of an error."""

    regel: Opbrengstregel
    eigen: bool = False
    formulier: BevestigForm | None = None


@dataclass
class Groep:
    """The lines at one place."""

    plek: Plek
    regels: list[GetoondeRegel] = field(default_factory=list)


def group_lines(gesprek: Gesprek, lines: Iterable[GetoondeRegel]) -> list[Groep]:
    """The lines by box or body part, in the order of the form; what is empty is left out."""
    groups = {plek.fields: Groep(plek) for plek in all_plekken(gesprek)}
    rest = list(groups.values())[-1]
    for line in lines:
        groups.get((line.regel.canvasvak, line.regel.lichaamsdeel_id), rest).regels.append(line)
    return [group for group in groups.values() if group.regels]


def lines_for_reader(deelnemer: Deelnemer) -> list[Opbrengstregel]:
    """What a participant reads of the record: all that was looked over, and no quote of another without consent."""
    lines = deelnemer.gesprek.opbrengst.present().filter(nagekeken=True).in_order().select_related("lichaamsdeel")
    return [line for line in lines if line.citaat_van_id == deelnemer.pk or line.citaat_stand not in VERBORGEN]


@dataclass(frozen=True)
class Leespagina:
    """The page of one participant."""

    deelnemer: Deelnemer
    groepen: Sequence[Groep]
    citaten: Sequence[Opbrengstregel]
    verbeteringen: Sequence[Verbetering]
    kan_verbeteren: bool
    plekken: Sequence[Plek]


def read_leespagina(deelnemer: Deelnemer, *, open_now: bool, bound: dict[int, VerbeteringForm]) -> Leespagina:
    """Everything for the page; `bound` are forms with errors by line."""
    lines = lines_for_reader(deelnemer)
    shown = []
    for line in lines:
        own = line.citaat_van_id == deelnemer.pk
        form = None
        if open_now and not (own and line.citaat_stand == CitaatStand.INGETROKKEN):
            form = bound.get(line.pk) or VerbeteringForm(initial={"tekst": line.tekst}, prefix=f"r{line.pk}")
        shown.append(GetoondeRegel(line, own, form))
    return Leespagina(
        deelnemer=deelnemer,
        groepen=group_lines(deelnemer.gesprek, shown),
        citaten=[line for line in lines if line.citaat_van_id == deelnemer.pk],
        verbeteringen=list(deelnemer.verbeteringen.select_related("regel", "lichaamsdeel").order_by("-voorgesteld_op")),
        kan_verbeteren=open_now,
        plekken=plekken(deelnemer.gesprek),
    )


@dataclass(frozen=True)
class TeBesluiten:
    """A correction that waits: what changes, what the line says now when that differs, and the form to decide."""

    verbetering: Verbetering
    plek: str
    verschil: Sequence[AlineaVerschil]
    nu: str
    formulier: BesluitForm


def read_queue(gesprek: Gesprek, bound: dict[int, BesluitForm]) -> list[TeBesluiten]:
    """The corrections that wait for the gespreksleider; `bound` are forms with errors."""
    rows = gesprek.verbeteringen.open().select_related("regel__lichaamsdeel", "lichaamsdeel")
    return [_waiting(row, bound.get(row.pk) or BesluitForm(prefix=f"v{row.pk}")) for row in rows]


def _waiting(row: Verbetering, form: BesluitForm) -> TeBesluiten:
    regel = row.regel
    changed = regel is not None and (regel.tekst != row.oud or regel.verwijderd_op is not None)
    now = "" if regel is None or not changed else ("" if regel.verwijderd_op else regel.tekst)
    return TeBesluiten(
        verbetering=row,
        plek=place_name(regel or row),
        verschil=diff_texts(row.oud, row.tekst) if row.soort == VerbeteringSoort.WIJZIGEN else [],
        nu=now,
        formulier=form,
    )


def place_name(item: Any) -> str:
    """Box or body part in words, of a line or of a correction."""
    if item.lichaamsdeel is not None:
        return str(item.lichaamsdeel.naam)
    return str(item.get_canvasvak_display()) if item.canvasvak else "Overig"


def decided(gesprek: Gesprek) -> list[Verbetering]:
    """What was decided, newest first."""
    return list(gesprek.verbeteringen.exclude(stand=VerbeteringStand.OPEN).order_by("-besloten_op", "-pk"))


def count_consent(gesprek: Gesprek) -> dict[str, int]:
    """How many quotes there are of each stand."""
    counted = dict.fromkeys(("gevraagd", "gegeven", "ingetrokken"), 0)
    for stand in gesprek.opbrengst.present().exclude(citaat_stand="").values_list("citaat_stand", flat=True):
        counted[stand] += 1
    return counted

"""What the page of one gesprek shows of it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from bouwstenen.models import (
    Bouwsteen,
    Canvasvak,
    Gesprek,
    GesprekFormat,
    OrganisatieSoort,
    Stand,
    Verslagvorm,
    Werkvorm,
)
from bouwstenen.presentation import Kaart, bars, kaarten

VELDNAMEN = {
    "titel": "Titel",
    "datum": "Datum",
    "format": "Vorm van het gesprek",
    "werkvorm": "Waar",
    "opgave": "Maatschappelijke opgave",
    "verslagvorm": "Manier van vastleggen",
    "aantal_deelnemers": "Aantal deelnemers",
    "samenvatting": "Samenvatting",
    "verslag": "Verslag",
    "organisaties": "Organisaties",
}
# Old and new text of free fields stays with the redactie: a correction may be there to take a name out.
TOONBAAR: dict[str, dict[str, str]] = {
    "datum": {},
    "aantal_deelnemers": {},
    "format": dict(GesprekFormat.choices),
    "werkvorm": dict(Werkvorm.choices),
    "verslagvorm": dict(Verslagvorm.choices),
}


def facts(gesprek: Gesprek) -> list[dict[str, Any]]:
    """The facts beside the record, as components/feitenlijst.html takes them."""
    organisaties = ", ".join(
        f"{organisatie.naam} ({OrganisatieSoort(organisatie.soort).label.lower()})"
        for organisatie in gesprek.organisaties.all()
    )
    return [
        {"label": "Vorm", "waarde": gesprek.get_format_display()},
        {"label": "Waar", "waarde": gesprek.get_werkvorm_display()},
        {"label": "Stap", "waarde": f"{gesprek.stap}. {gesprek.get_stap_display()}"},
        {"label": "Opgave", "waarde": gesprek.opgave},
        {"label": "Organisaties", "waarde": organisaties},
        {"label": "Deelnemers", "waarde": gesprek.aantal_deelnemers},
        {"label": "Vastgelegd als", "waarde": gesprek.get_verslagvorm_display() if gesprek.verslagvorm else ""},
    ]


def by_place(bouwstenen: Sequence[Bouwsteen]) -> list[dict[str, Any]]:
    """The bouwstenen by box of the canvas or body part, in the order of the canvas or the body; the rest last."""
    boxes: dict[str, int] = {value: number for number, value in enumerate(Canvasvak.values)}

    def place(bouwsteen: Bouwsteen) -> tuple[int, int, str]:
        if bouwsteen.lichaamsdeel is not None:
            return (0, bouwsteen.lichaamsdeel.volgorde, bouwsteen.lichaamsdeel.naam)
        if bouwsteen.canvasvak:
            return (1, boxes[bouwsteen.canvasvak], bouwsteen.get_canvasvak_display())
        return (2, 0, "")

    groups: dict[tuple[int, int, str], list[Bouwsteen]] = {}
    for bouwsteen in bouwstenen:
        groups.setdefault(place(bouwsteen), []).append(bouwsteen)
    only_rest = len(groups) == 1 and next(iter(groups))[0] == 2
    return [
        {
            "naam": key[2] or ("" if only_rest else "Overig"),
            "anker": f"plek-{number}",
            "kaarten": _cards(groups[key]),
        }
        for number, key in enumerate(sorted(groups), 1)
    ]


def _cards(bouwstenen: Sequence[Bouwsteen]) -> list[Kaart]:
    return kaarten(bouwstenen, met_herkomst=False)


def outcomes(gesprek: Gesprek, bouwstenen: Sequence[Bouwsteen]) -> dict[str, Any]:
    """How many bouwstenen ended up how, as a small table with bars."""
    counted = Counter(bouwsteen.stand for bouwsteen in bouwstenen)
    return bars(
        "Wat er met de bouwstenen gebeurde",
        Stand.choices,
        counted,
        naam="stand",
        filters={"gesprek": gesprek.urn_id},
    )


def corrections(gesprek: Gesprek) -> list[dict[str, Any]]:
    """What was corrected after delivery, newest first; by whom is for the redactie alone."""
    return [
        {
            "veld": VELDNAMEN.get(correctie.veld, correctie.veld),
            "op": correctie.op,
            "reden": correctie.reden,
            "oud": _shown(correctie.veld, correctie.oud),
            "nieuw": _shown(correctie.veld, correctie.nieuw),
        }
        for correctie in gesprek.correcties.order_by("-op", "-pk")
    ]


def _shown(veld: str, waarde: str) -> str:
    return TOONBAAR[veld].get(waarde, waarde) if veld in TOONBAAR else ""


def earlier(gesprek: Gesprek) -> Gesprek | None:
    """The gesprek before this one."""
    before = Q(datum__lt=gesprek.datum) | Q(datum=gesprek.datum, pk__lt=gesprek.pk)
    return Gesprek.objects.published().filter(before).order_by("-datum", "-pk").first()


def later(gesprek: Gesprek) -> Gesprek | None:
    """The gesprek after this one."""
    after = Q(datum__gt=gesprek.datum) | Q(datum=gesprek.datum, pk__gt=gesprek.pk)
    return Gesprek.objects.published().filter(after).order_by("datum", "pk").first()

"""What a hoofdstuk shows of the bouwstenen that carry its sections or stand beside them."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse

from bouwstenen.models import Bouwsteen, BouwsteenSoort, Gesprek
from bouwstenen.presentation import herkomst, plek, short
from kennisbank.ui import bronnen
from kennisbank.ui.bronnen import Bron
from kennisbank.ui.geheugen import Geheugen
from themas.models import Thema

WOORDEN = 40
WOORDEN_IN_PANEEL = 90

PLACEHOLDER = "0000000000"

GEHEUGEN = Geheugen(2_000_000)

_MARKUP = frozenset("*_`~[]<>#|\\&!=")
_LINE_START_RE = re.compile(r"^\s*(?:[-+]|\d+[.)])\s|^ {4}|^-+$", re.MULTILINE)


class Rij(NamedTuple):
    """What a source is made of, straight from the database: a page may show thousands."""

    urn_id: str
    titel: str
    tekst: str
    soort: str
    tegengeluid: bool
    canvasvak: str
    gesprek__urn_id: str | None
    gesprek__titel: str
    gesprek__datum: date
    gesprek__format: str
    gesprek__zichtbaar: bool
    lichaamsdeel__slug: str | None
    lichaamsdeel__naam: str
    aantal_originelen: int | None


def resolve(urn_ids: Iterable[str]) -> dict[str, Bron]:
    """The published ones among `urn_ids`, in one query."""
    found = Bouwsteen.objects.published().with_origin().filter(urn_id__in=list(urn_ids)).order_by()
    maker = _Maker()
    return {row[0]: maker.make(Rij(*row)) for row in found.values_list(*Rij._fields)}


class _Maker:
    """Makes sources of many rows; what holds for more of them is worked out once."""

    def __init__(self) -> None:
        self._url = reverse("bouwstenen:bouwsteen", args=[PLACEHOLDER])
        self._soorten = {soort.value: str(soort.label) for soort in BouwsteenSoort}
        self._afkomst: dict[object, dict[str, Any]] = {}
        self._plek: dict[object, dict[str, Any]] = {}

    def make(self, row: Rij) -> Bron:
        woorden = _words(row.tekst)
        return Bron(
            urn_id=row.urn_id,
            titel=row.titel,
            url=self._url.replace(PLACEHOLDER, row.urn_id),
            soort=row.soort,
            soort_label=self._soorten.get(row.soort, row.soort),
            tegengeluid=row.tegengeluid,
            tekst=_first(woorden, WOORDEN)[:240],
            woorden=woorden,
            **self._origin(row),
            **self._place(row),
        )

    def _origin(self, row: Rij) -> dict[str, Any]:
        """Label and address of where it comes from, and day and form of a gesprek that readers see."""
        key = row.gesprek__urn_id or (row.aantal_originelen or 0) > 1
        if key not in self._afkomst:
            bouwsteen = _bouwsteen(row)
            gesprek = bouwsteen.gesprek
            label, url = herkomst(bouwsteen)
            told: dict[str, Any] = {"herkomst_label": label, "herkomst_url": url}
            if gesprek is not None and gesprek.zichtbaar:
                told |= {"datum": gesprek.datum, "vorm": gesprek.get_format_display()}
            self._afkomst[key] = told
        return self._afkomst[key]

    def _place(self, row: Rij) -> dict[str, Any]:
        """Where in the gesprek it was said."""
        key = (row.gesprek__urn_id is None, row.canvasvak, row.lichaamsdeel__slug)
        if key not in self._plek:
            soort, naam, _ = plek(_bouwsteen(row))
            self._plek[key] = {"plek_soort": soort, "plek": naam} if naam else {}
        return self._plek[key]


def _bouwsteen(row: Rij) -> Bouwsteen:
    """As much of a bouwsteen as the functions that describe it look at."""
    bouwsteen = Bouwsteen(urn_id=row.urn_id, canvasvak=row.canvasvak)
    if row.gesprek__urn_id is not None:
        bouwsteen.gesprek = Gesprek(
            urn_id=row.gesprek__urn_id,
            titel=row.gesprek__titel,
            datum=row.gesprek__datum,
            format=row.gesprek__format,
            zichtbaar=row.gesprek__zichtbaar,
        )
    if row.lichaamsdeel__slug is not None:
        bouwsteen.lichaamsdeel = Thema(slug=row.lichaamsdeel__slug, naam=row.lichaamsdeel__naam)
    bouwsteen.aantal_originelen = row.aantal_originelen
    return bouwsteen


def _words(tekst: str) -> str:
    """The first words without markup. Most bouwstenen are plain prose, which needs no parser."""
    if _MARKUP.isdisjoint(tekst) and _LINE_START_RE.search(tekst) is None:
        return _first(" ".join(tekst.split()), WOORDEN_IN_PANEEL)
    return GEHEUGEN.get(tekst, lambda: short(tekst, WOORDEN_IN_PANEEL), lambda woorden: len(tekst) + len(woorden))


def _first(woorden: str, aantal: int) -> str:
    alle = woorden.split(maxsplit=aantal)
    return woorden if len(alle) <= aantal else " ".join(alle[:aantal]).rstrip(",;:.…–-") + "…"


def register() -> None:
    """Let hoofdstukken show bouwstenen."""
    bronnen.register(resolve)

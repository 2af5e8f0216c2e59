"""REFI-QDA among the files that a search or a Selectie can be taken along as."""

from collections.abc import Callable

from django.urls import reverse

from kennisbank.exchange.refi.views import QDC, QDPX
from kennisbank.onderzoek.models import Selectie
from kennisbank.onderzoek.werkbank import SelectieUitvoer, register_uitvoer
from kennisbank.search.uitvoer import Uitvoer, register
from kennisbank.search.zoekvraag import Zoekvraag

LABELS = {
    QDPX: "REFI-QDA-project (.qdpx), voor programma’s als ATLAS.ti, MAXQDA, NVivo en QualCoder",
    QDC: "REFI-QDA-codeboek (.qdc), alleen de thema’s en lenzen",
}


def register_refi() -> None:
    """Called once, when Django starts."""
    for formaat, label in LABELS.items():
        register(Uitvoer(formaat, label, _search_address(formaat)))
        register_uitvoer(SelectieUitvoer(formaat, label, _selection_address(formaat)))


def _search_address(formaat: str) -> Callable[[Zoekvraag], str]:
    def address(zoekvraag: Zoekvraag) -> str:
        query = zoekvraag.urlencode()
        return reverse("refi:zoekvraag", args=[formaat]) + (f"?{query}" if query else "")

    return address


def _selection_address(formaat: str) -> Callable[[Selectie], str]:
    def address(selectie: Selectie) -> str:
        return reverse("refi:selectie", args=[selectie.kenmerk, formaat])

    return address

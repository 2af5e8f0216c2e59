"""The formats as links on the search page and on the page of a Selectie."""

from django.urls import reverse

from kennisbank.exchange.uitvoer.formaten import FORMATEN, Formaat
from kennisbank.onderzoek.models import Selectie
from kennisbank.onderzoek.werkbank import SelectieUitvoer, register_uitvoer
from kennisbank.search.uitvoer import Uitvoer
from kennisbank.search.uitvoer import register as register_search
from kennisbank.search.zoekvraag import Zoekvraag


def register() -> None:
    """Offer every format in both places."""
    for formaat in FORMATEN.values():
        _register(formaat)


def _register(formaat: Formaat) -> None:
    def search_url(zoekvraag: Zoekvraag) -> str:
        query = zoekvraag.urlencode()
        return reverse("uitvoer:zoekvraag", args=[formaat.key]) + (f"?{query}" if query else "")

    def selectie_url(selectie: Selectie) -> str:
        return reverse("uitvoer:selectie", args=[selectie.kenmerk, formaat.key])

    register_search(Uitvoer(formaat.key, formaat.label, search_url))
    register_uitvoer(SelectieUitvoer(formaat.key, formaat.label, selectie_url))

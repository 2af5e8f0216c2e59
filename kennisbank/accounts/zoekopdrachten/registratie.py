"""What this app adds to the search page."""

from django.urls import reverse

from kennisbank.search.acties import Actie, register
from kennisbank.search.zoekvraag import Zoekvraag


def _keep_url(zoekvraag: Zoekvraag) -> str:
    return f"{reverse('zoekopdrachten:nieuw')}?{zoekvraag.urlencode()}"


def register_all() -> None:
    """Offer to keep a search."""
    register(Actie("bewaar", "Bewaar deze zoekopdracht", "plus", _keep_url))

"""What the document puts on the home page: its latest changes, and the numbers of hoofdstukken and versions."""

from typing import Any

from django.http import HttpRequest

from kennisbank.document.models import Editie, Hoofdstuk, HoofdstukVersie, LevendDocument
from kennisbank.ui.blokken import register_startblok, register_telling

MAX_HOOFDSTUKKEN = 15


def latest_changes(request: HttpRequest) -> dict[str, Any]:
    """The newest versions, and the hoofdstukken of the first document; nothing when nothing was published yet."""
    versies = list(HoofdstukVersie.objects.recent(4))
    document = LevendDocument.objects.live().order_by("path").first()
    if not versies or document is None:
        return {}
    hoofdstukken = document.hoofdstukken().defer("body")[:MAX_HOOFDSTUKKEN]
    editie = Editie.objects.filter(document=document).order_by("-nummer").select_related("document").first()
    return {
        "editie": editie,
        "versies": versies,
        "document": document,
        "document_url": document.get_url(request),
        "hoofdstukken": [{"titel": page.title, "url": page.get_url(request)} for page in hoofdstukken],
    }


def doe_mee(request: HttpRequest) -> dict[str, Any]:
    """The call to take part; the text is in the template."""
    return {"ingelogd": request.user.is_authenticated}


def register() -> None:
    """Put the bands and numbers in the registry."""
    register_startblok("wijzigingen", 10, "document/startblok_wijzigingen.html", latest_changes)
    register_startblok("doe-mee", 90, "document/startblok_doe_mee.html", doe_mee)
    register_telling("hoofdstuk", lambda: Hoofdstuk.objects.live().count())
    register_telling("editie", lambda: Editie.objects.count())
    register_telling("versie", lambda: HoofdstukVersie.objects.of_live_pages().count())

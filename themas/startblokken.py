"""What themas put on the home page."""

from typing import Any

from django.http import HttpRequest

from kennisbank.ui.blokken import register_startblok, register_telling
from themas.models import Thema, ThemaSoort

AANTAL = 9


def main_themas(request: HttpRequest) -> dict[str, Any]:
    """The first themas that have none above them."""
    current = Thema.objects.current().soort(ThemaSoort.THEMA)
    top = list(current.filter(breder__isnull=True).order_by("volgorde", "naam")[:AANTAL])
    return {"themas": top} if top else {}


def register() -> None:
    """Put the band and the number in the registry."""
    register_startblok("themas", 20, "themas/startblok_themas.html", main_themas)
    register_telling("thema", lambda: Thema.objects.current().soort(ThemaSoort.THEMA).count())

"""A search or a Selectie as a file."""

import hashlib
import tempfile
from typing import IO, Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from kennisbank.exchange.uitvoer.formaten import FORMATEN, Formaat
from kennisbank.exchange.uitvoer.verzamelen import Uitvoerset, read_frozen, read_search
from kennisbank.onderzoek.bereik import find_selectie, for_werkbank
from kennisbank.search.zoekvraag import Zoekvraag

IN_MEMORY = 2_000_000
"""Bytes of a file that stay in memory; a larger one is on disk until it is sent."""
_PORTION = 65_536


@require_safe
def zoekvraag(request: HttpRequest, formaat: str) -> HttpResponseBase:
    """What a search finds."""
    asked = Zoekvraag.from_query(request.GET)
    terug = f"{reverse('search:zoeken')}?{asked.urlencode()}"
    return _answer(request, _format(formaat), read_search(asked), f"zoeken-{asked.vraag or 'alles'}", terug)


@for_werkbank
@require_safe
def selectie(request: HttpRequest, kenmerk: str, formaat: str) -> HttpResponseBase:
    """The frozen versions of a Selectie."""
    chosen = _format(formaat)
    item = find_selectie(kenmerk)
    return _answer(request, chosen, read_frozen(item), f"selectie-{item.naam}", item.get_absolute_url())


def _format(key: str) -> Formaat:
    if key not in FORMATEN:
        raise Http404("Dit formaat is er niet.")
    return FORMATEN[key]


def _answer(request: HttpRequest, formaat: Formaat, gevonden: Uitvoerset, naam: str, terug: str) -> HttpResponseBase:
    if gevonden.hoogstens > formaat.max_rijen:
        return _refuse(request, formaat, gevonden.hoogstens, terug)
    bestand = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # the response closes it when it is sent
    formaat.write(bestand, gevonden.kop, gevonden.rijen)  # type: ignore[arg-type]
    etag, length = _measure(bestand)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        bestand.close()
        response: HttpResponseBase = unchanged
    else:
        filename = f"kennisbank-{slugify(naam)[:60].strip('-') or 'uitvoer'}.{formaat.key}"
        response = FileResponse(
            bestand,
            as_attachment=True,
            filename=filename,
            content_type=formaat.content_type,
            headers={"Content-Length": str(length)},
        )
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _measure(bestand: IO[bytes]) -> tuple[str, int]:
    """The ETag and the length of a file, which is left at its beginning."""
    bestand.seek(0)
    digest, length = hashlib.sha256(), 0
    while portion := bestand.read(_PORTION):
        digest.update(portion)
        length += len(portion)
    bestand.seek(0)
    return f'"{digest.hexdigest()[:32]}"', length


def _refuse(request: HttpRequest, formaat: Formaat, aantal: int, terug: str) -> HttpResponse:
    others = [each for each in FORMATEN.values() if each.max_rijen >= aantal]
    context: dict[str, Any] = {"formaat": formaat, "aantal": aantal, "anders": others, "terug": terug}
    return render(request, "uitvoer/te_veel.html", context, status=422)

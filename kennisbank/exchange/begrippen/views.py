"""The vocabulary for machines: as one file, and every begrip and kader under an address that stays."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from kennisbank.exchange.begrippen.rdf import TYPES
from kennisbank.exchange.begrippen.vocabulaire import read_vocabulary
from kennisbank.exchange.begrippen.write import write_begrippen
from themas.models import Thema, ThemaSoort

CACHE_SECONDS = 600


@require_safe
def bestand(request: HttpRequest, soort: str) -> HttpResponse:
    """All begrippen in one file."""
    inhoud = write_begrippen(read_vocabulary(), soort)
    etag = f'"{hashlib.sha256(inhoud).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        inhoud,
        content_type=TYPES[soort],
        headers={"Content-Disposition": f'inline; filename="begrippen.{soort}"'},
    )
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    # Open data: scripts on other sites may read it. Nobody is logged in here.
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def begrip(request: HttpRequest, urn_id: str) -> HttpResponse:
    """The URI of a begrip leads to what people, or machines that ask for RDF, can read about it."""
    thema = get_object_or_404(Thema, urn_id=urn_id)
    return _see_other(request, thema.get_absolute_url())


@require_safe
def kader(request: HttpRequest, soort: str) -> HttpResponse:
    """The URI of a kader leads to the list of its begrippen."""
    if soort not in ThemaSoort.values:
        raise Http404("Dit begrippenkader bestaat niet.")
    anchor = "" if soort == ThemaSoort.THEMA else f"#{soort}"
    return _see_other(request, reverse("themas:overzicht") + anchor)


def _see_other(request: HttpRequest, page: str) -> HttpResponse:
    """To the page, or to the file for who asks for RDF before HTML."""
    offered = ["text/html", *(kind.partition(";")[0] for kind in TYPES.values())]
    wanted = request.get_preferred_type(offered) or "text/html"
    soort = next((soort for soort, kind in TYPES.items() if kind.startswith(wanted)), "")
    response = HttpResponse(
        status=303, headers={"Location": reverse("begrippen:bestand", args=[soort]) if soort else page}
    )
    patch_vary_headers(response, ["Accept"])
    return response

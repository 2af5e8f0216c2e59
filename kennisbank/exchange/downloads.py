"""Editions to keep: PDF, DOCX, EPUB and Markdown."""

from datetime import UTC, datetime

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from kennisbank.document.edities.views import find_editie
from kennisbank.exchange.edities import BestandMislukt, provide_file

# The words never change; a source that was withdrawn is gone from the file within the hour.
CACHE_SECONDS = 3600
RETRY_SECONDS = 300


@require_safe
def editie(request: HttpRequest, urn_id: str, nummer: str, formaat: str) -> HttpResponseBase:
    """The file of an edition, made once."""
    found = find_editie(urn_id, int(nummer))
    try:
        bestand = provide_file(found, formaat)
        content = bestand.path.open("rb")
    except (BestandMislukt, OSError):
        return _unavailable(request, found)
    changed = datetime.fromtimestamp(bestand.path.stat().st_mtime, tz=UTC).replace(microsecond=0)
    etag = f'"{bestand.etag}"'
    unchanged = get_conditional_response(request, etag=etag, last_modified=int(changed.timestamp()))
    response: HttpResponseBase
    if unchanged is not None:
        content.close()
        response = unchanged
    else:
        response = FileResponse(
            content, as_attachment=True, filename=bestand.filename, content_type=bestand.content_type
        )
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed.timestamp())
    response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    return response


def _unavailable(request: HttpRequest, found: object) -> HttpResponse:
    response = render(request, "edities/download_mislukt.html", {"editie": found}, status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response

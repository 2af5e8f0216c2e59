"""What helps while writing Markdown: how it will look, and which pages there are to refer to."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kennisbank.search.services import Suggestie, suggest
from kennisbank.text.limits import MAX_TEKENS
from kennisbank.text.normalise import normalise
from kennisbank.ui import wikilinks
from kennisbank.ui.tekst import render_tekst

SHORTEST = 2
LONGEST = 100
MOST = 6
# What cannot stand in a wiki link.
_NOT_IN_LINK = re.compile(r"[\[\]|#\n]")
_BY_ID = re.compile(r"^/(?:bouwstenen|gesprekken)/([0-9a-z]{10})/$")


@require_safe
@never_cache
def ingelogd(request: HttpRequest) -> JsonResponse:
    """Whether a form can be sent now, asked right before: {"ingelogd": true}, or false when one has to log in again."""
    return JsonResponse({"ingelogd": request.user.is_authenticated})


@require_POST
def voorbeeld(request: HttpRequest) -> HttpResponse:
    """A piece of HTML that shows how a text will look; for who is logged in."""
    _require_login(request)
    tekst = normalise(request.POST.get("tekst", "")[:MAX_TEKENS])
    return render(
        request,
        "voorstellen/voorbeeld_tekst.html",
        {"html": render_tekst(tekst, prefix="voorbeeld-", basis_kopniveau=4)},
    )


@require_safe
def verwijzingen(request: HttpRequest) -> JsonResponse:
    """Pages whose title begins as typed, with what to put between the brackets: [{"titel", "soort", "invoegen"}]."""
    _require_login(request)
    vraag = normalise(request.GET.get("q", ""))[:LONGEST].strip()
    found = suggest(vraag, MOST) if len(vraag) >= SHORTEST else []
    return JsonResponse(list(_targets(found)), safe=False)


def _require_login(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        raise PermissionDenied("Log in om te schrijven.")


def _targets(found: list[Suggestie]) -> Iterator[dict[str, Any]]:
    """Those that a wiki link can lead to: by title, else by kenmerk with the title as words."""
    known = wikilinks.resolve(item.titel for item in found if not _NOT_IN_LINK.search(item.titel))
    for item in found:
        by_id = _BY_ID.match(item.url)
        if item.titel in known and known[item.titel].url == item.url:
            target = item.titel
        elif by_id:
            target = f"{by_id[1]}|{' '.join(_NOT_IN_LINK.sub(' ', item.titel).split())}"
        else:
            continue
        yield {"titel": item.titel, "soort": item.soort, "invoegen": target}

"""Addresses that the recording page talks to while somebody types: JSON, one change at a time."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.inhoud import MAX_REGEL
from bouwstenen.opbrengst.opdrachten import OnbekendeRegel, OnleesbareOpdracht, perform
from bouwstenen.opbrengst.services import RegelGewijzigd
from bouwstenen.opbrengst.suggesties import load_woordenlijst
from bouwstenen.opbrengst.weergave import Regelschrijver, thema_data, vondst_data
from bouwstenen.persoonsgegevens import PersoonsgegevensGevonden
from kennisbank.accounts.models import User

View = Callable[[HttpRequest, Gesprek], HttpResponse]


def for_recorders(view: View) -> Callable[..., HttpResponse]:
    """Give the view its gesprek; 401 and 403 as JSON, for the page keeps what was typed and says what to do."""

    @never_cache
    @wraps(view)
    def checked(request: HttpRequest, urn_id: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"fout": "Je bent uitgelogd.", "inloggen": resolve_url(settings.LOGIN_URL)}, status=401)
        gesprek = get_object_or_404(Gesprek, urn_id=urn_id)
        if not may_organise(gesprek, request.user):
            return JsonResponse({"fout": "Je kunt dit gesprek niet vastleggen met dit account."}, status=403)
        return view(request, gesprek)

    return checked


@require_http_methods(["GET", "POST"])
@for_recorders
def regels(request: HttpRequest, gesprek: Gesprek) -> HttpResponse:
    """The lines as they are, or one change to them."""
    if request.method == "POST":
        return _perform(request, gesprek)
    stamp = f'"{gesprek.opbrengst.all().stamp()}-{int(gesprek.is_opgeleverd)}"'
    if request.headers.get("If-None-Match") == stamp:
        return HttpResponseNotModified(headers={"ETag": stamp})
    schrijver = Regelschrijver(gesprek)
    return JsonResponse(
        {
            "regels": [schrijver.write(regel) for regel in gesprek.opbrengst.for_recorders()],
            "gesloten": gesprek.is_opgeleverd,
            "gebruiker": request.user.pk,
            "csrf": get_token(request),
        },
        headers={"ETag": stamp},
    )


def _perform(request: HttpRequest, gesprek: Gesprek) -> HttpResponse:
    try:
        regel = perform(gesprek, _read_json(request), user=cast("User", request.user))
    except OnleesbareOpdracht:
        return JsonResponse({"fout": "Dit bericht is niet te lezen."}, status=400)
    except OnbekendeRegel:
        return JsonResponse({"fout": "Deze regel bestaat niet (meer)."}, status=404)
    except RegelGewijzigd as error:
        return JsonResponse({"regel": Regelschrijver(gesprek).write(error.regel)}, status=409)
    except PersoonsgegevensGevonden as error:
        return JsonResponse({"fouten": errors_by_field(error), "vondsten": vondst_data(error)}, status=422)
    except ValidationError as error:
        return JsonResponse({"fouten": errors_by_field(error)}, status=422)
    except PermissionDenied as error:
        return JsonResponse({"fout": str(error)}, status=403)
    return JsonResponse({"regel": Regelschrijver(gesprek).write(regel)})


def _read_json(request: HttpRequest) -> Any:
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise OnleesbareOpdracht("json") from None


def errors_by_field(error: ValidationError) -> dict[str, list[str]]:
    """The messages of a ValidationError by field; those of no field under the empty name."""
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


@require_POST
@for_recorders
def suggesties(request: HttpRequest, gesprek: Gesprek) -> HttpResponse:
    """Themas for what is being typed; sent in the body, so that no log holds it."""
    try:
        data = _read_json(request)
    except OnleesbareOpdracht:
        data = None
    tekst = data.get("tekst") if isinstance(data, dict) else None
    if not isinstance(tekst, str) or len(tekst) > MAX_REGEL:
        return JsonResponse({"fout": "Dit bericht is niet te lezen."}, status=400)
    return JsonResponse({"themas": thema_data(load_woordenlijst().suggest(tekst))})

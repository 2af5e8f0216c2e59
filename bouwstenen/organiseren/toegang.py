"""Finding a plan for the views, and a friendly answer for who may not organise."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.organiseren.rechten import may_start, require_manage
from kennisbank.accounts.models import User
from kennisbank.text.urn import is_urn_id

View = Callable[..., HttpResponseBase]
GESPREKKEN = {"label": "Gesprekken", "url": "/gesprekken/"}
MIJN = {"label": "Mijn gesprekken", "url": "/gesprekken/organiseren/"}


def acting_user(request: HttpRequest) -> User:
    """Who is logged in."""
    return cast("User", request.user)


def organisator(view: View) -> View:
    """A view for who may organise gesprekken; others log in first, or read how to become one."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_start(acting_user(request)):
            return refuse(request)
        return view(request, *args, **kwargs)

    return login_required(inner)


def refuse(request: HttpRequest) -> HttpResponse:
    """The page that says how one becomes a gespreksleider."""
    kruimels = [GESPREKKEN, {"label": "Gesprek organiseren"}]
    return render(request, "organiseren/kan_niet.html", {"kruimels": kruimels}, status=403)


def find_plan(request: HttpRequest, kenmerk: str) -> Gespreksplan:
    """The plan with this kenmerk, for who works on it; 404 when there is none, 403 for others."""
    found = Gespreksplan.objects.for_lists().filter(kenmerk=kenmerk).first() if is_urn_id(kenmerk) else None
    if found is None:
        raise Http404("Dit plan bestaat niet.")
    require_manage(found, acting_user(request))
    return found

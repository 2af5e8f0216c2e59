"""What every page behind a personal address has in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from bouwstenen.deelnemers.links import LinkOngeldig

View = Callable[..., HttpResponseBase]


def besloten(response: HttpResponseBase) -> HttpResponseBase:
    """Keep a page out of caches and search engines, and its address out of other sites' logs."""
    add_never_cache_headers(response)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    # "no-referrer" would make browsers send `Origin: null` with the page's own forms, which the CSRF check refuses.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def persoonlijke_link(view: View) -> View:
    """A view behind a signed address: private, and with a page of its own when the address does not hold (any more)."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return besloten(view(request, *args, **kwargs))
        except LinkOngeldig as fout:
            return besloten(_gone(request, str(fout)))

    return inner


def _gone(request: HttpRequest, uitleg: str) -> HttpResponse:
    return render(request, "deelnemers/link_werkt_niet.html", {"uitleg": uitleg}, status=410)

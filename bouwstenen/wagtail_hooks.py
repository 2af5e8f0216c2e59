"""Gesprekken and bouwstenen in the Wagtail admin."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from bouwstenen.beheer import BouwsteenViewSet
from bouwstenen.beheer_gesprek import GesprekAdmin, OrganisatieAdmin
from bouwstenen.bulk import BULK_ACTIONS
from bouwstenen.models import Bouwsteen, BouwsteenStatus
from bouwstenen.splitsen import splitsen

register_snippet(BouwsteenViewSet)
modeladmin_register(GesprekAdmin)
modeladmin_register(OrganisatieAdmin)
for _action in BULK_ACTIONS:
    hooks.register("register_bulk_action", _action)


@hooks.register("register_admin_urls")
def register_admin_urls() -> Sequence[URLPattern | URLResolver]:
    """Splitting a bouwsteen."""
    patterns = [path("<int:pk>/", splitsen, name="splitsen")]
    return [path("splitsen/", include((patterns, "bouwsteenbeheer")))]


def _bulk_url(action: str, bouwsteen: Bouwsteen) -> str:
    """A bulk action with one bouwsteen chosen."""
    address = reverse("wagtail_bulk_action", args=["bouwstenen", "bouwsteen", action])
    listing = reverse(bouwsteen.snippet_viewset.get_url_name("list"))
    return f"{address}?{urlencode({'id': bouwsteen.pk, 'next': listing})}"


@hooks.register("before_delete_snippet")
def keep_bouwstenen(request: HttpRequest, instances: Sequence[Any]) -> HttpResponse | None:
    """A bouwsteen is never deleted, by nobody."""
    chosen = [instance for instance in instances if isinstance(instance, Bouwsteen)]
    if not chosen:
        return None
    messages.error(
        request,
        "Een bouwsteen gaat nooit weg: wat iemand inbracht blijft bestaan. Trek de bouwsteen in plaats daarvan in.",
    )
    return redirect(reverse(Bouwsteen.snippet_viewset.get_url_name("list")))


@hooks.register("register_snippet_listing_buttons")
def listing_buttons(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """What can be done with one bouwsteen in the list."""
    if not isinstance(snippet, Bouwsteen):
        return
    yield Button("Bekijk op de site", snippet.get_absolute_url(), icon_name="view", priority=50)
    if user.has_perm("bouwstenen.publish_bouwsteen") and snippet.status == BouwsteenStatus.INGEDIEND:
        yield Button("Publiceren", _bulk_url("publiceren", snippet), icon_name="check", priority=51)
        yield Button("Intrekken", _bulk_url("intrekken", snippet), icon_name="cross", priority=52)
    if user.has_perm("bouwstenen.change_bouwsteen") and snippet.status in {"ingediend", "gepubliceerd"}:
        yield Button("Splitsen", reverse("bouwsteenbeheer:splitsen", args=[snippet.pk]), icon_name="cut", priority=60)

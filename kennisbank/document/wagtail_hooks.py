"""The document's place in the Wagtail admin."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from kennisbank.document.beheer import HoofdstukViewSet
from kennisbank.document.models import HoofdstukVersie


@hooks.register("register_admin_viewset")
def register_hoofdstuk_viewset() -> HoofdstukViewSet:
    """Our own edit view for hoofdstukken."""
    return HoofdstukViewSet("hoofdstuk")


def _frozen_below(page: Page) -> bool:
    return HoofdstukVersie.objects.filter(hoofdstuk__path__startswith=page.path).exists()


@hooks.register("before_delete_page")
def keep_published_wording(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete what was ever published, and say what to do instead."""
    if not _frozen_below(page):
        return None
    messages.error(
        request,
        f"‘{page.get_admin_display_title()}’ is gepubliceerd geweest en kan niet weg: elke versie blijft bestaan. "
        "Haal de pagina offline als lezers haar niet meer mogen zien.",
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def keep_published_wording_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for the bulk action."""
    if action_type != "delete" or not all(isinstance(item, Page) for item in objects):
        return None
    for page in objects:
        refusal = keep_published_wording(request, page)
        if refusal is not None:
            return refusal
    return None

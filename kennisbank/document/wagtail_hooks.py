"""The document's place in the Wagtail admin."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.models import Page

from kennisbank.document.beheer import HoofdstukViewSet, voorbeeld
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie


@hooks.register("register_admin_viewset")
def register_hoofdstuk_viewset() -> HoofdstukViewSet:
    """Our own edit view for hoofdstukken."""
    return HoofdstukViewSet("hoofdstuk")


@hooks.register("register_admin_urls")
def register_admin_urls() -> Sequence[URLPattern]:
    """Preview of Markdown while typing."""
    return [path("voorbeeld/", voorbeeld, name="kennisbank_voorbeeld")]


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
def guard_bulk_action(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """The same for the bulk actions of Wagtail; and no hoofdstuk is published there without a change note."""
    pages = [item for item in objects if isinstance(item, Page)]
    if action_type == "delete":
        return next(filter(None, (keep_published_wording(request, page) for page in pages)), None)
    if action_type == "publish":
        return next(filter(None, (_require_note(request, page) for page in pages)), None)
    return None


def _require_note(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish a hoofdstuk whose newest draft does not say what changed."""
    draft = page.specific.get_latest_revision_as_object() if page.latest_revision_id else page.specific
    if not isinstance(draft, Hoofdstuk) or draft.wijzigingsnotitie.strip():
        return None
    messages.error(
        request,
        f"‘{page.get_admin_display_title()}’ zegt nog niet wat er veranderd is. Open het hoofdstuk, vul dat in en "
        "publiceer het daar.",
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)

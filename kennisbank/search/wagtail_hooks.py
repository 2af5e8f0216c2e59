"""The place of searching in the Wagtail admin."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.models import register_snippet

from kennisbank.search.vragen.beheer import (
    PERMISSION,
    AanbevelingViewSet,
    VerbergView,
    ZoekrapportCsvView,
    ZoekrapportView,
)

aanbevelingen = AanbevelingViewSet()
register_snippet(aanbevelingen)


@hooks.register("register_admin_urls")
def register_admin_urls() -> Sequence[URLPattern | URLResolver]:
    """The report, below /beheer/zoekrapport/."""
    patterns = [
        path("", ZoekrapportView.as_view(), name="rapport"),
        path("verbergen/", VerbergView.as_view(), name="verbergen"),
        path("<slug:sleutel>.csv", ZoekrapportCsvView.as_view(), name="csv"),
    ]
    return [path("zoekrapport/", include((patterns, "zoekrapport")))]


class PermissionMenuItem(MenuItem):
    """Only for who has the permission."""

    def __init__(self, label: str, url: str, permission: str, **kwargs: Any) -> None:
        self.permission = permission
        super().__init__(label, url, **kwargs)

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(self.permission))


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """ "Zoekpagina" in the main menu; "Zoeken" is Wagtail's own."""
    items = [
        PermissionMenuItem(
            "Wat bezoekers zoeken",
            reverse("zoekrapport:rapport"),
            PERMISSION,
            name="zoekrapport",
            icon_name="search",
            order=1,
        ),
        PermissionMenuItem(
            "Aanbevelingen",
            reverse(aanbevelingen.get_url_name("list")),
            "search.view_aanbeveling",
            name="aanbevelingen",
            icon_name="pin",
            order=2,
        ),
    ]
    return SubmenuMenuItem("Zoekpagina", Menu(items=items), name="zoekpagina", icon_name="search", order=650)

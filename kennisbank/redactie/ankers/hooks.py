"""The place in the Wagtail admin: Provenance of sentences."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from kennisbank.redactie.ankers import ingetrokken, views, wezen


@hooks.register("register_admin_urls")
def register_admin_urls() -> Sequence[URLPattern | URLResolver]:
    """The queue of orphans, and the screen of a hoofdstuk on which sentences are tied."""
    patterns = [
        path("wezen/", views.WezenView.as_view(), name="wezen"),
        path("herkomst/<int:pk>/", views.KoppelView.as_view(), name="koppelen"),
    ]
    return [path("", include((patterns, "herkomst")))]


class WezenMenuItem(MenuItem):
    """Only for who may change anchors; the label says how many wait."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("redactie.change_anker"))

    def render_component(self, request: Any) -> LinkMenuItem:
        number = wezen.count_waiting() + ingetrokken.count_waiting()
        label = f"{self.label} ({number})" if number else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """ "Wezen" in the main menu, below the voorstellen."""
    return WezenMenuItem("Wezen", reverse("herkomst:wezen"), name="wezen", icon_name="link", order=152)

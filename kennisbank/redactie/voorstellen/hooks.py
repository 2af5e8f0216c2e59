"""The place in the Wagtail admin: Voorstellen."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from kennisbank.redactie.voorstellen import beheer
from kennisbank.redactie.voorstellen.wachtrij import count_waiting


@hooks.register("register_admin_urls")
def register_admin_urls() -> Sequence[URLPattern | URLResolver]:
    """The queue and the decision, below /beheer/voorstellen/."""
    patterns = [
        path("", beheer.WachtrijView.as_view(), name="lijst"),
        path("<slug:urn_id>/", beheer.BeslisView.as_view(), name="beslissen"),
    ]
    return [path("voorstellen/", include((patterns, "voorstellen_beheer")))]


class VoorstellenMenuItem(MenuItem):
    """Only for who may decide; the label says how many voorstellen wait for them."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("redactie.decide_voorstel"))

    def render_component(self, request: Any) -> LinkMenuItem:
        number = count_waiting(request.user)
        label = f"{self.label} ({number})" if number else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """ "Voorstellen" in the main menu, right below "Verwerken"."""
    return VoorstellenMenuItem(
        "Voorstellen", reverse("voorstellen_beheer:lijst"), name="voorstellen", icon_name="clipboard-list", order=151
    )

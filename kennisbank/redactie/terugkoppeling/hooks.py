"""The place in the Wagtail admin: Terugkoppeling."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from kennisbank.redactie.terugkoppeling import beheer
from kennisbank.redactie.terugkoppeling.models import Herkenning


@hooks.register("register_admin_urls")
def register_admin_urls() -> Sequence[URLPattern | URLResolver]:
    """The answers of participants and the waiting times, below /beheer/terugkoppeling/."""
    patterns = [
        path("", beheer.LijstView.as_view(), name="lijst"),
        path("wachttijd/", beheer.WachttijdView.as_view(), name="wachttijd"),
        path("<slug:tabel>.csv", beheer.CsvView.as_view(), name="csv"),
    ]
    return [path("terugkoppeling/", include((patterns, "terugkoppeling_beheer")))]


class TerugkoppelingMenuItem(MenuItem):
    """Only for who may answer; the label says how many answers wait."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("redactie.handle_herkenning"))

    def render_component(self, request: Any) -> LinkMenuItem:
        number = Herkenning.objects.without_withdrawn().waiting().count()
        label = f"{self.label} ({number})" if number else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """ "Terugkoppeling" in the main menu, below the voorstellen."""
    return TerugkoppelingMenuItem(
        "Terugkoppeling", reverse("terugkoppeling_beheer:lijst"), name="terugkoppeling", icon_name="comment", order=153
    )

"""The place in the Wagtail admin: Verhalen."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from bouwstenen.verhalen import beheer
from bouwstenen.verhalen.models import Verhaal


@hooks.register("register_admin_urls")
def register_admin_urls() -> Sequence[URLPattern | URLResolver]:
    """The queue and the decision, below /beheer/verhalen/."""
    patterns = [
        path("", beheer.LijstView.as_view(), name="lijst"),
        path("<slug:urn_id>/", beheer.BeslisView.as_view(), name="beslissen"),
    ]
    return [path("verhalen/", include((patterns, "verhalen_beheer")))]


class VerhalenMenuItem(MenuItem):
    """Only for who may decide; the label says how many wait."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("verhalen.moderate_verhaal"))

    def render_component(self, request: Any) -> LinkMenuItem:
        number = Verhaal.objects.waiting().count()
        label = f"{self.label} ({number})" if number else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """ "Verhalen" in the main menu, below the bouwstenen and gesprekken."""
    return VerhalenMenuItem(
        "Verhalen", reverse("verhalen_beheer:lijst"), name="verhalen", icon_name="openquote", order=245
    )

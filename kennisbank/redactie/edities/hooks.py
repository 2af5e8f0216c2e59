"""The place of editions in the Wagtail admin: addresses, menu item, and a notice on the home page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from kennisbank.document.models import EditieConcept
from kennisbank.redactie.edities import views

PATTERNS = [
    path("", views.LijstView.as_view(), name="lijst"),
    path("nieuw/", views.NieuwView.as_view(), name="nieuw"),
    path("<int:pk>/", views.BewerkenView.as_view(), name="bewerken"),
    path("<int:pk>/publiceren/", views.PubliceerView.as_view(), name="publiceren"),
    path("<int:pk>/proef/", views.ProefView.as_view(), name="proef"),
    path("<int:pk>/weggooien/", views.WeggooienView.as_view(), name="weggooien"),
]


@hooks.register("register_admin_urls")
def register_admin_urls() -> Sequence[URLPattern | URLResolver]:
    """The screens below /beheer/edities/."""
    return [path("edities/", include((PATTERNS, "editiebeheer")))]


class EditiesMenuItem(MenuItem):
    """Only for who may prepare an edition."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("document.prepare_editie"))


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """ "Edities" in the main menu, below the work on the text."""
    return EditiesMenuItem("Edities", reverse("editiebeheer:lijst"), name="edities", icon_name="doc-full", order=190)


class EditiePanel(Component):
    """On the admin's home page: what was planned, and what went wrong with it."""

    name = "editie_in_voorbereiding"
    template_name = "edities/beheer/paneel.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        concepten = EditieConcept.objects.open().select_related("document")
        return {"concepten": [concept for concept in concepten if concept.melding or concept.publiceren_op]}


@hooks.register("construct_homepage_panels")
def add_panel(request: Any, panels: list[Any]) -> None:
    """Tell who may prepare editions about the ones with a set time."""
    if request.user.has_perm("document.prepare_editie"):
        panels.append(EditiePanel())

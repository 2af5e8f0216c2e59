"""The merge screen's place in the Wagtail admin."""

from collections.abc import Sequence
from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from kennisbank.redactie import views


@hooks.register("register_admin_urls")
def register_admin_urls() -> Sequence[URLPattern | URLResolver]:
    """The screens of the editor's walk, below /beheer/verwerken/."""
    patterns = [
        path("", views.VerwerkenView.as_view(), name="verwerken"),
        path("sectie/", views.VerwerkSectieView.as_view(), name="sectie"),
        path("besluit/", views.BesluitView.as_view(), name="besluit"),
    ]
    return [path("verwerken/", include((patterns, "redactie")))]


class VerwerkenMenuItem(MenuItem):
    """Only for who may write the ledger."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("redactie.add_verwerking"))


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """ "Verwerken" in the main menu, right below the pages."""
    return VerwerkenMenuItem("Verwerken", reverse("redactie:verwerken"), name="verwerken", icon_name="draft", order=150)


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """The look of our own admin screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("kennisbank/css/beheer.css"))


@hooks.register("insert_global_admin_js")
def admin_js() -> SafeString:
    """The behaviour of our own admin screens."""
    return format_html('<script type="module" src="{}"></script>', static("kennisbank/js/beheer.js"))

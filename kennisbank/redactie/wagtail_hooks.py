"""The merge screen's place in the Wagtail admin."""

from collections.abc import Sequence
from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from kennisbank.redactie import views
from kennisbank.redactie.ankers import hooks as ankers
from kennisbank.redactie.bewerken import hooks as bewerken
from kennisbank.redactie.dekking import hooks as dekking
from kennisbank.redactie.discussie import hooks as discussie
from kennisbank.redactie.edities import hooks as edities
from kennisbank.redactie.overview import OverviewPanel, count_bouwstenen
from kennisbank.redactie.terugkoppeling import hooks as terugkoppeling
from kennisbank.redactie.voorstellen import hooks as voorstellen

# Imported for what they register with Wagtail.
ONDERDELEN = (voorstellen, bewerken, ankers, discussie, dekking, edities, terugkoppeling)

# Screens about the software, not about the work; only who manages the site has use for them.
HIDDEN_MENU_ITEMS = {"snippets", "reports", "help", "documents"}
HIDDEN_PANELS = {"whats_new_in_wagtail_version", "upgrade_notification"}


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
    """Only for who may write the ledger; the label says how many bouwstenen are open."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("redactie.add_verwerking"))

    def render_component(self, request: Any) -> LinkMenuItem:
        number = count_bouwstenen()["open"]
        label = f"{self.label} ({number})" if number else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """ "Verwerken" in the main menu, right below the pages."""
    return VerwerkenMenuItem("Verwerken", reverse("redactie:verwerken"), name="verwerken", icon_name="draft", order=150)


@hooks.register("construct_main_menu")
def tidy_menu(request: Any, menu_items: list[MenuItem]) -> None:
    """Leave out what an editor has no use for."""
    if not request.user.has_perm("accounts.change_user"):
        menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_MENU_ITEMS]


@hooks.register("construct_homepage_panels")
def add_overview(request: Any, panels: list[Any]) -> None:
    """What waits for the redactie comes first; news about Wagtail goes."""
    panels[:] = [OverviewPanel(), *(panel for panel in panels if getattr(panel, "name", "") not in HIDDEN_PANELS)]


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """The look of our own admin screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("kennisbank/css/beheer.css"))


@hooks.register("insert_global_admin_js")
def admin_js() -> SafeString:
    """The behaviour of our own admin screens."""
    return format_html('<script type="module" src="{}"></script>', static("kennisbank/js/beheer.js"))

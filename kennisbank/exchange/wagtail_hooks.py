"""The import screens' place in the Wagtail admin."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, re_path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from kennisbank.exchange import views
from kennisbank.exchange.begrippen.beheer import BegrippenImportView
from kennisbank.exchange.refi.beheer import CoderingImportView


@hooks.register("register_admin_urls")
def register_admin_urls() -> Sequence[URLPattern | URLResolver]:
    """The screens below /beheer/importeren/."""
    patterns = [
        path("document/", views.DocumentImportView.as_view(), name="document"),
        path("bouwstenen/", views.BouwstenenImportView.as_view(), name="bouwstenen"),
        path("begrippen/", BegrippenImportView.as_view(), name="begrippen"),
        path("codering/", CoderingImportView.as_view(), name="codering"),
        re_path(r"^bouwstenen/sjabloon\.(?P<vorm>csv|xlsx)$", views.sjabloon, name="sjabloon"),
    ]
    return [path("importeren/", include((patterns, "exchange")))]


class ImportMenuItem(MenuItem):
    """Only for who may import this."""

    def __init__(self, view: type[views.ImportView], **kwargs: Any) -> None:
        self.permission = view.permission
        super().__init__(view.soort.capitalize(), reverse(f"exchange:{view.soort}"), **kwargs)

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(self.permission))


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """ "Importeren" in the main menu."""
    items = [
        ImportMenuItem(views.DocumentImportView, name="import-document", icon_name="doc-full", order=1),
        ImportMenuItem(views.BouwstenenImportView, name="import-bouwstenen", icon_name="pilcrow", order=2),
        ImportMenuItem(BegrippenImportView, name="import-begrippen", icon_name="tag", order=3),
        ImportMenuItem(CoderingImportView, name="import-codering", icon_name="tag", order=4),
    ]
    return SubmenuMenuItem("Importeren", Menu(items=items), name="importeren", icon_name="upload", order=700)

"""The place of casussen in the Wagtail admin."""

from collections.abc import Sequence

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from bouwstenen.rollenspel.beheer import CasusAdmin, rol, rollen

modeladmin_register(CasusAdmin)


@hooks.register("register_admin_urls")
def register_admin_urls() -> Sequence[URLPattern | URLResolver]:
    """The roles of a casus."""
    patterns = [path("<int:pk>/", rollen, name="rollen"), path("<int:pk>/<str:rol>/", rol, name="rol")]
    return [path("casusbeheer/", include((patterns, "casusbeheer")))]

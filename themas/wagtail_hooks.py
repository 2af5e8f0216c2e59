"""The vocabulary's place in the Wagtail admin."""

from collections.abc import Sequence

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from themas.beheer import LeeraanbodAdmin, ThemaAdmin, samenvoegen
from themas.synoniemenbeheer import SynoniemgroepAdmin

modeladmin_register(ThemaAdmin)
modeladmin_register(LeeraanbodAdmin)
modeladmin_register(SynoniemgroepAdmin)


@hooks.register("register_admin_urls")
def register_admin_urls() -> Sequence[URLPattern | URLResolver]:
    """Merging two terms."""
    patterns = [path("<int:pk>/samenvoegen/", samenvoegen, name="samenvoegen")]
    return [path("themabeheer/", include((patterns, "themabeheer")))]

"""The place in the Wagtail admin: who writes in a hoofdstuk on the site while it is opened here."""

from django.contrib import messages
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from kennisbank.document.models import Hoofdstuk
from kennisbank.redactie.bewerken.aanwezigen import in_words, names_of_writers


@hooks.register("before_edit_page")
def tell_who_writes(request: HttpRequest, page: Page) -> None:
    """Warn before two people write the same; Wagtail itself shows only who is in the admin."""
    if request.method == "GET" and isinstance(page, Hoofdstuk):
        text = in_words(names_of_writers(page, besides=request.user))
        if text:
            messages.warning(request, text)

"""Hoofdstukken in the Wagtail admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_POST
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from kennisbank.document.blocks import MAX_TEKST
from kennisbank.document.models import Hoofdstuk
from kennisbank.text.normalise import normalise
from kennisbank.ui.tekst import render_tekst

VEROUDERD = (
    "Iemand anders heeft dit hoofdstuk intussen bewaard. Er is niets overschreven en wat jij typte staat hieronder "
    "nog. Open het hoofdstuk in een nieuw tabblad en neem de andere wijziging over. Bewaar daarna opnieuw: dan geldt "
    "wat hieronder staat."
)


class HoofdstukCreateView(CreateView):
    """Wagtail's view for a new page, that publishes all or nothing."""

    def publish_action(self) -> HttpResponseBase:
        with transaction.atomic():
            return super().publish_action()


class HoofdstukEditView(EditView):
    """Wagtail's edit view, that never overwrites somebody's newer text and publishes all or nothing.

    Wagtail refuses an outdated autosave but lets the Save button overwrite silently.
    """

    def form_valid(self, form: Any) -> HttpResponseBase:
        if self.is_out_of_date and self.action_name != "cancel_workflow":
            form.add_error(None, VEROUDERD)
            return self.form_invalid(form)
        return super().form_valid(form)

    def publish_action(self) -> HttpResponseBase:
        with transaction.atomic():
            return super().publish_action()


class HoofdstukViewSet(PageViewSet):
    """The screens for hoofdstukken."""

    model = Hoofdstuk
    add_view_class = HoofdstukCreateView
    edit_view_class = HoofdstukEditView


@require_POST
def voorbeeld(request: HttpRequest) -> HttpResponse:
    """The Markdown in `tekst` as readers would see it: a fragment for the preview beside a text area."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    tekst = normalise(request.POST.get("tekst", "")[:MAX_TEKST])
    return HttpResponse(render_tekst(tekst, prefix="voorbeeld-", basis_kopniveau=4))

"""Hoofdstukken in the Wagtail admin."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from kennisbank.document.beheer_samenvoegen import (
    BASIS,
    Samenvoeger,
    dump_basis,
    parse_basis,
    put_into_form,
    without_overwrite,
)
from kennisbank.document.blocks import MAX_TEKST
from kennisbank.document.differences import compare_versies
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

    Wagtail refuses an outdated autosave but lets the Save button overwrite silently. Here that button merges the two
    texts, and shows a screen to choose where both changed the same words.
    """

    def get_template_names(self) -> list[str]:
        """Our own page in place of Wagtail's, which it extends; its other templates stay."""
        own = {"wagtailadmin/pages/edit.html": "document/beheer/bewerken.html"}
        return [own.get(name, name) for name in super().get_template_names()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        sent = self.request.POST.get(BASIS)
        return context | {"basis_naam": BASIS, "basis_inhoud": sent if sent is not None else dump_basis(self.page)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        if self.is_out_of_date and self.action_name != "cancel_workflow":
            return self.merge(form)
        return super().form_valid(form)

    def merge(self, form: Any) -> HttpResponseBase:
        """Save together with what somebody else saved, or ask what to keep."""
        basis = parse_basis(self.request.POST.get(BASIS, ""))
        if basis is None:
            form.add_error(None, VEROUDERD)
            return self.form_invalid(form)
        samenvoeger = Samenvoeger(self.request, basis, form.save(commit=False))
        inhoud = samenvoeger.resolve()
        if inhoud is None:
            return self.show_conflicts(samenvoeger)
        put_into_form(form, inhoud)
        self.request.POST = without_overwrite(self.request.POST)
        who = samenvoeger.other.naam if samenvoeger.other else "een ander"
        messages.info(self.request, f"Samengevoegd met wat {who} intussen bewaarde. Er is niets verloren gegaan.")
        return super().form_valid(form)

    def show_conflicts(self, samenvoeger: Samenvoeger) -> HttpResponse:
        """The screen on which an editor chooses; everything they typed comes back with the choice."""
        context = {
            "page": self.page,
            "samenvoeger": samenvoeger,
            "verschillen": compare_versies(samenvoeger.huidig, samenvoeger.so_far()),
            "action_url": self.get_edit_url(),
        }
        return render(self.request, "document/beheer/conflict.html", context, status=409)

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

"""What visitors search for, and what the redactie recommends, in the Wagtail admin."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView, View
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet

from kennisbank.search.kinds import read_number
from kennisbank.search.vragen.models import Aanbeveling
from kennisbank.search.vragen.queries import Overzicht, hidden, overviews
from kennisbank.search.vragen.services import (
    BEWAARTERMIJN,
    delete_aanbeveling,
    hide_vraag,
    save_aanbeveling,
    show_vraag,
)
from kennisbank.text.spreadsheet import as_csv

PERMISSION = "search.view_zoekrapport"
PERIODEN = (7, 30, 90, 180)
USUAL = 30
# Rows of a list on the screen; the file has them all.
MOST = 50
HEAD = ["Vraag", "Keer gevraagd", "Dagen", "Resultaten, de laatste keer", "Nuttig", "Niet nuttig"]


def _period(request: HttpRequest) -> int:
    days = read_number(request.GET.get("dagen", ""))
    return days if days in PERIODEN else USUAL


class _RapportView(View):
    """Only for who may see the report."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ZoekrapportView(_RapportView, WagtailAdminTemplateMixin, TemplateView):
    """Most asked, not found, found in part, not useful."""

    template_name = "zoekrapport/rapport.html"
    page_title = "Wat bezoekers zoeken"
    header_icon = "search"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": "Beheer"}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        days = _period(self.request)
        lists = [{"overzicht": each, "rijen": list(each.rijen[:MOST])} for each in overviews(days)]
        own = {"lijsten": lists, "dagen": days, "perioden": PERIODEN, "meeste": MOST, "termijn": BEWAARTERMIJN.days}
        own |= {"verborgen": hidden(), "mag_verbergen": self.request.user.has_perm("search.hide_vraag")}
        return super().get_context_data(**kwargs) | own


class VerbergView(View):
    """Hides a question from visitors, or shows it again."""

    def post(self, request: HttpRequest) -> HttpResponse:
        vraag, days = request.POST.get("vraag", ""), _period(request)
        try:
            if request.POST.get("toon"):
                show_vraag(vraag, user=request.user)
                messages.success(request, "De vraag kan weer bij “Anderen zoeken naar” staan.")
            else:
                hide_vraag(vraag, user=request.user)
                messages.success(request, "De vraag staat niet meer bij “Anderen zoeken naar”.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(f"{reverse('zoekrapport:rapport')}?dagen={days}")


class ZoekrapportCsvView(_RapportView):
    """One list of the report as a table for a spreadsheet."""

    def get(self, request: HttpRequest, sleutel: str) -> HttpResponse:
        found = next((each for each in overviews(_period(request)) if each.sleutel == sleutel), None)
        if found is None:
            raise Http404("Deze lijst bestaat niet.")
        response = HttpResponse(as_csv(_rows(found)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="zoekrapport-{sleutel}.csv"'
        return response


def _rows(overzicht: Overzicht) -> list[Sequence[str]]:
    def row(values: Mapping[str, Any]) -> list[str]:
        found = values["laatst"]
        numbers = [values["keer"], values["dagen"], "" if found is None else found, values["ja"], values["nee"]]
        return [values["vraag"], *map(str, numbers)]

    return [HEAD, *(row(values) for values in overzicht.rijen)]


class _ThroughService:
    """Saves through the service, and shows what it refuses at the right field."""

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except ValidationError as error:
            fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            for name, texts in fields.items():
                form.add_error(name if name in form.fields else None, texts)
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined]

    def save_instance(self) -> Aanbeveling:
        form, request = self.form, self.request  # type: ignore[attr-defined]
        return save_aanbeveling(form.save(commit=False), user=request.user)


class AanbevelingCreateView(_ThroughService, CreateView):
    """Adds a recommendation."""


class AanbevelingEditView(_ThroughService, EditView):
    """Changes a recommendation."""


class AanbevelingDeleteView(DeleteView):
    """Takes a recommendation away."""

    def delete_action(self) -> None:
        delete_aanbeveling(self.object, user=self.request.user)


class AanbevelingViewSet(SnippetViewSet):
    """The screens for recommendations."""

    model = Aanbeveling
    icon = "pin"
    menu_label = "Aanbevelingen bij zoeken"
    url_prefix = "aanbevelingen"
    list_display = ["titel", "woorden", "adres", "volgorde"]
    list_per_page = 50
    search_fields = ["titel", "woorden", "adres"]
    copy_view_enabled = False
    add_view_class = AanbevelingCreateView
    edit_view_class = AanbevelingEditView
    delete_view_class = AanbevelingDeleteView
    edit_handler = ObjectList(
        [
            FieldPanel("woorden"),
            FieldPanel("titel"),
            FieldPanel("adres"),
            FieldRowPanel([FieldPanel("toelichting"), FieldPanel("volgorde")]),
        ]
    )

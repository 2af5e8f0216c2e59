"""The redactie's screens: what participants answered, and how long people wait for an answer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from kennisbank.redactie.terugkoppeling import antwoordtijd
from kennisbank.redactie.terugkoppeling.forms import AntwoordForm
from kennisbank.redactie.terugkoppeling.models import Herkenning
from kennisbank.redactie.terugkoppeling.services import handle_herkenning
from kennisbank.redactie.views import RedactieView
from kennisbank.text.spreadsheet import as_csv

PER_PAGE = 20
BEELDEN = {"wachtend": "Te beantwoorden", "afgehandeld": "Beantwoord", "alles": "Alles"}


class TerugkoppelingView(RedactieView):
    """A screen about the terugkoppeling, for who may answer participants."""

    permission = "redactie.handle_herkenning"
    header_icon = "comment"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse("wagtailadmin_home"), "label": "Beheer"}
        first = {"url": self.get_terug_url(), "label": "Terugkoppeling"}
        return (
            [home, first] if self.page_title == "Terugkoppeling" else [home, first, {"url": "", "label": "Wachttijd"}]
        )

    def get_terug_url(self) -> str:
        """The list of answers."""
        return reverse("terugkoppeling_beheer:lijst")


class LijstView(TerugkoppelingView):
    """What participants answered: those that wait, those that were handled, or all."""

    template_name = "terugkoppeling/beheer/lijst.html"
    page_title = "Terugkoppeling"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        number = request.POST.get("herkenning", "")
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise Http404("Dit antwoord bestaat niet.")
        herkenning = get_object_or_404(Herkenning.objects.without_withdrawn(), pk=int(number))
        form = AntwoordForm(request.POST, prefix=f"h{herkenning.pk}")
        if form.is_valid() and self._handle(herkenning, form):
            messages.success(request, "Je antwoord staat op de pagina van de deelnemer.")
            return redirect(request.get_full_path())
        self.status = 422
        return self._show(bound=form, bound_to=herkenning)

    def _handle(self, herkenning: Herkenning, form: AntwoordForm) -> bool:
        try:
            handle_herkenning(herkenning, reactie=form.cleaned_data["reactie"], user=self.user)
        except ValidationError as error:
            self.add_errors(form, error)
            return False
        return True

    def _show(self, bound: AntwoordForm | None = None, bound_to: Herkenning | None = None) -> HttpResponse:
        beeld = self.request.GET.get("beeld", "wachtend")
        beeld = beeld if beeld in BEELDEN else "wachtend"
        rows = Herkenning.objects.without_withdrawn().select_related("gesprek", "bouwsteen", "afgehandeld_door")
        if beeld != "alles":
            rows = rows.waiting() if beeld == "wachtend" else rows.handled()
        newest_first = beeld != "wachtend"
        page = Paginator(rows.order_by("-gewijzigd_op" if newest_first else "gewijzigd_op", "pk"), PER_PAGE).get_page(
            self.request.GET.get("p")
        )
        listed = list(page)
        if bound_to is not None and bound_to not in listed:
            listed.insert(0, bound_to)
        forms = [
            (row, bound if row == bound_to else AntwoordForm(initial={"reactie": row.reactie}, prefix=f"h{row.pk}"))
            for row in listed
        ]
        return self.show(
            pagina=page,
            regels=forms,
            beeld=beeld,
            beelden=BEELDEN,
            aantal_wachtend=Herkenning.objects.without_withdrawn().waiting().count(),
        )


class WachttijdView(TerugkoppelingView):
    """How long answers take, and which gesprekken wait."""

    template_name = "terugkoppeling/beheer/wachttijd.html"
    page_title = "Wachttijd"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = Paginator(antwoordtijd.waiting_gesprekken(), PER_PAGE).get_page(request.GET.get("p"))
        return self.show(
            nu=antwoordtijd.waiting_now(),
            kwartalen=antwoordtijd.answer_times(),
            pagina=page,
            gesprekken=[antwoordtijd.as_waiting(gesprek) for gesprek in page],
        )


class CsvView(TerugkoppelingView):
    """One of the tables for a spreadsheet: counts and times, nothing that anybody wrote."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tabel = kwargs["tabel"]
        if tabel not in antwoordtijd.TABELLEN:
            raise Http404("Deze tabel bestaat niet.")
        response = HttpResponse(as_csv(antwoordtijd.as_table(tabel)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="terugkoppeling-{tabel}.csv"'
        return response

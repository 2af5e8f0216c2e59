"""The merge screen in the Wagtail admin."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from bouwstenen.models import Bouwsteen
from kennisbank.document.freezing import Sectie, inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import VerouderdeVersie, latest_draft
from kennisbank.redactie import workbench
from kennisbank.redactie.forms import BesluitForm, VerwerkForm
from kennisbank.redactie.models import Besluit
from kennisbank.redactie.services import (
    Invoeging,
    decide_bouwstenen,
    merge_bouwstenen_into_hoofdstuk,
    plan_merge,
)
from kennisbank.text.diff import diff_texts
from kennisbank.ui.tekst import render_tekst

WIJZEN = {
    "invoegen": "Invoegen als tekst",
    "herschrijven": "Sectie herschrijven met deze bouwstenen als bron",
    "kanttekening": "Als kanttekening naast de sectie zetten",
}


class RedactieView(WagtailAdminTemplateMixin, TemplateView):
    """A screen of the editor's walk; only for who may write the ledger."""

    header_icon = "draft"
    status = 200

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("redactie.add_verwerking"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*super().get_breadcrumbs_items(), {"url": reverse("redactie:verwerken"), "label": "Verwerken"}]
        return items if self.page_title == "Verwerken" else [*items, {"url": "", "label": self.page_title}]

    def show(self, **context: Any) -> HttpResponse:
        """Render the screen; 422 when something typed has to be mended first."""
        return self.render_to_response(self.get_context_data(**context), status=self.status)


class VerwerkenView(RedactieView):
    """Left the sections of a hoofdstuk, right the open bouwstenen of chosen themas."""

    template_name = "redactie/verwerken.html"
    page_title = "Verwerken"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(werkbank=workbench.read_werkbank(request.GET), wijzen=WIJZEN)


@dataclass(frozen=True)
class Keuze:
    """What an editor picked on the merge screen."""

    hoofdstuk: Hoofdstuk
    sectie: Sectie
    bouwstenen: list[Bouwsteen]
    wijze: str

    @property
    def besluit(self) -> Besluit:
        return Besluit.KANTTEKENING if self.wijze == "kanttekening" else Besluit.IN_TEKST

    @property
    def is_kanttekening(self) -> bool:
        return self.besluit == Besluit.KANTTEKENING


class VerwerkSectieView(RedactieView):
    """Work the chosen bouwstenen into one section: edit, look at preview and difference, save or publish."""

    template_name = "redactie/verwerk_sectie.html"
    page_title = "Sectie bewerken"

    def _read_keuze(self) -> Keuze | HttpResponse:
        params = self.request.GET
        hoofdstuk = workbench.find_hoofdstuk(params.get("hoofdstuk", ""))
        if hoofdstuk is None:
            raise Http404("Dit hoofdstuk bestaat niet.")
        sectie = workbench.find_sectie(inhoud_of(latest_draft(hoofdstuk)), params.get("sectie", ""))
        bouwstenen = workbench.find_bouwstenen(params.getlist("bouwsteen"))
        if sectie is None or not bouwstenen:
            text = "Kies eerst een sectie." if sectie is None else "Kies eerst ten minste één bouwsteen."
            messages.error(self.request, text)
            return redirect(f"{reverse('redactie:verwerken')}?{params.urlencode()}")
        wijze = params.get("wijze", "")
        return Keuze(hoofdstuk, sectie, bouwstenen, wijze if wijze in WIJZEN else "invoegen")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keuze = self._read_keuze()
        if isinstance(keuze, HttpResponse):
            return keuze
        form = VerwerkForm(
            initial={"tekst": self._first_text(keuze), "basis": keuze.hoofdstuk.latest_revision_id},
            with_tekst=not keuze.is_kanttekening,
        )
        return self._show(keuze, form, self._first_text(keuze))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keuze = self._read_keuze()
        if isinstance(keuze, HttpResponse):
            return keuze
        form = VerwerkForm(request.POST, with_tekst=not keuze.is_kanttekening)
        wants_preview = "voorbeeld" in request.POST
        if form.is_valid() and not wants_preview:
            saved = self._save(keuze, form, publish="publiceer" in request.POST)
            if saved is not None:
                return saved
        self.status = 200 if wants_preview else 422
        return self._show(keuze, form, form.data.get("tekst", keuze.sectie["tekst"]), checked=not wants_preview)

    def _first_text(self, keuze: Keuze) -> str:
        if keuze.wijze != "invoegen":
            return keuze.sectie["tekst"]
        try:
            planned = plan_merge(keuze.hoofdstuk, keuze.bouwstenen, Invoeging(keuze.sectie["id"]))
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return keuze.sectie["tekst"]
        section = workbench.find_sectie(planned, keuze.sectie["id"])
        return section["tekst"] if section else keuze.sectie["tekst"]

    def _save(self, keuze: Keuze, form: VerwerkForm, *, publish: bool) -> HttpResponse | None:
        data = form.cleaned_data
        invoeging = Invoeging(keuze.sectie["id"], keuze.besluit, None if keuze.is_kanttekening else data["tekst"])
        try:
            merge_bouwstenen_into_hoofdstuk(
                keuze.hoofdstuk,
                keuze.bouwstenen,
                invoeging=invoeging,
                toelichting=data["toelichting"],
                publish=publish,
                basis=data["basis"],
                wijzigingssoort=data["wijzigingssoort"],
                user=self.request.user,
            )
        except VerouderdeVersie as error:
            form.add_error(None, error)
            self._rebase(form, keuze)
            return None
        except ValidationError as error:
            for field, texts in workbench.as_dict(error).items():
                form.add_error(field if field in form.fields else None, texts)
            return None
        done = "gepubliceerd" if publish else "als concept bewaard"
        messages.success(
            self.request, f"De sectie ‘{keuze.sectie['kop']}’ is {done} met {len(keuze.bouwstenen)} bron(nen)."
        )
        return redirect(f"{reverse('redactie:verwerken')}?hoofdstuk={keuze.hoofdstuk.pk}")

    def _rebase(self, form: VerwerkForm, keuze: Keuze) -> None:
        """Let the next save build on the newest text: the editor sees the difference with it first."""
        form.data = form.data.copy()
        form.data["basis"] = str(keuze.hoofdstuk.latest_revision_id)

    def _show(self, keuze: Keuze, form: VerwerkForm, tekst: str, *, checked: bool = True) -> HttpResponse:
        if not checked:
            form.errors.clear()
        hoofdstuk = keuze.hoofdstuk
        return self.show(
            keuze=keuze,
            form=form,
            wijze_label=WIJZEN[keuze.wijze],
            voorbeeld=render_tekst(tekst, prefix="voorbeeld-"),
            verschil=diff_texts(keuze.sectie["tekst"], tekst),
            has_draft=hoofdstuk.has_unpublished_changes,
            may_publish=hoofdstuk.permissions_for_user(self.request.user).can_publish(),
            terug=f"{reverse('redactie:verwerken')}?{self.request.GET.urlencode()}",
        )


class BesluitView(RedactieView):
    """Decline bouwstenen, or put them off, with a reason."""

    template_name = "redactie/besluit.html"
    page_title = "Niet overnemen of later"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(BesluitForm(initial={"besluit": request.GET.get("besluit", Besluit.NIET_OVERGENOMEN)}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = BesluitForm(request.POST)
        bouwstenen = workbench.find_bouwstenen(request.GET.getlist("bouwsteen"))
        if form.is_valid() and self._decide(form, bouwstenen):
            messages.success(request, f"Besluit vastgelegd voor {len(bouwstenen)} bouwsteen(en).")
            return redirect("redactie:verwerken")
        self.status = 422
        return self._show(form)

    def _decide(self, form: BesluitForm, bouwstenen: list[Bouwsteen]) -> bool:
        try:
            decide_bouwstenen(bouwstenen, **form.cleaned_data, user=self.request.user)
        except ValidationError as error:
            for field, texts in workbench.as_dict(error).items():
                form.add_error(field if field in form.fields else None, texts)
            return False
        return True

    def _show(self, form: BesluitForm) -> HttpResponse:
        bouwstenen = workbench.find_bouwstenen(self.request.GET.getlist("bouwsteen"))
        if not bouwstenen:
            messages.error(self.request, "Kies eerst ten minste één bouwsteen.")
            return redirect("redactie:verwerken")
        return self.show(form=form, bouwstenen=bouwstenen)

"""The merge screen in the Wagtail admin."""

from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.document.freezing import Sectie, inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import VerouderdeVersie, latest_draft
from kennisbank.redactie import workbench
from kennisbank.redactie.forms import BesluitForm, VerwerkForm
from kennisbank.redactie.models import Besluit
from kennisbank.redactie.services import (
    Invoeging,
    decide_bouwstenen,
    fingerprint_draft,
    merge_bouwstenen_into_hoofdstuk,
    plan_merge,
)
from kennisbank.text.diff import diff_texts
from kennisbank.text.normalise import normalise
from kennisbank.ui.tekst import render_tekst

WIJZEN = {
    "invoegen": ("Invoegen als tekst", "De woorden komen onder de tekst van de sectie. Je kunt ze nog verplaatsen."),
    "herschrijven": ("Sectie herschrijven", "Je schrijft de sectie zelf. De bouwstenen worden bron."),
    "kanttekening": ("Kanttekening", "De tekst blijft zoals die is. De bouwstenen komen ernaast te staan."),
}


class RedactieView(WagtailAdminTemplateMixin, TemplateView):
    """A screen of the editor's walk; only for who has `permission`, by default to write the ledger."""

    header_icon = "draft"
    permission = "redactie.add_verwerking"
    status = 200

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """Who is at the screen; the admin lets nobody in without an account."""
        return cast("User", self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = [*super().get_breadcrumbs_items(), {"url": reverse("wagtailadmin_home"), "label": "Beheer"}]
        start = {"url": self.get_terug_url(), "label": "Verwerken"}
        return (
            [*home, start] if self.page_title == "Verwerken" else [*home, start, {"url": "", "label": self.page_title}]
        )

    def get_terug_url(self) -> str:
        """The merge screen with all that was chosen on it."""
        chosen = self.request.GET.urlencode()
        return f"{reverse('redactie:verwerken')}?{chosen}" if chosen else reverse("redactie:verwerken")

    def get_klaar_url(self) -> str:
        """The merge screen for the next bouwstenen: same hoofdstuk, same filters."""
        kept = QueryDict(mutable=True)
        for name in ("hoofdstuk", "thema", "tegengeluid", "later"):
            if name in self.request.GET:
                kept.setlist(name, self.request.GET.getlist(name))
        return f"{reverse('redactie:verwerken')}?{kept.urlencode()}"

    def show(self, **context: Any) -> HttpResponse:
        """Render the screen; 422 when something typed has to be mended first."""
        return self.render_to_response(self.get_context_data(terug=self.get_terug_url(), **context), status=self.status)

    def add_errors(self, form: forms.Form, error: ValidationError) -> None:
        """Show what a service refuses at its field, with status 422."""
        for name, texts in workbench.as_dict(error).items():
            form.add_error(name if name in form.fields else None, texts)


class VerwerkenView(RedactieView):
    """Left the sections of a hoofdstuk, right the open bouwstenen of chosen themas."""

    template_name = "redactie/verwerken.html"
    page_title = "Verwerken"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wijze = request.GET.get("wijze", "")
        return self.show(
            werkbank=workbench.read_werkbank(request.GET),
            wijzen=WIJZEN,
            wijze=wijze if wijze in WIJZEN else "invoegen",
        )


@dataclass(frozen=True)
class Keuze:
    """What an editor picked on the merge screen, and the section as it stands in the newest draft."""

    hoofdstuk: Hoofdstuk
    sectie: Sectie
    bouwstenen: list[Bouwsteen]
    wijze: str
    basis: str = field(repr=False)

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

    def _read_keuze(self) -> Keuze | None:
        """What the address says; None, with a message, when a section or bouwsteen has yet to be chosen."""
        params = self.request.GET
        hoofdstuk = workbench.find_hoofdstuk(params.get("hoofdstuk", ""))
        if hoofdstuk is None:
            if params.get("hoofdstuk"):
                raise Http404("Dit hoofdstuk bestaat niet.")
            messages.error(self.request, "Kies eerst een hoofdstuk en een sectie.")
            return None
        sectie = workbench.find_sectie(inhoud_of(latest_draft(hoofdstuk)), params.get("sectie", ""))
        if sectie is None and self.request.method == "POST":
            # Another editor took the section away: what was typed must not go with it.
            sectie = Sectie(id=params.get("sectie", ""), kop="Vervallen sectie", tekst="", bronnen=[])
        bouwstenen = workbench.find_bouwstenen(params.getlist("bouwsteen"))
        if sectie is None or not bouwstenen:
            text = "Kies eerst een sectie." if sectie is None else "Kies eerst ten minste één bouwsteen."
            messages.error(self.request, text)
            return None
        wijze = params.get("wijze", "")
        return Keuze(
            hoofdstuk, sectie, bouwstenen, wijze if wijze in WIJZEN else "invoegen", fingerprint_draft(hoofdstuk)
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keuze = self._read_keuze()
        if keuze is None:
            return redirect(self.get_terug_url())
        tekst = self._first_text(keuze)
        form = VerwerkForm(initial={"tekst": tekst, "basis": keuze.basis}, with_tekst=not keuze.is_kanttekening)
        return self._show(keuze, form, tekst)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keuze = self._read_keuze()
        if keuze is None:
            return redirect(self.get_terug_url())
        form = VerwerkForm(request.POST, with_tekst=not keuze.is_kanttekening)
        typed = keuze.sectie["tekst"] if keuze.is_kanttekening else request.POST.get("tekst", "")
        if "voorbeeld" in request.POST:
            typed_so_far = request.POST.dict() | {"koppel": "koppel" in request.POST}
            unchecked = VerwerkForm(initial=typed_so_far, with_tekst=not keuze.is_kanttekening)
            return self._show(keuze, unchecked, typed)
        if form.is_valid():
            try:
                return self._save(keuze, form.cleaned_data, publish="publiceer" in request.POST)
            except VerouderdeVersie as error:
                form.add_error(None, error)
                keuze = self._rebase(form) or keuze
            except ValidationError as error:
                self.add_errors(form, error)
        self.status = 422
        return self._show(keuze, form, typed)

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

    def _save(self, keuze: Keuze, data: dict[str, Any], *, publish: bool) -> HttpResponse:
        merge_bouwstenen_into_hoofdstuk(
            keuze.hoofdstuk,
            keuze.bouwstenen,
            invoeging=Invoeging(keuze.sectie["id"], keuze.besluit, data.get("tekst")),
            toelichting=data["toelichting"],
            publish=publish,
            basis=data["basis"],
            wijzigingssoort=data["wijzigingssoort"],
            koppel=data.get("koppel", False) and self.user.has_perm("redactie.change_anker"),
            user=self.user,
        )
        done = "gepubliceerd" if publish else "als concept bewaard"
        number = len(keuze.bouwstenen)
        sources = "1 bouwsteen" if number == 1 else f"{number} bouwstenen"
        messages.success(self.request, f"De sectie ‘{keuze.sectie['kop']}’ is {done}, met {sources}.")
        return redirect(self.get_klaar_url())

    def _rebase(self, form: Any) -> Keuze | None:
        """Let the next save build on the newest text: the editor sees the difference with it first."""
        keuze = self._read_keuze()
        if keuze is not None:
            form.data = form.data.copy()
            form.data["basis"] = keuze.basis
        return keuze

    def _show(self, keuze: Keuze, form: VerwerkForm, tekst: str) -> HttpResponse:
        return self.show(
            keuze=keuze,
            bouwstenen=workbench.render_bouwstenen(keuze.bouwstenen),
            form=form,
            wijze_label=WIJZEN[keuze.wijze][0],
            wijze_uitleg=WIJZEN[keuze.wijze][1],
            voorbeeld=render_tekst(normalise(tekst), prefix="voorbeeld-"),
            verschil=diff_texts(keuze.sectie["tekst"], tekst),
            has_draft=keuze.hoofdstuk.has_unpublished_changes,
            may_publish=keuze.hoofdstuk.permissions_for_user(self.request.user).can_publish(),
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
        if bouwstenen and form.is_valid():
            try:
                decide_bouwstenen(bouwstenen, **form.cleaned_data, user=self.user)
            except ValidationError as error:
                self.add_errors(form, error)
            else:
                number = len(bouwstenen)
                messages.success(request, f"Besluit vastgelegd voor {number} bouwste{'en' if number == 1 else 'nen'}.")
                return redirect(self.get_klaar_url())
        self.status = 422
        return self._show(form)

    def _show(self, form: BesluitForm) -> HttpResponse:
        bouwstenen = workbench.find_bouwstenen(self.request.GET.getlist("bouwsteen"))
        if not bouwstenen:
            messages.error(self.request, "Kies eerst ten minste één bouwsteen.")
            return redirect(self.get_terug_url())
        return self.show(form=form, bouwstenen=workbench.render_bouwstenen(bouwstenen))

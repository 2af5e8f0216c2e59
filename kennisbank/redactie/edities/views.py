"""The screens in the admin where the redactie prepares, checks, plans and publishes an edition."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kennisbank.document.edities.digest import compute_digest
from kennisbank.document.edities.reading import compose_text
from kennisbank.document.edities.references import collect_names, follow_names
from kennisbank.document.models import Editie, EditieConcept, LevendDocument
from kennisbank.redactie.edities import services
from kennisbank.redactie.edities.belemmeringen import Keuze, list_belemmeringen
from kennisbank.redactie.edities.forms import NEDERLAND, EditieForm, PlanForm
from kennisbank.redactie.edities.presentation import changes_by_chapter, former_editie, group_belemmeringen
from kennisbank.redactie.views import RedactieView
from kennisbank.text.diff import diff_texts
from kennisbank.ui.templatetags.kennisbank_ui import datum_tijd

AANTAL_EDITIES = 20


class EditieBeheerView(RedactieView):
    """A screen of preparing editions."""

    header_icon = "doc-full"
    page_title = "Edities"
    permission = "document.prepare_editie"

    def get_terug_url(self) -> str:
        return reverse("editiebeheer:lijst")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        trail = [
            {"url": reverse("wagtailadmin_home"), "label": "Beheer"},
            {"url": reverse("editiebeheer:lijst"), "label": "Edities"},
        ]
        return trail if self.page_title == "Edities" else [*trail, {"url": "", "label": self.page_title}]

    def find_concept(self) -> EditieConcept:
        """The edition in preparation at this address; raises Http404."""
        rows = EditieConcept.objects.select_related("document", "editie", "gepland_door")
        concept = rows.filter(pk=self.kwargs["pk"]).first()
        if concept is None:
            raise Http404("Deze voorbereiding bestaat niet (meer).")
        return concept

    def add_errors(self, form: forms.Form, error: ValidationError) -> None:
        self.status = 422
        super().add_errors(form, error)

    def check(self, keuze: Keuze, concept: EditieConcept) -> dict[str, Any]:
        """What is in the way of this choice."""
        groups = group_belemmeringen(list_belemmeringen(keuze), concept)
        return {
            "belemmeringen": [group for group in groups if group.blokkeert],
            "aandacht": [group for group in groups if not group.blokkeert],
        }


class LijstView(EditieBeheerView):
    """Editions in preparation, and the ones that came out."""

    template_name = "edities/beheer/lijst.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        concepten = list(EditieConcept.objects.open().select_related("document", "gepland_door"))
        busy = {concept.document_id for concept in concepten}
        documents = LevendDocument.objects.live().exclude(pk__in=busy).order_by("path")
        edities = Editie.objects.for_lists().select_related("gepubliceerd_door").newest_first()
        return self.show(concepten=concepten, documenten=documents, edities=edities[:AANTAL_EDITIES])


class NieuwView(EditieBeheerView):
    """Start preparing an edition of a document."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        document = LevendDocument.objects.live().filter(urn_id=request.POST.get("document", "")).first()
        if document is None:
            raise Http404("Dit document bestaat niet.")
        concept = services.create_concept(document, user=self.user)
        return redirect("editiebeheer:bewerken", concept.pk)


class BewerkenView(EditieBeheerView):
    """Choose versions, write title and introduction, see what is in the way."""

    template_name = "edities/beheer/bewerken.html"
    page_title = "Editie voorbereiden"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        concept = self.find_concept()
        if concept.editie is not None:
            return redirect(concept.editie)
        return self._show(concept, EditieForm(concept))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        concept = self.find_concept()
        if "voorbeeld" in request.POST:
            return self._show(concept, EditieForm(concept, typed=request.POST))
        form = EditieForm(concept, request.POST)
        verschil = None
        if form.is_valid():
            try:
                return self._save(concept, form)
            except services.VerouderdConcept as error:
                verschil = self._rebase(concept, form)
                self.add_errors(form, error)
            except ValidationError as error:
                self.add_errors(form, error)
        self.status = 422
        return self._show(concept, form, verschil=verschil)

    def _save(self, concept: EditieConcept, form: EditieForm) -> HttpResponse:
        data = form.cleaned_data
        services.update_concept(
            concept,
            titel=data["titel"],
            inleiding=data["inleiding"],
            versies=form.versies(),
            weggelaten=[page.pk for page in form.omitted()],
            basis=data["basis"],
            user=self.user,
        )
        if "verder" in self.request.POST:
            return redirect("editiebeheer:publiceren", concept.pk)
        messages.success(self.request, "De voorbereiding is bewaard.")
        return redirect("editiebeheer:bewerken", concept.pk)

    def _rebase(self, concept: EditieConcept, form: EditieForm) -> Any:
        """Let the next save build on what is there now; the editor sees how that differs from the typed text."""
        current = EditieConcept.objects.filter(pk=concept.pk, editie__isnull=True).first()
        if current is None:
            return None
        data = cast("Any", form.data).copy()
        data["basis"] = services.fingerprint_concept(current)
        form.data = data
        return diff_texts(current.inleiding, str(form["inleiding"].value() or ""))

    def _show(self, concept: EditieConcept, form: EditieForm, *, verschil: Any = None) -> HttpResponse:
        keuze = form.keuze()
        former = former_editie(concept)
        changes = changes_by_chapter(former, keuze.versies)
        rows = [(page, veld, changes.get(page.pk)) for page, veld in form.hoofdstukvelden()]
        return self.show(
            concept=concept,
            form=form,
            rijen=rows,
            vorige=former,
            verschil=verschil,
            **self.check(keuze, concept),
        )


class PubliceerView(EditieBeheerView):
    """The last look: publish now, or at a set time."""

    template_name = "edities/beheer/publiceren.html"
    page_title = "Editie publiceren"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        concept = self.find_concept()
        if concept.editie is not None:
            return redirect(concept.editie)
        return self._show(concept, self._plan_form(concept))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        concept = self.find_concept()
        form = self._plan_form(concept)
        try:
            if "publiceer" in request.POST:
                return self._publish(concept)
            if "plan_weg" in request.POST:
                services.cancel_plan(concept, user=self.user)
                messages.success(request, "De editie verschijnt niet meer vanzelf. De voorbereiding staat er nog.")
                return redirect("editiebeheer:publiceren", concept.pk)
            form = PlanForm(request.POST)
            if form.is_valid():
                return self._plan(concept, form)
        except services.GeblokkeerdeEditie:
            messages.error(request, "De editie is niet gepubliceerd: er staat nog iets in de weg.")
        except ValidationError as error:
            if "plan" in request.POST:
                self.add_errors(form, error)
            else:
                messages.error(request, " ".join(error.messages))
        self.status = 422
        return self._show(concept, form)

    def _plan_form(self, concept: EditieConcept) -> PlanForm:
        initial: dict[str, Any] = {}
        if concept.publiceren_op is not None:
            moment = concept.publiceren_op.astimezone(NEDERLAND)
            initial = {"datum": moment.date(), "tijd": moment.time()}
        return PlanForm(initial=initial)

    def _publish(self, concept: EditieConcept) -> HttpResponse:
        basis = self.request.POST.get("basis", "")
        editie = services.publish_editie(concept, basis=basis, user=self.user)
        messages.success(self.request, f"Editie {editie.nummer} is gepubliceerd.")
        return redirect("editiebeheer:lijst")

    def _plan(self, concept: EditieConcept, form: PlanForm) -> HttpResponse:
        planned = services.plan_editie(concept, op=form.cleaned_data["op"], user=self.user)
        messages.success(self.request, f"De editie verschijnt op {datum_tijd(planned.publiceren_op)}.")
        return redirect("editiebeheer:publiceren", concept.pk)

    def _show(self, concept: EditieConcept, form: PlanForm) -> HttpResponse:
        keuze = services.read_keuze(concept)
        former = former_editie(concept)
        return self.show(
            concept=concept,
            form=form,
            versies=keuze.versies,
            wijzigingen=changes_by_chapter(former, keuze.versies),
            vorige=former,
            basis=services.fingerprint_concept(concept),
            **self.check(keuze, concept),
        )


class ProefView(EditieBeheerView):
    """The whole edition as readers will get it."""

    template_name = "edities/beheer/proef.html"
    page_title = "Proef lezen"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        concept = self.find_concept()
        keuze = services.read_keuze(concept)
        names = collect_names(keuze.inleiding, (versie.inhoud for versie in keuze.versies))
        digest = compute_digest(concept.titel, concept.inleiding, keuze.versies)
        tekst = compose_text(keuze.inleiding, keuze.versies, follow_names(names, keuze.versies, digest))
        return self.show(concept=concept, tekst=tekst)


class WeggooienView(EditieBeheerView):
    """Throw an edition in preparation away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            services.discard_concept(self.find_concept(), user=self.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "De voorbereiding is weggegooid.")
        return redirect("editiebeheer:lijst")

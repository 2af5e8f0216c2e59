"""Screens in the Wagtail admin on which editors say where sentences come from."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from bouwstenen.models import Bouwsteen
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie
from kennisbank.redactie.ankers import ingetrokken, wezen
from kennisbank.redactie.ankers.forms import KoppelForm, WeesForm
from kennisbank.redactie.ankers.koppelen import Koppelscherm, read_screen, section_url
from kennisbank.redactie.ankers.models import Anker
from kennisbank.redactie.ankers.services import (
    attach_sentences,
    confirm_anker,
    reattach_anker,
    release_anker,
    release_ankers,
)
from kennisbank.redactie.views import RedactieView


class HerkomstView(RedactieView):
    """A screen about anchors, for who may change them."""

    permission = "redactie.change_anker"
    header_icon = "link"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse("wagtailadmin_home"), "label": "Beheer"}
        return [home, {"url": "", "label": self.page_title}]

    def get_terug_url(self) -> str:
        return reverse("herkomst:wezen")


class KoppelView(HerkomstView):
    """Tie the sentences of one section to bouwstenen, mark them as redactioneel, or untie them."""

    template_name = "herkomst/beheer/koppelen.html"
    page_title = "Bouwstenen koppelen"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scherm = self._read(request.GET.get("sectie"), gezocht=request.GET.get("q", ""))
        return self._show(scherm, KoppelForm(initial={"versie": scherm.versie.nummer}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scherm = self._read(
            request.GET.get("sectie"),
            gezocht=request.POST.get("q", ""),
            zinnen=request.POST.getlist("zin"),
            bouwstenen=request.POST.getlist("bouwsteen"),
            los=request.POST.getlist("anker"),
        )
        if request.POST.get("actie") == "zoek":
            return self._show(scherm, KoppelForm(initial=request.POST.dict()))
        form = KoppelForm(
            request.POST,
            zinnen=scherm.spans,
            bouwstenen=[keuze.bouwsteen.urn_id for keuze in (*scherm.keuzes, *scherm.gevonden)],
            ankers=[str(anker.pk) for zin in scherm.zinnen for anker in zin.ankers],
        )
        if form.is_valid():
            try:
                messages.success(request, self._save(scherm, form.cleaned_data))
            except ValidationError as error:
                self.add_errors(form, error)
            else:
                return redirect(section_url(scherm.hoofdstuk.pk, scherm.sectie["id"]))
        self.status = 422
        return self._show(scherm, form)

    def _read(self, sectie_id: str | None, **chosen: Any) -> Koppelscherm:
        hoofdstuk = get_object_or_404(Hoofdstuk, pk=self.kwargs["pk"])
        versie: HoofdstukVersie | None = hoofdstuk.versies.order_by("-nummer").first()
        if versie is None or not versie.inhoud["secties"]:
            raise Http404("Dit hoofdstuk heeft nog geen gepubliceerde tekst.")
        first = versie.inhoud["secties"][0]["id"]
        scherm = read_screen(hoofdstuk, versie, sectie_id=sectie_id or first, **chosen)
        if scherm is None:
            raise Http404("Deze sectie bestaat niet meer.")
        return scherm

    def _save(self, scherm: Koppelscherm, data: dict[str, Any]) -> str:
        """Do what was asked; return what to say about it."""
        if data["actie"] == "los":
            ankers = Anker.objects.filter(pk__in=data["anker"], hoofdstuk=scherm.hoofdstuk)
            release_ankers(ankers, nummer=data["versie"], reden=data["reden"], user=self.user)
            return "De koppelingen zijn los." if len(data["anker"]) > 1 else "De koppeling is los."
        bouwstenen = list(Bouwsteen.objects.filter(urn_id__in=data["bouwsteen"])) if data["actie"] == "koppel" else []
        made = attach_sentences(
            scherm.hoofdstuk,
            sectie_id=scherm.sectie["id"],
            tekst=scherm.tekst,
            zinnen=[scherm.spans[value] for value in data["zin"]],
            nummer=data["versie"],
            bouwstenen=bouwstenen,
            user=self.user,
        )
        if not made:
            return "Dat was al zo vastgelegd. Er is niets veranderd."
        if bouwstenen:
            return "1 koppeling gemaakt." if len(made) == 1 else f"{len(made)} koppelingen gemaakt."
        return "1 zin is redactioneel." if len(made) == 1 else f"{len(made)} zinnen zijn redactioneel."

    def _show(self, scherm: Koppelscherm, form: KoppelForm) -> HttpResponse:
        return self.show(
            scherm=scherm,
            form=form,
            reden=form["reden"].value() or "",
            has_draft=scherm.hoofdstuk.has_unpublished_changes,
        )


class WezenView(HerkomstView):
    """The queue after each publication: orphans, and sentences that were reworded a lot."""

    template_name = "herkomst/beheer/wezen.html"
    page_title = "Wezen"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("actie") == "bekeken":
            return self._settle(ingetrokken.find_waiting(request.POST.get("anker", "")))
        anker = wezen.find_waiting(request.POST.get("anker", ""))
        if anker is None:
            messages.warning(request, "Deze koppeling is intussen door iemand anders afgehandeld.")
            return redirect(self.get_hier_url())
        form = WeesForm(request.POST)
        if form.is_valid():
            try:
                messages.success(request, self._handle(anker, form.cleaned_data))
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                return redirect(self.get_hier_url())
        self.status = 422
        return self._show(anker, form)

    def _settle(self, anker: Anker | None) -> HttpResponse:
        """Untie a sentence that was looked at from its withdrawn bouwsteen."""
        nummer = self.request.POST.get("versie", "")
        if anker is None or not nummer.isdigit():
            messages.warning(self.request, "Deze zin is intussen door iemand anders bekeken.")
            return redirect(self.get_hier_url())
        try:
            release_anker(anker, nummer=int(nummer), reden=ingetrokken.REDEN, user=self.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
        else:
            messages.success(self.request, "De zin is bekeken en hangt niet meer aan de ingetrokken bouwsteen.")
        return redirect(self.get_hier_url())

    def get_hier_url(self) -> str:
        """The same page of the queue."""
        page = self.request.GET.get("p", "")
        return f"{self.get_terug_url()}?p={page}" if page.isdigit() else self.get_terug_url()

    def _handle(self, anker: Anker, data: dict[str, Any]) -> str:
        """Do what was asked; return what to say about it."""
        if data["actie"] == "los":
            release_anker(anker, nummer=data["versie"], reden=data["reden"], user=self.user)
            return "De bouwsteen is losgelaten. Oude versies houden hun koppeling."
        if data["actie"] == "bevestig":
            confirm_anker(anker, nummer=data["versie"], user=self.user)
            return "De koppeling is bevestigd."
        place = wezen.read_place(data["plek"])
        if place is None:
            raise ValidationError("Kies een van de zinnen.")
        sectie_id, begin, einde = place
        reattach_anker(anker, nummer=data["versie"], sectie_id=sectie_id, begin=begin, einde=einde, user=self.user)
        return "De bouwsteen hangt nu aan deze zin."

    def _show(self, anker: Anker | None = None, form: WeesForm | None = None) -> HttpResponse:
        pagina, gevallen = wezen.read_queue(self.request.GET.get("p"))
        zonder_bron, zinnen = ingetrokken.read_queue(self.request.GET.get("b"))
        return self.show(
            zonder_bron=zonder_bron,
            zinnen=zinnen,
            pagina=pagina,
            gevallen=gevallen,
            in_concept=wezen.in_hand(),
            fout_bij=anker.pk if anker else None,
            form=form,
        )

"""The redactie's screens for voorstellen: the queue, and deciding on one."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from kennisbank.document.services import VerouderdeVersie
from kennisbank.redactie.views import RedactieView
from kennisbank.redactie.voorstellen import beheer_forms
from kennisbank.redactie.voorstellen.beslissing import (
    Beslissing,
    concept_van,
    obstacle,
    prepare_beslissing,
    show_errors,
)
from kennisbank.redactie.voorstellen.models import Voorstel
from kennisbank.redactie.voorstellen.presentation import bronnen_of, history
from kennisbank.redactie.voorstellen.services import VEROUDERD, accept_voorstel, decline_voorstel, request_changes
from kennisbank.redactie.voorstellen.wachtrij import PARAMETERS, STATUSSEN, next_voorstel, read_wachtrij
from kennisbank.text.conflicts import OnopgelosteConflicten

EIGEN = "Dit is je eigen voorstel. Een ander lid van de redactie beslist erover."
NIET_GEZIEN = (
    "Er is nog niets gepubliceerd. Hieronder zie je wat er komt te staan met wat je nu gekozen hebt. Klopt het? Neem "
    "het dan over."
)


class VoorstellenView(RedactieView):
    """A screen about voorstellen, for who may decide on them."""

    permission = "redactie.decide_voorstel"
    header_icon = "clipboard-list"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse("wagtailadmin_home"), "label": "Beheer"}
        queue = {"url": self.get_terug_url(), "label": "Voorstellen"}
        return [home, queue] if self.page_title == "Voorstellen" else [home, queue, {"url": "", "label": "Beslissen"}]

    def get_terug_url(self) -> str:
        """The queue with the filters it had."""
        kept = QueryDict(mutable=True)
        for name in (*PARAMETERS, "p"):
            if self.request.GET.get(name):
                kept[name] = self.request.GET[name]
        return f"{reverse('voorstellen_beheer:lijst')}?{kept.urlencode()}".rstrip("?")


class WachtrijView(VoorstellenView):
    """The voorstellen that nobody decided on yet."""

    template_name = "voorstellen/beheer/lijst.html"
    page_title = "Voorstellen"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(
            wachtrij=read_wachtrij(request.GET, self.user),
            statussen={value: label for value, (_, label) in STATUSSEN.items()},
        )


class BeslisView(VoorstellenView):
    """One voorstel: what it would do to today's text, and what the redactie decides."""

    template_name = "voorstellen/beheer/beslissen.html"
    page_title = "Beslissen over een voorstel"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        voorstel = self._find()
        return self._show(voorstel, prepare_beslissing(voorstel) if voorstel.is_lopend else None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        voorstel = self._find()
        if not voorstel.is_lopend:
            return self._show(voorstel, None, status=422)
        action = request.POST.get("actie", "")
        if "voorbeeld" in request.POST or action not in beheer_forms.ACTIES:
            return self._show(voorstel, prepare_beslissing(voorstel, data=request.POST))
        if voorstel.indiener_id == self.user.pk:
            return self._show(voorstel, prepare_beslissing(voorstel), status=403)
        return self._decide(voorstel, action)

    def _find(self) -> Voorstel:
        voorstellen = Voorstel.objects.select_related("hoofdstuk", "indiener")
        return get_object_or_404(voorstellen, urn_id=self.kwargs["urn_id"])

    def _decide(self, voorstel: Voorstel, action: str) -> HttpResponse:
        screen = prepare_beslissing(voorstel, data=self.request.POST, actie=action)
        status = 422
        try:
            if action == beheer_forms.OVERNEMEN:
                self._require_seen(screen)
            if screen.form.is_valid():
                return self._carry_out(screen, action)
        except (VerouderdeVersie, OnopgelosteConflicten):
            screen = prepare_beslissing(voorstel, data=self.request.POST, actie=action)
            screen.form.add_error(None, VEROUDERD)
            status = 409
        except ValidationError as error:
            self.add_errors(screen.form, error)
        except PermissionDenied as error:
            screen.form.add_error(None, str(error))
            status = 403
        voorstel.refresh_from_db()
        return self._show(voorstel, screen if voorstel.is_lopend else None, status=status)

    def _require_seen(self, screen: Beslissing) -> None:
        """What is published is what the editor had before them."""
        if screen.verouderd:
            raise VerouderdeVersie(VEROUDERD)
        blocked = obstacle(screen.voorstel.hoofdstuk, self.user)
        if blocked:
            raise ValidationError(blocked)
        if screen.is_compleet and screen.form.seen_resultaat() != screen.vingerafdruk:
            raise ValidationError(NIET_GEZIEN)
        if screen.form.is_valid() and not screen.conflicten.is_valid():
            raise ValidationError("Kies eerst bij elk conflict wat er komt te staan.")

    def _carry_out(self, screen: Beslissing, action: str) -> HttpResponse:
        voorstel, typed = screen.voorstel, screen.form.cleaned_data
        if action == beheer_forms.AFWIJZEN:
            return self._show(voorstel, screen, bevestig=True)
        if action == beheer_forms.ZEKER_AFWIJZEN:
            decline_voorstel(voorstel, toelichting=typed["reden"], user=self.user)
            return self._leave(voorstel, f"Het voorstel voor ‘{voorstel.sectie_kop}’ is niet overgenomen.")
        if action == beheer_forms.AANPASSEN:
            request_changes(voorstel, toelichting=typed["reden"], user=self.user)
            return self._leave(voorstel, f"{voorstel.indiener.naam} is gevraagd om het voorstel aan te passen.")
        versie = accept_voorstel(
            voorstel,
            nummer=screen.plan.versie.nummer,
            huidig=screen.plan.huidig.nummer,
            resultaat=screen.form.seen_resultaat(),
            keuzes=screen.conflicten.keuzes(),
            onderdelen=screen.onderdelen,
            toelichting=typed["toelichting"],
            wijzigingssoort=typed["wijzigingssoort"],
            user=self.user,
        )
        done = "overgenomen" if screen.onderdelen is None else "deels overgenomen"
        text = f"Het voorstel is {done}. Lezers zien nu versie {versie.nummer} van ‘{versie.titel}’."
        return self._leave(voorstel, text, [messages.button(versie.get_absolute_url(), f"Lees versie {versie.nummer}")])

    def _leave(self, voorstel: Voorstel, text: str, buttons: list[Any] | None = None) -> HttpResponse:
        """Back to the queue, with a way to what was published and to the next one."""
        following = next_voorstel(self.request.GET, self.user, after=voorstel)
        links = list(buttons or [])
        if following is not None:
            url = reverse("voorstellen_beheer:beslissen", args=[following.urn_id])
            kept = self.get_terug_url().partition("?")[2]
            links.append(messages.button(f"{url}?{kept}".rstrip("?"), f"Volgende: {following.sectie_kop}"))
        messages.success(self.request, text, buttons=links)
        return redirect(self.get_terug_url())

    def _show(
        self, voorstel: Voorstel, screen: Beslissing | None, *, status: int = 200, bevestig: bool = False
    ) -> HttpResponse:
        self.status = status
        failed = status in {409, 422}
        return self.show(
            voorstel=voorstel,
            screen=screen,
            conflicten=list(screen.conflicten.toon(fouten=failed)) if screen else [],
            eigen=EIGEN if voorstel.indiener_id == self.user.pk else "",
            fouten=show_errors(screen) if screen and status != 200 else [],
            bevestig=bevestig,
            concept=concept_van(voorstel.hoofdstuk),
            obstakel=obstacle(voorstel.hoofdstuk, self.user),
            stappen=history(voorstel, voorstel.hoofdstuk.url),
            bronnen=bronnen_of(voorstel),
            steun=[steun.user.naam for steun in voorstel.steun.select_related("user").order_by("op")],
            aantal_discussies=voorstel.discussies.filter(opgelost_op__isnull=True).count(),
        )

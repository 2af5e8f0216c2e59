"""Pages on which the organiser lets participants read along, decides about corrections, and delivers."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bouwstenen.meelezen import presentation, services
from bouwstenen.meelezen.forms import BesluitForm, OpleverForm, PeriodeForm
from bouwstenen.meelezen.models import Meelezing, Verbetering
from bouwstenen.meelezen.oplevering import read_overzicht
from bouwstenen.meelezen.toegang import find_own_gesprek
from bouwstenen.models import Gesprek
from bouwstenen.organiseren.models import Gespreksplan
from kennisbank.accounts.models import User


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def way_back(gesprek: Gesprek, label: str) -> dict[str, Any]:
    """Where a page leads back to: the plan of the gesprek, or its page when it has none."""
    plan = Gespreksplan.objects.filter(gesprek=gesprek).first()
    url = plan.get_absolute_url() if plan else gesprek.get_absolute_url()
    trail = [{"label": "Gesprekken", "url": "/gesprekken/"}, {"label": gesprek.titel, "url": url}, {"label": label}]
    return {"gesprek": gesprek, "terug_url": url, "kruimels": trail}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def beheer(request: HttpRequest, urn_id: str) -> HttpResponse:
    """The period to read along, and the corrections that wait."""
    gesprek = find_own_gesprek(request, urn_id)
    if request.method != "POST":
        return _show_beheer(request, gesprek, PeriodeForm(gesprek=gesprek))
    if request.POST.get("actie") == "sluit":
        services.close_meelezen(gesprek, user=_user(request))
        messages.success(request, "Meelezen is gesloten. Wat deelnemers doorgaven, wacht nog op jouw besluit.")
        return redirect("meelezen:beheer", urn_id)
    form = PeriodeForm(request.POST, gesprek=gesprek)
    if form.is_valid():
        try:
            services.open_meelezen(gesprek, open_tot=form.moment, user=_user(request))
        except ValidationError as error:
            form.add_error("open_tot", error.messages)
        else:
            messages.success(
                request, "Deelnemers kunnen meelezen. Wie nog geen mail had, krijgt die binnen een minuut."
            )
            return redirect("meelezen:beheer", urn_id)
    return _show_beheer(request, gesprek, form, status=422)


def _show_beheer(
    request: HttpRequest,
    gesprek: Gesprek,
    form: PeriodeForm,
    *,
    bound: dict[int, BesluitForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **way_back(gesprek, "Meelezen"),
        "meelezing": Meelezing.objects.filter(gesprek=gesprek).first(),
        "formulier": form,
        "aantal_deelnemers": gesprek.deelnemers.with_place().count(),
        "wachtend": presentation.read_queue(gesprek, bound or {}),
        "besloten": presentation.decided(gesprek),
        "citaten": presentation.count_consent(gesprek),
        "fout": status == 422,
    }
    return render(request, "meelezen/beheer.html", context, status=status)


@login_required
@require_POST
def besluit(request: HttpRequest, urn_id: str, kenmerk: str) -> HttpResponse:
    """Accept a correction, or decline it with a reason."""
    gesprek = find_own_gesprek(request, urn_id)
    item = Verbetering.objects.filter(gesprek=gesprek, kenmerk=kenmerk).select_related("gesprek").first()
    if item is None:
        raise Http404("Deze verbetering bestaat niet.")
    form = BesluitForm(request.POST, prefix=f"v{item.pk}")
    if form.is_valid():
        try:
            message = _decide(request, gesprek, item, form)
        except ValidationError as error:
            form.add_errors(error)
        else:
            messages.success(request, message)
            return redirect(f"{reverse('meelezen:beheer', args=[urn_id])}#verbeteringen")
    if item.stand != "open":
        messages.warning(request, "Over deze verbetering is al besloten.")
        return redirect("meelezen:beheer", urn_id)
    return _show_beheer(request, gesprek, PeriodeForm(gesprek=gesprek), bound={item.pk: form}, status=422)


def _decide(request: HttpRequest, gesprek: Gesprek, item: Verbetering, form: BesluitForm) -> str:
    if request.POST.get("besluit") == "overnemen":
        bevestigd = form.accepted(gesprek, [item.tekst])
        services.accept_verbetering(item, bevestigd=bevestigd, user=_user(request))
        return "De verbetering staat in het verslag."
    services.decline_verbetering(item, reden=form.cleaned_data["reden"], user=_user(request))
    return "De verbetering is niet overgenomen. De deelnemer leest jouw reden."


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def opleveren(request: HttpRequest, urn_id: str) -> HttpResponse:
    """What would be delivered, and after confirmation: deliver it."""
    gesprek = find_own_gesprek(request, urn_id)
    form = OpleverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.deliver_opbrengst(gesprek, user=_user(request))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            number = "1 bouwsteen is" if len(made) == 1 else f"{len(made)} bouwstenen zijn"
            messages.success(request, f"Het gesprek is opgeleverd. {number} naar de redactie.")
            return redirect("meelezen:opleveren", urn_id)
    return render(request, "meelezen/opleveren.html", _delivery(gesprek, form), status=422 if form.errors else 200)


def _delivery(gesprek: Gesprek, form: OpleverForm) -> dict[str, Any]:
    overzicht = read_overzicht(gesprek)
    lines = [presentation.GetoondeRegel(line) for line in overzicht.bruikbaar]
    return {
        **way_back(gesprek, "Opleveren"),
        "overzicht": overzicht,
        "groepen": presentation.group_lines(gesprek, lines),
        "formulier": form,
    }

"""The screen on which the redactie takes an outcome over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kennisbank.onderzoek.bereik import for_werkbank
from kennisbank.onderzoek.codering.adressen import crumbs, current_user, find_ronde
from kennisbank.onderzoek.codering.models import Fase
from kennisbank.onderzoek.codering.overnemen.planning import make_plan
from kennisbank.onderzoek.codering.overnemen.services import take_over
from kennisbank.onderzoek.codering.rechten import OVERNEMEN


@for_werkbank
@require_http_methods(["GET", "HEAD", "POST"])
def overnemen(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """What would change per bouwsteen, and doing it once the redacteur confirms."""
    ronde = find_ronde(request, kenmerk)
    if not request.user.has_perm(OVERNEMEN):
        raise PermissionDenied("Alleen de redactie neemt een uitkomst over.")
    if ronde.fase != Fase.VASTGESTELD:
        messages.info(request, "De uitkomst van deze ronde staat nog niet vast.")
        return redirect(ronde.get_absolute_url())
    status = 200
    post = request.method == "POST"
    data = request.POST if post else request.GET
    also_remove = data.get("weghalen") == "ja"
    chosen = frozenset(request.POST.getlist("steen"))
    if post:
        try:
            number = take_over(
                ronde,
                gekozen=chosen,
                ook_weghalen=also_remove,
                vingerafdruk=request.POST.get("vingerafdruk", ""),
                user=current_user(request),
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            status = 422
        else:
            messages.success(request, f"Overgenomen bij {number} bouwste{'en' if number == 1 else 'nen'}.")
            return redirect(ronde.get_absolute_url())
    context = {
        "ronde": ronde,
        "plan": make_plan(ronde, ook_weghalen=also_remove),
        "gekozen": chosen if post else None,
        "kruimels": crumbs(ronde, "Overnemen"),
    }
    return render(request, "codering/overnemen.html", context, status=status)

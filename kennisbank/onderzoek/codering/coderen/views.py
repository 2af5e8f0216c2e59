"""Coding: one bouwsteen at a time, blind to what others answer."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kennisbank.onderzoek.bereik import for_werkbank
from kennisbank.onderzoek.codering.adressen import crumbs, current_user, find_ronde
from kennisbank.onderzoek.codering.coderen.forms import AntwoordForm, first_values
from kennisbank.onderzoek.codering.coderen.services import Bewaard, save_antwoord
from kennisbank.onderzoek.codering.models import Codeereenheid, Codeerronde, Codering, Codeur, Fase
from kennisbank.onderzoek.views import add_errors
from kennisbank.ui.tekst import render_tekst

DICHT = {
    Bewaard.NAGEKOMEN: (
        "De ronde is intussen gesloten. Alles wat je eerder antwoordde, telt mee. Je laatste antwoord is apart bewaard "
        "en telt mee zodra de ronde weer opengaat."
    ),
    Bewaard.NIET: (
        "De ronde is intussen gesloten. Alles wat je eerder antwoordde, telt mee. Dit laatste antwoord is niet "
        "bewaard; het staat hieronder nog."
    ),
}
FEW_CODES = 12
"""Up to this many, the definitions stand beside the codes."""


@dataclass(frozen=True)
class Rij:
    """The bouwstenen of a round in order, and which of them this coder answered."""

    nummers: list[int]
    beantwoord: set[int]

    @property
    def gedaan(self) -> int:
        """How many were answered."""
        return len(self.beantwoord)

    @property
    def eerste_open(self) -> int | None:
        """The first that was not answered."""
        return next((number for number in self.nummers if number not in self.beantwoord), None)

    def beside(self, number: int, step: int) -> int | None:
        """The one before (-1) or after (1) this one."""
        place = self.nummers.index(number) + step
        return self.nummers[place] if 0 <= place < len(self.nummers) else None


def read_rij(codeur: Codeur) -> Rij:
    """The row of a coder, in two queries."""
    numbers = Codeereenheid.objects.usable().filter(ronde=codeur.ronde_id).order_by("nummer")
    answered = Codering.objects.answered().filter(codeur=codeur).values_list("eenheid__nummer", flat=True)
    row = list(numbers.values_list("nummer", flat=True))
    return Rij(row, set(answered) & set(row))


def _find(request: HttpRequest, kenmerk: str) -> tuple[Codeerronde, Codeur]:
    ronde = find_ronde(request, kenmerk)
    codeur = ronde.codeurs.filter(user=current_user(request)).first()
    if codeur is None:
        raise PermissionDenied("Je bent niet uitgenodigd om in deze ronde te coderen.")
    return ronde, codeur


def _not_open(request: HttpRequest, ronde: Codeerronde) -> HttpResponseBase:
    messages.info(request, "In deze ronde wordt nu niet gecodeerd.")
    return redirect(ronde.get_absolute_url())


@for_werkbank
@require_safe
def verder(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Go on where one left off."""
    ronde, codeur = _find(request, kenmerk)
    if ronde.fase != Fase.OPEN:
        return _not_open(request, ronde)
    number = read_rij(codeur).eerste_open
    if number is None:
        return redirect("codering:overzicht", kenmerk)
    return redirect("codering:eenheid", kenmerk, number)


@for_werkbank
@require_safe
def overzicht(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """All bouwstenen of the round, and what one answered about each."""
    ronde, codeur = _find(request, kenmerk)
    if ronde.fase != Fase.OPEN:
        return _not_open(request, ronde)
    rows = ronde.eenheden.usable().select_related("versie").order_by("nummer")
    own = {row.eenheid_id: row for row in codeur.coderingen.prefetch_related("codes")}
    context = {
        "ronde": ronde,
        "regels": [{"eenheid": row, "codering": own.get(row.pk)} for row in rows],
        "rij": read_rij(codeur),
        "kruimels": crumbs(ronde, "Jouw antwoorden"),
    }
    return render(request, "codering/overzicht.html", context)


@for_werkbank
@require_http_methods(["GET", "HEAD", "POST"])
def eenheid(request: HttpRequest, kenmerk: str, nummer: int) -> HttpResponseBase:
    """One bouwsteen to code. The answer is kept with every step, and by a script with every change."""
    ronde, codeur = _find(request, kenmerk)
    rows = ronde.eenheden.usable().select_related("versie__bouwsteen")
    item = rows.filter(nummer=nummer).first()
    if item is None:
        raise Http404("Deze bouwsteen zit niet (meer) in de ronde.")
    if request.method == "POST":
        return _keep(request, ronde, codeur, item)
    if ronde.fase != Fase.OPEN:
        return _not_open(request, ronde)
    row = codeur.coderingen.filter(eenheid=item).prefetch_related("codes").first()
    form = AntwoordForm(initial=first_values(row), codes=list(ronde.codes.order_by("nummer")))
    return _show(request, ronde, codeur, item, form)


def _show(
    request: HttpRequest, ronde: Codeerronde, codeur: Codeur, item: Codeereenheid, form: AntwoordForm, dicht: str = ""
) -> HttpResponse:
    rij = read_rij(codeur)
    if item.nummer not in rij.nummers:
        raise Http404("Deze bouwsteen is zojuist uit de ronde gehaald.")
    context: dict[str, Any] = {
        "ronde": ronde,
        "eenheid": item,
        "tekst": render_tekst(item.versie.tekst, basis_kopniveau=3),
        "instructie": render_tekst(ronde.instructie, prefix="uitleg") if ronde.instructie else "",
        "formulier": form,
        "definities_erbij": len(form.known) <= FEW_CODES,
        "rij": rij,
        "plaats": rij.nummers.index(item.nummer) + 1,
        "vorige": rij.beside(item.nummer, -1),
        "volgende": rij.beside(item.nummer, 1),
        "dicht": dicht,
        "kruimels": crumbs(ronde, f"Bouwsteen {item.nummer}"),
    }
    status = 409 if dicht else 422 if form.is_bound else 200
    return render(request, "codering/coderen.html", context, status=status)


def _keep(request: HttpRequest, ronde: Codeerronde, codeur: Codeur, item: Codeereenheid) -> HttpResponseBase:
    """Keep what was chosen and go where the button leads."""
    form = AntwoordForm(request.POST, codes=list(ronde.codes.order_by("nummer")))
    by_script = "vanzelf" in request.POST
    result = None
    if form.is_valid():
        try:
            result = save_antwoord(codeur, item, **form.antwoord, user=current_user(request))
        except ValidationError as error:
            add_errors(form, error)
    if by_script:
        return _answer_script(codeur, form, result)
    if result is None:
        return _show(request, ronde, codeur, item, form)
    if result != Bewaard.OP_TIJD:
        return _show(request, ronde, codeur, item, form, DICHT[result])
    return (
        redirect("codering:eenheid", ronde.kenmerk, target)
        if (target := _target(request, codeur, item))
        else (redirect("codering:overzicht", ronde.kenmerk))
    )


def _target(request: HttpRequest, codeur: Codeur, item: Codeereenheid) -> int | None:
    """The number of the bouwsteen to go to; None for the overview."""
    rij = read_rij(codeur)
    if "vorige" in request.POST:
        return rij.beside(item.nummer, -1) or item.nummer
    if "open" in request.POST:
        return rij.eerste_open
    return rij.beside(item.nummer, 1)


def _answer_script(codeur: Codeur, form: AntwoordForm, result: Bewaard | None) -> JsonResponse:
    if result is None:
        texts = [str(text) for texts in form.errors.values() for text in texts]
        return JsonResponse({"melding": " ".join(texts)}, status=422)
    if result != Bewaard.OP_TIJD:
        return JsonResponse({"melding": DICHT[result]}, status=409)
    rij = read_rij(codeur)
    now = timezone.localtime()
    return JsonResponse({"melding": f"Bewaard om {now:%H.%M}", "gedaan": rij.gedaan, "totaal": len(rij.nummers)})

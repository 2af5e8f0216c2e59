"""The screens on which the leader settles differences."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisbank.onderzoek.bereik import for_werkbank
from kennisbank.onderzoek.codering.adressen import crumbs, current_user, own_ronde
from kennisbank.onderzoek.codering.afstemmen.forms import BesluitForm
from kennisbank.onderzoek.codering.afstemmen.services import NIET_GESLOTEN, decide_verschillen, follow_meerderheid
from kennisbank.onderzoek.codering.forms import RedenForm
from kennisbank.onderzoek.codering.lezen import Plek, Stand, read_stand
from kennisbank.onderzoek.codering.models import Codeereenheid, Codeerronde, Fase
from kennisbank.onderzoek.codering.presentation import names
from kennisbank.onderzoek.views import add_errors
from kennisbank.ui.tekst import render_tekst

PER_PAGE = 20


@dataclass
class Groep:
    """The differences about one bouwsteen."""

    eenheid: Codeereenheid
    plekken: list[Plek] = field(default_factory=list)

    @property
    def open(self) -> int:
        """How many wait for a decision."""
        return sum(plek.besluit is None for plek in self.plekken)


def group(places: list[Plek]) -> list[Groep]:
    """Differences by bouwsteen, in order."""
    groups: dict[int, Groep] = {}
    for plek in places:
        groups.setdefault(plek.eenheid.pk, Groep(plek.eenheid)).plekken.append(plek)
    return list(groups.values())


@for_werkbank
@require_safe
def lijst(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Every bouwsteen on which coders differ; only what is open, or one code, if asked."""
    return _list(request, own_ronde(request, kenmerk), RedenForm())


def _list(request: HttpRequest, ronde: Codeerronde, form: RedenForm, status: int = 200) -> HttpResponseBase:
    if ronde.fase not in (Fase.GESLOTEN, Fase.VASTGESTELD):
        messages.info(request, NIET_GESLOTEN)
        return redirect(ronde.get_absolute_url())
    stand = read_stand(ronde)
    code, only_open = request.GET.get("code", ""), request.GET.get("stand") == "open"
    places = [plek for plek in stand.verschillen(open_only=only_open) if not code or str(plek.code.nummer) == code]
    waiting = stand.verschillen(open_only=True)
    context = {
        "ronde": ronde,
        "pagina": Paginator(group(places), PER_PAGE).get_page(request.GET.get("pagina")),
        "codes": stand.codes,
        "code": code,
        "alleen_open": only_open,
        "totaal": len(stand.verschillen()),
        "wacht": len(waiting),
        "met_meerderheid": sum(plek.stemmen.meerderheid is not None for plek in waiting),
        "mag_besluiten": ronde.fase == Fase.GESLOTEN,
        "formulier": form,
        "kruimels": crumbs(ronde, "Verschillen afstemmen"),
    }
    return render(request, "codering/afstemmen.html", context, status=status)


@for_werkbank
@require_POST
def meerderheid(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Follow the majority wherever there is one and nothing was decided."""
    ronde = own_ronde(request, kenmerk)
    form = RedenForm(request.POST)
    if not form.is_valid():
        return _list(request, ronde, form, 422)
    try:
        number = follow_meerderheid(ronde, reden=form.cleaned_data["reden"], user=current_user(request))
    except ValidationError as error:
        add_errors(form, error)
        return _list(request, ronde, form, 422)
    messages.success(request, f"{number} keer de meerderheid gevolgd. Wat gelijk stond, wacht nog op jou.")
    return redirect("codering:afstemmen", kenmerk)


@for_werkbank
@require_http_methods(["GET", "HEAD", "POST"])
def eenheid(request: HttpRequest, kenmerk: str, nummer: int) -> HttpResponseBase:
    """One bouwsteen with who gave which code, and the decision."""
    ronde = own_ronde(request, kenmerk)
    if ronde.fase != Fase.GESLOTEN:
        messages.info(request, NIET_GESLOTEN)
        return redirect(ronde.get_absolute_url())
    stand = read_stand(ronde)
    item = next((each for each in stand.eenheden if each.nummer == nummer), None)
    if item is None:
        raise Http404("Deze bouwsteen zit niet (meer) in de ronde.")
    places = [plek for plek in stand.verschillen() if plek.eenheid.pk == item.pk]
    post = request.method == "POST"
    form = BesluitForm(request.POST if post else None, plekken=places)
    if form.is_valid():
        try:
            decide_verschillen(
                ronde, item, keuzes=form.keuzes, reden=form.cleaned_data["reden"], user=current_user(request)
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, f"Besloten over bouwsteen {nummer}.")
            return redirect(_next(ronde, nummer))
    return _show(request, ronde, stand, item, form, 422 if post else 200)


def _next(ronde: Codeerronde, nummer: int) -> str:
    """The next bouwsteen with something open, after this one first; the list when there is none."""
    waiting = [plek.eenheid.nummer for plek in read_stand(ronde).verschillen(open_only=True)]
    for number in [*(each for each in waiting if each > nummer), *waiting]:
        return reverse("codering:verschil", args=[ronde.kenmerk, number])
    return reverse("codering:afstemmen", args=[ronde.kenmerk])


def _show(
    request: HttpRequest, ronde: Codeerronde, stand: Stand, item: Codeereenheid, form: BesluitForm, status: int
) -> HttpResponse:
    called = names(stand.codeurs)
    places = [plek for plek in stand.plekken if plek.eenheid.pk == item.pk]
    notes = stand.opmerkingen.get(item.pk, {})
    unknown = [number for number, given in stand.antwoorden.get(item.pk, {}).items() if given is None]
    context: dict[str, Any] = {
        "ronde": ronde,
        "eenheid": item,
        "tekst": render_tekst(item.versie.tekst, basis_kopniveau=3),
        "vragen": [
            {
                "plek": plek,
                "veld": form[f"code-{plek.code.nummer}"],
                "voor": [called[number] for number in plek.stemmen.voor],
                "tegen": [called[number] for number in plek.stemmen.tegen],
            }
            for plek in places
            if plek.stemmen.verschillen
        ],
        "eens": [plek.code for plek in places if not plek.stemmen.verschillen and plek.toegekend],
        "weet_niet": [called[number] for number in unknown],
        "opmerkingen": [(called[number], text) for number, text in sorted(notes.items())],
        "eerder": item.besluiten.select_related("code", "door").order_by("-op", "-pk"),
        "formulier": form,
        "kruimels": crumbs(ronde, "Verschillen afstemmen", f"Bouwsteen {item.nummer}"),
    }
    return render(request, "codering/verschil.html", context, status=status)

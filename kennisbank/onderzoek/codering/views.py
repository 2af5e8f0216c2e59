"""The list of rounds, the page of one, and what its leader does with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisbank.accounts.models import User
from kennisbank.onderzoek.bereik import for_werkbank
from kennisbank.onderzoek.codering import services
from kennisbank.onderzoek.codering.adressen import AF, crumbs, current_user, find_ronde, own_ronde
from kennisbank.onderzoek.codering.coderen.nagekomen import late_answers
from kennisbank.onderzoek.codering.forms import RedenForm, RondeForm, ZoekCodeurForm
from kennisbank.onderzoek.codering.lezen import read_stand
from kennisbank.onderzoek.codering.models import CodeBesluit, Codeerronde, Codeur, Fase
from kennisbank.onderzoek.codering.overeenstemming.uitkomst import count_outcome
from kennisbank.onderzoek.codering.panelen import ronde_panelen
from kennisbank.onderzoek.codering.presentation import find_people, list_rows, read_voortgang
from kennisbank.onderzoek.codering.rechten import OVERNEMEN, leads
from kennisbank.onderzoek.models import Selectie
from kennisbank.onderzoek.views import add_errors
from kennisbank.ui.tekst import render_tekst

PER_PAGE = 20
SPOOR_PER_PAGE = 50
SOORTEN = (("", "Alles"), *((fase.value, fase.label) for fase in Fase))


@for_werkbank
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """The rounds that one leads, codes in, or may read the outcome of."""
    fase = request.GET.get("fase", "")
    rows = Codeerronde.objects.visible_to(request.user).with_counts().order_by("-aangemaakt_op", "-pk")
    chosen = fase if fase in Fase.values else ""
    if chosen:
        rows = rows.filter(fase=chosen)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "pagina": page,
        "regels": list_rows(page.object_list, current_user(request)),
        "fasen": [{"waarde": value, "label": label, "gekozen": value == chosen} for value, label in SOORTEN],
        "gefilterd": bool(chosen),
        "heeft_selecties": Selectie.objects.exists(),
        "kruimels": crumbs(),
    }
    return render(request, "codering/lijst.html", context)


@for_werkbank
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponseBase:
    """Begin a draft."""
    post = request.method == "POST"
    first = {"selectie": request.GET.get("selectie", "")}
    form = RondeForm(request.POST if post else None, user=current_user(request), initial=first)
    if form.is_valid():
        try:
            ronde = services.save_ronde(None, **form.cleaned_data, user=current_user(request))
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, "De ronde is bewaard. Nodig nu de codeurs uit.")
            return redirect("codering:codeurs", ronde.kenmerk)
    context = {
        "formulier": form,
        "heeft_selecties": form.fields["selectie"].queryset.exists(),  # type: ignore[attr-defined]
        "kruimels": crumbs(None, "Nieuwe ronde"),
    }
    return render(request, "codering/nieuw.html", context, status=422 if post else 200)


@for_werkbank
@require_http_methods(["GET", "HEAD", "POST"])
def bewerken(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Change a draft."""
    ronde = own_ronde(request, kenmerk)
    if ronde.fase != Fase.CONCEPT:
        messages.info(request, services.AL_BEGONNEN)
        return redirect(ronde.get_absolute_url())
    post = request.method == "POST"
    form = RondeForm(request.POST if post else None, user=current_user(request), ronde=ronde)
    if form.is_valid():
        try:
            services.save_ronde(ronde, **form.cleaned_data, user=current_user(request))
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, "De ronde is bewaard.")
            return redirect(ronde.get_absolute_url())
    context = {"formulier": form, "ronde": ronde, "kruimels": crumbs(ronde, "Bewerken")}
    return render(request, "codering/bewerken.html", context, status=422 if post else 200)


@for_werkbank
@require_http_methods(["GET", "HEAD", "POST"])
def verwijderen(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Ask whether, and throw a draft away."""
    ronde = own_ronde(request, kenmerk)
    status = 200
    if request.method == "POST":
        try:
            services.delete_ronde(ronde, user=current_user(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            status = 422
        else:
            messages.success(request, f"De ronde ‘{ronde.naam}’ is verwijderd.")
            return redirect("codering:lijst")
    context = {"ronde": ronde, "kruimels": crumbs(ronde, "Verwijderen")}
    return render(request, "codering/verwijderen.html", context, status=status)


@for_werkbank
@require_http_methods(["GET", "HEAD", "POST"])
def codeurs(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Look for colleagues, ask them to code, and take an invitation back."""
    ronde = own_ronde(request, kenmerk)
    status = 200
    if request.method == "POST":
        try:
            _change_codeurs(request, ronde)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            status = 422
        else:
            return redirect(request.get_full_path())
    form = ZoekCodeurForm(request.GET)
    naam = form.cleaned_data["naam"] if form.is_valid() else ""
    context = {
        "ronde": ronde,
        "codeurs": read_voortgang(ronde),
        "zoekformulier": form,
        "gezocht": naam,
        "gevonden": find_people(ronde, naam),
        "ik_codeer": ronde.codeurs.filter(user=current_user(request)).exists(),
        "kruimels": crumbs(ronde, "Codeurs"),
    }
    return render(request, "codering/codeurs.html", context, status=status)


def _change_codeurs(request: HttpRequest, ronde: Codeerronde) -> None:
    """Do what the button asks."""
    user = current_user(request)
    if "weghalen" in request.POST:
        number = request.POST["weghalen"]
        codeur = get_object_or_404(Codeur, ronde=ronde, nummer=number if number.isdecimal() else 0)
        services.remove_codeur(codeur, user=user)
        messages.success(request, f"Codeur {codeur.nummer} doet niet meer mee.")
        return
    keys = [key for key in request.POST.getlist("persoon") if key.isdecimal()][: services.MAX_CODEURS]
    asked = [user] if "ikzelf" in request.POST else list(User.objects.filter(pk__in=keys))
    if not asked:
        raise ValidationError("Vink eerst iemand aan.")
    number_added = services.add_codeurs(ronde, asked, user=user)
    messages.success(request, f"{number_added} codeur{'' if number_added == 1 else 's'} uitgenodigd.")


@for_werkbank
@require_safe
def ronde(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """One round: what is coded with which codes, how far it is, and what can be done now."""
    return _show(request, find_ronde(request, kenmerk), RedenForm())


def _show(request: HttpRequest, item: Codeerronde, form: RedenForm, actie: str = "", status: int = 200) -> HttpResponse:
    user = current_user(request)
    leider = leads(item, user)
    progress = read_voortgang(item) if leider or item.fase in (Fase.CONCEPT, Fase.OPEN) else []
    stand = read_stand(item) if item.fase in AF else None
    context: dict[str, Any] = {
        "ronde": item,
        "leider": leider,
        "codes": item.codes.order_by("nummer"),
        "instructie": render_tekst(item.instructie) if item.instructie else "",
        "aantal": item.eenheden.count() if item.fase != Fase.CONCEPT else None,
        "voortgang": progress if leider else [],
        "ikzelf": next((row for row in progress if row.codeur.user_id == user.pk), None),
        "open_verschillen": len(stand.verschillen(open_only=True)) if stand else 0,
        "verschillen": len(stand.verschillen()) if stand else 0,
        "uitkomst": count_outcome(stand) if stand and item.fase == Fase.VASTGESTELD else [],
        "nagekomen": len(late_answers(item)) if leider else 0,
        "mag_overnemen": item.fase == Fase.VASTGESTELD and user.has_perm(OVERNEMEN),
        "gebeurtenissen": item.gebeurtenissen.select_related("door").order_by("-op", "-pk")[:5],
        "panelen": ronde_panelen(item, user),
        "formulier": form,
        "actie": actie,
        "kruimels": crumbs(item),
    }
    return render(request, "codering/ronde.html", context, status=status)


STAPPEN: dict[str, tuple[Callable[..., Codeerronde], bool, str]] = {
    "openen": (services.open_ronde, False, "De ronde is begonnen. De codeurs zien haar bij Coderen."),
    "sluiten": (services.close_ronde, False, "De ronde is gesloten. Alle antwoorden liggen vast."),
    "vaststellen": (services.settle_ronde, False, "De uitkomst staat vast. Iedereen met de werkbank kan haar lezen."),
    "heropenen": (services.reopen_ronde, True, "De ronde is heropend."),
    "afbreken": (services.cancel_ronde, True, "De ronde is afgebroken. Er is niets gewist."),
}


@for_werkbank
@require_POST
def stap(request: HttpRequest, kenmerk: str, actie: str) -> HttpResponseBase:
    """Take a step with a round; going back or calling off needs a reason."""
    item = own_ronde(request, kenmerk)
    if actie not in STAPPEN:
        raise PermissionDenied("Deze stap bestaat niet.")
    service, needs_reason, done = STAPPEN[actie]
    form = RedenForm(request.POST)
    if needs_reason and not form.is_valid():
        return _show(request, item, form, actie, 422)
    options = {"reden": form.cleaned_data["reden"]} if needs_reason else {}
    try:
        service(item, **options, user=current_user(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _show(request, item, form if needs_reason else RedenForm(), actie, 422)
    messages.success(request, done)
    return redirect(item.get_absolute_url())


@for_werkbank
@require_safe
def spoor(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Everything that happened to a round and was decided in it."""
    item = find_ronde(request, kenmerk)
    rows = CodeBesluit.objects.filter(eenheid__in=item.eenheden.usable())
    decisions = rows.select_related("eenheid__versie__bouwsteen", "code", "door").order_by("-op", "-pk")
    context = {
        "ronde": item,
        "gebeurtenissen": item.gebeurtenissen.select_related("door").order_by("-op", "-pk")[:SPOOR_PER_PAGE],
        "pagina": Paginator(decisions if item.fase in AF else decisions.none(), SPOOR_PER_PAGE).get_page(
            request.GET.get("pagina")
        ),
        "kruimels": crumbs(item, "Spoor"),
    }
    return render(request, "codering/spoor.html", context)

"""The public pages of voorstellen: the list, each one, proposing, revising, taking back and supporting."""

from functools import partial
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bouwstenen.facetten import apply_facets, page_of, sort_links
from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie
from kennisbank.document.services import newest_versie
from kennisbank.document.views import Verhuisd, find_hoofdstuk
from kennisbank.redactie.discussie.presentation import fetch_draden, over_url
from kennisbank.redactie.voorstellen import lijsten, presentation
from kennisbank.redactie.voorstellen.forms import IntrekForm, VoorstelForm, first_values
from kennisbank.redactie.voorstellen.formulierpagina import Formulierpagina
from kennisbank.redactie.voorstellen.models import Voorstel, VoorstelSoort, VoorstelVersie
from kennisbank.redactie.voorstellen.planning import VoorstelPlan, find_sectie, plan_voorstel
from kennisbank.redactie.voorstellen.services import (
    revise_voorstel,
    submit_voorstel,
    support_voorstel,
    withdraw_voorstel,
)
from kennisbank.text.urn import is_urn_id

LIJST = {"label": "Voorstellen", "url": "/voorstellen/"}
MAG_NIET = "voorstellen/kan_niet.html"


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """The list of voorstellen with its filters."""
    params = request.GET
    vraag, sortering = lijsten.read_vraag(params), lijsten.read_sortering(params)
    rows = Voorstel.objects.visible_to(request.user)
    facets = lijsten.facetten(request.user, params)
    found = apply_facets(rows.saying(vraag) if vraag else rows, facets, params, bewaar=("q", "sorteer"))
    shown = Voorstel.objects.filter(pk__in=found.rijen.order_by().values("pk")).for_lists().with_steun()
    page = page_of(shown.order_by(*lijsten.SORTERINGEN[sortering][1]), params)
    context = {
        "pagina": page,
        "facetten": found.facetten,
        "gekozen": found.gekozen,
        "aantal_filters": found.aantal_filters,
        "wis_url": found.wis_url,
        "q": vraag,
        "verborgen": [{"naam": "sorteer", "waarde": sortering}] if params.get("sorteer") == sortering else [],
        "sorteringen": sort_links(
            params, [(name, label) for name, (label, _) in lijsten.SORTERINGEN.items()], sortering
        ),
        "kruimels": [LIJST],
    }
    return render(request, "voorstellen/lijst.html", context)


def _find(request: HttpRequest, urn_id: str) -> Voorstel:
    """The voorstel with this kenmerk, if this user may read it."""
    visible = Voorstel.objects.visible_to(request.user).for_lists().with_steun()
    found = visible.filter(urn_id=urn_id).first() if is_urn_id(urn_id) else None
    if found is None:
        raise Http404("Dit voorstel bestaat niet.")
    return found


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


@require_safe
def voorstel(request: HttpRequest, urn_id: str) -> HttpResponse:
    """One voorstel: what it changes, why, what became of it, and how it relates to the text of today."""
    if urn_id != urn_id.lower() and is_urn_id(urn_id.lower()):
        return redirect("voorstellen:voorstel", urn_id=urn_id.lower(), permanent=True)
    item = _find(request, urn_id)
    url = item.hoofdstuk.get_url(request)
    stappen = presentation.history(item, url)
    versies = list(item.versies.order_by("nummer").defer("tekst"))
    shown = _asked_versie(item, request.GET.get("versie", ""), versies[-1].nummer)
    against = _asked_versie(item, request.GET["tegen"], 0) if request.GET.get("tegen") else None
    plan = plan_voorstel(item) if item.is_lopend else None
    today = plan.huidig if plan else newest_versie(item.hoofdstuk)
    sectie_kop, sectie_url = presentation.sectie_link(today.inhoud, item.sectie_id, url)
    context = {
        "voorstel": item,
        "url": url,
        "sectie_kop": sectie_kop,
        "sectie_url": sectie_url,
        "status_uitleg": presentation.STATUS_UITLEG[item.status],
        "versies": versies,
        "versie": shown,
        "tegen": against,
        "is_nieuwste": shown.nummer == versies[-1].nummer,
        "verschil": presentation.compare_versies(against, shown) if against else presentation.show_versie(item, shown),
        "motivatie": presentation.show_words(shown.motivatie, "motivatie"),
        "tekst": presentation.show_words(shown.tekst, "tekst"),
        "bronnen": presentation.bronnen_of(item),
        "stappen": stappen,
        "besluit": presentation.decision(stappen),
        "plan": plan,
        "stand": presentation.stand_of(plan) if plan else None,
        "draden": fetch_draden(item.discussies.all(), request.user),
        "over_url": over_url(item),
        "kruimels": [LIJST, {"label": item.sectie_kop}],
        **_permissions(request, item, plan),
    }
    return render(request, "voorstellen/voorstel.html", context)


def _asked_versie(item: Voorstel, asked: str, default: int) -> VoorstelVersie:
    """The wording with the number in the address, with its base; 404 when there is none."""
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else default
    found = item.versies.select_related("basis", "door").filter(nummer=number).first()
    if found is None:
        raise Http404("Deze formulering is er niet.")
    return found


def _permissions(request: HttpRequest, item: Voorstel, plan: VoorstelPlan | None) -> dict[str, Any]:
    """What this user can do here."""
    user = request.user
    is_own = user.is_authenticated and item.indiener_id == user.pk
    can_join = user.has_perm("redactie.add_voorstel")
    return {
        "is_eigen": is_own,
        "mag_herzien": is_own and item.is_lopend,
        "mag_op_vandaag": is_own and plan is not None and plan.is_verouderd and _in_text_of_today(plan),
        "mag_steunen": can_join and not is_own and item.is_lopend,
        "mag_beslissen": user.has_perm("redactie.decide_voorstel") and item.is_lopend and not is_own,
        "steunt": can_join and not is_own and item.steun.filter(user=user.pk).exists(),
        "login_url": f"{reverse('accounts:inloggen')}?{urlencode({'next': request.path})}",
    }


def _in_text_of_today(plan: VoorstelPlan) -> bool:
    is_new = plan.voorstel.soort == VoorstelSoort.NIEUWE_SECTIE
    return is_new or find_sectie(plan.huidig.inhoud, plan.voorstel.sectie_id) is not None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, document: str, hoofdstuk: str) -> HttpResponseBase:
    """The form with which somebody proposes a change to a hoofdstuk."""
    try:
        page = find_hoofdstuk(request, document, hoofdstuk)
    except Verhuisd as moved:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponsePermanentRedirect(f"{moved.url}voorstel/{query}", preserve_request=True)
    trail = [{"label": each.title, "url": each.get_url(request)} for each in (page.get_parent(), page)]
    kruimels = [*trail, {"label": "Wijziging voorstellen"}]
    if not request.user.has_perm("redactie.add_voorstel"):
        return render(request, MAG_NIET, {"page": page, "kruimels": kruimels}, status=403)
    sectie_id = request.GET.get("sectie", "")
    soort = _read_soort(request, sectie_id)
    huidig = _newest(page)
    versie = _base(page, request.POST.get("basis", ""), huidig)
    if soort == VoorstelSoort.NIEUWE_SECTIE:
        na, sectie_id = sectie_id or _last_sectie(huidig), ""
    elif request.method != "POST" and find_sectie(huidig.inhoud, sectie_id) is None:
        raise Http404("Deze sectie staat niet meer in het hoofdstuk.")
    else:
        na = presentation.previous_sectie(huidig.inhoud, sectie_id)
    return Formulierpagina(
        request=request,
        page=page,
        soort=soort,
        sectie_id=sectie_id,
        huidig=huidig,
        versie=versie,
        sleutel=f"voorstel:{page.urn_id}:{soort}:{sectie_id or 'nieuw'}",
        initial=first_values(soort, versie, sectie_id) | {"na_sectie_id": na},
        extra={"kruimels": kruimels, "soorten": _soorten(request.GET.get("sectie", ""), soort)},
    ).respond(partial(_submit, request, page, soort, sectie_id))


def _read_soort(request: HttpRequest, sectie_id: str) -> str:
    default = VoorstelSoort.WIJZIGING if sectie_id else VoorstelSoort.NIEUWE_SECTIE
    soort = request.GET.get("soort") or default
    if soort not in VoorstelSoort.values:
        raise Http404("Dit soort voorstel bestaat niet.")
    return soort


def _newest(page: Hoofdstuk) -> HoofdstukVersie:
    try:
        return newest_versie(page)
    except HoofdstukVersie.DoesNotExist:
        raise Http404("Dit hoofdstuk heeft nog geen tekst.") from None


def _base(page: Hoofdstuk, asked: str, huidig: HoofdstukVersie) -> HoofdstukVersie:
    """The version that the text was written on; the newest when the form names none that is there."""
    if not asked.isdecimal() or len(asked) > 8 or int(asked) == huidig.nummer:
        return huidig
    return page.versies.filter(nummer=int(asked)).first() or huidig


def _last_sectie(versie: HoofdstukVersie) -> str:
    secties = versie.inhoud["secties"]
    return secties[-1]["id"] if secties else ""


def _soorten(sectie_id: str, chosen: str) -> list[dict[str, Any]]:
    """The other things one can propose about a section, as links; none without a section."""
    if not sectie_id:
        return []
    return [
        {
            "label": soort.label,
            "url": f"?{urlencode({'sectie': sectie_id, 'soort': soort.value})}",
            "actief": soort == chosen,
        }
        for soort in VoorstelSoort
    ]


def _submit(request: HttpRequest, page: Hoofdstuk, soort: str, sectie_id: str, form: VoorstelForm) -> Voorstel:
    item = submit_voorstel(
        page,
        soort=soort,
        sectie_id=sectie_id,
        basis=form.cleaned_data["basis"],
        inbreng=form.inbreng(),
        motivatie=form.cleaned_data["motivatie"],
        bouwstenen=form.kiezer.gekozen,
        user=_user(request),
    )
    messages.success(request, "Dank je wel. Je voorstel is ingediend en de redactie kijkt ernaar.")
    return item


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def herzien(request: HttpRequest, urn_id: str) -> HttpResponseBase:
    """Give an own voorstel other words, on the text it was written on or on that of today (`?op=vandaag`)."""
    item = _find(request, urn_id)
    if item.indiener_id != _user(request).pk:
        raise PermissionDenied("Alleen wie het voorstel indiende, kan het herzien.")
    if not item.is_lopend:
        messages.info(request, "Over dit voorstel is al beslist. Je kunt het niet meer herzien.")
        return redirect(item)
    plan = plan_voorstel(item)
    on_today = request.GET.get("op") == "vandaag" and plan.is_verouderd and _in_text_of_today(plan)
    asked = request.POST.get("basis", "") or str(plan.huidig.nummer if on_today else plan.versie.basis.nummer)
    return Formulierpagina(
        request=request,
        page=item.hoofdstuk,
        soort=item.soort,
        sectie_id=item.sectie_id,
        huidig=plan.huidig,
        versie=_base(item.hoofdstuk, asked, plan.huidig),
        sleutel=f"voorstel:{item.urn_id}",
        initial=_present_words(item, plan, on_today=on_today),
        voorstel=item,
        extra={
            "kruimels": [LIJST, {"label": item.sectie_kop, "url": item.get_absolute_url()}, {"label": "Herzien"}],
            "op_vandaag": on_today,
            "botst": on_today and plan.has_conflict,
        },
    ).respond(partial(_revise, request, item))


def _present_words(item: Voorstel, plan: VoorstelPlan, *, on_today: bool) -> dict[str, Any]:
    """The newest wording; brought into the text of today, with the words of both where they conflict, if asked."""
    said = plan.versie
    values = {"kop": said.kop, "tekst": said.tekst, "na_sectie_id": said.na_sectie_id, "motivatie": said.motivatie}
    merged = find_sectie(plan.samenvoeging.resolve_with_both(), item.sectie_id) if on_today else None
    if merged is not None:
        values |= {"kop": merged["kop"], "tekst": merged["tekst"]}
    return values | {"bouwstenen": list(item.bouwstenen.values_list("urn_id", flat=True))}


def _revise(request: HttpRequest, item: Voorstel, form: VoorstelForm) -> Voorstel:
    revise_voorstel(
        item,
        basis=form.cleaned_data["basis"],
        inbreng=form.inbreng(),
        motivatie=form.cleaned_data["motivatie"],
        toelichting=form.cleaned_data["toelichting"],
        bouwstenen=form.kiezer.gekozen,
        user=_user(request),
    )
    messages.success(request, "Je voorstel is herzien. De vorige formulering blijft te lezen.")
    return item


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def intrekken(request: HttpRequest, urn_id: str) -> HttpResponseBase:
    """Ask once more, then take back an own voorstel."""
    item = _find(request, urn_id)
    if item.indiener_id != _user(request).pk:
        raise PermissionDenied("Alleen wie het voorstel indiende, kan het intrekken.")
    form = IntrekForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_voorstel(item, toelichting=form.cleaned_data["toelichting"], user=_user(request))
            messages.success(request, "Je voorstel is ingetrokken. Het blijft wel te lezen.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(item)
    kruimels = [LIJST, {"label": item.sectie_kop, "url": item.get_absolute_url()}, {"label": "Intrekken"}]
    context = {"voorstel": item, "formulier": form, "kruimels": kruimels}
    return render(request, "voorstellen/intrekken.html", context, status=422 if form.errors else 200)


@require_POST
def steun(request: HttpRequest, urn_id: str) -> HttpResponseBase:
    """Support a voorstel, or no longer."""
    item = _find(request, urn_id)
    if not request.user.is_authenticated:
        return redirect_to_login(item.get_absolute_url())
    try:
        steunt = request.POST.get("steunt") != "nee"
        support_voorstel(item, steunt=steunt, user=_user(request))
        messages.success(request, "Je steunt dit voorstel." if steunt else "Je steunt dit voorstel niet meer.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{item.get_absolute_url()}#steun")

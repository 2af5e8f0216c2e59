"""Recording the yield of a gesprek: the page for a phone or a laptop, and the photos of the paper canvas."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.models import BouwsteenSoort, Gesprek
from bouwstenen.opbrengst import services
from bouwstenen.opbrengst.forms import FotoForm, TekstalternatiefForm, VastlegForm
from bouwstenen.opbrengst.models import Bijlage, BijlageSoort
from bouwstenen.opbrengst.plekken import ZONDER_PLEK, Plek, plekken
from bouwstenen.opbrengst.weergave import Regelschrijver
from bouwstenen.persoonsgegevens import PersoonsgegevensGevonden, make_vragen, read_keuzes
from kennisbank.accounts.models import User
from themas.models import Thema, ThemaSoort


def user_of(request: HttpRequest) -> User:
    """Who asks; the views here are for who is logged in."""
    return cast("User", request.user)


def find_gesprek(request: HttpRequest, urn_id: str) -> Gesprek:
    """The gesprek, for who organises it."""
    gesprek = get_object_or_404(Gesprek, urn_id=urn_id)
    if not may_organise(gesprek, user_of(request)):
        raise PermissionDenied("Alleen wie dit gesprek organiseert, legt de opbrengst vast.")
    return gesprek


def kruimels(gesprek: Gesprek, last: str = "") -> list[dict[str, str]]:
    """The way back."""
    address = reverse("opbrengst:vastleggen", args=[gesprek.urn_id])
    trail = [
        {"label": "Gesprekken", "url": reverse("bouwstenen:gesprekken")},
        {"label": gesprek.titel, "url": gesprek.get_absolute_url()},
        {"label": "Opbrengst vastleggen", "url": address},
    ]
    return [*trail, {"label": last}] if last else [*trail[:-1], {"label": "Opbrengst vastleggen"}]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def vastleggen(request: HttpRequest, urn_id: str) -> HttpResponse:
    """The form of this gesprek: a list for every box or body part."""
    gesprek = find_gesprek(request, urn_id)
    form = VastlegForm(_form_plekken(gesprek), request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, gesprek, form, status=422 if form.errors else 200)
    keuzes = read_keuzes(request.POST)
    try:
        saved = services.add_regels(gesprek, regels=form.regels, keuzes=keuzes, user=user_of(request))
    except PersoonsgegevensGevonden as error:
        form.add_error(None, error.messages[0])
        vragen = make_vragen(error.vondsten, keuzes)
        return _show(request, gesprek, form, vragen=vragen, status=422)
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return _show(request, gesprek, form, status=422)
    messages.success(request, "Eén regel opgeslagen." if len(saved) == 1 else f"{len(saved)} regels opgeslagen.")
    return redirect("opbrengst:vastleggen", urn_id=gesprek.urn_id)


def _form_plekken(gesprek: Gesprek) -> list[Plek]:
    """The places of the form, and after them those of another form where something was written before."""
    own = plekken(gesprek)
    schrijver = Regelschrijver(gesprek)
    used = {schrijver.plek_of(regel).sleutel for regel in gesprek.opbrengst.present()}
    extra = [
        plek
        for plek in [*schrijver.plekken.values()]
        if plek.sleutel in used and plek.sleutel not in {one.sleutel for one in own}
    ]
    return [*own, *extra]


def _show(
    request: HttpRequest, gesprek: Gesprek, form: VastlegForm, *, status: int = 200, **extra: Any
) -> HttpResponse:
    schrijver = Regelschrijver(gesprek)
    by_plek: dict[str, list[Any]] = {}
    for regel in gesprek.opbrengst.present().for_recorders():
        by_plek.setdefault(schrijver.plek_of(regel).sleutel, []).append(regel)
    vakken = [{"plek": plek, "regels": by_plek.get(plek.sleutel, []), "veld": form.box(plek)} for plek in form.plekken]
    context = {
        "gesprek": gesprek,
        "formulier": form,
        "vakken": vakken,
        "aantal": sum(len(regels) for regels in by_plek.values()),
        "soorten": BouwsteenSoort.choices,
        "themas": Thema.objects.current().exclude(soort=ThemaSoort.LICHAAMSDEEL),
        "deelnemers": gesprek.deelnemers.exclude(status="afgemeld"),
        "zonder_plek": ZONDER_PLEK,
        "fotos": gesprek.bijlagen.present().filter(soort=BijlageSoort.FOTO),
        "fotoformulier": FotoForm(),
        "kruimels": kruimels(gesprek),
    }
    return render(request, "opbrengst/vastleggen.html", context | extra, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def fotos(request: HttpRequest, urn_id: str) -> HttpResponse:
    """The photos of the paper canvas, and the form that adds one."""
    gesprek = find_gesprek(request, urn_id)
    form = FotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = FotoForm(request.POST, request.FILES)
        if form.is_valid() and _add_foto(request, gesprek, form):
            return redirect("opbrengst:fotos", urn_id=gesprek.urn_id)
    context = {
        "gesprek": gesprek,
        "formulier": form,
        "fotos": gesprek.bijlagen.present().filter(soort=BijlageSoort.FOTO),
        "kruimels": kruimels(gesprek, "Foto’s"),
    }
    return render(request, "opbrengst/fotos.html", context, status=422 if form.errors else 200)


def _add_foto(request: HttpRequest, gesprek: Gesprek, form: FotoForm) -> bool:
    """Keep the photo; False after saying at the field why that cannot be."""
    try:
        services.add_bijlage(
            gesprek, soort=BijlageSoort.FOTO, bestand=form.cleaned_data["bestand"], user=user_of(request)
        )
    except ValidationError as error:
        form.add_error("bestand", error.messages)
        return False
    messages.success(request, "De foto is toegevoegd. Gegevens over plaats en toestel zijn eruit gehaald.")
    return True


def _find_foto(gesprek: Gesprek, kenmerk: str) -> Bijlage:
    foto = gesprek.bijlagen.present().filter(kenmerk=kenmerk, soort=BijlageSoort.FOTO).first()
    if foto is None or not foto.bestand:
        raise Http404("Deze foto is er niet (meer).")
    return foto


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def foto(request: HttpRequest, urn_id: str, kenmerk: str) -> HttpResponse:
    """One photo: what is in it in words, and whether readers see it."""
    gesprek = find_gesprek(request, urn_id)
    item = _find_foto(gesprek, kenmerk)
    initial = {"tekstalternatief": item.tekstalternatief, "openbaar": item.openbaar}
    form = TekstalternatiefForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.share_bijlage(item, **form.cleaned_data, user=user_of(request))
        except ValidationError as error:
            form.add_error("tekstalternatief" if hasattr(error, "error_dict") else None, error.messages)
        else:
            messages.success(request, "Opgeslagen.")
            return redirect("opbrengst:fotos", urn_id=gesprek.urn_id)
    context = {"gesprek": gesprek, "foto": item, "formulier": form, "kruimels": kruimels(gesprek, "Foto")}
    return render(request, "opbrengst/foto.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def foto_weghalen(request: HttpRequest, urn_id: str, kenmerk: str) -> HttpResponse:
    """Take a photo out of the record."""
    gesprek = find_gesprek(request, urn_id)
    services.remove_bijlage(_find_foto(gesprek, kenmerk), user=user_of(request))
    messages.success(request, "De foto is weggehaald.")
    return redirect("opbrengst:fotos", urn_id=gesprek.urn_id)


@never_cache
@require_safe
def fotobestand(request: HttpRequest, urn_id: str, kenmerk: str) -> HttpResponseBase:
    """The picture itself: for who organises, and for everybody once it was shared and the gesprek is delivered."""
    gesprek = get_object_or_404(Gesprek, urn_id=urn_id)
    item = _find_foto(gesprek, kenmerk)
    shown = item.openbaar and gesprek.zichtbaar and gesprek.is_opgeleverd
    if not shown and not may_organise(gesprek, user_of(request)):
        raise Http404("Deze foto is er niet (meer).")
    try:
        source = item.bestand.open("rb")
    except FileNotFoundError:
        raise Http404("Deze foto is er niet (meer).") from None
    headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": "inline"}
    return FileResponse(source, content_type=item.mime, headers=headers)

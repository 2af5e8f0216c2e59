"""The public pages of rode draden, and the screens with which the redactie makes them."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bouwstenen.draden import selectie, services
from bouwstenen.draden.forms import DraadForm, WijzigForm, ZoekForm, first_values
from bouwstenen.draden.models import RodeDraad
from bouwstenen.draden.presentation import carried_by
from bouwstenen.facetten import page_of
from bouwstenen.models import Bouwsteen
from bouwstenen.presentation import kaarten, short, thema_badges, wording_history
from kennisbank.accounts.models import User
from kennisbank.ui.tekst import render_tekst
from themas.models import ThemaSoort

LIJST = {"label": "Rode draden", "url": "/rode-draden/"}
PER_KEER = 20


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _find(request: HttpRequest, slug: str) -> RodeDraad:
    """The rode draad at this address, if this user may see it."""
    found = RodeDraad.objects.visible_to(request.user).filter(slug=slug).first()
    if found is None:
        raise Http404("Deze rode draad bestaat niet.")
    return found


def _own(request: HttpRequest, slug: str) -> RodeDraad:
    """The rode draad at this address, for who may change it."""
    if not request.user.has_perm("draden.change_rodedraad"):
        raise PermissionDenied("Alleen de redactie wijzigt rode draden.")
    return _find(request, slug)


def _add_errors(form: forms.Form, error: ValidationError) -> None:
    fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in fields.items():
        form.add_error(name if name in form.fields else None, texts)


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """All rode draden; for the redactie also those in preparation."""
    page = page_of(RodeDraad.objects.visible_to(request.user).for_cards(), request.GET)
    items = [
        {
            "titel": draad.titel,
            "url": draad.get_absolute_url(),
            "tekst": short(draad.tekst, 35),
            "boven": "" if draad.is_gepubliceerd else "In voorbereiding",
            "badges": thema_badges(draad.themas.all()),
            "voet": carried_by(draad.aantal_bouwstenen, draad.aantal_gesprekken),
        }
        for draad in page.object_list
    ]
    context = {"pagina": page, "items": items, "mag_maken": request.user.has_perm("draden.add_rodedraad")}
    return render(request, "draden/lijst.html", context | {"kruimels": [LIJST]})


@require_safe
def draad(request: HttpRequest, slug: str) -> HttpResponse:
    """One rode draad: its text, and the bouwstenen that carry it."""
    item = _find(request, slug)
    carriers = Bouwsteen.objects.published().filter(rode_draden=item).for_cards()
    page = page_of(carriers.order_by("draagt__volgorde", "pk").filter(draagt__draad=item), request.GET)
    gesprekken = Bouwsteen.objects.published().filter(rode_draden=item, gesprek__isnull=False)
    mag_wijzigen = request.user.has_perm("draden.change_rodedraad")
    context = {
        "draad": item,
        "tekst": render_tekst(item.tekst, basis_kopniveau=2),
        "themas": thema_badges(item.themas.all()),
        "pagina": page,
        "kaarten": kaarten(page.object_list),
        "aantal": carried_by(page.paginator.count, gesprekken.order_by().values("gesprek").distinct().count()),
        "versies": item.versies.count(),
        "mag_wijzigen": mag_wijzigen,
        "permalink": request.build_absolute_uri(item.get_absolute_url()),
        "kruimels": [LIJST, {"label": item.titel}],
    }
    return render(request, "draden/draad.html", context)


@require_safe
def versies(request: HttpRequest, slug: str) -> HttpResponse:
    """How the text of a rode draad changed."""
    item = _find(request, slug)
    wordings = cast("Any", list(item.versies.order_by("nummer")))
    context = {
        "draad": item,
        "geschiedenis": wording_history(wordings),
        "kruimels": [LIJST, {"label": item.titel, "url": item.get_absolute_url()}, {"label": "Eerdere versies"}],
    }
    return render(request, "draden/versies.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponseBase:
    """Begin a rode draad, with the bouwstenen of a search or selection."""
    if not request.user.has_perm("draden.add_rodedraad"):
        raise PermissionDenied("Alleen de redactie maakt rode draden.")
    post = request.method == "POST"
    stenen = selectie.read_selectie(request.POST if post else request.GET)
    form = DraadForm(request.POST if post else None, initial={"themas": _shared_themas(stenen)})
    if form.is_valid():
        try:
            made = services.create_draad(**form.cleaned_data, bouwstenen=stenen, user=_user(request))
        except ValidationError as error:
            _add_errors(form, error)
        else:
            messages.success(request, "De rode draad is bewaard. Lezers zien hem pas als je hem publiceert.")
            return redirect("draden:samenstellen", made.slug)
    context = {"formulier": form, "stenen": stenen, "kruimels": [LIJST, {"label": "Nieuwe rode draad"}]}
    return render(request, "draden/nieuw.html", context, status=422 if post else 200)


def _shared_themas(stenen: list[Bouwsteen]) -> list[int]:
    """The themas that at least half of these bouwstenen are about."""
    links = Bouwsteen.themas.through.objects.filter(
        bouwsteen__in=stenen, thema__soort=ThemaSoort.THEMA, thema__opgegaan_in__isnull=True
    )
    counts: dict[int, int] = {}
    for pk in links.values_list("thema", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    return [pk for pk, number in counts.items() if number * 2 >= len(stenen)]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bewerken(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Change the words of a rode draad."""
    item = _own(request, slug)
    post = request.method == "POST"
    newest = services.newest_versie(item)
    form = WijzigForm(request.POST if post else None, initial=first_values(item, newest.nummer))
    if form.is_valid():
        try:
            services.edit_draad(item, **form.cleaned_data, user=_user(request))
        except ValidationError as error:
            _add_errors(form, error)
            _accept_newest(form, newest.nummer)
        else:
            messages.success(request, "De tekst is bewaard. De vorige blijft te lezen bij de eerdere versies.")
            return redirect(item.get_absolute_url())
    kruimels = [LIJST, {"label": item.titel, "url": item.get_absolute_url()}, {"label": "Bewerken"}]
    context = {"formulier": form, "draad": item, "nieuwste": newest, "kruimels": kruimels}
    return render(request, "draden/bewerken.html", context, status=422 if post else 200)


def _accept_newest(form: forms.Form, nummer: int) -> None:
    """Let the next attempt start from the wording that the page now shows."""
    data = cast("QueryDict", form.data).copy()
    data["basis"] = str(nummer)
    form.data = data


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def samenstellen(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Choose, order and take away the bouwstenen of a rode draad."""
    item = _own(request, slug)
    status = 200
    if request.method == "POST":
        try:
            _act(request, item)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            status = 422
        else:
            return redirect(f"{request.path}?{request.GET.urlencode()}" if request.GET else request.path)
    zoek = ZoekForm(request.GET)
    gezocht: dict[str, Any] = zoek.cleaned_data if zoek.is_valid() else {"q": "", "thema": None}
    found = selectie.candidates(item, gezocht["q"], gezocht["thema"])
    carriers = Bouwsteen.objects.filter(rode_draden=item, draagt__draad=item).select_related("gesprek")
    context = {
        "draad": item,
        "dragers": carriers.order_by("draagt__volgorde", "pk"),
        "zoekformulier": zoek,
        "gezocht": bool(gezocht["q"] or gezocht["thema"]),
        "pagina": Paginator(found, PER_KEER).get_page(request.GET.get("pagina")),
        "kruimels": [LIJST, {"label": item.titel, "url": item.get_absolute_url()}, {"label": "Bouwstenen kiezen"}],
    }
    return render(request, "draden/samenstellen.html", context, status=status)


def _act(request: HttpRequest, item: RodeDraad) -> None:
    """Do what the button asks."""
    user = _user(request)
    if "toevoegen" in request.POST:
        stenen = selectie.pick(request.POST.getlist(selectie.STEEN))
        if not stenen:
            raise ValidationError("Vink eerst een of meer bouwstenen aan.")
        number = services.add_bouwstenen(item, stenen, user=user)
        messages.success(request, f"{number} bouwste{'en' if number == 1 else 'nen'} toegevoegd.")
        return
    name = next((name for name in ("weghalen", "omhoog", "omlaag") if name in request.POST), "")
    steen = Bouwsteen.objects.filter(urn_id=request.POST.get(name, "")).first()
    if steen is None:
        raise ValidationError("Deze bouwsteen is er niet (meer).")
    if name == "weghalen":
        services.remove_bouwsteen(item, steen, user=user)
        messages.success(request, f"‘{steen.titel}’ draagt deze rode draad niet meer.")
    else:
        services.move_bouwsteen(item, steen, omhoog=name == "omhoog", user=user)


@login_required
@require_POST
def zichtbaarheid(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a rode draad to readers, or hide it."""
    item = _own(request, slug)
    try:
        if "publiceren" in request.POST:
            services.publish_draad(item, user=_user(request))
            messages.success(request, "Lezers zien deze rode draad nu.")
        else:
            services.withdraw_draad(item, user=_user(request))
            messages.success(request, "Lezers zien deze rode draad niet meer. Er is niets gewist.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(item.get_absolute_url())

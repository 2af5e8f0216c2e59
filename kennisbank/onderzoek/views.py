"""The start page of the workbench and the pages of selecties."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kennisbank.accounts.models import User
from kennisbank.onderzoek import services
from kennisbank.onderzoek.bereik import Bereik, find_selectie, for_werkbank, read_bereik, search_url
from kennisbank.onderzoek.corpus import read_selectie, read_zoekvraag, version_of
from kennisbank.onderzoek.forms import SelectieForm
from kennisbank.onderzoek.models import Selectie
from kennisbank.onderzoek.panelen import selectie_panelen
from kennisbank.onderzoek.vergelijking import compare_with_now
from kennisbank.onderzoek.werkbank import Onderdeel, all_onderdelen, all_uitvoer

PER_PAGE = 25
WERKBANK = {"label": "Werkbank", "url": "/onderzoek/"}
SELECTIES = {"label": "Selecties", "url": "/onderzoek/selecties/"}


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def add_errors(form: Form, error: ValidationError) -> None:
    """Put what a service refused at the fields it is about."""
    fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in fields.items():
        form.add_error(name if name in form.fields else None, texts)


def tiles(bereik: Bereik, *, only_op_corpus: bool = False) -> list[dict[str, str]]:
    """The parts of the workbench as cards; those that work on a corpus lead to this one."""
    return [
        {
            "titel": onderdeel.label,
            "tekst": onderdeel.uitleg,
            "url": _address(onderdeel, bereik),
            "icoon": onderdeel.icoon,
        }
        for onderdeel in all_onderdelen()
        if onderdeel.op_corpus or not only_op_corpus
    ]


def _address(onderdeel: Onderdeel, bereik: Bereik) -> str:
    return f"{reverse(onderdeel.url_name)}{bereik.query if onderdeel.op_corpus else ''}"


@for_werkbank
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What there is on the workbench, on everything or on the search or Selectie in the address."""
    bereik = read_bereik(request.GET)
    recent = Selectie.objects.of(request.user).with_counts()[:3]
    context = {"bereik": bereik, "onderdelen": tiles(bereik), "recent": recent, "kruimels": [WERKBANK]}
    return render(request, "onderzoek/start.html", context)


@for_werkbank
@require_safe
def selecties(request: HttpRequest) -> HttpResponse:
    """The selecties of oneself, or those that others share."""
    others = request.GET.get("van") == "anderen"
    rows = Selectie.objects.shared_with(request.user) if others else Selectie.objects.of(request.user)
    page = Paginator(rows.with_counts(), PER_PAGE).get_page(request.GET.get("pagina"))
    items = [{"selectie": item, "in_woorden": describe(item)} for item in page.object_list]
    context = {"pagina": page, "items": items, "anderen": others, "kruimels": [WERKBANK, SELECTIES]}
    return render(request, "onderzoek/selecties.html", context)


def describe(selectie: Selectie) -> str:
    """The search that a selectie holds, in words."""
    zoekvraag = read_zoekvraag(selectie.zoekvraag)
    return zoekvraag.describe() if zoekvraag else "alle bouwstenen"


@for_werkbank
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponseBase:
    """Freeze everything, or what a search finds, under a name."""
    post = request.method == "POST"
    bereik = read_bereik(request.GET)
    corpus = bereik.read()
    start_naam = f"{bereik.selectie.naam} (opnieuw)"[:100] if bereik.selectie else ""
    form = SelectieForm(request.POST if post else None, initial={"naam": start_naam})
    if form.is_valid():
        try:
            made = services.create_selectie(corpus, **form.cleaned_data, user=_user(request))
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, f"De selectie is bewaard, met {len(corpus.bouwstenen)} bouwstenen.")
            return redirect(made.get_absolute_url())
    context = {
        "formulier": form,
        "bereik": bereik,
        "aantal": len(corpus.bouwstenen),
        "actie": f"{request.path}{bereik.query}",
        "kruimels": [WERKBANK, SELECTIES, {"label": "Nieuwe selectie"}],
    }
    return render(request, "onderzoek/selectie_nieuw.html", context, status=422 if post else 200)


@for_werkbank
@require_safe
def selectie(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """One selectie: what it records, what changed since, and its bouwstenen as they were."""
    item = find_selectie(kenmerk)
    corpus = read_selectie(item)
    bereik = Bereik(item, None)
    zoekvraag = read_zoekvraag(item.zoekvraag)
    page = Paginator(corpus.bouwstenen[::-1], PER_PAGE).get_page(request.GET.get("pagina"))
    user = _user(request)
    context = {
        "selectie": item,
        "bereik": bereik,
        "corpus": corpus,
        "in_woorden": describe(item),
        "zoek_url": search_url(zoekvraag) if zoekvraag else "",
        "opnieuw_url": f"{reverse('onderzoek:nieuw')}{f'?{zoekvraag.urlencode()}' if zoekvraag else ''}",
        "verschil": compare_with_now(item),
        "is_heel": corpus.vingerafdruk == item.vingerafdruk,
        "pagina": page,
        "regels": [{"steen": steen, "nummer": version_of(steen)} for steen in page.object_list],
        "onderdelen": tiles(bereik, only_op_corpus=True),
        "uitvoer": [(way.label, way.url(item)) for way in all_uitvoer()],
        "panelen": selectie_panelen(item, user),
        "permalink": request.build_absolute_uri(item.get_absolute_url()),
        "mag_wijzigen": services.may_change_selectie(item, user),
        "mag_verwijderen": services.may_change_selectie(item, user, action="delete"),
        "kruimels": [WERKBANK, SELECTIES, {"label": item.naam}],
    }
    return render(request, "onderzoek/selectie.html", context)


@for_werkbank
@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Change the name and explanation of a selectie."""
    item = find_selectie(kenmerk)
    if not services.may_change_selectie(item, _user(request)):
        raise PermissionDenied("Alleen wie deze selectie maakte, kan haar wijzigen.")
    post = request.method == "POST"
    first: dict[str, Any] = {name: getattr(item, name) for name in ("naam", "toelichting", "gedeeld")}
    form = SelectieForm(request.POST if post else None, initial=first)
    if form.is_valid():
        try:
            services.edit_selectie(item, **form.cleaned_data, user=_user(request))
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, "De selectie is gewijzigd.")
            return redirect(item.get_absolute_url())
    trail = [WERKBANK, SELECTIES, {"label": first["naam"], "url": item.get_absolute_url()}, {"label": "Wijzigen"}]
    context = {"formulier": form, "selectie": item, "kruimels": trail}
    return render(request, "onderzoek/selectie_wijzigen.html", context, status=422 if post else 200)


@for_werkbank
@require_http_methods(["GET", "HEAD", "POST"])
def verwijderen(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Ask whether, and delete a selectie."""
    item = find_selectie(kenmerk)
    user = _user(request)
    if not services.may_change_selectie(item, user, action="delete"):
        raise PermissionDenied("Alleen wie deze selectie maakte, kan haar verwijderen.")
    status = 200
    if request.method == "POST":
        try:
            services.delete_selectie(item, user=user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            status = 422
        else:
            messages.success(request, f"De selectie ‘{item.naam}’ is verwijderd. De bouwstenen zelf blijven.")
            return redirect("onderzoek:selecties")
    trail = [WERKBANK, SELECTIES, {"label": item.naam, "url": item.get_absolute_url()}, {"label": "Verwijderen"}]
    return render(request, "onderzoek/selectie_verwijderen.html", {"selectie": item, "kruimels": trail}, status=status)

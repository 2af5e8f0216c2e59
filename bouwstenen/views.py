"""Public pages about bouwstenen and gesprekken."""

from collections.abc import Mapping
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bouwstenen import gespreksverslag, lijsten
from bouwstenen.facetten import Facet, GefilterdeLijst, apply_facets, page_of, sort_links
from bouwstenen.forms import InzendForm
from bouwstenen.gesprekpanelen import gesprekspanelen
from bouwstenen.models import Bouwsteen, Gesprek
from bouwstenen.presentation import (
    gesprek_kaart,
    herkomst,
    kaarten,
    list_url,
    plek,
    thema_badges,
    visible_versies,
    wording_history,
)
from bouwstenen.services import MAX_TEKST, submit_bouwsteen
from bouwstenen.steenpanelen import lijstacties, steenpanelen
from bouwstenen.verwerkt import ledger_lines
from kennisbank.accounts.models import User
from kennisbank.text.normalise import normalise
from kennisbank.text.urn import is_urn_id
from kennisbank.ui.tekst import render_tekst

VERWANTE = 3
LIJST = {"label": "Bouwstenen", "url": "/bouwstenen/"}
GESPREKKEN = {"label": "Gesprekken", "url": "/gesprekken/"}


def _filtered_list(
    request: HttpRequest,
    rows: QuerySet[Any],
    facets: list[Facet],
    sorteringen: Mapping[str, tuple[str, tuple[str, ...]]],
) -> tuple[GefilterdeLijst, QuerySet[Any] | list[int], dict[str, Any]]:
    """The filtered rows, the same in the order asked for (keys when sorted on relevance), and the panel's context."""
    params = request.GET
    vraag = lijsten.read_vraag(params)
    keys = lijsten.search_rows(rows, vraag) if vraag else []
    lijst = apply_facets(rows.filter(pk__in=keys) if vraag else rows, facets, params, bewaar=("q", "sorteer"))
    default = "relevantie" if vraag else "nieuwste"
    sortering = params.get("sorteer", "")
    sortering = sortering if sortering in sorteringen else default
    choices = [(name, label) for name, (label, _) in sorteringen.items()]
    if vraag:
        choices.insert(0, ("relevantie", "Beste resultaat"))
    if sortering == "relevantie":
        ordered: QuerySet[Any] | list[int] = lijsten.in_order(lijst.rijen, keys)
    else:
        ordered = lijst.rijen.order_by(*sorteringen[sortering][1])
    context = {
        "facetten": lijst.facetten,
        "gekozen": lijst.gekozen,
        "aantal_filters": lijst.aantal_filters,
        "wis_url": lijst.wis_url,
        "q": vraag,
        "verborgen": [{"naam": "sorteer", "waarde": sortering}] if params.get("sorteer") == sortering else [],
        "sorteringen": sort_links(params, choices, sortering),
    }
    return lijst, ordered, context


def _fetch_page(rows: QuerySet[Any], ordered: QuerySet[Any] | list[int], request: HttpRequest) -> Any:
    """One page of objects; `rows` says what to fetch with them."""
    if not isinstance(ordered, list):
        return page_of(ordered, request.GET)
    page = page_of(ordered, request.GET)
    found = {row.pk: row for row in rows.filter(pk__in=list(page.object_list))}
    page.object_list = [found[key] for key in page.object_list if key in found]
    return page


@require_safe
def bouwstenen(request: HttpRequest) -> HttpResponse:
    """The list of bouwstenen with its filters."""
    rows = Bouwsteen.objects.current()
    _, ordered, context = _filtered_list(request, rows, lijsten.bouwsteen_facetten(), lijsten.SORTERINGEN)
    cards = rows.for_cards()
    page = _fetch_page(cards, ordered if isinstance(ordered, list) else _with(cards, ordered), request)
    return render(
        request,
        "bouwstenen/lijst.html",
        context
        | {
            "pagina": page,
            "kaarten": kaarten(page.object_list),
            "acties": lijstacties(request.GET, request.user),
            "kruimels": [LIJST],
        },
    )


def _with(cards: QuerySet[Any], ordered: QuerySet[Any]) -> QuerySet[Any]:
    """What `cards` fetches along, for the rows and the order of `ordered`."""
    return cards.filter(pk__in=ordered.order_by().values("pk")).order_by(*ordered.query.order_by)


def _moved_to(request: HttpRequest, urn_id: str, name: str) -> HttpResponse | None:
    """A redirect when the id was typed in capitals; 404 for what cannot be an id."""
    lowered = urn_id.lower()
    if not is_urn_id(lowered):
        raise Http404("Dit is geen kenmerk.")
    return redirect(reverse(name, args=[lowered]), permanent=True) if lowered != urn_id else None


@require_safe
def bouwsteen(request: HttpRequest, urn_id: str) -> HttpResponse:
    """One bouwsteen: what it says, where it comes from, and what became of it."""
    moved = _moved_to(request, urn_id, "bouwstenen:bouwsteen")
    if moved is not None:
        return moved
    visible = Bouwsteen.objects.visible_to(request.user).with_origin().prefetch_related("themas")
    item = visible.filter(urn_id=urn_id).first()
    if item is None:
        raise Http404("Deze bouwsteen bestaat niet.")
    themas = [thema for thema in item.themas.all() if thema.opgegaan_in_id is None]
    label, label_url = herkomst(item)
    soort_plek, naam_plek, plek_url = plek(item)
    related = Bouwsteen.objects.related_to(item, [thema.pk for thema in themas]).for_cards()[:VERWANTE]
    return render(
        request,
        "bouwstenen/bouwsteen.html",
        {
            "bouwsteen": item,
            "tekst": render_tekst(item.tekst, basis_kopniveau=2),
            "themas": thema_badges(themas, only="thema"),
            "feiten": [
                {"label": "Herkomst", "waarde": label, "url": label_url},
                {"label": soort_plek, "waarde": naam_plek, "url": plek_url},
                *_lenzen(themas),
            ],
            "regels": ledger_lines(item),
            "geschiedenis": wording_history(visible_versies(item, request.user)),
            "originelen": item.afgeleid_van.published(),
            "opvolgers": item.opvolgers.published(),
            "panelen": steenpanelen(item, request.user),
            "verwant": kaarten(related),
            "permalink": request.build_absolute_uri(item.get_absolute_url()),
            "kruimels": [LIJST, {"label": item.titel}],
        },
    )


def _lenzen(themas: list[Any]) -> list[dict[str, Any]]:
    return [
        {"label": thema.get_soort_display(), "waarde": thema.naam, "url": thema.get_absolute_url()}
        for thema in themas
        if thema.soort != "thema"
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def inzenden(request: HttpRequest) -> HttpResponseBase:
    """The form with which somebody hands in a bouwsteen."""
    if not request.user.has_perm("bouwstenen.submit_bouwsteen"):
        return render(request, "bouwstenen/inzenden_kan_niet.html", {"kruimels": _inzend_kruimels()}, status=403)
    form = InzendForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"formulier": form, "kruimels": _inzend_kruimels()}
    if request.method != "POST":
        return render(request, "bouwstenen/inzenden.html", context)
    if "voorbeeld" in request.POST:
        context["voorbeeld"] = _render_preview(request.POST.get("tekst", ""))
        context["formulier"] = InzendForm(initial=_typed(request))
        return render(request, "bouwstenen/inzenden.html", context)
    if form.is_valid():
        handed_in = _submit(form, cast("User", request.user))
        if handed_in is not None:
            return redirect("bouwstenen:bedankt", urn_id=handed_in.urn_id)
    return render(request, "bouwstenen/inzenden.html", context, status=422)


def _inzend_kruimels() -> list[dict[str, str]]:
    return [LIJST, {"label": "Bouwsteen inzenden"}]


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed, as starting values for a form that must not complain yet."""
    many = ("themas", "niveau", "relatie", "ambitie", "overheidsrol")
    single = {
        name: request.POST.get(name, "") for name in ("titel", "tekst", "soort", "gesprek", "tegengeluid", "token")
    }
    return single | {name: request.POST.getlist(name) for name in many}


def _submit(form: InzendForm, user: User) -> Bouwsteen | None:
    """Hand in what the form holds; None after putting what the service refused at its field."""
    data = form.cleaned_data
    try:
        return submit_bouwsteen(
            titel=data["titel"],
            tekst=data["tekst"],
            soort=data["soort"],
            tegengeluid=data["tegengeluid"],
            themas=form.chosen_terms,
            gesprek=data["gesprek"],
            bron_id=f"inzending:{data['token']}",
            bevestigd=form.bevestigd,
            user=user,
        )
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            form.add_error(name if name in form.fields else None, messages)
        return None


@login_required
@require_safe
def bedankt(request: HttpRequest, urn_id: str) -> HttpResponseBase:
    """What happens next with what somebody just handed in; only for them."""
    item = Bouwsteen.objects.filter(urn_id=urn_id, ingebracht_door=cast("User", request.user)).first()
    if item is None:
        raise Http404("Deze inzending is niet van jou.")
    return render(request, "bouwstenen/bedankt.html", {"bouwsteen": item, "kruimels": [LIJST, {"label": "Bedankt"}]})


@require_POST
def voorbeeld(request: HttpRequest) -> HttpResponse:
    """A piece of HTML that shows how a text will look; for who is logged in."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return render(request, "bouwstenen/voorbeeld.html", {"html": _render_preview(request.POST.get("tekst", ""))})


def _render_preview(tekst: str) -> str:
    return render_tekst(normalise(tekst[:MAX_TEKST]), prefix="voorbeeld-", basis_kopniveau=4)


@require_safe
def gesprekken(request: HttpRequest) -> HttpResponse:
    """The list of gesprekken with its filters."""
    rows = Gesprek.objects.published()
    _, ordered, context = _filtered_list(request, rows, lijsten.gesprek_facetten(), lijsten.GESPREK_SORTERINGEN)
    counted = rows.with_counts()
    page = _fetch_page(counted, ordered if isinstance(ordered, list) else _with(counted, ordered), request)
    items = [gesprek_kaart(item) for item in page.object_list]
    today = timezone.localdate()
    planned = [item for item in items if item["datum"] > today]
    if not request.GET.get("sorteer"):
        planned.sort(key=lambda item: item["datum"])
    return render(
        request,
        "bouwstenen/gesprekken.html",
        context
        | {
            "pagina": page,
            "gepland": planned,
            "gehouden": [item for item in items if item["datum"] <= today],
            "kruimels": [GESPREKKEN],
        },
    )


def _called_off(request: HttpRequest, urn_id: str) -> HttpResponse:
    """Say that a gesprek which readers could see will not be held; 404 for any other."""
    item = Gesprek.objects.filter(urn_id=urn_id, plan__afgelast_op__isnull=False, plan__zichtbaar=True).first()
    if item is None:
        raise Http404("Dit gesprek bestaat niet.")
    context = {"gesprek": item, "kruimels": [GESPREKKEN, {"label": item.titel}]}
    return render(request, "bouwstenen/gesprek_afgelast.html", context, status=410)


@require_safe
def gesprek(request: HttpRequest, urn_id: str) -> HttpResponse:
    """One gesprek: its facts, its record, what came out of it and what became of that."""
    moved = _moved_to(request, urn_id, "bouwstenen:gesprek")
    if moved is not None:
        return moved
    item = Gesprek.objects.published().filter(urn_id=urn_id).first()
    if item is None:
        return _called_off(request, urn_id)
    stenen = list(item.bouwstenen.current().select_related("lichaamsdeel").prefetch_related("themas"))
    return render(
        request,
        "bouwstenen/gesprek.html",
        {
            "gesprek": item,
            "is_gepland": item.datum > timezone.localdate(),
            "feiten": gespreksverslag.facts(item),
            "verslag": render_tekst(item.verslag, basis_kopniveau=3) if item.verslag else "",
            "groepen": gespreksverslag.by_place(stenen),
            "standen": gespreksverslag.outcomes(item, stenen),
            "correcties": gespreksverslag.corrections(item),
            "panelen": gesprekspanelen(item, request.user),
            "vorige": gespreksverslag.earlier(item),
            "volgende": gespreksverslag.later(item),
            "lijst_url": list_url(gesprek=item.urn_id),
            "permalink": request.build_absolute_uri(item.get_absolute_url()),
            "kruimels": [GESPREKKEN, {"label": item.titel}],
        },
    )

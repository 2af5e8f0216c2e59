"""The coverage page: what of all that was said is in the document, and what is not."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from bouwstenen.models import Bouwsteen, Gesprek
from bouwstenen.presentation import kaarten
from kennisbank.document.models import Hoofdstuk, LevendDocument
from kennisbank.redactie.dekking import tabellen, warmtekaart
from kennisbank.redactie.dekking.telling import Dekking, Matrix, age_key, count_by_age
from kennisbank.text.spreadsheet import as_csv
from themas.models import Thema

PER_PAGE = 25
BEELDEN = {
    "thema": "Thema’s",
    "gesprek": "Gesprekken",
    "weerklank": "Weerklank",
    "zonder-bron": "Secties zonder bron",
    "open": "Wat nog wacht",
}
MATRIX_TITELS = {
    "thema": "Bouwstenen per thema en hoofdstuk",
    "gesprek": "Bouwstenen per gesprek en hoofdstuk",
}


def _documents() -> QuerySet[LevendDocument]:
    return LevendDocument.objects.live().public().order_by("path")


def _find_document(request: HttpRequest) -> LevendDocument | None:
    """The document in the address; without one, the first."""
    wanted = request.GET.get("document", "")
    documents = _documents()
    if not wanted:
        return documents.first()
    found = documents.filter(urn_id=wanted).first()
    if found is None:
        raise Http404("Dit document bestaat niet.")
    return found


def _find_beeld(request: HttpRequest, known: dict[str, str]) -> str:
    beeld = request.GET.get("beeld") or next(iter(known))
    if beeld not in known:
        raise Http404("Deze tabel bestaat niet.")
    return beeld


def _trail(*extra: tuple[str, str]) -> list[dict[str, str]]:
    items = [("Dekking", reverse("dekking:overzicht")), *extra]
    return [{"label": label, "url": url} for label, url in items]


@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """One of the five tables of a document, the first as a picture too."""
    document = _find_document(request)
    beeld = _find_beeld(request, BEELDEN)
    context: dict[str, Any] = {
        "document": document,
        "documenten": list(_documents()),
        "beeld": beeld,
        "beelden": [(key, label, _address(document, beeld=key)) for key, label in BEELDEN.items()],
        "kruimels": _trail(),
    }
    if document is not None:
        dekking = Dekking(document)
        context |= {"dekking": dekking, "csv_url": _address(document, "dekking:csv", beeld)}
        context |= _table(dekking, beeld)
    return render(request, "dekking/overzicht.html", context)


def _address(document: LevendDocument | None, name: str = "dekking:overzicht", *args: str, **query: str) -> str:
    if document is not None:
        query["document"] = document.urn_id
    return f"{reverse(name, args=args)}?{urlencode(query)}"


def _table(dekking: Dekking, beeld: str) -> dict[str, Any]:
    if beeld == "weerklank":
        return {"lenzen": dekking.resonance()}
    if beeld == "zonder-bron":
        return {"zonder_bron": dekking.without_source()}
    if beeld == "open":
        return {"leeftijden": count_by_age()}
    matrix = _matrix(dekking, beeld)
    return {
        "matrix": matrix,
        "matrix_titel": MATRIX_TITELS[beeld],
        "kaart": warmtekaart.draw(matrix, MATRIX_TITELS[beeld]),
        "svg_url": _address(dekking.document, "dekking:svg", beeld=beeld),
        "rijen": [_linked(rij, matrix, beeld) for rij in matrix.rijen],
    }


def _matrix(dekking: Dekking, beeld: str) -> Matrix:
    return dekking.by_gesprek() if beeld == "gesprek" else dekking.by_thema()


def _linked(rij: Any, matrix: Matrix, beeld: str) -> dict[str, Any]:
    """A row with the address that each of its numbers leads to."""
    base = reverse("dekking:bouwstenen")

    def url(**query: str) -> str:
        return f"{base}?{urlencode({beeld: rij.sleutel} | query)}"

    cells = [
        (number, url(hoofdstuk=hoofdstuk.urn_id), hoofdstuk.title)
        for hoofdstuk, number in zip(matrix.hoofdstukken, rij.aantallen, strict=True)
    ]
    return {"rij": rij, "cellen": cells, "url": url(), "nergens_url": url(hoofdstuk="nergens")}


@require_safe
def csv(request: HttpRequest, tabel: str) -> HttpResponse:
    """One table as CSV."""
    document = _find_document(request)
    make = tabellen.TABELLEN.get(tabel)
    if make is None or document is None:
        raise Http404("Deze tabel bestaat niet.")
    response = HttpResponse(as_csv(make(Dekking(document))), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="dekking-{tabel}.csv"'
    return response


@require_safe
def svg(request: HttpRequest) -> HttpResponse:
    """One matrix as a picture to download."""
    document = _find_document(request)
    beeld = _find_beeld(request, MATRIX_TITELS)
    if document is None:
        raise Http404("Er is nog geen document.")
    kaart = warmtekaart.draw(_matrix(Dekking(document), beeld), MATRIX_TITELS[beeld])
    response = render(request, "dekking/warmtekaart.svg", {"kaart": kaart}, content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="dekking-{beeld}.svg"'
    return response


@require_safe
def bouwstenen(request: HttpRequest) -> HttpResponse:
    """The bouwstenen behind a number: by thema, gesprek, hoofdstuk ("nergens": in none) and how long they wait."""
    rows, waarvan = Bouwsteen.objects.current(), []
    for name, narrow in (
        ("thema", _by_thema),
        ("gesprek", _by_gesprek),
        ("hoofdstuk", _by_hoofdstuk),
        ("leeftijd", _by_age),
    ):
        if value := request.GET.get(name):
            rows, words = narrow(rows, value)
            waarvan.append(words)
    if request.GET.get("tegengeluid"):
        rows = rows.filter(tegengeluid=True)
        waarvan.append("tegengeluid")
    pagina = Paginator(rows.order_by("-aangemaakt_op", "-pk").for_cards(), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "pagina": pagina,
        "kaarten": kaarten(pagina.object_list),
        "waarvan": waarvan,
        "kruimels": _trail(("Bouwstenen", request.get_full_path())),
    }
    return render(request, "dekking/bouwstenen.html", context)


def _by_thema(rows: Any, slug: str) -> tuple[Any, str]:
    thema = Thema.objects.filter(slug=slug).first()
    if thema is None:
        raise Http404("Dit thema bestaat niet.")
    return rows.about(thema), f"over {thema.naam}"


def _by_gesprek(rows: Any, urn_id: str) -> tuple[Any, str]:
    gesprek = Gesprek.objects.published().filter(urn_id=urn_id).first()
    if gesprek is None:
        raise Http404("Dit gesprek bestaat niet.")
    return rows.filter(gesprek=gesprek), f"uit {gesprek.titel}"


def _by_hoofdstuk(rows: Any, urn_id: str) -> tuple[Any, str]:
    if urn_id == "nergens":
        used = {urn for document in _documents() for urn in Dekking(document).plekken}
        return rows.exclude(urn_id__in=used), "nog nergens in het document"
    hoofdstuk = Hoofdstuk.objects.live().public().filter(urn_id=urn_id).first()
    versie = hoofdstuk.versies.order_by("-nummer").first() if hoofdstuk else None
    if hoofdstuk is None or versie is None:
        raise Http404("Dit hoofdstuk bestaat niet.")
    named = {bron["bouwsteen"] for sectie in versie.inhoud["secties"] for bron in sectie["bronnen"]}
    return rows.filter(urn_id__in=named), f"in {hoofdstuk.title}"


def _by_age(rows: Any, key: str) -> tuple[Any, str]:
    labels = {row["sleutel"]: row["label"] for row in count_by_age()}
    if key not in labels:
        raise Http404("Deze periode bestaat niet.")
    now = timezone.now()
    dates = rows.open().values_list("pk", "gepubliceerd_op", "aangemaakt_op")
    waiting = [pk for pk, published, made in dates if age_key(now - (published or made)) == key]
    return rows.filter(pk__in=waiting), f"die wacht: {labels[key].lower()}"

"""The page that says how far coders agree, and its figures as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisbank.drukwerk import svg_png
from kennisbank.onderzoek.bereik import for_werkbank
from kennisbank.onderzoek.codering.adressen import closed_ronde, crumbs
from kennisbank.onderzoek.codering.lezen import read_stand
from kennisbank.onderzoek.codering.overeenstemming.berekening import GEEN, compute
from kennisbank.onderzoek.codering.overeenstemming.tabellen import TABELLEN, draw
from kennisbank.onderzoek.codering.presentation import names
from kennisbank.onderzoek.codering.rechten import leads

PNG_BREEDTE = 1600


@for_werkbank
@require_safe
def overeenstemming(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """All coefficients with what they mean, the picture per code, and what coders took for one another."""
    ronde = closed_ronde(request, kenmerk)
    stand = read_stand(ronde)
    found = compute(stand)
    called = names(stand.codeurs) if leads(ronde, request.user) else {}
    context = {
        "ronde": ronde,
        "gevonden": found,
        "plaatje": draw(found),
        "paren": [
            {
                "regel": row,
                "een": called.get(row.een, f"Codeur {row.een}"),
                "ander": called.get(row.ander, f"Codeur {row.ander}"),
            }
            for row in found.paren
        ],
        "letop": [row for row in found.codes if row.waarschuwingen],
        "geen": GEEN,
        "kruimels": crumbs(ronde, "Overeenstemming"),
    }
    return render(request, "codering/overeenstemming.html", context)


@for_werkbank
@require_safe
def csv(request: HttpRequest, kenmerk: str, tabel: str) -> HttpResponse:
    """One table for a spreadsheet; coders by number."""
    ronde = closed_ronde(request, kenmerk)
    make = TABELLEN.get(tabel)
    if make is None:
        raise Http404("Deze tabel bestaat niet.")
    stand = read_stand(ronde)
    name = f"codeerronde-{ronde.kenmerk}-{tabel}.csv"
    return HttpResponse(
        make(stand, compute(stand)).as_csv(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@for_werkbank
@require_safe
def bestand(request: HttpRequest, kenmerk: str, soort: str) -> HttpResponse:
    """The picture per code as SVG or PNG."""
    ronde = closed_ronde(request, kenmerk)
    if soort not in {"svg", "png"}:
        raise Http404("De tekening is er als svg en png.")
    svg = draw(compute(read_stand(ronde))).svg
    content = svg.encode() if soort == "svg" else svg_png(svg, PNG_BREEDTE)
    return HttpResponse(
        content,
        content_type="image/svg+xml" if soort == "svg" else "image/png",
        headers={"Content-Disposition": f'attachment; filename="codeerronde-{ronde.kenmerk}-codes.{soort}"'},
    )

"""The coverage as plain tables, for who counts on with a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

from kennisbank.redactie.dekking.telling import Dekking, Matrix, count_by_age

Regels = list[list[str]]


def _matrix(matrix: Matrix, eerste: str) -> Regels:
    head = [eerste, *(hoofdstuk.title for hoofdstuk in matrix.hoofdstukken), "In het document", "Totaal"]
    return [
        head,
        *([rij.label, *map(str, rij.aantallen), str(rij.in_document), str(rij.totaal)] for rij in matrix.rijen),
    ]


def _age(_: Dekking) -> Regels:
    rows = [[str(row["label"]), str(row["aantal"]), str(row["tegengeluid"])] for row in count_by_age()]
    return [["Wacht", "Open bouwstenen", "Waarvan tegengeluid"], *rows]


def _sections(dekking: Dekking) -> Regels:
    return [
        ["Hoofdstuk", "Sectie zonder bron"],
        *([hoofdstuk.title, sectie.kop] for hoofdstuk, secties, _ in dekking.without_source() for sectie in secties),
    ]


def _resonance(dekking: Dekking) -> Regels:
    head = ["Lens", "Term", "Gezegd", "In de tekst", "Aandeel gezegd", "Aandeel in de tekst", "Afwijking", "Oordeel"]
    rows = []
    for lens, terms in dekking.resonance():
        for term in terms:
            shares = [f"{share:.3f}".replace(".", ",") for share in (term.aandeel_gezegd, term.aandeel_in_tekst)]
            residual = "" if term.afwijking is None else f"{term.afwijking:.2f}".replace(".", ",")
            rows.append([lens, term.label, str(term.gezegd), str(term.in_tekst), *shares, residual, term.oordeel])
    return [head, *rows]


TABELLEN: dict[str, Callable[[Dekking], Regels]] = {
    "thema": lambda dekking: _matrix(dekking.by_thema(), "Thema"),
    "gesprek": lambda dekking: _matrix(dekking.by_gesprek(), "Gesprek"),
    "weerklank": _resonance,
    "zonder-bron": _sections,
    "open": _age,
}

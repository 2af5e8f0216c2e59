"""The form itself: fields in the right places, to be filled in by anybody."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from kennisbank.drukwerk import Invulblad, Vak, invulblad_pdf
from tests.kennisbank.drukwerk.bladen import CANVAS, MODEL
from tests.kennisbank.exchange.boek.pdf_checks import elements


@pytest.fixture(scope="module", params=[CANVAS, MODEL], ids=lambda blad: blad.soort)
def blad(request: pytest.FixtureRequest) -> Invulblad:
    return request.param


@pytest.fixture(scope="module")
def reader(blad: Invulblad) -> PdfReader:
    return PdfReader(io.BytesIO(invulblad_pdf(blad)))


def widgets(reader: PdfReader) -> list[Any]:
    alle = [notitie.get_object() for pagina in reader.pages for notitie in pagina.get("/Annots", [])]
    return [veld for veld in alle if veld.get("/T") != "kennisbank"]


def test_every_line_of_every_vak_has_a_field(blad: Invulblad, reader: PdfReader) -> None:
    namen = {naam for naam, veld in (reader.get_fields() or {}).items() if "/FT" in veld}
    verwacht = {f"vak.{vak.sleutel}.{nummer}" for vak in blad.vakken for nummer in range(1, blad.regels_per_vak + 1)}
    assert namen == {"kennisbank", *verwacht}


def test_a_usual_form_is_one_page(reader: PdfReader) -> None:
    assert len(reader.pages) == 1


def test_fields_say_what_they_are_and_lie_on_the_page_apart(reader: PdfReader) -> None:
    vlakken = []
    for veld in widgets(reader):
        assert veld["/Subtype"] == "/Widget"
        assert veld["/TU"]
        assert int(veld["/Ff"]) & (1 << 12)
        vlakken.append([float(getal) for getal in veld["/Rect"]])
    for plek, (links, onder, rechts, boven) in enumerate(vlakken):
        assert 0 < links < rechts < 596
        assert 0 < onder < boven < 842
        assert boven - onder > 17
        for andere in vlakken[plek + 1 :]:
            assert rechts <= andere[0] or andere[2] <= links or boven <= andere[1] or andere[3] <= onder


def test_fields_are_tagged_in_the_order_in_which_one_reads_them(blad: Invulblad, reader: PdfReader) -> None:
    soorten = elements(invulblad_pdf(blad))
    assert soorten.count("Form") == len(blad.vakken) * blad.regels_per_vak
    assert soorten.count("H2") == len(blad.vakken)
    assert "Link" not in soorten
    assert ("Figure" in soorten) == (blad.soort == "model")
    assert reader.pages[0]["/Tabs"] == "/S"
    ouders = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    per_nummer = dict(zip(ouders[::2], ouders[1::2], strict=True))
    for veld in widgets(reader):
        element = per_nummer[veld["/StructParent"]].get_object()
        assert element["/S"] == "/Form"
        doelen = element["/K"] if isinstance(element["/K"], list) else [element["/K"]]
        assert doelen[0].get_object()["/Obj"].get_object() is veld


def test_headings_and_fields_follow_one_another_per_vak() -> None:
    vorm = [soort for soort in elements(invulblad_pdf(CANVAS)) if soort in ("H2", "Form")]
    assert vorm == ["H2", *["Form"] * CANVAS.regels_per_vak] * len(CANVAS.vakken)


def test_the_document_is_dutch_has_a_title_and_holds_no_script(blad: Invulblad) -> None:
    pdf = invulblad_pdf(blad)
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/Lang"] == "nl-NL"
    assert b"<pdfuaid:part>1<" in root["/Metadata"].get_data()
    for verboden in (b"/JS", b"/JavaScript", b"/XFA", b"/URI"):
        assert verboden not in pdf


def test_equal_forms_give_equal_bytes(blad: Invulblad) -> None:
    assert invulblad_pdf(blad) == invulblad_pdf(blad)


def test_many_vakken_go_on_to_a_next_page() -> None:
    vakken = tuple(Vak(f"v{nummer}", f"Vak {nummer}", "Uitleg " * 20) for nummer in range(20))
    pdf = invulblad_pdf(Invulblad("responscanvas", "", "Veel", "", vakken, regels_per_vak=9))
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) > 1
    assert len(widgets(reader)) == 180


@pytest.mark.parametrize("titel", ["#panic()", "</svg>", "a" * 300, "", "emoji 🙂 \ue000"])
def test_what_is_typed_is_never_code(titel: str) -> None:
    pdf = invulblad_pdf(Invulblad("responscanvas", "", titel, titel, (Vak("a", titel, titel),)))
    assert len(widgets(PdfReader(io.BytesIO(pdf)))) == 6


@pytest.mark.parametrize(
    "delen",
    [
        {"soort": "verslag"},
        {"kenmerk": "../etc"},
        {"vakken": ()},
        {"vakken": (Vak("a.b", "x"),)},
        {"vakken": (Vak("a", "x"), Vak("a", "y"))},
        {"regels_per_vak": 0},
        {"soort": "model", "vakken": (Vak("hoofd", "Hoofd"),)},
    ],
)
def test_refuses_a_form_that_could_not_be_read_back(delen: dict[str, Any]) -> None:
    goed = {"soort": "responscanvas", "kenmerk": "", "titel": "x", "datum_tekst": "", "vakken": (Vak("a", "A"),)}
    with pytest.raises(ValueError, match=r"invulblad|sleutels|vakken"):
        Invulblad(**{**goed, **delen})

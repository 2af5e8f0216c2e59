"""Pictures as print."""

import io
import re

import pytest
from PIL import Image
from pypdf import PdfReader

from kennisbank.drukwerk import figuur_svg, svg_pdf, svg_png
from tests.kennisbank.exchange.boek.pdf_checks import elements

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'
    '<rect width="200" height="100" fill="#0d3f44"/></svg>'
)


def test_the_figure_has_the_five_body_parts_a_description_and_no_style() -> None:
    svg = figuur_svg()
    for deel in ("hoofd", "hart", "handen", "buik", "voeten"):
        assert f'class="kb-figuur__{deel}"' in svg
    assert re.search(r'role="img" aria-label="[^"]+"', svg)
    assert "style" not in svg
    assert "<script" not in svg


@pytest.mark.parametrize(("formaat", "breedte", "hoogte"), [("a3", 420, 297), ("a4", 297, 210)])
def test_print_lies_down_and_fits_one_page(formaat: str, breedte: int, hoogte: int) -> None:
    pdf = svg_pdf(SVG, formaat, "De plaat")
    paginas = PdfReader(io.BytesIO(pdf)).pages
    assert len(paginas) == 1
    maat = [round(float(getal) / 72 * 25.4) for getal in paginas[0].mediabox[2:]]
    assert maat == [breedte, hoogte]
    assert "Figure" in elements(pdf)


def test_png_is_as_wide_as_asked() -> None:
    beeld = Image.open(io.BytesIO(svg_png(SVG, 640)))
    assert beeld.size == (640, 320)
    assert beeld.convert("RGB").getpixel((320, 160)) == (13, 63, 68)


@pytest.mark.parametrize("breedte", [0, 100_000])
def test_png_of_absurd_size_is_refused(breedte: int) -> None:
    with pytest.raises(ValueError, match="beeldpunten"):
        svg_png(SVG, breedte)

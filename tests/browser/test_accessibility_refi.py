"""Taking codings over and a project along: axe-core finds nothing, nothing scrolls sideways, and the files arrive."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kennisbank.exchange.refi.check import check_file
from tests.browser.axe import find_violations, sideways_scroll
from tests.kennisbank.exchange.refi.samples import codebook, project_xml, qdpx, selection

pytestmark = pytest.mark.browser


def check(tab: Page) -> None:
    """Our part of the screen has no faults that axe sees, and it fits in the window."""
    assert find_violations(tab, within=".nice-padding") == []
    assert sideways_scroll(tab) == 0


@pytest.mark.parametrize("width", [1280, 320])
def test_codings_are_tried_out_first(open_tab: Callable[..., Page], width: int, tmp_path: Path) -> None:
    tekst = "Een losse opmerking."
    source = '<Sources><TextSource guid="00000000-0000-0000-0000-000000000500" name="Bron"><PlainTextContent>'
    source += f"{tekst}</PlainTextContent>{selection(tekst, tekst, 1)}</TextSource></Sources>"
    bestand = tmp_path / "proef.qdpx"
    bestand.write_bytes(qdpx(project_xml(codebook("Ontdekkingslust") + source)))
    tab = open_tab("redacteur", width=width)
    tab.goto("/beheer/importeren/codering/")
    check(tab)
    tab.get_by_label("Bestand", exact=True).set_input_files(bestand)
    tab.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(tab.locator(".kbb-kolom [role=status]")).to_contain_text("1 toegevoegd")
    tab.get_by_text("Codering niet overgenomen (1)").click()
    expect(tab.get_by_text("dit is niet de tekst van een bouwsteen")).to_be_visible()
    check(tab)
    tab.get_by_role("button", name="Annuleer").click()


def test_a_search_comes_along_as_a_project(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("", width=1280)
    tab.goto("/zoeken/?q=brief")
    tab.get_by_text("Neem mee als").click()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="REFI-QDA-project").click()
    assert download.value.suggested_filename == "brief.qdpx"
    assert check_file(Path(download.value.path()).read_bytes(), "brief.qdpx") == []

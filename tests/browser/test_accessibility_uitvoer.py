"""Taking along and bringing in begrippen: axe-core finds nothing, nothing scrolls sideways, and the files arrive."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

LIJST = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://elders.example/> .
:moed a skos:Concept ; skos:prefLabel "Burgermoed"@nl ; skos:definition "Iets durven."@nl ; skos:broader :weg .
:tegenspraak a skos:Concept ; skos:prefLabel "Tegenspraak"@nl ; skos:definition "Iets anders."@nl .
:zonder a skos:Concept ; skos:prefLabel "Zonder definitie"@nl .
"""


def check(tab: Page) -> None:
    """Our part of the screen has no faults that axe sees, and it fits in the window."""
    assert find_violations(tab, within=".nice-padding") == []
    assert sideways_scroll(tab) == 0


@pytest.mark.parametrize("width", [1280, 320])
def test_begrippen_are_tried_out_first(open_tab: Callable[..., Page], width: int, tmp_path: Path) -> None:
    bestand = tmp_path / "lijst.ttl"
    bestand.write_text(LIJST)
    tab = open_tab("redacteur", width=width)
    tab.goto("/beheer/importeren/begrippen/")
    check(tab)
    tab.get_by_label("Bestand", exact=True).set_input_files(bestand)
    tab.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(tab.locator(".kbb-kolom [role=status]")).to_contain_text("1 toegevoegd")
    expect(tab.get_by_text("Conflicten (1)")).to_be_visible()
    check(tab)
    tab.get_by_role("button", name="Annuleer").click()


def test_a_search_comes_along_as_a_file(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("", width=1280)
    tab.goto("/zoeken/?q=brief")
    tab.get_by_text("Neem mee als").click()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="CSV (rekenblad)").click()
    assert download.value.suggested_filename == "kennisbank-zoeken-brief.csv"
    assert Path(download.value.path()).read_bytes().startswith(b"\xef\xbb\xbfKenmerk;Soort;Titel")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_themas_point_to_their_open_data(open_tab: Callable[..., Page], width: int) -> None:
    tab = open_tab("", width=width)
    tab.goto("/themas/")
    expect(tab.get_by_role("link", name="Turtle")).to_have_attribute("href", "/themas/begrippen.ttl")
    assert sideways_scroll(tab) == 0

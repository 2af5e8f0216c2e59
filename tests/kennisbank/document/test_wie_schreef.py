"""Who wrote this sentence: the version it came in with and the one that last changed it, with people and reason."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import create_hoofdstuk, restore_versie
from kennisbank.document.versies.zinnen import read_zinnen
from tests.factories import UserFactory
from tests.histories import credit, republish, rewrite
from tests.pages import SiteTree, inhoud, sectie

PATH = "/document/tegenspraak/wie-schreef-dit/"


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


def get(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    html = response.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def told(page: Hoofdstuk, sectie_id: str) -> list[tuple[str, int, int]]:
    """Sentence, version that last changed it, version it came in with."""
    found = next(sectie for sectie in read_zinnen(page) if sectie.id == sectie_id)
    return [(zin.tekst, zin.versie, zin.toegevoegd) for zin in found.zinnen]


def test_every_sentence_names_its_version(site_tree: SiteTree) -> None:
    page = site_tree.hoofdstukken[0]
    first = inhoud_of(page)["secties"][0]
    rewrite(page, f"{first['tekst']} Ook als het spannend is.", site_tree.user)
    rewrite(page, "Wie loyaal is, zegt eerlijk wat er speelt. Zie hieronder. Ook als het spannend is.", site_tree.user)
    found = told(page, first["id"])
    assert found[0] == ("Wie loyaal is, zegt eerlijk wat er speelt.", 3, 1)
    assert found[-1] == ("Ook als het spannend is.", 2, 2)


def test_title_and_summary_are_told_too(site_tree: SiteTree) -> None:
    page = site_tree.hoofdstukken[0]
    assert told(page, "titel") == [("Tegenspraak geven", 1, 1)]
    assert told(page, "samenvatting") == [("Waarom tegenspraak bij loyaal werken hoort.", 1, 1)]


def test_sentences_are_plain_words(site_tree: SiteTree) -> None:
    table = "| Wie | Wat |\n|---|---|\n| Jij | Belt |"
    points = "- Een **vet** punt.\n- Zie [[De menselijke maat|de maat]].[^1]"
    text = f"## Kop\n\n{points}\n\n*Schuin begint hier. En houdt op.* Punt.\n\n{table}\n\n[^1]: Een noot."
    content = inhoud("Plat", sectie(50, "Kop", text))
    page = create_hoofdstuk(site_tree.document, inhoud=content, slug="plat", user=site_tree.user)
    words = [zin for zin, _, _ in told(page, content["secties"][0]["id"])]
    assert words == [
        "Kop", "Een vet punt.", "Zie de maat.", "Schuin begint hier.", "En houdt op.", "Punt.", "Wie Wat", "Jij Belt",
        "Een noot.",
    ]  # fmt: skip
    found = next(part for part in read_zinnen(page) if part.kop == "Kop")
    [(_, alineas)] = found.groups()
    assert [len(zinnen) for zinnen in alineas] == [1, 1, 1, 3, 1, 1, 1]


def test_page_tells_editor_proposer_and_reason(site_tree: SiteTree, client: Client) -> None:
    page = site_tree.hoofdstukken[0]
    tekst = inhoud_of(page)["secties"][0]["tekst"]
    versie = rewrite(page, f"{tekst} Ook als het spannend is.", site_tree.user, "Aangevuld na een gesprek.")
    voorstel = credit(versie, UserFactory(weergavenaam="Petra Voorstel"), site_tree.user)
    html = get(client, PATH)
    assert "uit 2 versies" in html
    assert "Voorgesteld door Petra Voorstel" in html
    assert "Overgenomen door Renske Redacteur" in html
    number = html.split("Ook als het spannend is.")[1].split("?zin=")[1].split("#")[0]
    detail = get(client, f"{PATH}?zin={number}")
    assert "<mark>Ook als het spannend is.</mark>" in detail
    assert "Aangevuld na een gesprek." in detail
    assert f'href="{voorstel.get_absolute_url()}"' in detail
    assert 'href="/document/tegenspraak/versies/2/verschil/"' in detail
    assert "Niet meer gewijzigd" in detail


def test_a_changed_sentence_tells_both_versions(site_tree: SiteTree, client: Client) -> None:
    page = site_tree.hoofdstukken[0]
    other = UserFactory(rol="redacteur", weergavenaam="Anna Ander")
    rewrite(page, "Wie loyaal is, zegt eerlijk wat er speelt.", other, "Scherper.")
    html = get(client, PATH)
    number = html.split("zegt eerlijk wat er speelt.")[1].split("?zin=")[1].split("#")[0]
    detail = get(client, f"{PATH}?zin={number}")
    part = detail[detail.index("De geschiedenis van zin") :]
    assert part.index("Renske Redacteur") < part.index("Anna Ander")


@pytest.mark.parametrize("zin", ["0", "999", "een", "-1", "9" * 30, "²"])
def test_a_sentence_that_is_not_there_is_not_found(site_tree: SiteTree, client: Client, zin: str) -> None:
    assert client.get(PATH, {"zin": zin}).status_code == 404


def test_a_hoofdstuk_without_text_says_so_with_its_title(site_tree: SiteTree, client: Client) -> None:
    create_hoofdstuk(site_tree.document, inhoud=inhoud("Nog leeg"), slug="leeg", user=site_tree.user)
    assert "1 zin uit 1 versie" in get(client, "/document/leeg/wie-schreef-dit/")


def test_an_old_text_put_back_is_not_told_from_memory(site_tree: SiteTree) -> None:
    page = site_tree.hoofdstukken[0]
    sectie_id = inhoud_of(page)["secties"][1]["id"]
    before = told(page, sectie_id)
    secties = inhoud_of(page)["secties"]
    secties[1]["tekst"] = "Iets heel anders over voetbal en regen."
    republish(page, secties, site_tree.user, "Om.")
    restore_versie(page, nummer=1, basis=2, toelichting="Terug.", user=site_tree.user)
    after = told(page, sectie_id)
    assert [zin for zin, _, _ in after] == [zin for zin, _, _ in before]
    assert {versie for _, versie, _ in after} == {3}


def test_told_once_for_each_version(site_tree: SiteTree, client: Client, django_assert_max_num_queries: Any) -> None:
    page = site_tree.hoofdstukken[0]
    someone = UserFactory()
    for number in range(12):
        versie = rewrite(page, f"{'Een zin. ' * number}Ronde {number}.", site_tree.user)
        credit(versie, someone, site_tree.user)
    with django_assert_max_num_queries(20):
        get(client, PATH)
    with django_assert_max_num_queries(19):
        get(client, f"{PATH}?zin=1")


def test_every_section_links_to_it(site_tree: SiteTree, client: Client) -> None:
    page = site_tree.hoofdstukken[0]
    html = client.get("/document/tegenspraak/").content.decode()
    told_page = get(client, PATH)
    for part in inhoud_of(page)["secties"]:
        assert f'href="{PATH}#sectie-{part["id"]}"' in html
        assert f'id="sectie-{part["id"]}"' in told_page
    assert "wie-schreef-dit" not in client.get("/document/tegenspraak/versies/1/").content.decode()

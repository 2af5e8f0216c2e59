"""The sections of what is published now, in a table and among the results of a search."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from kennisbank.document.models import GepubliceerdeSectie, Hoofdstuk
from kennisbank.document.presentation import show_secties
from kennisbank.document.secties.rijen import rows_of
from kennisbank.search.kinds import all_kinds
from kennisbank.search.services import search_site
from kennisbank.search.testing import fresh_index
from tests.pages import SiteTree

pytestmark = pytest.mark.django_db


def rows(hoofdstuk: Hoofdstuk) -> list[tuple[str, str, str]]:
    return list(hoofdstuk.gepubliceerde_secties.values_list("kop", "anker", "tekst"))


def publish(hoofdstuk: Hoofdstuk, secties: list[tuple[str, str]]) -> None:
    hoofdstuk.body = [("sectie", {"kop": kop, "tekst": tekst, "bronnen": []}) for kop, tekst in secties]
    hoofdstuk.wijzigingsnotitie = "Anders"
    hoofdstuk.save_revision().publish()


def test_publishing_keeps_the_table_in_step(site_tree: SiteTree) -> None:
    page = Hoofdstuk.objects.get(pk=site_tree.hoofdstukken[0].pk)
    publish(page, [("Kern", "Een **vet** woord."), ("Kern", "Nog een.")])
    assert rows(page) == [("Kern", "sectie-kern", "Een vet woord."), ("Kern", "sectie-kern-2", "Nog een.")]
    first = page.gepubliceerde_secties.first()
    publish(page, [("Anders", "Nieuw.")])
    assert rows(page) == [("Anders", "sectie-anders", "Nieuw.")]
    assert page.gepubliceerde_secties.get() == first
    assert page.gepubliceerde_secties.get().bijgewerkt_op == page.versies.order_by("-nummer")[0].gemaakt_op


def test_a_draft_changes_nothing(site_tree: SiteTree) -> None:
    page = Hoofdstuk.objects.get(pk=site_tree.hoofdstukken[0].pk)
    before = rows(page)
    page.body = []
    page.save_revision()
    assert rows(page) == before


def test_anchors_are_those_of_the_page() -> None:
    secties = [
        {"id": str(n), "kop": kop, "tekst": "x", "bronnen": []} for n, kop in enumerate(["A b", "A b", "C!", "A b"])
    ]
    assert [row["anker"] for row in rows_of(secties)] == [shown.anker for shown in show_secties(secties, links={})]


def test_migration_fills_the_table_from_the_versions(site_tree: SiteTree) -> None:
    expected = list(
        GepubliceerdeSectie.objects.values_list("hoofdstuk", "plek", "kop", "anker", "tekst", "bijgewerkt_op")
    )
    assert expected
    GepubliceerdeSectie.objects.all().delete()
    import_module("kennisbank.document.migrations.0006_gepubliceerde_secties").fill(apps, None)
    found = GepubliceerdeSectie.objects.values_list("hoofdstuk", "plek", "kop", "anker", "tekst", "bijgewerkt_op")
    assert list(found) == expected


def test_sections_of_what_readers_cannot_open_are_not_found(site_tree: SiteTree) -> None:
    kind = next(kind for kind in all_kinds() if kind.key == "sectie")
    assert {sectie.hoofdstuk_id for sectie in kind.get_queryset()} == {page.pk for page in site_tree.hoofdstukken}
    site_tree.hoofdstukken[0].unpublish()
    assert {sectie.hoofdstuk_id for sectie in kind.get_queryset()} == {site_tree.hoofdstukken[1].pk}


@pytest.fixture
def searchable(site_tree: SiteTree, tmp_path: Path):
    page = Hoofdstuk.objects.get(pk=site_tree.hoofdstukken[0].pk)
    page.title = "Zwaluwen"
    publish(page, [("Nesten", "Zwaluwen bouwen."), ("Trek", "Zwaluwen vliegen."), ("Voer", "Zwaluwen eten muggen.")])
    with fresh_index(tmp_path):
        call_command("update_index", verbosity=0)
        yield page


def test_a_section_is_found_with_a_link_to_its_place(searchable: Hoofdstuk) -> None:
    (best, *_) = search_site("muggen eten", soorten=["sectie"]).treffers
    assert (best.titel, best.url) == ("Voer – Zwaluwen", f"{searchable.url}#sectie-voer")
    assert "muggen" in "".join(part.tekst for part in best.fragment)


def test_sections_do_not_crowd_out_their_hoofdstuk(searchable: Hoofdstuk) -> None:
    found = [(hit.soort, hit.titel) for hit in search_site("zwaluwen").treffers]
    assert found[0] == ("hoofdstuk", "Zwaluwen")
    assert len(found) == 4
    assert search_site("zwaluwen").totaal == 4, "what comes last is still there and counted"


def test_queries_do_not_grow_with_sections(
    searchable: Hoofdstuk, django_assert_max_num_queries: type[DjangoAssertNumQueries]
) -> None:
    publish(searchable, [(f"Kop {n}", "Zwaluwen vliegen.") for n in range(12)])
    call_command("update_index", verbosity=0)
    search_site("zwaluwen")
    with django_assert_max_num_queries(16):
        assert search_site("zwaluwen").totaal == 13

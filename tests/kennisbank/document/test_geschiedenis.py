"""The history of a whole document: by day, with filters, and with editions as milestones."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from kennisbank.document.models import Editie
from kennisbank.document.services import create_hoofdstuk, newest_versie
from tests.histories import make_editie, rewrite
from tests.pages import SiteTree, inhoud, sectie

PATH = "/document/geschiedenis/"


def get(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    html = response.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def add_old_hoofdstuk(tree: SiteTree, *moments: datetime) -> None:
    """A hoofdstuk called Archief that was published at these moments."""
    earlier = [
        (inhoud("Archief", sectie(60, "Kop", f"Ronde {number}.")), "inhoudelijk", f"Ronde {number}.", moment)
        for number, moment in enumerate(moments)
    ]
    content = inhoud("Archief", sectie(60, "Kop", f"Ronde {len(moments)}."))
    create_hoofdstuk(tree.document, inhoud=content, slug="archief", user=tree.user, earlier=earlier)


def test_all_hoofdstukken_newest_first(site_tree: SiteTree, client: Client) -> None:
    rewrite(site_tree.hoofdstukken[0], "Anders.", site_tree.user, "Scherper.")
    rewrite(site_tree.hoofdstukken[1], "Ook anders.", site_tree.user, "Milder.")
    html = get(client, PATH)
    assert html.index("Milder.") < html.index("Scherper.") < html.index("Eerste versie")
    assert "De menselijke maat, versie 2" in html
    assert "door Renske Redacteur" in html
    assert 'href="/document/wijzigingen.atom"' in html


def test_grouped_by_the_day_in_the_netherlands(site_tree: SiteTree, client: Client) -> None:
    add_old_hoofdstuk(site_tree, datetime(2024, 3, 1, 23, 30, tzinfo=UTC), datetime(2024, 3, 2, 8, 0, tzinfo=UTC))
    html = get(client, f"{PATH}?hoofdstuk=archief")
    day = html[html.index('id="dag-2024-03-02"') :]
    assert "Ronde 0." in day
    assert "Ronde 1." in day
    assert "2 maart 2024" in day
    assert "dag-2024-03-01" not in html


def test_filters_narrow_and_can_be_taken_away(site_tree: SiteTree, client: Client) -> None:
    add_old_hoofdstuk(site_tree, datetime(2024, 3, 1, 12, 0, tzinfo=UTC))
    rewrite(site_tree.hoofdstukken[0], "Anders.", site_tree.user, "Komma weg.", soort="redactioneel")
    html = get(client, f"{PATH}?hoofdstuk=tegenspraak&soort=redactioneel")
    assert "Komma weg." in html
    assert "1 versie, 2 filters gekozen" in html
    assert 'href="?soort=redactioneel"' in html
    only_2024 = get(client, f"{PATH}?periode=2024")
    assert "Ronde 0." in only_2024
    assert "Komma weg." not in only_2024
    recent = get(client, f"{PATH}?periode=week")
    assert "Komma weg." in recent
    assert "1 maart 2024" not in recent


def test_nonsense_in_the_address_is_ignored(site_tree: SiteTree, client: Client) -> None:
    whole = get(client, PATH)
    for query in ["hoofdstuk=nergens", "soort=x", "periode=9999", "periode=%00", "pagina=zes"]:
        assert get(client, f"{PATH}?{query}").count("kb-versie__kop") == whole.count("kb-versie__kop")


def test_filters_without_result_say_what_to_do(site_tree: SiteTree, client: Client) -> None:
    html = get(client, f"{PATH}?hoofdstuk=tegenspraak&soort=redactioneel")
    assert "Geen wijzigingen gevonden" in html


def test_editions_stand_where_they_came_about(site_tree: SiteTree, client: Client) -> None:
    page = site_tree.hoofdstukken[0]
    editie = make_editie(site_tree.document, [newest_versie(page)], site_tree.user)
    rewrite(page, "Anders.", site_tree.user, "Na de editie.")
    html = get(client, PATH)
    assert html.index("Na de editie.") < html.index("Editie 1: Uitgave 1") < html.index("Eerste versie")
    assert f'href="{editie.get_absolute_url()}"' in html


def test_every_edition_is_on_one_page(site_tree: SiteTree, client: Client) -> None:
    start = timezone.now() - timedelta(days=300)
    moments = [start + timedelta(days=n) for n in range(60)]
    add_old_hoofdstuk(site_tree, *moments)
    versie = newest_versie(site_tree.hoofdstukken[0])
    for nummer, days in enumerate([-5, 3, 20, 45, 59, 290], 1):
        Editie.objects.create(
            document=site_tree.document,
            nummer=nummer,
            titel=f"Uitgave {nummer}",
            sha256=versie.sha256,
            gepubliceerd_door=site_tree.user,
            gepubliceerd_op=start + timedelta(days=days, hours=1),
        )
    pages = [get(client, f"{PATH}?pagina={number}") for number in (1, 2, 3)]
    for nummer in range(1, 7):
        assert sum(f"Uitgave {nummer}<" in html for html in pages) == 1, nummer
    assert "Uitgave 1<" in pages[2]


def test_stays_within_its_budget(site_tree: SiteTree, client: Client, django_assert_max_num_queries: Any) -> None:
    add_old_hoofdstuk(site_tree, *(timezone.now() - timedelta(days=n) for n in range(30, 0, -1)))
    for number in range(8):
        content = inhoud(f"Nog een {number}", sectie(70 + number, "Kop", "Tekst."))
        create_hoofdstuk(site_tree.document, inhoud=content, user=site_tree.user)
    make_editie(site_tree.document, [newest_versie(site_tree.hoofdstukken[0])], site_tree.user)
    for path in [PATH, f"{PATH}?pagina=2"]:
        with django_assert_max_num_queries(20):
            get(client, path)


def test_document_links_to_it_and_unknown_ones_have_none(site_tree: SiteTree, client: Client) -> None:
    assert f'href="{PATH}"' in client.get("/document/").content.decode()
    assert client.get("/nergens/geschiedenis/").status_code == 404
    assert client.get("/over/geschiedenis/").status_code == 404


def test_a_hoofdstuk_of_that_name_keeps_its_address(site_tree: SiteTree, client: Client) -> None:
    content = inhoud("Geschiedenis", sectie(80, "Vroeger", "Hoe het vak ontstond."))
    create_hoofdstuk(site_tree.document, inhoud=content, slug="geschiedenis", user=site_tree.user)
    assert "Hoe het vak ontstond." in get(client, PATH)


def test_old_address_of_a_document_redirects(
    site_tree: SiteTree, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    draft = site_tree.document.get_latest_revision_as_object()
    draft.slug = "boek"
    with django_capture_on_commit_callbacks(execute=True):
        draft.save_revision(user=site_tree.user).publish(user=site_tree.user)
    cache.clear()
    response = client.get(f"{PATH}?soort=redactioneel")
    assert response.status_code == 301
    assert response["Location"].endswith("/boek/geschiedenis/?soort=redactioneel")
    assert client.get(response["Location"]).status_code == 200


def test_hidden_hoofdstukken_are_not_told(site_tree: SiteTree, client: Client) -> None:
    site_tree.hoofdstukken[0].unpublish()
    assert "Tegenspraak geven" not in get(client, PATH)

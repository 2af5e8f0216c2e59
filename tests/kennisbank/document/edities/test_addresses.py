"""Every address of a version and an edition that was ever issued answers, whatever happens to the pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kennisbank.document.models import Editie, HoofdstukVersie
from kennisbank.document.services import update_levend_document
from tests.edities import publish, write
from tests.pages import SiteTree


def issued_editions() -> Iterator[str]:
    """Addresses of editions, made from the rows: what may stand in a book, a mail, a footnote."""
    for editie in Editie.objects.select_related("document"):
        yield editie.get_absolute_url()
        yield f"{editie.get_absolute_url()}lezen/"
        yield f"/edities/{editie.document.urn_id}/vergelijken/?van=1&naar={editie.nummer}"


def issued_versions() -> list[str]:
    """Addresses of versions and differences, as they are now."""
    found = []
    for versie in HoofdstukVersie.objects.select_related("hoofdstuk"):
        base = f"{versie.hoofdstuk.url}versies/"
        found += [base, f"{base}{versie.nummer}/", f"{base}{versie.nummer}/verschil/"]
    return found


def follow(client: Client, path: str) -> str:
    """The text behind an address, followed through redirects to where it lives now."""
    response = client.get(path, follow=True)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def long_lived(site: SiteTree) -> SiteTree:
    """The small site with four versions and two editions."""
    publish(site)
    write(site.hoofdstukken[0], "Tweede ronde.", site.user)
    publish(site)
    return site


def rename(page: Any, slug: str, site: SiteTree, run: Any) -> None:
    draft = page.get_latest_revision_as_object()
    draft.slug = slug
    with run(execute=True):
        draft.save_revision(user=site.user).publish(user=site.user)
    cache.clear()


def test_all_addresses_answer_after_renaming_hoofdstuk_and_document(
    long_lived: SiteTree, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    issued = [*issued_editions(), *issued_versions()]
    assert len(issued) == 6 + 4 * 3
    for path in issued:
        assert client.get(path).status_code == 200, path
    rename(long_lived.hoofdstukken[0], "tegenspreken", long_lived, django_capture_on_commit_callbacks)
    issued += issued_versions()
    rename(long_lived.document, "samen", long_lived, django_capture_on_commit_callbacks)
    update_levend_document(long_lived.document, titel="Anders", subtitel="", inleiding="", user=long_lived.user)
    issued += issued_versions()
    for path in dict.fromkeys(issued):
        follow(client, path)
    for path in issued_editions():
        assert client.get(path).status_code == 200, "an edition is at its own address, without a redirect"


def test_an_edition_keeps_the_text_of_a_hoofdstuk_that_was_taken_off_the_site(
    long_lived: SiteTree, client: Client
) -> None:
    before = client.get(f"/edities/{long_lived.document.urn_id}/1/lezen/").content.decode()
    assert "Wie loyaal is, zegt wat er speelt." in before
    long_lived.hoofdstukken[0].unpublish()
    cache.clear()
    for path in issued_editions():
        assert client.get(path).status_code == 200, path
    html = client.get(f"/edities/{long_lived.document.urn_id}/1/lezen/").content.decode()
    assert "Wie loyaal is, zegt wat er speelt." in html
    page = client.get(f"/edities/{long_lived.document.urn_id}/1/").content.decode()
    assert "Nagerekend: de tekst is niet veranderd" in page
    assert "/document/tegenspraak/" not in page, "no link to a page that does not answer"


def test_editions_outlive_the_document_on_the_site(long_lived: SiteTree, client: Client) -> None:
    long_lived.document.unpublish()
    cache.clear()
    for path in [*issued_editions(), "/edities/", f"/edities/{long_lived.document.urn_id}/"]:
        assert client.get(path).status_code == 200, path

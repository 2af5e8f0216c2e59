"""Every search of the admin goes through our backend too."""

import pytest

from kennisbank.accounts.models import User
from kennisbank.search.whoosh.results import WhooshSearchResults
from tests.pages import SiteTree


@pytest.fixture
def beheerder(client, db) -> User:
    user = User.objects.create_superuser("beheerder", "beheer@example.org", "wachtwoord")
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    "address",
    [
        "/beheer/pages/search/",
        "/beheer/pages/search/results/",
        "/beheer/choose-page/search/",
        "/beheer/documents/",
        "/beheer/documents/results/",
        "/beheer/images/",
        "/beheer/images/results/",
        "/beheer/users/",
        "/beheer/redirects/",
    ],
)
@pytest.mark.parametrize("question", ["hoofdstuk", '"vrij" hoofd', "zzz", "(*) AND", "h"])
def test_searches_of_the_admin(client, beheerder, index, address, question):
    assert client.get(address, {"q": question}).status_code == 200


def test_pages_are_found_in_the_admin(
    client, beheerder, index, django_capture_on_commit_callbacks, request, monkeypatch
):
    with django_capture_on_commit_callbacks(execute=True):
        tree: SiteTree = request.getfixturevalue("site_tree")
    searched = []
    original = WhooshSearchResults._do_search

    def search(results):
        searched.append(results)
        return original(results)

    monkeypatch.setattr(WhooshSearchResults, "_do_search", search)
    title = tree.hoofdstukken[0].title
    html = client.get("/beheer/pages/search/", {"q": title.split()[0]}).content.decode()
    assert title in html
    assert searched
    everything = client.get("/beheer/pages/search/", {"q": title.split()[0], "ordering": "-latest_revision_created_at"})
    assert title in everything.content.decode()

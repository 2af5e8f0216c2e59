import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import RequestFactory

from bouwstenen.deelnemers.decorators import persoonlijke_link
from bouwstenen.deelnemers.links import LinkOngeldig, LinkVerlopen, find_deelnemer, make_token
from bouwstenen.deelnemers.services import add_deelnemer, erase_deelnemer
from tests.factories import GesprekFactory


@pytest.fixture
def anna(db):
    return add_deelnemer(GesprekFactory(), naam="Anna Roos", email="anna@example.nl", user=None)


def test_a_link_is_for_one_person_and_one_purpose(anna):
    token = make_token(anna, "afmelden")
    assert find_deelnemer(token, "afmelden") == anna
    assert "Anna" not in token
    for wrong in (token[:-1], token + "x", "onzin", ""):
        with pytest.raises(LinkOngeldig):
            find_deelnemer(wrong, "afmelden")
    with pytest.raises(LinkOngeldig):
        find_deelnemer(token, "gegevens")


def test_a_link_may_run_out(anna, monkeypatch):
    token = make_token(anna, "meelezen")
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 8 * 86_400)
    assert find_deelnemer(token, "meelezen") == anna
    with pytest.raises(LinkVerlopen, match="verlopen"):
        find_deelnemer(token, "meelezen", max_dagen=7)


def test_who_was_erased_has_no_link_any_more(anna):
    token = make_token(anna, "gegevens")
    erase_deelnemer(anna)
    with pytest.raises(LinkOngeldig, match="verwijderd"):
        find_deelnemer(token, "gegevens")


@pytest.mark.parametrize("works", [True, False])
def test_the_page_stays_out_of_caches_search_engines_and_other_peoples_logs(db, works):
    @persoonlijke_link
    def view(request):
        if works:
            return HttpResponse("ja")
        raise LinkOngeldig

    response = view(RequestFactory().get("/d/proef/"))
    assert response.status_code == (200 if works else 410)
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["Referrer-Policy"] == "same-origin"

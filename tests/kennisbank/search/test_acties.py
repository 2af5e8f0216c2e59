"""What can be done with a search."""

from kennisbank.search import acties
from kennisbank.search.acties import Actie, all_acties, register
from kennisbank.search.zoekvraag import Zoekvraag


def test_something_to_do_is_offered_with_the_search_in_its_address(monkeypatch):
    monkeypatch.setattr(acties, "_acties", {})
    register(Actie("proef", "Proef", "plus", url=lambda zoekvraag: f"/proef/?{zoekvraag.urlencode()}"))
    assert [each.url(Zoekvraag("moed")) for each in all_acties()] == ["/proef/?q=moed"]

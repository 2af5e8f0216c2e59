"""Ways to take a search along."""

from kennisbank.search.uitvoer import Uitvoer, all_uitvoer, register, unregister
from kennisbank.search.zoekvraag import Zoekvraag


def test_a_way_is_offered_with_the_search_in_its_address():
    register(Uitvoer("proef", "Proef", url=lambda zoekvraag: f"/proef/?{zoekvraag.urlencode()}"))
    try:
        (way,) = [each for each in all_uitvoer() if each.key == "proef"]
        assert way.url(Zoekvraag("moed", {"jaar": (2026,)})) == "/proef/?q=moed&jaar=2026"
    finally:
        unregister("proef")
    assert "proef" not in [each.key for each in all_uitvoer()]

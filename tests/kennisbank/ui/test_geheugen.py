"""What is remembered, and that it stays within bounds."""

from concurrent.futures import ThreadPoolExecutor

from kennisbank.ui.geheugen import Geheugen


def test_made_once_and_remembered():
    made = []
    geheugen = Geheugen(1000)
    for _ in range(3):
        assert geheugen.get("a", lambda: made.append(1) or "uitkomst", len) == "uitkomst"
    assert made == [1]


def test_every_key_has_its_own_outcome():
    geheugen = Geheugen(1000)
    assert [geheugen.get(key, lambda key=key: key * 2, len) for key in ("a", "b", "a")] == ["aa", "bb", "aa"]


def test_what_was_used_longest_ago_goes_first():
    geheugen = Geheugen(100)
    for number in range(10):
        geheugen.get(number, lambda: "x" * 10, len)
    geheugen.get(0, lambda: "", len)
    geheugen.get("nieuw", lambda: "x" * 10, len)
    assert geheugen.get(0, lambda: "opnieuw", len) == "x" * 10
    assert geheugen.get(1, lambda: "opnieuw", len) == "opnieuw"


def test_what_is_too_big_is_made_each_time():
    geheugen = Geheugen(100)
    geheugen.get("groot", lambda: "x" * 11, len)
    assert len(geheugen) == 0
    assert geheugen.get("groot", lambda: "anders", len) == "anders"


def test_the_bound_holds_with_many_threads():
    geheugen = Geheugen(200)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: geheugen.get(number % 50, lambda: "x" * 10, len), range(2000)))
    assert len(geheugen) <= 20


def test_it_can_be_emptied():
    geheugen = Geheugen(100)
    geheugen.get("a", lambda: "oud", len)
    geheugen.clear()
    assert geheugen.get("a", lambda: "nieuw", len) == "nieuw"

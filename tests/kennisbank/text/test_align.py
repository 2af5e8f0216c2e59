from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from kennisbank.text.align import likeness, longest_rising, matching_pairs, similar_pairs

LIJST = st.lists(st.integers(0, 8), max_size=60)
LANG = st.randoms(use_true_random=False).map(lambda kies: kies.choices(range(3000), k=kies.randrange(401, 600)))


def rising(paren):
    return all(een[0] < twee[0] and een[1] < twee[1] for een, twee in zip(paren, paren[1:], strict=False))


@given(st.tuples(LIJST, LIJST) | st.tuples(LANG, LANG))
def test_pairs_are_equal_and_keep_their_order(lijsten):
    a, b = lijsten
    paren = matching_pairs(a, b)
    assert rising(paren)
    assert all(a[i] == b[j] for i, j in paren)


@given(LANG, st.data())
def test_what_an_edit_does_not_touch_stays_paired(a, data):
    van = data.draw(st.integers(0, len(a)))
    tot = data.draw(st.integers(van, len(a)))
    b = a[:van] + data.draw(st.lists(st.integers(5000, 6000))) + a[tot:]
    assert len(matching_pairs(a, b)) == len(a) - (tot - van)


@given(st.lists(st.integers(0, 30), max_size=40))
def test_longest_rising_is_rising_and_no_longer_one_exists(getallen):
    keten = [getallen[plek] for plek in longest_rising(getallen)]
    assert all(een < twee for een, twee in zip(keten, keten[1:], strict=False))
    lengtes = []
    for plek, getal in enumerate(getallen):
        lengtes.append(1 + max((lengtes[eerder] for eerder in range(plek) if getallen[eerder] < getal), default=0))
    assert len(keten) == max(lengtes, default=0)


def test_likeness():
    assert likeness(Counter("abc"), Counter("abc")) == 1
    assert likeness(Counter("abc"), Counter("xyz")) == 0
    assert likeness(Counter("ab"), Counter("bc")) == 0.5
    assert likeness(Counter(), Counter()) == 1


BAGS = st.lists(st.text("abcdef", max_size=6).map(Counter), max_size=8)


@given(BAGS, BAGS)
def test_similar_pairs_keep_their_order_and_the_threshold(a, b):
    paren = similar_pairs(a, b, 0.4)
    assert rising(paren)
    assert all(likeness(a[i], b[j]) >= 0.4 for i, j in paren)


def test_very_many_items_are_compared_in_place():
    a = [Counter(f"woord{nummer}") for nummer in range(150)]
    assert similar_pairs(a, a, 0.9) == [(nummer, nummer) for nummer in range(150)]

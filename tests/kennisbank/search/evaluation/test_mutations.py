"""Questions spoilt as people spoil them."""

import random

from kennisbank.search.evaluation.data import Query
from kennisbank.search.evaluation.mutations import Words, join, mistype, mutate

TEXTS = ["Het gesprek en het canvas. Een gesprek met een canvas.", "Wij voeren gesprekken met het gesprekscanvas."]


def query(text):
    return Query(text, frozenset({"a"}), "anchor")


def test_a_typing_error_is_one_letter_in_the_longest_word():
    for seed in range(50):
        spoilt = mistype("de menselijke maat", random.Random(seed))
        assert spoilt.startswith("de m")
        assert spoilt.endswith(" maat")
        assert spoilt != "de menselijke maat"
        assert abs(len(spoilt) - len("de menselijke maat")) <= 1
    assert mistype("de maat", random.Random(1)) is None


def test_compounds():
    words = Words(TEXTS)
    assert words.apart("het gesprekscanvas", random.Random(1)) == "het gesprek canvas"
    assert words.apart("het gesprek", random.Random(1)) is None
    assert join("Gesprek canvas maken", random.Random(1)) == "Gesprekcanvas maken"
    assert join("het gesprek", random.Random(1)) is None


def test_inflection_is_a_form_that_occurs():
    assert Words(TEXTS).inflect("een gesprek", random.Random(1)) == "een gesprekken"
    assert Words(TEXTS).inflect("een canvas", random.Random(1)) is None


def test_the_same_every_time():
    queries = [query("het gesprekscanvas gebruiken"), query("canvas")]
    assert mutate(queries, TEXTS) == mutate(queries, TEXTS)
    assert set(mutate(queries, TEXTS, only=["typefout"])) == {"typefout"}
    assert all(each.relevant == {"a"} for each in mutate(queries, TEXTS)["typefout"])

"""Near-duplicates: every pair above the threshold is found, with the figures of scikit-learn and of sets."""

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from kennisbank.analysis.similarity import near_duplicates
from kennisbank.analysis.vectors import count_terms, weigh
from kennisbank.analysis.words import Reader

READER = Reader()
RANDOM = random.Random(3)
WORDS = [f"w{number:02}" for number in range(40)]
TEXTS = [" ".join(RANDOM.choices(WORDS, weights=range(1, 41), k=RANDOM.randint(3, 25))) for _ in range(60)]
TEXTS += [f"{text} extra" for text in TEXTS[:5]] + [" ".join(TEXTS[6].split()[::-1]), TEXTS[7]]
ANY = st.lists(st.lists(st.sampled_from("abcde"), max_size=8).map(" ".join), max_size=8)


def runs(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[place : place + 3]) for place in range(len(words) - 2)}


def test_pairs_are_those_of_scikit_learn_above_the_threshold() -> None:
    vectoriser = TfidfVectorizer(token_pattern=r"\S+", sublinear_tf=True, smooth_idf=False)
    cosines = cosine_similarity(vectoriser.fit_transform(TEXTS))
    found = {(pair.a, pair.b): pair for pair in near_duplicates(TEXTS, reader=READER, cosine=0.5, contained=1)}
    expected = {(a, b) for a, b in combinations(range(len(TEXTS)), 2) if cosines[a, b] >= 0.5}
    kept = [(a, b) for a, b in combinations(range(len(TEXTS)), 2) if min(len(runs(TEXTS[a])), len(runs(TEXTS[b]))) >= 4]
    copies = {(a, b) for a, b in kept if runs(TEXTS[a]) <= runs(TEXTS[b]) or runs(TEXTS[b]) <= runs(TEXTS[a])}
    assert expected <= found.keys() <= expected | copies
    for (a, b), pair in found.items():
        assert pair.cosine == pytest.approx(cosines[a, b])


@given(ANY)
def test_runs_of_words_are_compared_as_sets(texts: list[str]) -> None:
    for pair in near_duplicates(texts, reader=READER, cosine=0.3):
        a, b = runs(texts[pair.a]), runs(texts[pair.b])
        assert pair.jaccard == pytest.approx(len(a & b) / len(a | b) if a | b else 0)
        fewest = min(len(a), len(b))
        assert pair.contained == pytest.approx(len(a & b) / fewest if fewest >= 4 else 0)


def test_a_text_inside_a_longer_one_is_found_though_their_cosine_is_low() -> None:
    inside = "de burger belt drie keer en krijgt steeds een ander antwoord"
    around = " ".join(f"woord{number}" for number in range(80))
    pairs = near_duplicates([inside, f"{around} {inside} {around}", "iets heel anders"], reader=READER)
    assert [(pair.a, pair.b, pair.contained) for pair in pairs] == [(0, 1, 1)]
    assert pairs[0].cosine < 0.5


def test_the_most_alike_come_first_and_say_which_words_they_share() -> None:
    texts = ["tegenspraak vraagt moed", "moed vraagt tegenspraak", "tegenspraak vraagt moed", "de de de koffie"]
    pairs = near_duplicates(texts, reader=Reader(stop={"de"}), cosine=0.9)
    assert (pairs[0].a, pairs[0].b, pairs[0].score) == (0, 2, pytest.approx(1))
    assert [(pair.a, pair.b) for pair in pairs] == [(0, 2), (0, 1), (1, 2)]
    assert set(pairs[0].words) == {"tegenspraak", "vraagt", "moed"}
    assert len(near_duplicates(texts, reader=READER, limit=1)) == 1


def test_shared_words_that_are_rare_come_first() -> None:
    texts = ["ambtseed zaak zaak zaak", "ambtseed zaak", "zaak", "zaak", "zaak boek"]
    pair = next(pair for pair in near_duplicates(texts, reader=READER) if (pair.a, pair.b) == (0, 1))
    assert pair.words[0] == "ambtseed"


def test_texts_without_words_are_like_nothing() -> None:
    assert near_duplicates(["", "", "!"], reader=READER) == []
    assert near_duplicates([], reader=READER) == []


@pytest.mark.parametrize("options", [{"cosine": 0}, {"cosine": 1.1}, {"contained": 0}])
def test_a_threshold_lies_between_nought_and_one(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="threshold"):
        near_duplicates(["a"], reader=READER, **options)


def test_weights_equal_those_of_scikit_learn() -> None:
    vectors = weigh([text.split() for text in TEXTS])
    expected = TfidfVectorizer(token_pattern=r"\S+", sublinear_tf=True, smooth_idf=False).fit_transform(TEXTS).toarray()
    dense = np.zeros(expected.shape)
    for number in range(len(vectors)):
        terms, values = vectors.row(number)
        dense[number, terms] = values
    assert dense == pytest.approx(expected)


def test_products_equal_those_of_whole_matrices() -> None:
    vectors = count_terms([text.split() for text in TEXTS])
    counts = CountVectorizer(token_pattern=r"\S+").fit_transform(TEXTS).toarray()
    found = np.zeros((len(TEXTS), len(TEXTS)))
    for number, others, products in vectors.products():
        found[number, others] = products
    assert found == pytest.approx(np.triu(counts @ counts.T, 1))
    assert vectors.dot(0, 1) == pytest.approx(found[0, 1])


@given(ANY, st.floats(0.05, 1))
def test_the_short_way_to_alike_texts_misses_none(texts: list[str], least: float) -> None:
    vectors = weigh([text.split() for text in texts])
    found = {
        (a, b): value for a, others, values in vectors.alike(least) for b, value in zip(others, values, strict=True)
    }
    whole = {(a, b): vectors.dot(a, b) for a, b in combinations(range(len(texts)), 2)}
    assert found.keys() >= {pair for pair, value in whole.items() if value >= least}
    assert found == pytest.approx({pair: whole[pair] for pair in found})

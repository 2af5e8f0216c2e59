"""Keyness equals scipy's G-test on the table of a word."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kennisbank.analysis.keyness import keywords, log_likelihood
from kennisbank.analysis.words import Reader

READER = Reader(stop={"de"})
HERE = ["de moed en moed", "moed om te zeggen", "de vraag"]
ELSEWHERE = ["de vraag en het antwoord", "vraag maar", "het antwoord"]


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 200), st.integers(1, 200))
def test_equals_the_g_test_of_scipy(count: int, elsewhere: int, rest: int, rest_elsewhere: int) -> None:
    found = log_likelihood(count, elsewhere, count + rest, elsewhere + rest_elsewhere)
    if not count + elsewhere:
        assert found == 0
        return
    table = [[count, elsewhere], [rest, rest_elsewhere]]
    expected = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert abs(found) == pytest.approx(expected, abs=1e-8)
    if abs(found) > 1e-8:
        assert (found > 0) == (count / (count + rest) > elsewhere / (elsewhere + rest_elsewhere))


def test_typical_words_with_their_counts() -> None:
    found = keywords(HERE, ELSEWHERE, reader=READER, minimum=1)
    assert found[0].word == "moed"
    assert (found[0].count, found[0].elsewhere, found[0].texts) == (3, 0, 2)
    assert found[0].g2 == pytest.approx(log_likelihood(3, 0, 8, 8))
    assert found[0].log_ratio == pytest.approx(math.log2(3 / 8) - math.log2(0.5 / 8))
    assert "antwoord" not in {keyword.word for keyword in found}
    assert "de" not in {keyword.word for keyword in found}


def test_rare_words_and_the_rest_of_a_long_list_are_left_out() -> None:
    assert [keyword.word for keyword in keywords(HERE, ELSEWHERE, reader=READER)] == ["moed"]
    assert len(keywords(HERE, ELSEWHERE, reader=READER, minimum=1, limit=2)) == 2


def test_without_other_texts_nothing_is_typical() -> None:
    assert keywords(HERE, [], reader=READER, minimum=1) == []
    assert keywords([], HERE, reader=READER) == []

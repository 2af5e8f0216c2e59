"""The measures, against figures worked out by hand."""

from math import log2

import pytest

from kennisbank.search.evaluation.measures import ndcg, recall, reciprocal_rank, score

TEN = [f"d{number}" for number in range(1, 13)]


@pytest.mark.parametrize(("name", "expected"), [("d1", 1.0), ("d4", 0.25), ("d10", 0.1), ("d11", 0.0), ("x", 0.0)])
def test_reciprocal_rank(name, expected):
    assert reciprocal_rank(TEN, {name}) == expected


def test_ndcg_compares_with_the_best_order():
    assert ndcg(["a", "b"], {"a", "b"}) == 1
    assert ndcg(["x", "a"], {"a"}) == pytest.approx(1 / log2(3))
    assert ndcg(["x", "a", "b"], {"a", "b"}) == pytest.approx((1 / log2(3) + 1 / log2(4)) / (1 + 1 / log2(3)))
    assert ndcg([], {"a"}) == ndcg(["a"], set()) == 0


def test_recall_counts_the_first_ten():
    assert recall(TEN, {"d1", "d11"}) == 0.5
    assert recall(TEN, set()) == 0


def test_score_is_the_mean():
    result = score([(["a"], {"a"}), (["b", "a"], {"a"}), ([], {"a"})])
    assert (result.questions, result.mrr, result.recall, result.empty) == (3, 0.5, pytest.approx(2 / 3), 1 / 3)
    assert score([]).mrr == 0

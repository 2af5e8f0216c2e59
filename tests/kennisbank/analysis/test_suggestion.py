"""Suggested themas equal a centroid classifier out of scikit-learn's vectors, and are explained by their words."""

import random
from collections import Counter

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from kennisbank.analysis.suggestion import Quality, Suggester, evaluate
from kennisbank.analysis.words import Reader

READER = Reader()
RANDOM = random.Random(5)
ABOUT = {"moed": "tegenspraak bezwaar durven", "maat": "burger brief hardheid", "tijd": "werkdruk agenda haast"}
NOISE = [f"woord{number}" for number in range(30)]


def write(labels: list[str]) -> str:
    words = [word for label in labels for word in RANDOM.choices(ABOUT[label].split(), k=2)]
    return " ".join(words + RANDOM.choices(NOISE, k=6))


def features(text: str) -> list[str]:
    return [*text.split(), *(f"{word[:5]}…" for word in text.split() if len(word) >= 5)]


LABELS = [sorted(RANDOM.sample(sorted(ABOUT), k=RANDOM.randint(1, 2))) for _ in range(60)]
TEXTS = [write(labels) for labels in LABELS]


def test_scores_equal_centroids_out_of_scikit_learn() -> None:
    vectoriser = TfidfVectorizer(analyzer=features, sublinear_tf=True, smooth_idf=False)
    known = vectoriser.fit_transform(TEXTS).toarray()
    text = "burger burger brief woord3 onbekend"
    new = vectoriser.transform([text]).toarray()[0]
    expected = {}
    for label in ABOUT:
        has = np.array([label in labels for labels in LABELS])
        centroid = known[has].mean(axis=0) - 0.5 * known[~has].mean(axis=0)
        expected[label] = new @ centroid / np.linalg.norm(centroid)
    found = Suggester(TEXTS, LABELS, reader=READER).suggest(text)
    assert found[0].label == "maat"
    for suggestion in found:
        assert suggestion.score == pytest.approx(expected[suggestion.label])
    assert {suggestion.label for suggestion in found} == {label for label, score in expected.items() if score > 0}


def test_words_explain_the_score() -> None:
    found = Suggester(TEXTS, LABELS, reader=Reader(stem=lambda word: word[:6])).suggest("De burgers durven niet")
    assert {suggestion.label: suggestion.words[0].word for suggestion in found[:2]} == {
        "moed": "durven",
        "maat": "burgers",
    }
    for suggestion in found:
        weights = [reason.weight for reason in suggestion.words]
        assert weights == sorted(weights, reverse=True)
        assert min(weights) > 0
        assert suggestion.score <= sum(weights) + 1e-12


def test_words_that_begin_alike_point_to_the_same_thema() -> None:
    texts, labels = (
        ["adviseren", "advies adviseren", "adviseren vrij", "fiets", "fiets", "fiets"],
        [["a"]] * 3 + [["f"]] * 3,
    )
    found = Suggester(texts, labels, reader=READER).suggest("De adviseur en de adviseurs")
    assert [one.label for one in found] == ["a"]
    assert [reason.word for reason in found[0].words] in (["adviseur"], ["adviseurs"])


def test_what_nothing_points_to_is_not_suggested() -> None:
    suggester = Suggester(TEXTS, LABELS, reader=READER)
    assert suggester.suggest("") == []
    assert suggester.suggest("volstrekt onbekende taal") == []
    assert "moed" not in {one.label for one in suggester.suggest("tegenspraak burger", known={"moed"})}
    assert len(suggester.suggest("tegenspraak burger werkdruk", limit=1)) == 1


def test_a_thema_of_few_texts_is_never_suggested_unless_more_is_told_about_it() -> None:
    texts, labels = ["appel peer", "appel kers", "fiets", "fiets", "fiets"], [["fruit"], ["fruit"], *[["reis"]] * 3]
    assert Suggester(texts, labels, reader=READER).labels == ["reis"]
    about = {"fruit": "appel of peer", "leeg": "nooit gezegd"}
    suggester = Suggester(texts, labels, reader=READER, about=about)
    assert suggester.labels == ["fruit", "reis"]
    assert suggester.suggest("een peer")[0].label == "fruit"


def test_each_text_has_its_themas() -> None:
    with pytest.raises(ValueError, match="its themas"):
        Suggester(["a"], [], reader=READER)
    assert Suggester([], [], reader=READER).suggest("a") == []


def test_quality_equals_cross_validation_written_out() -> None:
    groups = [f"g{number // 4}" for number in range(60)]
    rows = []
    for part in range(5):
        inside = [number for number in range(60) if number // 4 % 5 != part]
        suggester = Suggester([TEXTS[n] for n in inside], [LABELS[n] for n in inside], reader=READER)
        common = Counter(label for n in inside for label in LABELS[n])
        first = min(common, key=lambda label: (-common[label], label))
        for number in set(range(60)) - set(inside):
            named = [suggestion.label for suggestion in suggester.suggest(TEXTS[number])]
            real = set(LABELS[number])
            right = len(real & set(named))
            rows.append((named[0] in real if named else 0, right, len(named), right / len(real), first in real))
    hits, right, given, recall, baseline = np.array(rows, dtype=float).T
    expected = Quality(60, hits.mean(), right.sum() / given.sum(), recall.mean(), baseline.mean())
    found = evaluate([*TEXTS, "zonder"], [*LABELS, []], reader=READER, groups=[*groups, "x"])
    assert vars(found) == pytest.approx(vars(expected))
    assert found.precision_first > 0.9 > found.baseline


def test_nothing_to_judge_is_nought() -> None:
    assert evaluate([], [], reader=READER) == Quality(0, 0.0, 0.0, 0.0, 0.0)
    assert evaluate(["a"], [[]], reader=READER).texts == 0

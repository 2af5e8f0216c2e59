"""Our statistics against pandas, scikit-learn and krippendorff, in one run: `python -m benchmarks.analysis`.

Made-up bouwstenen: words with a Zipf distribution, one to four themas each, fifteen to a gesprek. Every task is done by
both and must give the same answer. Seconds of processor time, the quickest of some rounds, which other programs hardly
change; the ratio says how many times as long as ours the other took. Sizes: 60 themas by 5,000 bouwstenen as the site
should draw under a second.

The others get the work as one would write it with them: a table of ones and noughts for each resample, all cosines at
once as a sparse matrix, the package called again for each resample.
"""

import argparse
import gc
import random
import time
from collections.abc import Callable, Sequence
from typing import Any

import krippendorff
import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

from kennisbank.analysis import agreement
from kennisbank.analysis.cooccurrence import count_pairs
from kennisbank.analysis.similarity import near_duplicates
from kennisbank.analysis.words import Reader
from kennisbank.charts.figures import cooccurrence_network

THEMAS = 60
PER_GESPREK = 15
RESAMPLES = 200
LIMIT = 1.0
"""Seconds in which the network must be there, counting and resampling included."""
ALIKE = 0.5


def timed(task: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    """The seconds of processor time that the quickest round took, and what it returned."""
    best, result = float("inf"), None
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        result = task()
        best = min(best, time.process_time() - start)
    return best, result


def make_sets(numbers: random.Random, size: int) -> list[set[str]]:
    themas = [f"thema {number:02}" for number in range(THEMAS)]
    weights = [1 / (number + 5) for number in range(THEMAS)]
    return [set(numbers.choices(themas, weights, k=numbers.randint(1, 4))) for _ in range(size)]


def make_texts(numbers: random.Random, size: int) -> list[str]:
    """Of sixty words or so; one in fifty is another with some words changed."""
    words = [f"woord{number}" for number in range(8000)]
    weights = [1 / (number + 3) for number in range(8000)]
    texts: list[str] = []
    for number in range(size):
        text = numbers.choices(words, weights, k=numbers.randint(30, 90))
        if number % 50 == 49:
            text = texts[number - 7].split()
            for place in numbers.sample(range(len(text)), 5):
                text[place] = numbers.choice(words)
        texts.append(" ".join(text))
    return texts


def count_with_pandas(sets: Sequence[set[str]], groups: Sequence[int]) -> pd.DataFrame:
    """Lift of all pairs with its interval over resamples of whole gesprekken."""
    table = pd.DataFrame([dict.fromkeys(one, 1) for one in sets]).fillna(0).astype("int64").sort_index(axis=1)
    by_group = dict(iter(table.groupby(np.asarray(groups))))

    def lift(sample: pd.DataFrame) -> pd.DataFrame:
        alone = sample.sum()
        return (sample.T @ sample) * len(sample) / np.outer(alone, alone)

    numbers = np.random.default_rng(1)
    lifts = [
        lift(pd.concat([by_group[group] for group in numbers.integers(len(by_group), size=len(by_group))])).to_numpy()
        for _ in range(RESAMPLES)
    ]
    low, high = np.quantile(lifts, [0.025, 0.975], axis=0)
    names = list(table.columns)
    places = [(i, j) for i in range(len(names)) for j in range(i + 1, len(names))]
    whole = lift(table).to_numpy()
    return pd.DataFrame(
        {"lift": [whole[at] for at in places], "low": [low[at] for at in places], "high": [high[at] for at in places]},
        index=[(names[i], names[j]) for i, j in places],
    )


def bench_network(size: int, rounds: int) -> tuple[float, float, float]:
    """Counting, and drawing, by us; counting by pandas."""
    sets = make_sets(random.Random(1), size)
    groups = [number // PER_GESPREK for number in range(size)]
    ours, found = timed(lambda: count_pairs(sets, minimum=1, rounds=RESAMPLES, seed=1, groups=groups), rounds)
    drawing, _ = timed(lambda: cooccurrence_network(found, title="Samenhang"), rounds)
    theirs, table = timed(lambda: count_with_pandas(sets, groups), 1)
    for pair in found.pairs[:: max(1, len(found.pairs) // 50)]:
        row = table.loc[[(pair.a, pair.b)]].iloc[0]
        assert np.allclose([pair.lift, pair.low, pair.high], row.to_numpy())
    return ours, drawing, theirs


def bench_duplicates(size: int, rounds: int) -> tuple[float, float]:
    """Pairs of texts above a cosine."""
    texts = make_texts(random.Random(2), size)

    def with_sklearn() -> set[tuple[int, int]]:
        vectors = TfidfVectorizer(analyzer=str.split, sublinear_tf=True, smooth_idf=False).fit_transform(texts)
        cosines = (vectors @ vectors.T).tocoo()
        keep = (cosines.data >= ALIKE) & (cosines.row < cosines.col)
        return set(zip(cosines.row[keep].tolist(), cosines.col[keep].tolist(), strict=True))

    ours, pairs = timed(lambda: near_duplicates(texts, reader=Reader(), cosine=ALIKE), rounds)
    theirs, expected = timed(with_sklearn, rounds)
    assert {(pair.a, pair.b) for pair in pairs if pair.cosine >= ALIKE} == expected
    return ours, theirs


def bench_alpha(size: int, rounds: int) -> tuple[float, float]:
    """Krippendorff's alpha of three coders with its interval."""
    numbers = random.Random(3)
    units = [[numbers.choice("abcde") if numbers.random() > 0.1 else None for _ in range(3)] for _ in range(size)]
    table = np.array([[np.nan if code is None else "abcde".index(code) for code in unit] for unit in units]).T

    def with_package() -> tuple[float, ...]:
        draw = np.random.default_rng(1)
        alpha = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
        values = []
        for _ in range(RESAMPLES):
            sample = table[:, draw.integers(size, size=size)]
            values.append(krippendorff.alpha(reliability_data=sample, level_of_measurement="nominal"))
        return (alpha, *np.quantile(values, [0.025, 0.975]))

    ours, found = timed(lambda: agreement.krippendorff(units, rounds=RESAMPLES), rounds)
    theirs, expected = timed(with_package, 1)
    assert np.isclose(found.value, expected[0])
    # The package draws from all units and ours from those that count, so intervals are alike and not equal.
    assert np.allclose([found.low, found.high], expected[1:], atol=0.05)
    return ours, theirs


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bouwstenen", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    size, rounds = options.bouwstenen, options.rounds
    print(f"\n{THEMAS} themas, {size} bouwstenen, {RESAMPLES} resamples")
    print(f"{'seconds':<44}{'ours':>8}{'other':>9}{'ratio':>9}")
    counting, drawing, with_pandas = bench_network(size, rounds)
    lines = [
        ("pairs with intervals, pandas", counting, with_pandas),
        ("near-duplicates, scikit-learn", *bench_duplicates(size, rounds)),
        ("Krippendorff's alpha, krippendorff", *bench_alpha(min(size, 1_000), rounds)),
    ]
    for name, ours, theirs in lines:
        print(f"{name:<44}{ours:>8.2f}{theirs:>9.2f}{theirs / ours:>8.1f}x")
    whole = counting + drawing
    print(f"{'network, counted and drawn':<44}{whole:>8.2f}" + ("" if whole < LIMIT else f"   over {LIMIT:.0f} s"))


if __name__ == "__main__":
    main()

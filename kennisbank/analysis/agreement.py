"""Agreement between coders beyond chance: Cohen's and Fleiss' kappa, Krippendorff's alpha."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from kennisbank.analysis.crosstab import Waarschuwing
from kennisbank.analysis.resampling import Floats, draw_weights, interval, numbered

Code = Hashable
Rating = Code | None
"""What one coder gave to one unit; None: nothing (yet)."""
Codes = Collection[str] | None
"""All codes that one coder gave to one unit; None: not coded, an empty one: coded, and nothing fits."""
Distance = Callable[[Code, Code], float]
Unit = tuple[Code, ...]
Compute = Callable[[Sequence[Unit], Floats], tuple[Floats, Floats]]
"""From patterns of ratings and how often each is there in each resample to what is observed and what is expected."""
FEW_UNITS = 30
RARE = 0.05
ROUNDS = 1000
_NOTHING = 1e-12


@dataclass(frozen=True)
class Agreement:
    """A coefficient: 1 is complete agreement, 0 what chance gives, below 0 less than that.

    `value` is None when it says nothing: too little was coded twice, or everybody always gave one and the same code.
    `observed` and `expected` are agreement (kappa) or 1 minus disagreement (alpha). `low`, `high`: 95% bootstrap
    interval over units. `units`: units that count.
    """

    value: float | None
    observed: float
    expected: float
    units: int
    low: float | None
    high: float | None
    warnings: tuple[Waarschuwing, ...]


def cohen(a: Sequence[Rating], b: Sequence[Rating], *, rounds: int = ROUNDS, seed: int = 1) -> Agreement:
    """Cohen's kappa of two coders over the same units; units that one of them left out do not count.

    kappa = (po - pe) / (1 - pe), po the share of units with the same code and pe the sum over codes of the product of
    both coders' shares: J. Cohen, "A coefficient of agreement for nominal scales", EPM 20 (1960). Raises ValueError
    when the coders do not have equally many units.
    """
    units = [(x, y) for x, y in zip(a, b, strict=True) if x is not None and y is not None]

    def compute(patterns: Sequence[Unit], weights: Floats) -> tuple[Floats, Floats]:
        n = weights.sum(axis=1)
        same = np.array([float(x == y) for x, y in patterns])
        left, right = (weights @ _counts([(pattern[side],) for pattern in patterns], patterns) for side in (0, 1))
        return weights @ same / n, (left * right).sum(axis=1) / n**2

    return _measure(units, compute, rounds, seed)


def fleiss(ratings: Sequence[Sequence[Rating]], *, rounds: int = ROUNDS, seed: int = 1) -> Agreement:
    """Fleiss' kappa of units that all got equally many ratings; `ratings` holds those of each unit.

    po = mean over units of (sum n_ij^2 - m) / (m (m - 1)), pe = sum over codes of its squared share of all ratings:
    J.L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76 (1971). With missing
    ratings only the units with as many ratings as the fullest count: else use `krippendorff`.
    """
    given = [tuple(code for code in unit if code is not None) for unit in ratings]
    m = max(map(len, given), default=0)

    def compute(patterns: Sequence[Unit], weights: Floats) -> tuple[Floats, Floats]:
        n, counts = weights.sum(axis=1), _counts(patterns, patterns)
        same = ((counts**2).sum(axis=1) - m) / (m * (m - 1))
        return weights @ same / n, ((weights @ counts / (n * m)[:, None]) ** 2).sum(axis=1)

    return _measure([unit for unit in given if len(unit) == m > 1], compute, rounds, seed)


def krippendorff(
    ratings: Sequence[Sequence[Rating]], *, distance: Distance | None = None, rounds: int = ROUNDS, seed: int = 1
) -> Agreement:
    """Krippendorff's alpha, nominal; `ratings` holds those of each unit, None where a coder gave none.

    alpha = 1 - Do / De from the coincidences o_ck = sum over units of (pairs c-k in the unit) / (ratings of the unit -
    1): K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), C. Units with fewer than two ratings do
    not count. `distance` between two codes is 0 for equal and 1 for different ones, or what is given (see `masi`).
    """
    units = [tuple(code for code in unit if code is not None) for unit in ratings]
    apart = distance or _nominal

    def compute(patterns: Sequence[Unit], weights: Floats) -> tuple[Floats, Floats]:
        codes = _codes(patterns)
        distances = np.array([[apart(c, k) for k in codes] for c in codes])
        counts = _counts(patterns, patterns)
        sizes = counts.sum(axis=1)
        # A code is no pair with itself, but its distance to itself is 0, so nothing has to be taken off.
        within = ((counts @ distances) * counts).sum(axis=1) / (sizes - 1)
        totals, n = weights @ counts, weights @ sizes
        across = ((totals @ distances) * totals).sum(axis=1)
        return 1 - weights @ within / n, 1 - across / (n * (n - 1))

    return _measure([unit for unit in units if len(unit) > 1], compute, rounds, seed)


def _nominal(a: Code, b: Code) -> float:
    return float(a != b)


def _codes(patterns: Sequence[Unit]) -> list[Code]:
    return list(dict.fromkeys(code for pattern in patterns for code in pattern))


def _counts(patterns: Sequence[Unit], known: Sequence[Unit]) -> Floats:
    """How often each code of the `known` patterns is in each pattern."""
    places = {code: place for place, code in enumerate(_codes(known))}
    counts = np.zeros((len(patterns), len(places)))
    for row, pattern in enumerate(patterns):
        for code in pattern:
            counts[row, places[code]] += 1
    return counts


def _measure(units: Sequence[Unit], compute: Compute, rounds: int, seed: int) -> Agreement:
    """The coefficient over all units, and its interval over resamples of them."""
    if not units:
        return Agreement(None, 0.0, 0.0, 0, None, None, _warn(units, None))
    patterns = list(dict.fromkeys(units))
    kinds = numbered(units)
    whole = np.bincount(kinds, minlength=len(patterns)).astype(np.float64)[None, :]
    drawn = draw_weights(len(units), rounds=rounds, seed=seed, kinds=kinds)
    observed, expected = compute(patterns, np.vstack([whole, drawn]))
    room = 1 - expected
    values = np.divide(observed - expected, room, out=np.full(len(room), np.nan), where=room > _NOTHING)
    value = None if np.isnan(values[0]) else float(values[0])
    low, high = interval(values[1:, None]) if rounds else (np.array([np.nan]), np.array([np.nan]))
    known = value is not None and not np.isnan(low[0])
    return Agreement(
        value=value,
        observed=float(observed[0]),
        expected=float(expected[0]),
        units=len(units),
        low=float(low[0]) if known else None,
        high=float(high[0]) if known else None,
        warnings=_warn(units, value),
    )


def _warn(units: Sequence[Unit], value: float | None) -> tuple[Waarschuwing, ...]:
    if not units:
        return (Waarschuwing("leeg", "Niets is door twee mensen gecodeerd, dus er is nog niets te vergelijken."),)
    found = []
    if value is None:
        tekst = "Iedereen koos overal hetzelfde. Dan is niet te zeggen of dat meer is dan toeval."
        found.append(Waarschuwing("geen-variatie", tekst))
    if len(units) < FEW_UNITS:
        tekst = f"Er {'is maar één stuk' if len(units) == 1 else f'zijn maar {len(units)} stukken'} dubbel gecodeerd."
        found.append(Waarschuwing("weinig", f"{tekst} Een paar andere keuzes veranderen dit getal al sterk."))
    counts = Counter(code for unit in units for code in unit)
    if value is not None and max(counts.values()) > (1 - RARE) * counts.total():
        tekst = "Bijna alle keuzes zijn gelijk. Dan kan dit getal laag zijn terwijl de codeurs het vaak eens zijn."
        found.append(Waarschuwing("scheef", tekst))
    return tuple(found)


def masi(a: Code, b: Code) -> float:
    """How far two sets of codes (frozensets) are apart, 0 to 1: MASI, R. Passonneau, LREC 2006.

    1 - Jaccard * monotonicity, the latter 1 for equal sets, 2/3 if one holds the other, 1/3 if they overlap, else 0.
    """
    assert isinstance(a, frozenset)  # noqa: S101
    assert isinstance(b, frozenset)  # noqa: S101
    if a == b:
        return 0.0
    shared = len(a & b)
    if not shared:
        return 1.0
    return 1 - shared / len(a | b) * (2 / 3 if a <= b or b <= a else 1 / 3)


def as_binary(units: Sequence[Sequence[Codes]], code: str) -> list[tuple[Rating, ...]]:
    """Per unit and coder whether this code was given: what agreement on one code is computed from."""
    return [tuple(None if codes is None else code in codes for codes in unit) for unit in units]


def as_sets(units: Sequence[Sequence[Codes]]) -> list[tuple[Rating, ...]]:
    """Per unit and coder the set of codes, as `krippendorff(..., distance=masi)` compares them."""
    return [tuple(None if codes is None else frozenset(codes) for codes in unit) for unit in units]


def per_code(
    units: Sequence[Sequence[Codes]], codes: Sequence[str], *, rounds: int = ROUNDS, seed: int = 1
) -> dict[str, Agreement]:
    """Krippendorff's alpha of each code, given or not."""
    return {code: krippendorff(as_binary(units, code), rounds=rounds, seed=seed) for code in codes}


def per_pair(
    units: Sequence[Sequence[Codes]], codes: Sequence[str], *, rounds: int = ROUNDS, seed: int = 1
) -> dict[tuple[int, int], dict[str, Agreement]]:
    """Cohen's kappa on each code of each two coders, by the places of the coders."""
    coders = len(units[0]) if units else 0
    binary = {code: as_binary(units, code) for code in codes}
    return {
        (i, j): {
            code: cohen(
                [unit[i] for unit in binary[code]], [unit[j] for unit in binary[code]], rounds=rounds, seed=seed
            )
            for code in codes
        }
        for i in range(coders)
        for j in range(i + 1, coders)
    }

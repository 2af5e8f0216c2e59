"""Agreement against scikit-learn and the krippendorff package, and the list of confusion."""

from dataclasses import dataclass

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from kennisbank.onderzoek.codering.lezen import Stand
from kennisbank.onderzoek.codering.models import Codeereenheid, Codeur, RondeCode
from kennisbank.onderzoek.codering.overeenstemming.berekening import Overeenstemming, compute, label
from kennisbank.onderzoek.codering.overeenstemming.tabellen import TABELLEN, draw

CODES, CODEURS, EENHEDEN = 4, 3, 40


def make_stand(seed: int = 3) -> Stand:
    """Answers of coders who mostly agree, drawn at random; some do not know."""
    random = np.random.default_rng(seed)
    codes = [RondeCode(pk=100 + number, nummer=number, naam=f"Code {number}") for number in range(1, CODES + 1)]
    codeurs = [Codeur(pk=number, nummer=number) for number in range(1, CODEURS + 1)]
    units = [Codeereenheid(pk=number, nummer=number) for number in range(1, EENHEDEN + 1)]
    answers: dict[int, dict[int, frozenset[int] | None]] = {}
    for unit in units:
        truth = random.random(CODES) < 0.3
        answers[unit.pk] = {}
        for codeur in codeurs:
            seen = truth ^ (random.random(CODES) < 0.15)
            known = random.random() > 0.1
            given = frozenset(code.pk for code, one in zip(codes, seen, strict=True) if one)
            answers[unit.pk][codeur.nummer] = given if known else None
    return Stand(units, codes, codeurs, answers, {}, {})


@dataclass(frozen=True)
class Case:
    stand: Stand
    found: Overeenstemming


@pytest.fixture(scope="module")
def case() -> Case:
    stand = make_stand()
    return Case(stand, compute(stand))


def column(stand: Stand, codeur: int, code: int) -> list[float]:
    """1, 0 or nan by bouwsteen."""
    row = []
    for unit in stand.eenheden:
        given = stand.antwoorden[unit.pk][codeur]
        row.append(np.nan if given is None else float(code in given))
    return row


def test_alpha_per_code_is_that_of_the_krippendorff_package(case: Case) -> None:
    for row in case.found.codes:
        data = [column(case.stand, codeur.nummer, row.code.pk) for codeur in case.stand.codeurs]
        expected = krippendorff.alpha(reliability_data=np.array(data), level_of_measurement="nominal")
        assert row.alpha.value == pytest.approx(expected)


def test_kappa_of_two_coders_is_that_of_scikit_learn(case: Case) -> None:
    for pair in case.found.paren:
        sides = [[], []]
        for code in case.stand.codes:
            both = (column(case.stand, pair.een, code.pk), column(case.stand, pair.ander, code.pk))
            for x, y in zip(*both, strict=True):
                if not np.isnan(x) and not np.isnan(y):
                    sides[0].append(x)
                    sides[1].append(y)
        assert pair.kappa.value == pytest.approx(cohen_kappa_score(*sides))
        assert pair.samen == len(sides[0]) // CODES


def test_shares_count_every_two_coders_who_answered(case: Case) -> None:
    row = case.found.codes[0]
    columns = [column(case.stand, codeur.nummer, row.code.pk) for codeur in case.stand.codeurs]
    known = [value for one in columns for value in one if not np.isnan(value)]
    assert row.gegeven == pytest.approx(sum(known) / len(known))
    same = total = 0
    for i in range(CODEURS):
        for j in range(i):
            for x, y in zip(columns[i], columns[j], strict=True):
                if not np.isnan(x) and not np.isnan(y):
                    total, same = total + 1, same + (x == y)
    assert row.gelijk == pytest.approx(same / total)


def test_confusion_counts_what_stood_against_what() -> None:
    stand = make_stand()
    one, two, three = (code.pk for code in stand.codes[:3])
    answers = {
        1: {1: frozenset({one}), 2: frozenset({two})},
        2: {1: frozenset({two}), 2: frozenset({one})},
        3: {1: frozenset({one, three}), 2: frozenset({one})},
        4: {1: frozenset({one}), 2: frozenset({one})},
        5: {1: None, 2: frozenset({one})},
    }
    found = compute(Stand(stand.eenheden[:5], stand.codes, stand.codeurs[:2], answers, {}, {}))
    rows = [(row.code.nummer, row.ander.nummer if row.ander else None, row.aantal) for row in found.verwarring]
    assert rows == [(1, 2, 2), (3, None, 1)]
    assert found.dubbel == 4


def test_coders_who_say_nothing_twice_give_no_figure_and_no_crash() -> None:
    stand = make_stand()
    empty = compute(Stand(stand.eenheden, stand.codes, stand.codeurs, {}, {}, {}))
    assert empty.alpha.value is None
    assert empty.label == "niet te bepalen"
    assert empty.alpha.warnings
    assert "<svg" in draw(empty).svg


def test_a_code_that_is_hardly_given_comes_with_a_warning() -> None:
    stand = make_stand()
    code = stand.codes[0].pk
    answers = {unit.pk: {1: frozenset(), 2: frozenset()} for unit in stand.eenheden}
    answers[1] = {1: frozenset({code}), 2: frozenset()}
    row = compute(Stand(stand.eenheden, stand.codes, stand.codeurs[:2], answers, {}, {})).codes[0]
    assert row.gelijk == pytest.approx(39 / 40)
    assert row.alpha.value is not None
    assert row.alpha.value < 0.1
    assert any("bijna nooit" in text for text in row.waarschuwingen)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (None, "niet te bepalen"),
        (-0.1, "niet meer dan toeval"),
        (0.41, "redelijk"),
        (0.8, "flink"),
        (1.0, "bijna volledig"),
    ],
)
def test_labels_follow_landis_and_koch(value: float | None, word: str) -> None:
    assert label(value) == word


def test_tables_hold_numbers_of_coders_and_every_code(case: Case) -> None:
    for name in ("codes", "codeurs", "verwarring"):
        text = TABELLEN[name](case.stand, case.found).as_csv().decode("utf-8-sig")
        assert ("Code 1" in text) == (name != "codeurs")
    assert "Codeur 1 en codeur 2" in TABELLEN["codeurs"](case.stand, case.found).as_csv().decode("utf-8-sig")

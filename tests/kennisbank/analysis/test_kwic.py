"""Keyword in context: every place is found, cut around it and sorted as asked."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.analysis.kwic import SORTS, Line, Sort, concordance
from kennisbank.analysis.words import Reader, fold

TEXTS = [
    "Professionele ruimte is geen vrijbrief. Wie ruimte krijgt, legt uit hoe hij die gebruikt.",
    "Er was niets over ruimte.",
    "De RUIMTE die jij neemt, en de professionele moed.",
]


def keywords(lines: list[Line]) -> list[tuple[int, str]]:
    return [(line.text, line.keyword) for line in lines]


@given(st.lists(st.text("ab R.\n"), max_size=4), st.sampled_from(["a", "ab", "r"]))
def test_a_word_is_found_wherever_a_regular_expression_finds_it(texts: list[str], word: str) -> None:
    expected = [
        (number, match.start(), match.end())
        for number, text in enumerate(texts)
        for match in re.finditer(rf"\b{word}\b", text, re.IGNORECASE)
    ]
    found = concordance(texts, word)
    assert [(line.text, line.start, line.end) for line in found] == expected
    for line in found:
        assert texts[line.text][line.start : line.end] == line.keyword


@given(st.lists(st.text("abc .", max_size=60), max_size=3), st.integers(1, 5))
def test_all_that_is_left_and_right_fits_the_text(texts: list[str], width: int) -> None:
    for line in concordance(texts, "a", width=width):
        before = texts[line.text][: line.start].split()
        assert not line.left or " ".join(before).endswith(line.left)
        assert len(re.findall(r"\w+", line.left)) <= width
        assert len(re.findall(r"\w+", line.right)) <= width
        assert line.cut_left == (len(re.findall(r"\w+", texts[line.text][: line.start])) > width)


def test_the_words_around_keep_their_punctuation() -> None:
    line = concordance(TEXTS, "vrijbrief", width=2)[0]
    assert (line.left, line.keyword, line.right) == ("is geen", "vrijbrief", ". Wie ruimte")
    assert line.cut_left
    assert line.cut_right
    whole = concordance(TEXTS, "vrijbrief", width=50)[0]
    assert whole.left == "Professionele ruimte is geen"
    assert whole.right.endswith("gebruikt.")
    assert not whole.cut_left
    assert not whole.cut_right


def test_a_phrase_is_words_in_a_row() -> None:
    assert keywords(concordance(TEXTS, "professionele ruimte")) == [(0, "Professionele ruimte")]
    assert keywords(concordance(["een twee drie"], "een drie")) == []


def test_a_choice_finds_each_place_once_and_the_longest() -> None:
    found = concordance(TEXTS, ["professionele", "professionele ruimte", "moed"])
    assert keywords(found) == [(0, "Professionele ruimte"), (2, "professionele"), (2, "moed")]


def test_stars_stand_for_letters() -> None:
    assert keywords(concordance(TEXTS, "gebruik*")) == [(0, "gebruikt")]
    assert keywords(concordance(TEXTS, "*brief")) == [(0, "vrijbrief")]
    assert keywords(concordance(TEXTS, "professionele *")) == [(0, "Professionele ruimte"), (2, "professionele moed")]
    assert keywords(concordance(["a.b"], ".*")) == [(0, "a"), (0, "b")]


@given(st.text("abß ’'-.É", max_size=30), st.text("ab*’'-", max_size=8))
def test_stars_are_those_of_a_regular_expression(text: str, pattern: str) -> None:
    pieces = [fold(piece) for piece in re.findall(r"(?:[ab]|\*)+(?:[-'’](?:[ab]|\*)+)*", pattern)]
    if len(pieces) != 1:
        return
    expression = re.compile(".*".join(map(re.escape, pieces[0].split("*"))))
    expected = [(word.start, word.end) for word in Reader().words(text) if expression.fullmatch(word.folded)]
    assert [(line.start, line.end) for line in concordance([text], pattern)] == expected


def test_many_stars_take_no_time() -> None:
    start = time.thread_time()
    assert concordance(["a" * 20_000], "*a" * 30 + "*b") == []
    assert concordance(["a" * 20_000], "*a" * 30) != []
    assert time.thread_time() - start < 0.5


def test_both_apostrophes_are_one() -> None:
    assert keywords(concordance(["foto’s en foto's"], "foto's")) == [(0, "foto’s"), (0, "foto's")]


def test_stems_find_other_forms() -> None:
    reader = Reader(stem=lambda word: word[:5])
    assert keywords(concordance(TEXTS, "gebruiken", reader=reader, stems=True)) == [(0, "gebruikt")]
    assert concordance(TEXTS, "gebruiken", reader=reader) == []


def test_accents_and_capitals_make_no_difference() -> None:
    assert keywords(concordance(["Eén, EEN en één"], "een")) == [(0, "Eén"), (0, "EEN"), (0, "één")]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("tekst", ["Professionele|is", "Wie|krijgt", "over|", "De|die"]),
        ("rechts1", ["over|", "De|die", "Professionele|is", "Wie|krijgt"]),
        ("links1", ["De|die", "over|", "Professionele|is", "Wie|krijgt"]),
        ("rechts2", ["over|", "Professionele|is", "De|die", "Wie|krijgt"]),
    ],
)
def test_sorting(sort: Sort, expected: list[str]) -> None:
    found = concordance(TEXTS, "ruimte", sort=sort)
    shown = [f"{line.left.split()[-1]}|{line.right.split(' ')[0].strip('.,')}" for line in found]
    assert shown == expected


def test_sorting_by_the_keyword_itself() -> None:
    found = concordance(TEXTS, "*e", sort="midden")
    folded = [line.keyword.casefold() for line in found]
    assert folded == sorted(folded)


@given(st.lists(st.text("abc ."), max_size=4), st.sampled_from(SORTS))
def test_sorting_changes_the_order_only(texts: list[str], sort: Sort) -> None:
    found = concordance(texts, "*", sort=sort)
    assert sorted(found, key=lambda line: (line.text, line.start)) == concordance(texts, "*")


@given(st.text(), st.text())
def test_any_question_is_answered(text: str, question: str) -> None:
    concordance([text], question)


@pytest.mark.parametrize("options", [{"sort": "achterwaarts"}, {"width": 0}])
def test_unknown_sorts_and_no_width_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="sort is one of"):
        concordance(["a"], "a", **options)  # type: ignore[arg-type]


def test_no_words_find_nothing() -> None:
    assert concordance(TEXTS, "") == []
    assert concordance(TEXTS, []) == []
    assert concordance([], "a") == []

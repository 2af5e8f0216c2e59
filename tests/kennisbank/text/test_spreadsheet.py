"""What leaves as CSV can be opened without harm."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.text.spreadsheet import as_csv, plain_cell


@pytest.mark.parametrize("cell", ["=1+1", "+31 6", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-1,5,2", "--1"])
def test_a_formula_becomes_text(cell: str) -> None:
    assert plain_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-1", "-1,25", "3", "tegenspraak", "", "a=b", "1-2"])
def test_numbers_and_words_stay(cell: str) -> None:
    assert plain_cell(cell) == cell


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=3), max_size=4))
def test_every_cell_comes_back(rows: list[list[str]]) -> None:
    text = as_csv(rows).decode("utf-8-sig")
    read = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
    assert read == [[plain_cell(cell) for cell in row] for row in rows]

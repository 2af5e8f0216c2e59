"""Texts made to bring the merge to its knees; time is measured against ordinary prose in the same run."""

import pytest

from kennisbank.text.hunks import apply_changes, list_changes
from kennisbank.text.limits import MAX_TEKENS
from kennisbank.text.markdown import render
from kennisbank.text.merge import merge_texts
from tests.kennisbank.text.test_pathological import GEVALLEN, PROZA
from tests.kennisbank.text.timing import TimesProse

TIMES_PROSE = 10
WORST = ["Ja. Nee. ", "| a |\n", "* * *\n", "1. ", "a.\n\n", "a. b. a. ", "!", "?! "]


@pytest.fixture(scope="module")
def limit():
    """The time that no merge of full sections may take."""
    prose = ((PROZA * 6 + "\n\n") * 400)[:MAX_TEKENS]
    return TimesProse(TIMES_PROSE, render, prose)


def two_edits(text):
    """A word put in halfway, and the halves changing places with something lost on the way."""
    half, third = len(text) // 2, len(text) // 3
    return text[1:half] + "x" + text[half:], text[half:-1] + "\n\nz. " + text[:third]


@pytest.mark.parametrize("text", GEVALLEN)
def test_any_text_is_merged_in_bounded_time(text, limit):
    text = text[: MAX_TEKENS // 8]
    assert limit.allows(merge_texts, text, *two_edits(text))


@pytest.mark.parametrize("mark", WORST)
def test_so_is_a_full_section_of_very_many_sentences(mark, limit):
    text = (mark * MAX_TEKENS)[:MAX_TEKENS]
    assert limit.allows(merge_texts, text, *two_edits(text))


@pytest.mark.parametrize("mark", WORST)
def test_and_its_changes_are_listed_and_applied(mark, limit):
    text = (mark * MAX_TEKENS)[: MAX_TEKENS // 2]
    changed, _ = two_edits(text)

    def take():
        numbers = [change.nummer for change in list_changes(text, changed)]
        apply_changes(text, changed, numbers[::2])

    assert limit.allows(take)

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.text.hunks import Wijziging, apply_changes, list_changes
from kennisbank.text.normalise import normalise
from kennisbank.text.sentences import sentences
from tests.kennisbank.text.edited import BASE, EXAMPLES, STEPS, edit
from tests.kennisbank.text.strategies import MARKDOWN

law = settings(max_examples=EXAMPLES)


def changes(base, new):
    return [(change.oud, change.nieuw) for change in list_changes(base, new)]


def test_each_sentence_is_a_change_with_the_one_before_it_as_its_place():
    base = "Een gaat voor. Twee volgt. Drie sluit af. Vier komt na."
    new = "Een gaat voor. Twee volgt nu. Drie sluit af. Nieuw. Vier komt na."
    assert list_changes(base, new) == [
        Wijziging(1, "Twee volgt.", "Twee volgt nu.", "Een gaat voor."),
        Wijziging(2, "", "Nieuw.", "Drie sluit af."),
    ]
    assert apply_changes(base, new, [2]) == "Een gaat voor. Twee volgt. Drie sluit af. Nieuw. Vier komt na."
    assert apply_changes(base, new, [1]) == "Een gaat voor. Twee volgt nu. Drie sluit af. Vier komt na."


def test_a_removed_paragraph_is_one_change():
    base = "Een.\n\nTwee a. Twee b.\n\nDrie."
    assert changes(base, "Een.\n\nDrie.") == [("Twee a. Twee b.", "")]
    assert apply_changes(base, "Een.\n\nDrie.", [1]) == "Een.\n\nDrie."


def test_a_paragraph_split_shows_what_stands_on_both_sides():
    assert changes("Een. Twee. Drie.", "Een. Twee.\n\nDrie.") == [("Twee. Drie.", "Twee.\n\nDrie.")]
    assert apply_changes("Een. Twee. Drie.", "Een. Twee.\n\nDrie.", [1]) == "Een. Twee.\n\nDrie."


def test_a_sentence_made_two_is_one_change():
    base, new = "Dit is een heel lange zin over luisteren. Slot.", "Dit is een lange zin over luisteren. Nieuw. Slot."
    assert changes(base, new) == [
        ("Dit is een heel lange zin over luisteren.", "Dit is een lange zin over luisteren. Nieuw.")
    ]


def test_reworded_sentences_side_by_side_can_be_chosen_apart():
    base, new = "Een gaat nu voor. Twee volgt daarna.", "Een gaat straks voor. Twee volgt later daarna."
    assert len(list_changes(base, new)) == 2
    assert apply_changes(base, new, [2]) == "Een gaat nu voor. Twee volgt later daarna."


def test_a_new_item_beside_a_changed_one_can_be_chosen_apart():
    base, new = "- een ding\n- slot", "- een ander ding\n- nieuw\n- slot"
    assert apply_changes(base, new, [2]) == "- een ding\n- nieuw\n- slot"


def test_what_moved_is_a_removal_and_an_addition():
    assert sorted(changes("A een.\n\nB twee.\n\nC drie.", "C drie.\n\nA een.\n\nB twee.")) == [
        ("", "C drie."),
        ("C drie.", ""),
    ]


def test_an_unknown_number_is_refused():
    with pytest.raises(ValueError, match="2"):
        apply_changes("Een.", "Twee.", [1, 2])


def test_equal_texts_have_no_changes():
    assert list_changes("Een.\r\nTwee. ", "Een.\nTwee.") == []
    assert apply_changes("", "", []) == ""


@st.composite
def edited(draw):
    base = draw(BASE)
    return base, edit(base, draw(STEPS))


@law
@given(edited() | st.tuples(MARKDOWN, MARKDOWN))
def test_all_changes_are_the_new_text_and_none_the_old(texts):
    base, new = texts
    listed = list_changes(base, new)
    assert [change.nummer for change in listed] == list(range(1, len(listed) + 1))
    assert all(change.oud != change.nieuw for change in listed)
    assert apply_changes(base, new, [change.nummer for change in listed]) == normalise(new)
    assert apply_changes(base, new, []) == normalise(base)


@law
@given(edited(), st.data())
def test_some_changes_change_just_those_sentences(texts, data):
    base, new = texts
    listed = list_changes(base, new)
    chosen = [change for change in listed if data.draw(st.booleans())]
    text = apply_changes(base, new, [change.nummer for change in chosen])
    expected = Counter(sentences(base))
    for change in chosen:
        expected.subtract(sentences(change.oud))
        expected.update(sentences(change.nieuw))
    assert text == normalise(text)
    assert Counter(sentences(text)) == +expected

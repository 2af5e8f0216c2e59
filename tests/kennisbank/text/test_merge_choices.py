import pytest
from hypothesis import given, settings

from kennisbank.text.merge import Conflict, ConflictSoort, both, merge_texts
from kennisbank.text.sentences import sentences
from tests.kennisbank.text.edited import EXAMPLES, two_edits


def conflict(ours, theirs, soort=ConflictSoort.TEKST, between=" "):
    return Conflict("x:1", soort, "x", "", ours, theirs, between)


@pytest.mark.parametrize(
    ("ours", "theirs", "between", "text"),
    [
        ("Ons.", "Hun.", " ", "Ons. Hun."),
        ("Ons.", "Hun.", "\n\n", "Ons.\n\nHun."),
        ("Ons.", "", " ", "Ons."),
        ("", "Hun.", " ", "Hun."),
        ("Ons. Samen.", "Samen. Hun.", " ", "Ons. Samen. Hun."),
        ("Ons. Samen.", "Hun.\n\nSamen. Slot.", " ", "Ons. Samen. Hun.\n\nSlot."),
        ("Samen.", "Samen.", " ", "Samen."),
        ("Ons. Samen.", "Samen.", " ", "Ons. Samen."),
        ("- ons", "- hun", "\n", "- ons\n- hun"),
        ("- ons", "- hun", " ", "- ons\n- hun"),
        ("| a |", "| b |", " ", "| a |\n| b |"),
        ("## Ons", "Hun.", " ", "## Ons\n\nHun."),
        ("Ons.", "```\nx\n```", " ", "Ons.\n\n```\nx\n```"),
        ("```\nx\n```", "Hun.", " ", "```\nx\n```\n\nHun."),
        ("Ons.", "> Hun.", " ", "Ons.\n\n> Hun."),
    ],
)
def test_both_sides_of_a_text(ours, theirs, between, text):
    assert both(conflict(ours, theirs, between=between)) == text


def test_both_of_what_cannot_be_two():
    assert both(conflict("Ons", "Hun", ConflictSoort.KOP)) == "Ons / Hun"
    assert both(conflict("", "Veel beter.", ConflictSoort.SECTIE)) == "Veel beter."
    assert both(conflict("a", "b", ConflictSoort.PLAATS)) == "a"


@settings(max_examples=EXAMPLES)
@given(two_edits())
def test_both_has_every_sentence_of_both_once(texts):
    for piece in merge_texts(*texts):
        if isinstance(piece, Conflict):
            found = sentences(both(piece))
            ours = sentences(piece.ons)
            assert found == ours + [each for each in sentences(piece.hun) if each not in ours]

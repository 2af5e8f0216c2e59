"""Which sentences count as saying something."""

import pytest
from hypothesis import given

from kennisbank.text.normalise import normalise
from kennisbank.text.sentences import sentence_spans
from kennisbank.text.statements import statements
from tests.kennisbank.text.strategies import MARKDOWN


def said(tekst):
    kaal = normalise(tekst)
    return [kaal[begin:einde] for begin, einde in statements(tekst)]


def test_sentences_list_items_and_quotations_count():
    assert said("Een zin. Nog een.\n\n- Een punt.\n\n> Een citaat.") == [
        "Een zin.", "Nog een.", "- Een punt.", "> Een citaat."
    ]  # fmt: skip


@pytest.mark.parametrize(
    "tekst",
    ["# Een kop", "> ## Een kop", "---", "* * *", "[x]: http://x.nl", "1.", "...", "!", "Een kop\n===", "A\n---"],
)
def test_headings_rules_and_addresses_do_not(tekst):
    assert said(tekst) == []


def test_of_a_table_the_rows_count_and_the_rule_does_not():
    assert said("| Wat | Wie |\n|---|---|\n| dit | die |") == ["| Wat | Wie |", "| dit | die |"]


def test_a_note_counts():
    assert said("Zin.[^1]\n\n[^1]: De noot zegt iets.") == ["Zin.[^1]", "[^1]: De noot zegt iets."]


@given(MARKDOWN)
def test_they_are_sentences_of_the_text(tekst):
    assert set(statements(tekst)) <= set(sentence_spans(normalise(tekst)))

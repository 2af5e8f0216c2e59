"""What people type."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.search.question import (
    MAX_LENGTH,
    correct,
    parse_question,
    plan_all_words,
    plan_any_word,
    plan_beginning,
)
from kennisbank.search.whoosh.plan import NoneNode, OrNode, PhraseNode, TermNode


def test_words_and_phrases():
    question = parse_question(' menselijke “morele moed"  maat ')
    assert question.words == "menselijke maat"
    assert question.phrases == ("morele moed",)


@pytest.mark.parametrize("text", ["", "   ", '""', '"', "\x00", "!?", "()[]{}", "___"])
def test_nothing_to_search_for(text):
    assert parse_question(text).is_empty()
    assert plan_all_words(parse_question(text)) == NoneNode()


def test_a_lonely_quotation_mark_is_no_syntax():
    assert parse_question('een "half citaat').phrases == ()
    assert parse_question('een "half citaat').stems == {"half", "citat"}


def test_operators_are_ordinary_words():
    assert parse_question("titel:moed AND -maat*").phrases == ()
    assert {"moed", "mat"} <= parse_question("titel:moed AND -maat*").stems


def test_long_and_odd_input_is_cut():
    assert len(parse_question("a" * 1_000_000).text) == MAX_LENGTH
    assert "\x00" not in parse_question("moed\x00maat").text


def test_plans():
    assert plan_all_words(parse_question("moed")) == TermNode("all", "moed")
    assert isinstance(plan_all_words(parse_question('"morele moed"')), PhraseNode)
    assert isinstance(plan_any_word(parse_question("morele moed")), OrNode)
    assert plan_beginning("mo") == TermNode("a", "mo")


def test_correction_keeps_what_is_known():
    known = {"tegenspraak": 5, "ambtenaar": 9, "dilemma": 3, "maat": 2}
    assert correct(parse_question("tegensprak van de ambtenar"), known) == "tegenspraak van de ambtenaar"
    assert correct(parse_question("Dilemma"), known) is None
    assert correct(parse_question("mat xyzzy"), known) is None


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_gives_a_plan(text):
    question = parse_question(text)
    assert plan_all_words(question) is not None
    assert plan_any_word(question) is not None
    assert plan_beginning(text) is not None
    correct(question, {"tegenspraak": 1})

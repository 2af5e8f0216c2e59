"""What people type."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.search.question import (
    MAX_LENGTH,
    Both,
    Either,
    InField,
    Quoted,
    Without,
    Words,
    correct,
    loosen,
    parse_question,
)


def ask(text):
    return parse_question(text).ask


def test_words_and_phrases():
    assert ask(' menselijke “morele moed"  maat ') == Both((Words(("menselijke", "maat")), Quoted("morele moed")))
    assert not parse_question("menselijke maat").precise


@pytest.mark.parametrize("text", ["", "   ", '""', '"', "\x00", "!?", "()[]{}", "___", "-", "--", "( )", '"!"'])
def test_nothing_to_search_for(text):
    assert parse_question(text).is_empty()


def test_a_lonely_quotation_mark_is_no_syntax():
    assert ask('een "half citaat') == Words(("een", "half", "citaat"))
    assert parse_question('een "half citaat').stems == {"half", "citat"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("moed EN maat", Words(("moed", "maat"))),
        ("moed AND maat", Words(("moed", "maat"))),
        ("moed OF maat", Either((Words(("moed",)), Words(("maat",))))),
        ("moed OR maat", Either((Words(("moed",)), Words(("maat",))))),
        ("moed NIET maat", Both((Words(("moed",)), Without(Words(("maat",)))))),
        ("moed NOT maat", Both((Words(("moed",)), Without(Words(("maat",)))))),
        (
            "a1 EN (b1 OF c1) NIET d1",
            Both((Words(("a1",)), Either((Words(("b1",)), Words(("c1",)))), Without(Words(("d1",))))),
        ),
        ("a1 OF b1 EN c1", Either((Words(("a1",)), Words(("b1", "c1"))))),
        ('a1 OF "b1 c1"', Either((Words(("a1",)), Quoted("b1 c1")))),
    ],
)
def test_operators(text, expected):
    question = parse_question(text)
    assert question.ask == expected
    assert question.precise


def test_a_minus_leaves_out_and_is_no_operator_inside_a_word():
    assert ask("moed -regel") == Both((Words(("moed",)), Without(Words(("regel",)))))
    assert ask('moed -"de regel"') == Both((Words(("moed",)), Without(Quoted("de regel"))))
    assert ask("co-creatie") == Words(("co", "creatie"))
    assert not parse_question("moed -regel").precise, "the other words stay as they were"


@pytest.mark.parametrize("text", ["rust en ruimte", "niet of wel", "EN", "moed OF", "OF moed", "NIET", "moed EN"])
def test_what_makes_no_sense_as_an_operator_is_words(text):
    assert isinstance(ask(text), Words)
    assert not parse_question(text).precise


def test_a_shouted_question_has_no_operators():
    assert ask("TEGENSPRAAK OF STILTE") == Words(("TEGENSPRAAK", "OF", "STILTE"))
    assert isinstance(ask("AVG OF WOO"), Either)


def test_fields():
    assert ask("thema:tegenspraak soort:dilemma jaar:2026") == Both(
        (InField("thema", "tegenspraak"), InField("soort", "dilemma"), InField("jaar", "2026"))
    )
    assert ask('Thema:"morele moed" maat') == Both((Words(("maat",)), InField("thema", "morele moed", quoted=True)))
    assert ask("titel:moed") == InField("titel", "moed")


@pytest.mark.parametrize("text", ["thema:", "thema: moed", "onzin:moed", "http://moed.nl", "10:30 uur"])
def test_an_unknown_field_is_words(text):
    assert isinstance(ask(text), Words)


def test_brackets_without_operators_are_nothing():
    assert ask("straat (CI/CD)") == Words(("straat", "CI", "CD"))
    assert ask("((moed)") == ask("moed))") == ask("moed") == Words(("moed",))


def test_a_sentence_with_a_question_mark_is_prose():
    assert isinstance(ask('Waarom zie ik "geen -libfoo" NIET in de lijst?'), Words)
    assert ask('"geen moed"?') == Quoted("geen moed")


def test_long_and_odd_input_is_cut():
    assert len(parse_question("a" * 1_000_000).text) == MAX_LENGTH
    assert "\x00" not in parse_question("moed\x00maat").text
    assert len(ask("woord " * 100).words) == 32


def test_loosened_question_has_all_words():
    assert loosen(parse_question('a1 EN "b1 c1" -d1')).ask == Words(("a1", "EN", "b1", "c1", "d1"))


def test_stems_are_of_what_must_be_there():
    assert parse_question('regels "morele moed" titel:maat -afval thema:x NIET vuil').stems == {
        "regel",
        "morel",
        "moed",
        "mat",
    }


def test_correction_keeps_what_is_known():
    better = {"tegensprak": "tegenspraak", "ambtenar": "ambtenaar"}.get
    assert correct(parse_question("tegensprak van de ambtenar"), better) == "tegenspraak van de ambtenaar"
    assert correct(parse_question("Dilemma"), better) is None
    assert correct(parse_question("thema:tegensprak"), better) == "thema:tegenspraak"


PIECES = st.sampled_from(
    [
        '"',
        "(",
        ")",
        " -",
        " EN ",
        " OF ",
        " NIET ",
        "thema:",
        "titel:",
        "jaar:",
        " ",
        ":",
        "moed",
        "a",
        "«",
        "\u0301",
        "'",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=200).map("".join)))
@settings(deadline=None)
def test_any_text_gives_a_question(text):
    question = parse_question(text)
    assert question.is_empty() == (question.ask is None)
    assert question.stems is not None
    loosen(question)
    correct(question, lambda _word: None)


@pytest.mark.parametrize(
    "piece", ['"', "(", ")", "-", "-(", '-"', "thema:", "a", " ", "EN ", "NIET ", "'a", "a-", "(a"]
)
def test_ten_thousand_of_anything_takes_no_time(piece):
    started = time.monotonic()
    parse_question(piece * 10_000)
    assert time.monotonic() - started < 0.5

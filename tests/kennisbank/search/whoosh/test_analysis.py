"""Dutch words become the same terms in texts and in questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.search.whoosh.analysis import STOP_WORDS, analyse, fold, split_joined, split_words, stem


def terms(text: str) -> list[str]:
    return [term.text for term in analyse(text)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Ĥéllø", "hello"), ("COÖRDINATIE", "coordinatie"), ("Æsir œuvre straße", "aesir oeuvre strasse"), ("ı", "i")],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Foto's en video’s", ["foto", "en", "video"]),
        ("Zo'n gesprek_over: alles!", ["zon", "gesprek", "over", "alles"]),
        ("e-mail 1.11 A1b", ["e", "mail", "1", "11", "a1b"]),
        ("", []),
    ],
)
def test_split_words(text, words):
    assert split_words(text) == words


def test_forms_of_a_word_meet():
    assert terms("gesprekken") == terms("gesprek")
    assert terms("ambtelijke") == terms("ambtelijk")
    assert terms("ideeën") == terms("ideeen")


def test_stop_words_are_left_out_unless_there_is_nothing_else():
    assert terms("het gesprek van de dag") == [stem("gesprek"), stem("dag")]
    assert terms("van en om") == ["van", "en", "om"]
    assert "niet" not in STOP_WORDS


def test_places_count_stop_words():
    assert [term.position for term in analyse("het gesprek van de dag")] == [1, 4]


def test_joined_words():
    assert split_joined("Een e-mail over co-creatie-sessies") == [("email", 1), ("cocreatiesessies", 4)]


@given(st.text(max_size=200))
def test_any_text_gives_clean_words(text):
    for word in split_words(text):
        assert word == fold(word)
        assert not any(letter.isspace() for letter in word)
    assert split_words(text.upper()) is not None


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)

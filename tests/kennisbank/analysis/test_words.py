"""Words: what they are, where they stand and under which term they count."""

from hypothesis import given
from hypothesis import strategies as st

from kennisbank.analysis.words import Reader, fold, spellings


def cut(word: str) -> str:
    """A stemmer for tests: the first four letters."""
    return word[:4]


def test_words_keep_their_place_and_spelling() -> None:
    text = "Eén co-creatie, foto's: 3x!"
    words = Reader().words(text)
    assert [word.text for word in words] == ["Eén", "co-creatie", "foto's", "3x"]
    assert [word.folded for word in words] == ["een", "co-creatie", "foto's", "3x"]
    assert all(text[word.start : word.end] == word.text for word in words)


def test_stop_words_numbers_and_short_words_tell_nothing() -> None:
    reader = Reader(stem=cut, stop={"niet"}, shortest=3)
    assert reader.terms("Niet de 2026 vraagt vragen") == ["vraa", "vrag"]


def test_a_term_is_shown_as_it_is_mostly_written() -> None:
    words = Reader(stem=cut).words("vraagstuk vraagt vraagt vraagt. Hond")
    assert spellings(words) == {"vraa": "vraagt", "hond": "hond"}
    assert spellings(Reader(stem=cut).words("vraagstuk vraagt")) == {"vraa": "vraagt"}


@given(st.text())
def test_any_text_has_words_where_it_says(text: str) -> None:
    for word in Reader().words(text):
        assert text[word.start : word.end] == word.text
        assert word.folded == fold(word.text)

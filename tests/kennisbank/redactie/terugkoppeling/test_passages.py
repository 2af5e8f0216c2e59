"""Before and after: the sentences that came in with a bouwsteen, and what they took the place of."""

from hypothesis import given
from hypothesis import strategies as st

from kennisbank.redactie.terugkoppeling.passages import find_passage
from kennisbank.text.normalise import normalise
from kennisbank.text.statements import statements

OUD = "De wet is helder. Een ambtenaar belt soms de burger.\n\nDaarna volgt het besluit."


def _spans(tekst: str, *zinnen: str) -> list[tuple[int, int]]:
    return [span for span in statements(tekst) if tekst[slice(*span)] in zinnen]


def test_reworded_sentence_shows_what_stood_there_and_what_came() -> None:
    zin = "Een goede ambtenaar belt altijd eerst de burger."
    nieuw = f"De wet is helder. {zin}\n\nDaarna volgt het besluit."
    passage = find_passage(OUD, nieuw, _spans(nieuw, zin), "Bel eerst.")
    assert passage is not None
    assert passage.voor == "Een ambtenaar belt soms de burger."
    assert passage.na == zin
    assert not passage.stond_er_al


def test_added_sentence_has_nothing_before() -> None:
    zin = "Leg uit waarom je iets vraagt."
    nieuw = OUD.replace("burger.\n", f"burger. {zin}\n")
    passage = find_passage(OUD, nieuw, _spans(nieuw, zin), "")
    assert passage is not None
    assert (passage.voor, passage.na) == ("", zin)


def test_sentence_that_stood_there_already_is_said_to() -> None:
    passage = find_passage(OUD, OUD, _spans(OUD, "De wet is helder."), "")
    assert passage is not None
    assert passage.stond_er_al


def test_sentence_replaced_by_an_altogether_different_one_is_shown_before() -> None:
    zin = "Schrijf wat je niet weet ook op."
    nieuw = OUD.replace("Een ambtenaar belt soms de burger.", zin)
    passage = find_passage(OUD, nieuw, _spans(nieuw, zin), "")
    assert passage is not None
    assert passage.voor == "Een ambtenaar belt soms de burger."


def test_sentences_apart_keep_a_blank_line_between_them() -> None:
    nieuw = (
        "Vooraf dit. De wet is helder. Een ambtenaar belt soms de burger.\n\nDaarna volgt het besluit. En achteraf dat."
    )
    passage = find_passage(OUD, nieuw, _spans(nieuw, "Vooraf dit.", "En achteraf dat."), "")
    assert passage is not None
    assert passage.na == "Vooraf dit.\n\nEn achteraf dat."


def test_without_ties_the_changed_sentences_on_the_words_of_the_source_are_shown() -> None:
    nieuw = f"{OUD}\n\nHet archief is verhuisd. Stagiairs leren vooral van meelopen met ervaren collega's."
    passage = find_passage(OUD, nieuw, [], "Stagiairs leren het meest van meelopen met ervaren collega's.")
    assert passage is not None
    assert passage.na == "Stagiairs leren vooral van meelopen met ervaren collega's."


def test_without_ties_and_without_change_there_is_no_passage() -> None:
    assert find_passage(OUD, OUD, [], "Iets anders.") is None


def test_long_change_without_ties_is_shortened() -> None:
    nieuw = " ".join(f"Zin nummer {number} is nieuw." for number in range(20))
    passage = find_passage("", nieuw, [], "")
    assert passage is not None
    assert passage.ingekort
    assert len(statements(passage.na)) == 6


ZINNEN = st.lists(
    st.sampled_from(["De wet is helder.", "Bel de burger.", "Schrijf kort.", "Vraag door.", "- Een punt\n", "\n\n"]),
    max_size=8,
).map(lambda zinnen: normalise(" ".join(zinnen)))


@given(oud=ZINNEN, nieuw=ZINNEN, data=st.data())
def test_every_word_shown_stands_in_the_texts(oud: str, nieuw: str, data: st.DataObject) -> None:
    zinnen = statements(nieuw)
    chosen = data.draw(st.lists(st.sampled_from(zinnen), unique=True)) if zinnen else []
    passage = find_passage(oud, nieuw, sorted(chosen), "")
    if passage is not None:
        assert set(passage.voor.split()) <= set(oud.split())
        assert set(passage.na.split()) <= set(nieuw.split())
        assert all(nieuw[begin:einde] in passage.na for begin, einde in chosen)

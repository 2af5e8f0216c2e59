"""Places in an account stay true: sentences that belong together, and what is left when quotes are left out."""

from hypothesis import given
from hypothesis import strategies as st

from bouwstenen.meelezen.bijlagen.passages import WEGGELATEN, join_neighbours, trim_span, withhold
from bouwstenen.opbrengst.models import Bijlage, Opbrengstregel
from kennisbank.text.sentences import sentence_spans

TEKST = "Een begin. Een midden. Een slot.\n\nNog een alinea. En het einde."
teksten = st.text(alphabet="ab .\n😀é", max_size=80)


def regel(pk, begin, einde, tekst, stand=""):
    return Opbrengstregel(
        pk=pk, bijlage_id=1, bron_begin=begin, bron_einde=einde, tekst=tekst[begin:einde], citaat_stand=stand
    )


def test_sentences_side_by_side_are_one_passage_but_not_over_a_white_line():
    spans = sentence_spans(TEKST)
    joined = join_neighbours(TEKST, [spans[3], spans[0], spans[1]])
    assert [TEKST[slice(*span)] for span in joined] == ["Een begin. Een midden.", "Nog een alinea."]
    assert len(join_neighbours(TEKST, spans)) == 2


def test_what_is_no_sentence_is_no_passage():
    assert join_neighbours(TEKST, [(0, 3)]) == []


@given(teksten, st.integers(-5, 90), st.integers(-5, 90))
def test_a_trimmed_place_holds_the_same_words(tekst, begin, einde):
    place = trim_span(tekst, begin, einde)
    if place is None:
        assert not 0 <= begin < einde <= len(tekst) or not tekst[begin:einde].strip()
    else:
        assert tekst[slice(*place)] == tekst[begin:einde].strip()


@given(
    teksten.filter(str.strip), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80), st.booleans()), max_size=6)
)
def test_marks_still_hold_their_words_after_quotes_are_left_out(tekst, places):
    rows = [
        regel(number, *place, tekst, "ingetrokken" if hidden else "")
        for number, (begin, einde, hidden) in enumerate(places)
        if (place := trim_span(tekst, begin, einde)) is not None
    ]
    hidden = [row for row in rows if row.citaat_stand]
    leesbaar = withhold(Bijlage(pk=1, tekst=tekst), [row for row in rows if not row.citaat_stand], hidden)
    words = {row.pk: row.tekst for row in rows}
    for mark in leesbaar.marks:
        assert leesbaar.tekst[mark.begin : mark.einde] == words[mark.nummer]
    if not hidden:
        assert leesbaar.tekst == tekst


def test_a_quote_is_left_out_wherever_its_words_stand():
    tekst = "Iemand sliep al weken slecht. Nog eens: iemand sliep al weken slecht. Iemand sliep al weken slecht."
    row = regel(1, 0, 29, tekst, "ingetrokken")
    leesbaar = withhold(Bijlage(pk=1, tekst=tekst), [], [row])
    assert leesbaar.tekst == f"{WEGGELATEN} Nog eens: iemand sliep al weken slecht. {WEGGELATEN}"
    elders = withhold(Bijlage(pk=2, tekst="Iemand sliep al weken slecht. Ja."), [], [row])
    assert elders.tekst == f"{WEGGELATEN} Ja."

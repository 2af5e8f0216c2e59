"""Words in a circle."""

import math

from hypothesis import given
from hypothesis import strategies as st

from bouwstenen.draden.plaat.etiket import fit, line_height

woorden = st.lists(st.text("abcdefghij", min_size=1, max_size=18), min_size=1, max_size=12).map(" ".join)


@given(woorden, st.floats(5, 200))
def test_no_word_is_lost_and_every_line_lies_inside(tekst: str, straal: float) -> None:
    letter, regels = fit(tekst, straal)
    if not regels:
        return
    assert " ".join(regels) == tekst
    hoogte = line_height(letter)
    boven = -hoogte * (len(regels) + 1) / 2
    for nummer, regel in enumerate(regels):
        breed = len(regel) * letter * 0.56 / 2
        for hoek in (boven + nummer * hoogte, boven + (nummer + 1) * hoogte):
            assert math.hypot(breed, hoek) <= straal


def test_a_large_circle_takes_the_large_letter_and_a_small_one_no_words() -> None:
    assert fit("Tegenspraak", 90) == (15.0, ("Tegenspraak",))
    assert fit("Ontwikkeling van vakmanschap", 18)[1] == ()

"""The picture through time."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bouwstenen.draden.plaat.gegevens import DRAAD, THEMA, Gebied, Groei, maanden
from bouwstenen.draden.plaat.tekening import HOOGTE, MAX_RINGEN, draw

MAANDEN = [date(2025, maand, 1) for maand in range(1, 13)]
groeien = st.lists(st.builds(Groei, st.sampled_from(MAANDEN), st.integers(1, 9), st.integers(1, 6)), min_size=1).map(
    lambda delen: tuple(sorted(delen, key=lambda deel: deel.maand))
)
gebieden = st.lists(groeien, min_size=1, max_size=12).map(
    lambda rij: [
        Gebied(DRAAD if nummer < 3 else THEMA, nummer, f"Gebied {nummer}", f"/g/{nummer}/", groei)
        for nummer, groei in enumerate(rij)
    ]
)


@given(gebieden)
@settings(max_examples=40, deadline=None)
def test_nothing_jumps_and_nothing_shrinks(rij: list[Gebied]) -> None:
    vorige = None
    for maand in MAANDEN:
        vlakken = draw(rij, maand, "toen").vlakken
        if vorige is not None:
            for toen, nu in zip(vorige, vlakken, strict=True):
                assert (toen.x, toen.y, toen.later, toen.letter) == (nu.x, nu.y, nu.later, nu.letter)
                assert float(toen.straal) <= float(nu.straal) <= float(nu.later)
        vorige = vlakken
    assert vorige is not None
    assert all(vlak.straal == vlak.later for vlak in vorige)


@given(gebieden, st.sampled_from(MAANDEN))
@settings(max_examples=40, deadline=None)
def test_size_follows_the_number_at_that_moment(rij: list[Gebied], maand: date) -> None:
    tekening = draw(rij, maand, "toen")
    assert len(tekening.te_zien) + len(tekening.nog_niet) == len(rij)
    for gebied, vlak in zip(rij, tekening.vlakken, strict=True):
        assert vlak.aantal == gebied.count(maand)
        deel = math.sqrt(vlak.aantal / gebied.count())
        assert float(vlak.straal) == pytest.approx(float(vlak.later) * deel, abs=0.15)
        assert len(vlak.ringen) <= MAX_RINGEN
        assert all(float(ring) <= float(vlak.straal) for ring in vlak.ringen)


def test_every_gesprek_is_a_ring() -> None:
    groei = tuple(Groei(MAANDEN[nummer], nummer, 4) for nummer in range(4))
    vlak = draw([Gebied(THEMA, 1, "Tegenspraak", "/t/", groei)], None, "nu").vlakken[0]
    assert len(vlak.ringen) == 3
    assert vlak.uitleg == "Thema Tegenspraak: 16 bouwstenen uit 4 gesprekken"


def test_a_thread_ties_a_draad_to_the_themas_that_are_there() -> None:
    vroeg, laat = (Groei(MAANDEN[0], 1, 2),), (Groei(MAANDEN[5], 2, 2),)
    rij = [
        Gebied(DRAAD, 1, "Draad", "/d/", vroeg, frozenset({7, 8, 99})),
        Gebied(THEMA, 7, "Toen al", "/a/", vroeg),
        Gebied(THEMA, 8, "Later", "/b/", laat),
    ]
    assert len(draw(rij, MAANDEN[0], "toen").draden) == 1
    assert len(draw(rij, None, "nu").draden) == 2


def test_words_lie_around_the_middle_of_their_region() -> None:
    vlak = draw([Gebied(THEMA, 1, "Tegenspraak", "/t/", (Groei(MAANDEN[0], 1, 2),))], None, "nu").vlakken[0]
    assert [regel.tekst for regel in vlak.regels] == ["Tegenspraak", "2"]
    assert all(abs(float(regel.y) - HOOGTE / 2) < 30 for regel in vlak.regels)


def test_an_empty_picture() -> None:
    assert draw([], None, "nog leeg").vlakken == ()
    assert maanden([]) == []

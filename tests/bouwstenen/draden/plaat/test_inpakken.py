"""Where regions lie: apart, inside the frame, as large as their number says."""

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bouwstenen.draden.plaat.inpakken import pack

BREEDTE, HOOGTE = 1200.0, 760.0
gewichten = st.lists(st.integers(1, 400), min_size=1, max_size=24).map(tuple)
klein = settings(max_examples=40, deadline=None)


@given(gewichten)
@klein
def test_no_two_touch(maten: tuple[int, ...]) -> None:
    for een, ander in combinations(pack(maten, BREEDTE, HOOGTE), 2):
        assert math.hypot(een.x - ander.x, een.y - ander.y) > een.straal + ander.straal


@given(gewichten)
@klein
def test_all_lie_inside_the_frame(maten: tuple[int, ...]) -> None:
    for cirkel in pack(maten, BREEDTE, HOOGTE):
        assert cirkel.straal < cirkel.x < BREEDTE - cirkel.straal
        assert cirkel.straal < cirkel.y < HOOGTE - cirkel.straal


@given(gewichten)
@klein
def test_areas_are_proportional(maten: tuple[int, ...]) -> None:
    cirkels = pack(maten, BREEDTE, HOOGTE)
    assert len(cirkels) == len(maten)
    verhouding = cirkels[0].straal ** 2 / maten[0]
    for maat, cirkel in zip(maten, cirkels, strict=True):
        assert math.isclose(cirkel.straal**2 / maat, verhouding, rel_tol=1e-6)


@given(gewichten, st.integers(0, 20))
@klein
def test_equal_sizes_give_equal_places(maten: tuple[int, ...], _keer: int) -> None:
    eerste = pack(maten, BREEDTE, HOOGTE)
    pack.cache_clear()
    assert pack(maten, BREEDTE, HOOGTE) == eerste


@given(gewichten)
@klein
def test_the_frame_is_used(maten: tuple[int, ...]) -> None:
    """The circles reach both sides, or top and bottom, but for the white around them."""
    cirkels = pack(maten, BREEDTE, HOOGTE)
    wit = 0.11 * max(cirkel.straal for cirkel in cirkels)
    breed = max(c.x + c.straal for c in cirkels) - min(c.x - c.straal for c in cirkels)
    hoog = max(c.y + c.straal for c in cirkels) - min(c.y - c.straal for c in cirkels)
    assert breed > BREEDTE - wit or hoog > HOOGTE - wit


def test_nothing_gives_nothing_and_one_lies_in_the_middle() -> None:
    assert pack((), BREEDTE, HOOGTE) == ()
    een = pack((3,), BREEDTE, HOOGTE)[0]
    assert (een.x, een.y) == (BREEDTE / 2, HOOGTE / 2)


def test_an_empty_region_is_refused() -> None:
    with pytest.raises(ValueError, match="ten minste één"):
        pack((3, 0), BREEDTE, HOOGTE)

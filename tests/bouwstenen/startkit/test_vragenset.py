"""A set of questions: what may be in it and how it changes."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bouwstenen.startkit.inhoud import vraag_op_sleutel
from bouwstenen.startkit.vragenset import MAX_EIGEN, MAX_VRAGEN, change_set, query_of, read_set, show_set

KEYS = list(vraag_op_sleutel())
VALUES = st.one_of(st.sampled_from(KEYS), st.text(max_size=30), st.text(max_size=300).map("~{}".format))


def test_knows_the_questions_of_the_menu_and_those_of_ones_own_once_each() -> None:
    values = ["vak-2", "onzin", "", "~  Wat  nu? ", "~", "vak-2", "~Wat nu?", "trots-1"]
    assert read_set(values) == ("vak-2", "~Wat nu?", "trots-1")
    assert [(vraag.tekst, vraag.eigen) for vraag in show_set(values)][1] == ("Wat nu?", True)


@given(st.lists(VALUES, max_size=40))
def test_reading_is_stable_and_bounded(values: list[str]) -> None:
    once = read_set(values)
    assert read_set(once) == once
    assert len(once) <= MAX_VRAGEN
    assert all(len(vraag.tekst) <= MAX_EIGEN for vraag in show_set(once))
    assert parse_qs(query_of(once)).get("v", []) == list(once)


@given(
    st.lists(st.sampled_from(KEYS), max_size=8, unique=True),
    st.sampled_from(KEYS),
    st.sampled_from(["omhoog", "omlaag"]),
)
def test_moving_loses_nothing(values: list[str], value: str, richting: str) -> None:
    moved = change_set(tuple(values), {richting: value})
    assert moved is not None
    assert sorted(moved) == sorted(values)
    if value in values:
        step = -1 if richting == "omhoog" else 1
        assert moved.index(value) == min(max(values.index(value) + step, 0), len(values) - 1)


@pytest.mark.parametrize(
    ("params", "after"),
    [
        ({"erbij": "trots-1"}, ("vak-1", "vak-2", "trots-1")),
        ({"erbij": "vak-2"}, ("vak-1", "vak-2")),
        ({"erbij": "bestaat-niet"}, ("vak-1", "vak-2")),
        ({"eigen": " Wie mist er? "}, ("vak-1", "vak-2", "~Wie mist er?")),
        ({"eigen": "  "}, ("vak-1", "vak-2")),
        ({"weg": "vak-1"}, ("vak-2",)),
        ({"omlaag": "vak-1"}, ("vak-2", "vak-1")),
        ({"leeg": "ja"}, ()),
        ({"pagina": "2"}, None),
    ],
)
def test_buttons(params: dict[str, str], after: tuple[str, ...] | None) -> None:
    assert change_set(("vak-1", "vak-2"), params) == after


def test_an_empty_set_is_told_from_none_at_all() -> None:
    assert query_of(()) == "v="
    assert query_of(("vak-1",), plan="abc") == "plan=abc&v=vak-1"

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.text.slugs import anchor, unique_anchors


@pytest.mark.parametrize(
    ("kop", "verwacht"),
    [
        ("Wat is ambtelijk vakmanschap?", "wat-is-ambtelijk-vakmanschap"),
        ("Reële ideeën over thema's", "reele-ideeen-over-themas"),
        ("  1. Één — twee ", "1-een-twee"),
        ("ĲSSEL & Straße", "ijssel-strasse"),
        ("???", "kop"),
        ("", "kop"),
        ("日本", "kop"),
    ],
)
def test_anchor(kop, verwacht):
    assert anchor(kop) == verwacht


def test_equal_headings_get_numbers():
    assert unique_anchors(["Doel", "Doel", "Doel 2", "doel!"]) == ["doel", "doel-2", "doel-2-2", "doel-3"]


@given(st.lists(st.text(max_size=20) | st.sampled_from(["a", "a 2", "A", "a-2-2"])))
def test_anchors_are_unique_and_fit_for_an_id(koppen):
    ankers = unique_anchors(koppen)
    assert len(set(ankers)) == len(koppen)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", anker) for anker in ankers)

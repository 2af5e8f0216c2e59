"""Texts made to bring an engine to its knees: anchors, blame and selections keep up with them, as the parser does."""

import pytest

from kennisbank.text.anchors import carry, find_passage, make_anchor
from kennisbank.text.blame import blame
from kennisbank.text.limits import MAX_TEKENS
from kennisbank.text.normalise import normalise
from kennisbank.text.sectie import Sectie
from tests.kennisbank.text.test_pathological import GEVALLEN, grens

__all__ = ["grens"]


@pytest.mark.parametrize("tekst", GEVALLEN)
def test_anchors_and_blame_keep_up(tekst, grens):
    tekst = tekst[: MAX_TEKENS // 4]
    nieuw = tekst[1 : len(tekst) // 2] + "x" + tekst[len(tekst) // 2 :]
    versies = [[Sectie("a", "Kop", tekst)], [Sectie("a", "Kop", nieuw)]]
    kaal = normalise(tekst)
    ankers = [("a", make_anchor(tekst, plek, plek + 1)) for plek in range(0, len(kaal), 500)]
    assert grens.allows(carry, ankers, *versies)
    assert grens.allows(blame, versies)
    assert grens.allows(find_passage, tekst, tekst[1000:1100], tekst[900:1000], tekst[1100:1200])

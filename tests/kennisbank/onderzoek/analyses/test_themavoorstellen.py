"""Suggested themas say how good they are, when there is enough to judge that by."""

import pytest

from tests.factories import BouwsteenFactory, GesprekFactory, ThemaFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/onderzoek/themavoorstellen/"


def tell(number: int) -> None:
    """So many bouwstenen about each of two themas, in several gesprekken, and one without a thema."""
    taal, moed = ThemaFactory(naam="Taal"), ThemaFactory(naam="Moed")
    gesprekken = GesprekFactory.create_batch(5)
    for place in range(number):
        gesprek = gesprekken[place % 5]
        BouwsteenFactory(titel="Schrijf brieven in gewone woorden", tekst="Zo.", themas=[taal], gesprek=gesprek)
        BouwsteenFactory(titel="Spreek je baas tegen", tekst="Zo.", themas=[moed], gesprek=gesprek)
    BouwsteenFactory(titel="Gewone woorden in brieven werken", tekst="Dat merkten we.")


def test_the_page_says_how_often_suggestions_are_right(html):
    tell(20)
    page = html(ADDRESS)
    assert "raden bij 40 bouwstenen die al een thema hebben" in page
    assert "Het eerste voorstel klopte bij 100%" in page
    assert "heeft het bij 50% goed" in page


def test_of_a_few_bouwstenen_no_share_is_given(html):
    tell(5)
    assert "Hoe goed is dat?" not in html(ADDRESS)

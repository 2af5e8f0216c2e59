import pytest

from kennisbank.text.readability import measure_readability

MAKKELIJK = (
    "Wij gaan naar huis. De kat zit op de mat. Het is mooi weer. Ik drink thee. Jij leest een boek over een boot."
)
MOEILIJK = (
    "De implementatie van organisatieoverstijgende verantwoordelijkheidsstructuren veronderstelt interdepartementale "
    "coördinatiemechanismen waarbinnen beleidsverantwoordelijken uiteenlopende belangenafwegingen gezamenlijk "
    "operationaliseren en institutionaliseren met inachtneming van democratische legitimiteitsoverwegingen."
)


def test_the_formula_of_douma():
    gemeten = measure_readability("De kat zit op de mat. " * 5)
    assert (gemeten.woorden, gemeten.zinnen, gemeten.lettergrepen) == (30, 5, 30)
    assert gemeten.score == pytest.approx(206.84 - 0.93 * 6 - 77, abs=0.05)


def test_long_words_in_long_sentences_read_harder():
    makkelijk, moeilijk = measure_readability(MAKKELIJK), measure_readability(MOEILIJK)
    assert makkelijk.niveau == "heel makkelijk"
    assert moeilijk.niveau == "heel moeilijk"
    assert moeilijk.score < makkelijk.score


def test_short_texts_have_no_score():
    assert measure_readability("Te kort.") is None
    assert measure_readability("") is None
    assert measure_readability("1 2 3 " * 50) is None


def test_markup_does_not_count():
    opgemaakt = MAKKELIJK.replace("huis", "**[huis](https://voorbeeld.nl/heel/lang/adres)**")
    assert measure_readability(opgemaakt) == measure_readability(MAKKELIJK)


def test_list_items_are_sentences_of_their_own():
    punten = "\n".join(["- de kat zit op de mat"] * 6)
    assert measure_readability(punten).zinnen == 6

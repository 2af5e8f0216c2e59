"""Sentences that are built on the words of a source."""

from hypothesis import given

from kennisbank.text.resemblance import Weegschaal, percentage, resting_on, stems
from kennisbank.text.statements import statements
from tests.kennisbank.text.strategies import PROSE, SENTENCE

BRON = "Een dominee praatte met buurtbewoners over spulletjes aan een lantaarnpaal. Sociale cohesie, noemde hij dat."
TEKST = (
    "Een dominee sprak met de buurtbewoners. Hij noemde de spulletjes aan de lantaarnpaal sociale cohesie.\n\n"
    "Iets heel anders is de begroting. Die gaat over geld en over volgend jaar."
)


def found(tekst, bron):
    schaal = Weegschaal([tekst[slice(*span)] for span in statements(tekst)])
    return [tekst[begin:einde] for begin, einde in resting_on(tekst, statements(tekst), bron, schaal)]


def test_sentences_with_the_words_of_the_source_are_found():
    assert found(TEKST, BRON) == TEKST.split("\n\n")[0].replace(". ", ".|").split("|")


def test_one_word_in_common_is_not_enough():
    assert found("De lantaarnpaal brandt weer sinds gisteren.", BRON) == []


def test_a_sentence_between_two_found_ones_belongs_to_them():
    tekst = "De dominee zag spulletjes aan de lantaarnpaal. Wat was dat? Sociale cohesie, zei de dominee."
    assert len(found(tekst, BRON)) == 3
    assert len(found(tekst.replace(". Wat", ".\n\nWat"), BRON)) == 2


def test_common_words_weigh_little():
    schaal = Weegschaal(["mensen werken samen"] * 50 + ["dominee"])
    bron = stems("mensen werken met een dominee")
    assert schaal.share("mensen werken anders overal", bron) < schaal.share("mensen dominee anders overal", bron)


def test_sentences_are_alike_by_their_telling_words():
    schaal = Weegschaal(["mensen werken samen aan iets"] * 50)
    assert schaal.likeness("mensen werken samen", "mensen werken samen") == 100
    assert schaal.likeness("mensen bellen dominee", "mensen groeten buren") < 40
    assert schaal.likeness("een dominee belde", "de dominee belde") > 80
    assert schaal.likeness("ja en nee", "ja en nee") == 100


@given(PROSE, PROSE)
def test_only_sentences_of_the_text_are_found(tekst, bron):
    assert set(resting_on(tekst, statements(tekst), bron, Weegschaal([tekst]))) <= set(statements(tekst))


@given(SENTENCE)
def test_a_sentence_is_wholly_like_itself(zin):
    assert percentage(zin, zin) == 100
    assert percentage(zin, "xyzzy") == 0

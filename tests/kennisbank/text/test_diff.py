import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kennisbank.text.diff import NIEUW, OUD, Sectie, Soort, Status, diff_sections, diff_texts, diff_words
from kennisbank.text.normalise import normalise
from kennisbank.text.tokens import tokenise
from tests.kennisbank.text.strategies import MARKDOWN, PROSE, SENTENCE, WORD
from tests.kennisbank.text.timing import seconds

TEKSTEN = PROSE | MARKDOWN


def kaal(tekst):
    """The text without white space, which never counts in a comparison."""
    return "".join(tekst.split())


def helft(alineas, soorten):
    return kaal("".join(deel.tekst for alinea in alineas for deel in alinea.delen if deel.soort in soorten))


def gezien(tekst):
    """What is seen of a text: all of a text against nothing is that text."""
    return helft(diff_texts("", tekst), {Soort.NIEUW})


def kort(delen):
    """The parts as one line: [-gone-] and {+new+}, [<moved away<] and {>moved here>}."""
    vorm = {
        Soort.GELIJK: "{}",
        Soort.WEG: "[-{}-]",
        Soort.NIEUW: "{{+{}+}}",
        Soort.VERPLAATST_WEG: "[<{}<]",
        Soort.VERPLAATST_NIEUW: "{{>{}>}}",
    }
    return " ".join(vorm[deel.soort].format(" ".join(deel.tekst.split())) for deel in delen)


# Words


def test_a_replaced_word_is_all_that_is_marked():
    delen = diff_words("De ambtenaar zegt nee. Dat mag.", "De ambtenaar zegt ja. Dat mag.")
    assert kort(delen) == "De ambtenaar zegt [-nee-] {+ja+} . Dat mag."


def test_a_new_sentence_is_marked_as_a_sentence():
    delen = diff_words("De kat slaapt. De muis rent.", "De kat slaapt. De hond blaft. De muis rent.")
    assert kort(delen) == "De kat slaapt. {+De hond blaft.+} De muis rent."


def test_a_new_sentence_in_front_and_one_gone_at_the_end():
    assert kort(diff_words("Nu dit. Dan dat.", "Eerst dit. Nu dit.")) == "{+Eerst dit.+} Nu dit. [-Dan dat.-]"


def test_markup_is_a_word_of_its_own():
    assert kort(diff_words("Dit is belangrijk.", "Dit is **belangrijk**.")) == "Dit is {+**+} belangrijk {+**+} ."
    assert kort(diff_words("Zie [de wet](/a/).", "Zie [de wet](/b/).")) == "Zie [de wet [-](/a/)-] {+](/b/)+} ."


def test_white_space_is_no_difference_but_a_joined_word_is():
    assert [deel.soort for deel in diff_words("een  twee\ndrie", "een twee drie")] == [Soort.GELIJK]
    assert kort(diff_words("te gelijk", "tegelijk")) == "[-te gelijk-] {+tegelijk+}"


@given(TEKSTEN)
def test_tokens_give_the_text_back(tekst):
    tokens = tokenise(tekst)
    assert tokens.text(0, len(tokens.woorden)) == tekst.rstrip()
    assert all(tekst[:einde].endswith(woord) for einde, woord in zip(tokens.ends(), tokens.woorden, strict=True))


@example("De de de. De burger de. De de burger. De de de.", "Burger burger de. Het de de.")
@given(TEKSTEN, TEKSTEN)
def test_parts_of_words_are_the_two_texts(oud, nieuw):
    delen = diff_words(oud, nieuw)
    assert kaal("".join(deel.tekst for deel in delen if deel.soort != Soort.NIEUW)) == kaal(oud)
    assert kaal("".join(deel.tekst for deel in delen if deel.soort != Soort.WEG)) == kaal(nieuw)
    assert all(een.soort != twee.soort for een, twee in zip(delen, delen[1:], strict=False))


@given(st.lists(WORD, min_size=1, max_size=60), st.data())
def test_one_edit_marks_nothing_but_the_edit(woorden, data):
    van = data.draw(st.integers(0, len(woorden)))
    tot = data.draw(st.integers(van, len(woorden)))
    erbij = data.draw(st.lists(WORD | st.sampled_from([".", "Nieuw", "**", "1.5"]), max_size=80))
    nieuw = woorden[:van] + erbij + woorden[tot:]
    delen = diff_words(" ".join(woorden), " ".join(nieuw))
    weg = [token for deel in delen if deel.soort == Soort.WEG for token in tokenise(deel.tekst).woorden]
    bij = [token for deel in delen if deel.soort == Soort.NIEUW for token in tokenise(deel.tekst).woorden]
    assert len(weg) <= tot - van
    assert len(bij) <= len(tokenise(" ".join(erbij)).woorden)


# Paragraphs


@given(TEKSTEN, TEKSTEN)
def test_parts_are_the_two_texts(oud, nieuw):
    alineas = diff_texts(oud, nieuw)
    assert helft(alineas, OUD) == gezien(oud)
    assert helft(alineas, NIEUW) == gezien(nieuw)


@given(PROSE)
def test_all_of_a_text_without_marks_is_seen(tekst):
    assert gezien(tekst) == kaal(tekst)


@given(st.lists(SENTENCE, min_size=2, max_size=30), st.data())
def test_parts_are_the_two_texts_after_many_edits(zinnen, data):
    nieuw = list(zinnen)
    for _ in range(data.draw(st.integers(1, 8))):
        plek = data.draw(st.integers(0, len(nieuw) - 1))
        nieuw[plek] = data.draw(st.sampled_from([nieuw[plek - 1], f"{nieuw[plek]}\n\n", "", f"Anders {nieuw[plek]}"]))
    oud_tekst, nieuw_tekst = " ".join(zinnen), " ".join(nieuw)
    alineas = diff_texts(oud_tekst, nieuw_tekst)
    assert helft(alineas, OUD) == kaal(oud_tekst)
    assert helft(alineas, NIEUW) == kaal(nieuw_tekst)


@given(TEKSTEN)
def test_a_text_does_not_differ_from_itself(tekst):
    tekst = normalise(tekst)
    for ander in (tekst, tekst.replace("\n", "\r\n"), f"{tekst}  \n"):
        for alinea in diff_texts(tekst, ander):
            assert alinea.status == Status.ONGEWIJZIGD
            assert [deel.soort for deel in alinea.delen] == [Soort.GELIJK]


def test_paragraphs_are_recognised_by_their_words():
    oud = "De eerste alinea gaat over luisteren.\n\nDe tweede alinea gaat over schrijven.\n\nDe derde verdwijnt geheel."
    nieuw = "Iets anders vooraf!\n\nDe eerste alinea gaat over goed luisteren.\n\nDe tweede alinea gaat over schrijven."
    assert [(alinea.status, kort(alinea.delen)) for alinea in diff_texts(oud, nieuw)] == [
        (Status.NIEUW, "{+Iets anders vooraf!+}"),
        (Status.GEWIJZIGD, "De eerste alinea gaat over {+goed+} luisteren."),
        (Status.ONGEWIJZIGD, "De tweede alinea gaat over schrijven."),
        (Status.VERVALLEN, "[-De derde verdwijnt geheel.-]"),
    ]


def test_a_paragraph_that_moved_is_told_apart_from_new_and_gone():
    statussen = [alinea.status for alinea in diff_texts("Een a.\n\nTwee b.\n\nDrie c.", "Drie c.\n\nEen a.\n\nTwee b.")]
    assert sorted(statussen) == sorted([Status.VERPLAATST, Status.ONGEWIJZIGD, Status.ONGEWIJZIGD, Status.VERPLAATST])


# Sections


def secties(*ids, **teksten):
    return [Sectie(ident, f"Kop {ident}", teksten.get(ident, f"Tekst van {ident}.")) for ident in ids]


def test_sections_are_recognised_by_their_id():
    verschil = diff_sections(secties("a", "b", "c", "d"), secties("a", "x", "b", "d", b="Tekst van mij."))
    assert [(deel.id, deel.status) for deel in verschil] == [
        ("a", Status.ONGEWIJZIGD),
        ("x", Status.NIEUW),
        ("b", Status.GEWIJZIGD),
        ("c", Status.VERVALLEN),
        ("d", Status.ONGEWIJZIGD),
    ]


def test_only_the_section_that_moved_is_called_moved():
    verschil = diff_sections(secties("a", "b", "c", "d"), secties("d", "a", "b", "c"))
    assert [(deel.id, deel.status) for deel in verschil if deel.verplaatst] == [("d", Status.VERPLAATST)]


def test_a_changed_heading_is_a_change():
    verschil = diff_sections([Sectie("a", "Oude kop", "x")], [Sectie("a", "Nieuwe kop", "x")])[0]
    assert verschil.status == Status.GEWIJZIGD
    assert kort(verschil.kop) == "[-Oude-] {+Nieuwe+} kop"


SECTIES = st.lists(st.builds(Sectie, st.sampled_from("abcdef"), SENTENCE, PROSE), max_size=7)


@settings(max_examples=40)
@given(SECTIES, SECTIES)
def test_no_section_is_lost(oud, nieuw):
    verschil = diff_sections(oud, nieuw)
    er_was = [deel for deel in verschil if deel.status != Status.NIEUW]
    er_is = [deel for deel in verschil if deel.status != Status.VERVALLEN]
    assert sorted(deel.id for deel in er_was) == sorted(sectie.id for sectie in oud)
    assert [deel.id for deel in er_is] == [sectie.id for sectie in nieuw]
    for deel, sectie in zip(er_is, nieuw, strict=True):
        assert helft(deel.alineas, NIEUW) == kaal(sectie.tekst)


@settings(max_examples=40)
@given(SECTIES)
def test_sections_do_not_differ_from_themselves(lijst):
    assert {deel.status for deel in diff_sections(lijst, lijst)} <= {Status.ONGEWIJZIGD}


# Time


def chapter(woorden, per_zin=14, seed=7):
    kies = random.Random(seed)
    schat = [f"woord{nummer}" for nummer in range(1500)] + ["de", "het", "een", "van", "en"] * 200
    return [" ".join(kies.choices(schat, k=per_zin)).capitalize() + "." for _ in range(woorden // per_zin)]


def as_text(zinnen, per_alinea):
    return "\n\n".join(" ".join(zinnen[plek : plek + per_alinea]) for plek in range(0, len(zinnen), per_alinea))


def edited(zinnen, aantal, seed=8):
    kies = random.Random(seed)
    nieuw = list(zinnen)
    for plek in kies.sample(range(len(nieuw)), aantal):
        woorden = nieuw[plek].split()
        woorden[kies.randrange(len(woorden))] = "gewijzigd"
        nieuw[plek] = kies.choice([" ".join(woorden), "", f"{nieuw[plek]} Een nieuwe zin erbij."])
    return nieuw


@pytest.mark.parametrize("per_alinea", [6, 40, 10_000])
def test_a_long_chapter_with_fifty_edits_is_quick(per_alinea):
    zinnen = chapter(10_000)
    oud, nieuw = as_text(zinnen, per_alinea), as_text(edited(zinnen, 50), per_alinea)
    assert seconds(diff_texts, oud, nieuw) < 0.5

from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.text.blame import ZinHerkomst, blame
from kennisbank.text.reading import sentence_key
from kennisbank.text.sectie import Sectie
from kennisbank.text.sentences import sentence_spans, sentences
from tests.kennisbank.text.anchor_edits import SOORTEN, Redacteur
from tests.kennisbank.text.timing import seconds

A = "De burger vraagt om een besluit."
B = "De ambtenaar luistert eerst goed naar het verhaal."
C = "Daarna schrijft hij een heldere brief."
D = "Het team bespreekt de zaak op maandag."


def herkomst(*versies):
    """(changed in, came in with) of each sentence of the newest version, by section."""
    gevonden = blame([[Sectie(ident, ident, tekst) for ident, tekst in versie.items()] for versie in versies])
    return {ident: [(zin.versie, zin.toegevoegd) for zin in zinnen] for ident, zinnen in gevonden.items()}


def test_a_first_version_wrote_all_of_itself():
    assert blame([[Sectie("a", "Kop", f"{A} {B}")]]) == {"a": [ZinHerkomst(0, 32, 0, 0), ZinHerkomst(33, 83, 0, 0)]}
    assert blame([]) == {}


def test_a_new_sentence_a_reworded_one_and_one_that_stayed():
    assert herkomst({"a": f"{A} {B}"}, {"a": f"{A} {B} {C}"}, {"a": f"{A} {B.replace('eerst', 'altijd')} {C}"}) == {
        "a": [(0, 0), (2, 0), (1, 1)]
    }


def test_a_sentence_keeps_its_origin_when_it_moves_to_another_section():
    eerst = {"a": f"{A} {B}", "b": C}
    assert herkomst(eerst, {"a": A, "b": f"{C} {B}"}) == {"a": [(0, 0)], "b": [(0, 0), (0, 0)]}


def test_a_sentence_split_or_joined_came_in_when_its_words_did():
    samen = "De ambtenaar luistert eerst goed naar het verhaal, en schrijft daarna een heldere brief."
    los = "De ambtenaar luistert eerst goed naar het verhaal. Hij schrijft daarna een heldere brief."
    assert herkomst({"a": f"{A} {samen} {D}"}, {"a": f"{A} {los} {D}"})["a"] == [(0, 0), (1, 0), (1, 0), (0, 0)]
    assert herkomst({"a": f"{A} {D}"}, {"a": f"{A} {los} {D}"}, {"a": f"{A} {samen} {D}"})["a"] == [
        (0, 0),
        (2, 1),
        (0, 0),
    ]


def test_a_sentence_put_back_came_in_anew():
    assert herkomst({"a": f"{A} {B} {C}"}, {"a": f"{A} {C}"}, {"a": f"{A} {B} {C}"})["a"] == [(0, 0), (2, 2), (0, 0)]


def test_a_whole_new_section_and_one_that_moved():
    versies = [{"a": A, "b": B}, {"b": B, "c": f"{C} {D}", "a": A}]
    assert herkomst(*versies) == {"b": [(0, 0)], "c": [(1, 1), (1, 1)], "a": [(0, 0)]}


def history(seed, versies):
    """A chapter as it grew from version to version."""
    redacteur = Redacteur(seed)
    hoofdstuk = redacteur.chapter()
    rij = [hoofdstuk.render()[0]]
    for _ in range(versies - 1):
        for soort in redacteur.kies.choices(SOORTEN, k=3):
            if sum(len(alinea) for _, _, alineas in hoofdstuk.secties for alinea in alineas) > 12:
                redacteur.edit(hoofdstuk, soort)
        redacteur.edit(hoofdstuk, "insert")
        rij.append(hoofdstuk.render()[0])
    return rij


@settings(max_examples=50)
@given(st.integers(0, 10**6))
def test_a_sentence_says_the_same_since_the_version_that_last_changed_it(seed):
    versies = history(seed, 6)
    sleutels = [{sentence_key(zin) for sectie in versie for zin in sentences(sectie.tekst)} for versie in versies]
    gevonden = blame(versies)
    assert list(gevonden) == [sectie.id for sectie in versies[-1]]
    for sectie in versies[-1]:
        assert [(zin.begin, zin.einde) for zin in gevonden[sectie.id]] == sentence_spans(sectie.tekst)
        for zin in gevonden[sectie.id]:
            assert 0 <= zin.toegevoegd <= zin.versie < len(versies)
            sleutel = sentence_key(sectie.tekst[zin.begin : zin.einde])
            assert all(sleutel in eerder for eerder in sleutels[zin.versie :])


@settings(max_examples=50)
@given(st.integers(0, 10**6))
def test_a_version_in_which_nothing_changed_wrote_nothing(seed):
    versies = history(seed, 3)
    assert blame([*versies, versies[-1]]) == blame(versies)
    eerder, later = blame(versies), blame([versies[0], *versies])
    for ident, zinnen in eerder.items():
        assert [(zin.versie - (zin.versie > 0), zin.toegevoegd - (zin.toegevoegd > 0)) for zin in later[ident]] == [
            (zin.versie, zin.toegevoegd) for zin in zinnen
        ]


def test_fifty_versions_of_ten_thousand_words_take_little_time():
    redacteur = Redacteur(4)
    zinnen = [redacteur.sentence() for _ in range(800)]
    versies = []
    for _ in range(50):
        zinnen[redacteur.kies.randrange(800)] = redacteur.sentence()
        zinnen.insert(redacteur.kies.randrange(800), zinnen.pop(redacteur.kies.randrange(800)))
        alineas = [" ".join(zinnen[plek : plek + 6]) for plek in range(0, 800, 6)]
        versies.append([Sectie(f"s{deel}", "Kop", "\n\n".join(alineas[deel::10])) for deel in range(10)])
    assert sum(len(sectie.tekst.split()) for sectie in versies[-1]) > 9000
    assert seconds(blame, versies) < 3

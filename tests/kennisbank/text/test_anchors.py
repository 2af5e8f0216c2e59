import pytest

from kennisbank.text.anchors import Stand, carry, find_passage, make_anchor
from kennisbank.text.normalise import normalise
from kennisbank.text.sectie import Sectie
from kennisbank.text.sentences import sentence_spans

A = "De burger vraagt om een besluit."
B = "De ambtenaar luistert eerst goed naar het verhaal."
C = "Daarna schrijft hij een heldere brief."
D = "Het team bespreekt de zaak op maandag."
E = "Wie tegenspraak organiseert, voorkomt ongelukken."


def secties(teksten):
    return [Sectie(ident, f"Kop {ident}", tekst) for ident, tekst in teksten.items()]


def carried(oud, nieuw):
    """What became of every sentence: by its words its state, section and words now (none for a wees)."""
    ankers = [
        (ident, make_anchor(tekst, *span)) for ident, tekst in oud.items() for span in sentence_spans(normalise(tekst))
    ]
    plaatsingen = carry(ankers, secties(oud), secties(nieuw))
    return {
        anker.exact: ("wees",) if plek.stand == Stand.WEES else (plek.stand.value, plek.sectie_id, plek.anker.exact)
        for (_, anker), plek in zip(ankers, plaatsingen, strict=True)
    }


def test_a_sentence_after_a_new_one_shifts_a_reworded_one_changes_and_one_gone_is_an_orphan():
    nieuw = C.replace("heldere", "duidelijke")
    assert carried({"a": f"{A} {B} {C} {D}"}, {"a": f"{A} Dit is nieuw. {B} {nieuw}"}) == {
        A: ("vast", "a", A),
        B: ("verschoven", "a", B),
        C: ("gewijzigd", "a", nieuw),
        D: ("wees",),
    }


def test_sentences_that_move_together_to_another_section_are_followed():
    plekken = carried({"a": f"{A} {B} {C}", "b": f"{D} {E}"}, {"a": A, "b": f"{D} {B} {C} {E}"})
    assert plekken[B] == ("verschoven", "b", B)
    assert plekken[C] == ("verschoven", "b", C)


def test_the_same_words_put_somewhere_else_are_not_the_sentence():
    assert carried({"a": f"{A} {B} {C}", "b": f"{D} {E}"}, {"a": f"{A} {C}", "b": f"{D} {B} {E}"})[B] == ("wees",)


def test_a_split_sentence_becomes_both_and_joined_sentences_become_one():
    samen = "De ambtenaar luistert eerst goed naar het verhaal, en schrijft daarna een heldere brief."
    los = "De ambtenaar luistert eerst goed naar het verhaal. Hij schrijft daarna een heldere brief."
    assert carried({"a": f"{A} {samen} {D}"}, {"a": f"{A} {los} {D}"})[samen] == ("gewijzigd", "a", los)
    for deel in los.split(". ")[0] + ".", "Hij schrijft daarna een heldere brief.":
        assert carried({"a": f"{A} {los} {D}"}, {"a": f"{A} {samen} {D}"})[deel] == ("gewijzigd", "a", samen)


def test_the_place_must_be_in_the_text():
    for begin, einde in ((0, 0), (-1, 2), (2, 99), (3, 2)):
        with pytest.raises(ValueError, match="Geen passage"):
            make_anchor("Een zin.", begin, einde)


def test_selected_words_are_found_between_the_marks():
    tekst = "Een **vet** en [link](http://x.nl/a_b) met `code` &amp; meer."
    anker = find_passage(tekst, "vet en  link met\ncode & meer")
    assert anker is not None
    assert anker.exact == tekst[6:-1]
    assert find_passage(tekst, "mager") is None


def place(oud, nieuw, exact):
    """What became of a passage of section a, given by its words."""
    begin = oud["a"].index(exact)
    (plek,) = carry([("a", make_anchor(oud["a"], begin, begin + len(exact)))], secties(oud), secties(nieuw))
    return (plek.stand.value, plek.anker.exact) if plek.stand != Stand.WEES else ("wees",)


@pytest.mark.parametrize(
    ("passage", "verwacht"),
    [
        ("ambtenaar luistert", ("verschoven", "ambtenaar luistert")),
        ("altijd goed naar het verhaal", ("gewijzigd", "steeds goed naar het verhaal")),
        ("luistert altijd goed", ("gewijzigd", "luistert steeds goed")),
        ("altijd", ("wees",)),
        ("naar luis", ("verschoven", "naar luis")),
        ("besluit. De ambtenaar", ("verschoven", "besluit. De ambtenaar")),
        (
            "De ambtenaar luistert altijd goed. Daarna schrijft hij",
            ("gewijzigd", "De ambtenaar luistert steeds goed. Daarna schrijft hij"),
        ),
    ],
)
def test_a_part_of_a_sentence_or_a_stretch_of_several_is_followed(passage, verwacht):
    oud = {"a": "De burger vraagt om een besluit. De ambtenaar luistert altijd goed naar het verhaal."}
    nieuw = {"a": "Nu dan. " + oud["a"].replace("altijd", "steeds")}
    if "Daarna" in passage:
        oud, nieuw = ({"a": tekst["a"].replace(" naar het verhaal", "") + f" {C}"} for tekst in (oud, nieuw))
    assert place(oud, nieuw, passage) == verwacht


def test_a_stretch_with_a_sentence_added_in_the_middle_grows_and_one_that_lost_most_is_an_orphan():
    stuk = f"{B} {C}"
    assert place({"a": f"{A} {stuk} {D}"}, {"a": f"{A} {B} Dit is nieuw. {C} {D}"}, stuk) == (
        "gewijzigd",
        f"{B} Dit is nieuw. {C}",
    )
    assert place({"a": f"{A} {stuk} {D}"}, {"a": f"{A} {C} {D}"}, stuk) == ("wees",)
    assert place({"a": f"{A} {stuk} {D}"}, {"a": f"{A} {B} {D}"}, f"{B} Daarna") == ("gewijzigd", B)


def test_a_paragraph_break_or_a_list_mark_does_not_change_the_words():
    assert place({"a": f"{A} {B} {C}"}, {"a": f"{A}\n\n{B}\n\n{C}"}, f"{B} {C}") == ("verschoven", f"{B}\n\n{C}")
    assert place({"a": f"1. {A}\n2. {B}"}, {"a": f"1. {D}\n2. {A}\n3. {B}"}, f"2. {B}") == ("verschoven", f"3. {B}")
    assert place({"a": f"{A} {B}"}, {"a": f"- {A}\n- {B}"}, B) == ("verschoven", f"- {B}")


def test_an_item_that_moved_within_its_list_is_followed():
    items = [f"- {zin}" for zin in (A, B, C, D, E, "Dat scheelt een brief.", "Zo hoort het te gaan.")]
    nieuw = [items[-1], *items[:-1]]
    assert place({"a": "\n".join(items)}, {"a": "\n".join(nieuw)}, items[-1])[0] == "verschoven"


def test_a_sentence_that_kept_its_words_but_not_its_marks_is_changed():
    vet = B.replace("goed", "**goed**")
    assert place({"a": f"{A} {B} {C}"}, {"a": f"{A} {vet} {C}"}, B) == ("gewijzigd", vet)


def test_of_two_equal_sentences_side_by_side_nobody_knows_which_one_went():
    assert carried({"a": f"{A} {B} {B} {C}"}, {"a": f"{A} {B} {C}"})[B] == ("wees",)


def test_a_copy_elsewhere_leaves_the_original_where_it_is():
    plekken = carried({"a": f"{A} {B} {C}", "b": f"{D} {E}"}, {"a": f"{A} {B} {C}", "b": f"{D} {B} {E}"})
    assert plekken[B] == ("vast", "a", B)


def test_a_reworded_sentence_is_not_followed_when_its_old_words_turn_up_elsewhere():
    nieuw = B.replace("eerst", "altijd")
    assert carried({"a": f"{A} {B} {C}", "b": f"{D} {E}"}, {"a": f"{A} {nieuw} {C}", "b": f"{D} {B} {E}"})[B] == (
        "wees",
    )


def test_an_anchor_that_does_not_fit_is_found_by_its_words():
    oud = secties({"a": f"Nieuw begin. {A} {B}"})
    verouderd = make_anchor(f"{A} {B}", 0, len(A))
    (plek,) = carry([("a", verouderd)], oud, oud)
    assert (plek.stand, plek.anker.exact) == (Stand.VERSCHOVEN, A)
    weg = make_anchor("Heel iets anders.", 0, 5)
    assert [plek.stand for plek in carry([("a", weg), ("x", verouderd)], oud, oud)] == [Stand.WEES, Stand.WEES]


def test_a_section_that_is_there_twice_gives_nobody_a_place():
    dubbel = [Sectie("a", "Kop", A), Sectie("a", "Kop", B)]
    ankers = [("a", make_anchor(A, 0, len(A))), ("a", make_anchor(B, 0, len(B)))]
    assert [plek.stand for plek in carry(ankers, dubbel, dubbel)] == [Stand.VAST, Stand.WEES]

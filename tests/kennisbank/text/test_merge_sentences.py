import pytest

from kennisbank.text.merge import Conflict, ConflictSoort, join_pieces, merge_texts

BASE = "Een gaat voor. Twee volgt. Drie sluit af."


def conflict(basis, ons, hun, number=1, between=" "):
    return Conflict(f"tekst:{number}", ConflictSoort.TEKST, "", basis, ons, hun, between)


def clean(base, ours, theirs):
    """The merged text, which must not depend on who is who."""
    (text,) = merge_texts(base, ours, theirs) or ("",)
    assert merge_texts(base, theirs, ours) == merge_texts(base, ours, theirs)
    return text


# Sentences


def test_two_sentences_side_by_side_changed_by_two_people():
    ours = "Een gaat nu voor. Twee volgt. Drie sluit af."
    theirs = "Een gaat voor. Twee volgt later. Drie sluit af."
    assert clean(BASE, ours, theirs) == "Een gaat nu voor. Twee volgt later. Drie sluit af."


def test_one_rewords_and_the_other_removes_the_sentence_beside_it():
    assert clean(BASE, "Een gaat nu voor. Twee volgt. Drie sluit af.", "Een gaat voor. Drie sluit af.") == (
        "Een gaat nu voor. Drie sluit af."
    )


def test_the_same_change_by_both_is_made_once():
    changed = "Een gaat nu voor. Twee volgt. Vier erbij. Drie sluit af."
    assert clean(BASE, changed, changed) == changed
    assert clean(BASE, changed, f"{changed} Vijf ook.") == f"{changed} Vijf ook."


def test_a_sentence_changed_by_both_is_a_conflict_between_whole_sentences():
    ours = "Een gaat voor. Twee volgt nu. Drie sluit af."
    theirs = "Een gaat voor. Twee volgt later. Drie sluit af."
    assert merge_texts(BASE, ours, theirs) == (
        "Een gaat voor. ",
        conflict("Twee volgt.", "Twee volgt nu.", "Twee volgt later."),
        " Drie sluit af.",
    )


def test_a_sentence_removed_by_one_and_changed_by_the_other_is_a_conflict():
    pieces = merge_texts(BASE, "Een gaat voor. Drie sluit af.", "Een gaat voor. Twee volgt later. Drie sluit af.")
    assert pieces == ("Een gaat voor. ", conflict("Twee volgt.", "", "Twee volgt later."), " Drie sluit af.")
    assert join_pieces(pieces, {"tekst:1": ""}) == "Een gaat voor. Drie sluit af."


def test_two_additions_at_one_place_are_a_conflict_for_their_order_is_a_choice():
    pieces = merge_texts(
        "Een gaat voor. Twee volgt.", "Een gaat voor. Ons. Twee volgt.", "Een gaat voor. Hun. Twee volgt."
    )
    assert pieces == ("Een gaat voor. ", conflict("", "Ons.", "Hun."), " Twee volgt.")


def test_additions_that_start_the_same_conflict_only_where_they_part():
    pieces = merge_texts("Een. Twee.", "Een. Nieuw begin. Ons slot. Twee.", "Een. Nieuw begin. Hun slot. Twee.")
    assert pieces == ("Een. Nieuw begin. ", conflict("", "Ons slot.", "Hun slot."), " Twee.")


def test_an_addition_inside_what_the_other_removed_is_a_conflict():
    pieces = merge_texts(BASE, "Drie sluit af.", "Een gaat voor. Nieuw. Twee volgt. Drie sluit af.")
    assert pieces == (
        conflict("Een gaat voor. Twee volgt.", "", "Een gaat voor. Nieuw. Twee volgt."),
        " Drie sluit af.",
    )


def test_two_texts_from_nothing():
    assert merge_texts("", "Ons.", "Hun.") == (conflict("", "Ons.", "Hun.", between="\n\n"),)
    assert merge_texts("", "Ons.", "") == ("Ons.",)
    assert merge_texts("Weg.", "", "") == ()
    assert clean("Een. Twee.", "Twee.", "Een.") == ""


def test_keys_name_the_section():
    (found,) = merge_texts("A.", "B.", "C.", sectie_id="s1", sleutel="s1:tekst")
    assert (found.sleutel, found.sectie_id) == ("s1:tekst:1", "s1")


# Paragraphs and white space


@pytest.mark.parametrize(
    "case",
    [
        "Een a. Twee b. Drie. | Een a. ¶ Twee b. Drie. | Een a. Twee beter. Drie. | Een a. ¶ Twee beter. Drie.",
        "Een a. ¶ Twee b. | Een a. Twee b. | Een a. ¶ Twee b. Drie c. | Een a. Twee b. Drie c.",
        "Een a. Twee b. Drie c. | Een a. ¶ Twee b. Drie c. | Een a. Twee b. ¶ Drie c. | Een a. ¶ Twee b. ¶ Drie c.",
        "Een a. Twee b. Drie c. | Een a. Drie c. | Een a. Twee b. ¶ Drie c. | Een a. ¶ Drie c.",
        "Een a. ¶ Twee b. ¶ Drie c. | Een a. ¶ Drie c. | Een a. Twee b. ¶ Drie c. | Een a. ¶ Drie c.",
        "Een a. ¶ Twee b. | Twee b. | Nieuw. ¶ Een a. ¶ Twee b. | Nieuw. ¶ Twee b.",
        "Een a. ¶ Twee b. | Een a. | Een a. ¶ Twee b. ¶ Nieuw. | Een a. ¶ Nieuw.",
        "Een a. ¶ Twee b. Drie c. | Een a. ¶ Drie c. | Een a. ¶ Nieuw. Twee b. Drie c. | Een a. ¶ Nieuw. Drie c.",
        "Een a. Twee b. ¶ Drie c. | Een a. ¶ Drie c. | Een a. Nieuw. Twee b. ¶ Drie c. | Een a. Nieuw. ¶ Drie c.",
        "Een a. ¶ Twee b. | Een a. Twee nu. | Een a. ¶ Twee nu. Drie c. | Een a. Twee nu. Drie c.",
        "Een a. Twee b. | Een a. Nieuw. Twee b. | Een a. ¶ Twee b. | Een a. ¶ Nieuw. Twee b.",
    ],
)
def test_breaks_between_paragraphs_are_merged_apart_from_the_words(case):
    """Base, ours, theirs and what they become; ¶ is an empty line."""
    base, ours, theirs, merged = case.replace(" ¶ ", "\n\n").split(" | ")
    assert clean(base, ours, theirs) == merged


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        ("Een a. Ons.\n\nTwee b.", "Een a.\n\nHun. Twee b.", "Een a. Ons.\n\nHun. Twee b."),
        ("Een a.\n\nOns.\n\nTwee b.", "Een a.\n\nHun. Twee b.", "Een a.\n\nOns.\n\nHun. Twee b."),
        ("Een a.\n\nOns.\n\nTwee b.", "Een a. Hun.\n\nTwee b.", "Een a. Hun.\n\nOns.\n\nTwee b."),
    ],
)
def test_additions_to_different_paragraphs_are_no_conflict(ours, theirs, merged):
    assert clean("Een a.\n\nTwee b.", ours, theirs) == merged


def test_a_rewritten_paragraph_and_a_new_one_after_it():
    assert clean("Kort gezegd a.\n\nSlot.", "Heel anders. En meer.\n\nSlot.", "Kort gezegd a.\n\nNieuw.\n\nSlot.") == (
        "Heel anders. En meer.\n\nNieuw.\n\nSlot."
    )


def test_a_sentence_made_two_and_an_addition_right_after_it_are_a_conflict():
    pieces = merge_texts("Kort gezegd a. Slot.", "Heel anders. En meer. Slot.", "Kort gezegd a. Nieuw. Slot.")
    assert pieces == (conflict("Kort gezegd a.", "Heel anders. En meer.", "Kort gezegd a. Nieuw."), " Slot.")


def test_line_breaks_inside_a_sentence_are_no_words():
    assert clean("Een zin\nover twee regels.", "Een zin over\ntwee regels.", "Een zin\nover drie regels.") == (
        "Een zin\nover drie regels."
    )
    assert clean("Een\nlange zin.", "Een lange\nzin.", "Een lange zin.") == "Een lange zin."


def test_white_space_in_code_is_kept_apart():
    pieces = merge_texts("```\na b\n```", "```\na  b\n```", "```\na\nb\n```")
    assert pieces == (conflict("```\na b\n```", "```\na  b\n```", "```\na\nb\n```", between="\n\n"),)


# Lists, tables and the like


def test_items_of_a_list():
    assert clean("- een\n- twee\n- drie", "- een\n- nieuw\n- twee\n- drie", "- een\n- twee\n- drie anders") == (
        "- een\n- nieuw\n- twee\n- drie anders"
    )
    assert (
        clean("- een\n  - diep\n- twee", "- een\n- twee", "- een\n  - diep\n- twee\n- drie") == "- een\n- twee\n- drie"
    )


def test_rows_of_a_table():
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |"
    assert clean(table, table.replace("2", "20"), f"{table}\n| 5 | 6 |") == f"{table.replace('2', '20')}\n| 5 | 6 |"


def test_a_heading_made_by_one_stays_one_when_the_other_joins_paragraphs():
    assert clean("Een a.\n\nTwee b.", "Een a. Twee b.", "# Een a\n\nTwee b.") == "# Een a\n\nTwee b."


def test_a_list_made_by_one_stays_one_when_the_other_joins_paragraphs():
    assert clean("Zie dit.\n\nTwee b.", "Zie dit. Twee b.", "Zie dit.\n\n- Twee b.") == "Zie dit.\n\n- Twee b."


# Moves


def test_a_sentence_moved_by_one_and_reworded_by_the_other_is_reworded_in_its_new_place():
    base = "Een gaat voor. Twee volgt. Drie sluit af. Vier is er ook."
    ours = "Drie sluit af. Een gaat voor. Twee volgt. Vier is er ook."
    theirs = "Een gaat voor. Twee volgt. Drie sluit het af. Vier is er ook."
    assert clean(base, ours, theirs) == "Drie sluit het af. Een gaat voor. Twee volgt. Vier is er ook."


def test_a_paragraph_moved_by_one_takes_along_all_that_the_other_did_to_it():
    base = "Eerst dit.\n\nDan a. Dan b. Dan c.\n\nSlot.\n\nEinde."
    ours = "Dan a. Dan b. Dan c.\n\nEerst dit.\n\nSlot.\n\nEinde."
    theirs = "Eerst dit.\n\nDan a. Tussen.\n\nDan c nu. En meer.\n\nSlot.\n\nEinde nu."
    assert clean(base, theirs, ours) == "Dan a. Tussen.\n\nDan c nu. En meer.\n\nEerst dit.\n\nSlot.\n\nEinde nu."


def test_a_sentence_moved_to_two_places_is_a_choice_at_both():
    pieces = merge_texts(
        "Nul. Een. Twee. Drie. Vier.",
        "Nul. Twee. Een. Drie. Vier.".replace("Een. ", "") + " Een.",
        "Een. Nul. Twee. Drie. Vier.",
    )
    assert pieces == (
        conflict("Een.", "", "Een."),
        " Nul. Twee. Drie. Vier. ",
        conflict("Een.", "Een.", "", number=2),
    )
    assert join_pieces(pieces, {"tekst:1": "", "tekst:2": "Een."}) == "Nul. Twee. Drie. Vier. Een."


def test_a_sentence_moved_by_one_and_removed_by_the_other_is_a_choice():
    pieces = merge_texts("Nul. Een. Twee. Drie. Vier.", "Nul. Twee. Drie. Vier. Een.", "Nul. Twee. Drie. Vier.")
    assert pieces == ("Nul. Twee. Drie. Vier. ", conflict("Een.", "Een.", ""))


def test_a_sentence_moved_into_a_conflict_is_not_lost_by_choosing_the_other_side():
    base = "Een vraagt. Twee zegt dat. Drie wil weg."
    ours = "Twee zegt dat. Een vraagt. Drie wil weg."
    theirs = "Drie wil weg. Een vraagt. Twee zegt dat."
    pieces = merge_texts(base, ours, theirs)
    chosen = {piece.sleutel: piece.hun for piece in pieces if isinstance(piece, Conflict)}
    assert join_pieces(pieces, chosen) == theirs


# Completing the text


def test_nothing_chosen_leaves_no_white_space():
    for base, ours, theirs, left in (
        ("A een.\n\nB twee.\n\nC drie.", "A een.\n\nC drie.", "A een.\n\nB beter.\n\nC drie.", "A een.\n\nC drie."),
        ("A een. B twee.\n\nC drie.", "A een.\n\nC drie.", "A een. B beter.\n\nC drie.", "A een.\n\nC drie."),
        ("A een.\n\nB twee.", "B twee.", "A beter.\n\nB twee.", "B twee."),
        ("A een.\n\nB twee.", "A een.", "A een.\n\nB beter.", "A een."),
        ("- a\n- b\n- c", "- a\n- c", "- a\n- b beter\n- c", "- a\n- c"),
    ):
        pieces = merge_texts(base, ours, theirs)
        assert join_pieces(pieces, {"tekst:1": ""}) == left


def test_a_text_of_one_s_own_is_normalised():
    pieces = merge_texts(BASE, BASE.replace("Twee", "2"), BASE.replace("Twee volgt", "II"))
    assert join_pieces(pieces, {"tekst:1": "Eigen.\r\n\r\nTekst.  \n"}) == (
        "Een gaat voor. Eigen.\n\nTekst. Drie sluit af."
    )

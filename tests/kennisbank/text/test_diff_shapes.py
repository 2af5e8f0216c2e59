"""Sentences and paragraphs that were split, joined or moved: their words are the same, so nothing of them is marked."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kennisbank.text.diff import NIEUW, OUD, AlineaSoort, Soort, Status, diff_texts, side_by_side
from tests.kennisbank.text.anchor_edits import Redacteur
from tests.kennisbank.text.strategies import MARKDOWN, PROSE
from tests.kennisbank.text.test_diff import gezien, helft, kaal, kort

A = "De burger vraagt om een besluit."
B = "De ambtenaar luistert eerst goed naar het verhaal."
C = "Daarna schrijft hij een heldere brief."
D = "Het team bespreekt de zaak op maandag."


def told(oud, nieuw):
    return [(alinea.status.value, kort(alinea.delen)) for alinea in diff_texts(oud, nieuw)]


def test_a_split_paragraph_marks_no_word():
    assert told(f"{A} {B} {C} {D}", f"{A} {B}\n\n{C} {D}") == [
        ("gesplitst", f"{A} {B}"),
        ("gesplitst", f"{C} {D}"),
    ]


def test_joined_paragraphs_mark_no_word_and_tell_where_the_second_began():
    (alinea,) = diff_texts(f"{A} {B}\n\n{C} {D}", f"{A} {B} {C} {D}")
    assert alinea.status == Status.SAMENGEVOEGD
    assert [(deel.soort, deel.tekst.strip(), deel.breuk) for deel in alinea.delen] == [
        (Soort.GELIJK, f"{A} {B}", False),
        (Soort.GELIJK, f"{C} {D}", True),
    ]


def test_a_word_changed_in_a_split_paragraph_is_all_that_is_marked():
    assert told(f"{A} {B} {C} {D}", f"{A} {B}\n\n{C.replace('heldere', 'duidelijke')} {D}") == [
        ("gesplitst", f"{A} {B}"),
        ("gesplitst", f"Daarna schrijft hij een [-heldere-] {{+duidelijke+}} brief. {D}"),
    ]


def test_a_sentence_that_became_two_keeps_its_words():
    samen = "De ambtenaar luistert eerst goed naar het verhaal, en schrijft daarna een heldere brief."
    los = "De ambtenaar luistert eerst goed naar het verhaal. Hij schrijft daarna een heldere brief."
    assert told(f"{A} {samen} {D}", f"{A} {los} {D}") == [
        (
            "gewijzigd",
            f"{samen.split(',')[0].join([A + ' ', ''])} [-, en-] {{+. Hij+}} schrijft daarna een heldere brief. {D}",
        )
    ]
    assert told(f"{A} {los} {D}", f"{A} {samen} {D}")[0][1].count("[-") == 1


def test_an_enumeration_that_became_a_list_keeps_its_words():
    verschil = diff_texts("Neem appels, peren en brood mee.", "Neem mee:\n\n- appels\n- peren\n- brood")
    assert {alinea.status for alinea in verschil} == {Status.GESPLITST}
    assert [alinea.soort for alinea in verschil] == [AlineaSoort.ALINEA, *[AlineaSoort.LIJSTITEM] * 3]
    assert [kort(alinea.delen).split()[0] for alinea in verschil[1:]] == ["appels", "peren", "brood"]


def test_a_sentence_that_moved_within_a_paragraph():
    assert told(f"{A} {B} {C}", f"{B} {C} {A}") == [("gewijzigd", f"[<{A}<] {B} {C} {{>{A}>}}")]


def test_a_sentence_that_moved_to_another_paragraph():
    assert told(f"{A} {B} {C}\n\n{D}", f"{A} {C}\n\n{D} {B}") == [
        ("gewijzigd", f"{A} [<{B}<] {C}"),
        ("gewijzigd", f"{D} {{>{B}>}}"),
    ]


def test_a_paragraph_that_moved_is_told_twice():
    assert told(f"{A}\n\n{B}\n\n{C}", f"{B}\n\n{C}\n\n{A}") == [
        ("verplaatst", f"[<{A}<]"),
        ("ongewijzigd", B),
        ("ongewijzigd", C),
        ("verplaatst", f"{{>{A}>}}"),
    ]


def test_a_few_words_are_too_little_to_call_moved():
    assert told(f"{A} Dat mag.\n\n{D}", f"{A}\n\n{D} Dat mag.") == [
        ("gewijzigd", f"{A} [-Dat mag.-]"),
        ("gewijzigd", f"{D} {{+Dat mag.+}}"),
    ]


def test_list_items_are_told_one_by_one():
    verschil = diff_texts("- appels\n- peren\n- brood", "- appels\n- brood\n- kaas en boter")
    assert [(alinea.status.value, alinea.merk, kort(alinea.delen)) for alinea in verschil] == [
        ("ongewijzigd", "•", "appels"),
        ("vervallen", "•", "[-peren-]"),
        ("ongewijzigd", "•", "brood"),
        ("nieuw", "•", "{+kaas en boter+}"),
    ]


def marked(verschil):
    return [deel for alinea in verschil for deel in alinea.delen if deel.soort != Soort.GELIJK]


ZINNEN = st.lists(st.sampled_from([A, B, C, D, "Zo kan het.", "Wie dat doet, leert."]), min_size=2, max_size=8)


@settings(max_examples=150)
@given(st.lists(ZINNEN, min_size=1, max_size=5), st.data())
def test_splitting_or_joining_paragraphs_marks_no_word(alineas, data):
    plek = data.draw(st.integers(0, len(alineas) - 1))
    snede = data.draw(st.integers(1, len(alineas[plek]) - 1))
    gesplitst = [*alineas[:plek], alineas[plek][:snede], alineas[plek][snede:], *alineas[plek + 1 :]]
    heel, los = ("\n\n".join(" ".join(zinnen) for zinnen in tekst) for tekst in (alineas, gesplitst))
    assume(len({tuple(zinnen) for zinnen in gesplitst}) == len(gesplitst))
    assert not [deel for deel in marked(diff_texts(heel, los)) if deel.soort in (Soort.WEG, Soort.NIEUW)]
    assert not [deel for deel in marked(diff_texts(los, heel)) if deel.soort in (Soort.WEG, Soort.NIEUW)]


@settings(max_examples=60)
@given(
    st.integers(0, 10**6),
    st.sampled_from(["swap", "move_sentence", "move_sentences", "move_paragraph", "split_paragraph"]),
)
def test_moving_sentences_and_paragraphs_marks_no_word_as_new_or_gone(seed, soort):
    """Only within a section, and but for a sentence too short to be called moved."""
    redacteur = Redacteur(seed)
    hoofdstuk = redacteur.chapter()
    hoofdstuk.secties = hoofdstuk.secties[:1]
    for alinea in hoofdstuk.secties[0][2]:
        alinea.lijst = False
    (oud,), _ = hoofdstuk.render()
    redacteur.edit(hoofdstuk, soort)
    (nieuw,), _ = hoofdstuk.render()
    for deel in marked(diff_texts(oud.tekst, nieuw.tekst)):
        assert deel.soort not in (Soort.WEG, Soort.NIEUW) or len(deel.tekst.split()) <= 5


@given(PROSE | MARKDOWN, PROSE | MARKDOWN)
def test_the_columns_are_the_two_texts(oud, nieuw):
    rijen = side_by_side(diff_texts(oud, nieuw))
    assert kaal("".join(deel.tekst for rij in rijen for deel in rij.links)) == gezien(oud)
    assert kaal("".join(deel.tekst for rij in rijen for deel in rij.rechts)) == gezien(nieuw)
    assert all(deel.soort in OUD for rij in rijen for deel in rij.links)
    assert all(deel.soort in NIEUW for rij in rijen for deel in rij.rechts)


def test_side_by_side_has_the_old_text_left_and_the_new_one_right():
    rijen = side_by_side(diff_texts(f"{A}\n\n{B}", f"{A.replace('besluit', 'antwoord')}\n\n{D}"))
    assert [(rij.status, kort(rij.links), kort(rij.rechts)) for rij in rijen] == [
        (Status.GEWIJZIGD, "De burger vraagt om een [-besluit-] .", "De burger vraagt om een {+antwoord+} ."),
        (Status.VERVALLEN, f"[-{B}-]", ""),
        (Status.NIEUW, "", f"{{+{D}+}}"),
    ]


def test_helft_counts_moved_words_on_their_own_side():
    verschil = diff_texts(f"{A} {B} {C}", f"{B} {C} {A}")
    assert helft(verschil, OUD) == kaal(f"{A}{B}{C}")
    assert helft(verschil, NIEUW) == kaal(f"{B}{C}{A}")

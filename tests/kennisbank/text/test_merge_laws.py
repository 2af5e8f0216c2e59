"""The laws of the merge, on random texts and sections. `MERGE_EXAMPLES=10000 pytest ...` tries ten thousand of each."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.text.merge import Conflict, ConflictSoort, join_pieces, merge_sections, merge_texts
from kennisbank.text.merge_pass import Naam
from kennisbank.text.merge_sentences import merge_versions
from kennisbank.text.normalise import normalise
from kennisbank.text.sentence_runs import Zinnen
from kennisbank.text.sentences import sentences
from kennisbank.text.versions import read_version
from tests.kennisbank.text.edited import EXAMPLES, missing, plain, swapped, two_edited_lists, two_edits
from tests.kennisbank.text.strategies import MARKDOWN

law = settings(max_examples=EXAMPLES)


def merge_without_shortcut(base, ours, theirs):
    """As merge_texts, but also when a side changed nothing."""
    old = Zinnen(normalise(base))
    versions = (read_version(old, normalise(text)) for text in (ours, theirs))
    return merge_versions(*versions, Naam("", "tekst"))


def words(text):
    return " ".join(text.split())


def choices(conflicts, side):
    return {conflict.sleutel: getattr(conflict, side) for conflict in conflicts}


# Texts


@law
@given(two_edits())
def test_merging_with_the_base_changes_nothing(texts):
    base, ours, _ = texts
    for merge in (merge_texts, merge_without_shortcut):
        assert "".join(merge(base, ours, base)) == ours
        assert "".join(merge(base, base, ours)) == ours
        assert "".join(merge(base, ours, ours)) == ours


@law
@given(two_edits())
def test_it_makes_no_difference_who_is_who(texts):
    base, ours, theirs = texts
    assert list(merge_texts(base, ours, theirs)) == swapped(merge_texts(base, theirs, ours))


@law
@given(two_edits())
def test_every_sentence_is_in_the_text_or_in_a_conflict(texts):
    base, ours, theirs = texts
    pieces = merge_texts(base, ours, theirs)
    assert not missing(pieces, "ons", base, ours, theirs)
    assert not missing(pieces, "hun", base, theirs, ours)


def test_what_both_moved_is_not_taken_for_reworded():
    """One moved C and wrote another sentence where it stood: that is not what became of C."""
    base = "Een brief luistert naar de ambtenaar. Besluit het goed en vraag. Goed vragen."
    ours = "Wij waren er bij. Goed vragen.\n\nEen brief luistert naar de ambtenaar. Besluit het goed en vraag."
    theirs = (
        "Goed vragen.\n\nEen brief luistert naar de ambtenaar. Besluit het goed en vraag. Besluit het goed en vraag."
    )
    pieces = merge_texts(base, ours, theirs)
    assert not missing(pieces, "ons", base, ours, theirs)
    assert not missing(pieces, "hun", base, theirs, ours)


@law
@given(two_edits())
def test_nobody_s_sentence_is_invented(texts):
    known = {sentence for text in texts for sentence in sentences(text)}
    for piece in merge_texts(*texts):
        for text in [piece] if isinstance(piece, str) else [piece.basis, piece.ons, piece.hun]:
            assert set(sentences(text)) <= known


@law
@given(two_edits())
def test_choosing_one_side_keeps_all_that_side_wrote(texts):
    pieces = merge_texts(*texts)
    conflicts = [piece for piece in pieces if isinstance(piece, Conflict)]
    for side in ("ons", "hun"):
        text = join_pieces(pieces, choices(conflicts, side))
        assert text == normalise(text)
        certain = [piece for piece in pieces if isinstance(piece, str)]
        assert sorted(sentences(text)) == sorted(
            sentence for part in [*certain, *choices(conflicts, side).values()] for sentence in sentences(part)
        )


@law
@given(two_edits())
def test_a_clean_merge_is_a_normalised_text(texts):
    text = "".join(piece for piece in merge_texts(*texts) if isinstance(piece, str))
    if not any(isinstance(piece, Conflict) for piece in merge_texts(*texts)):
        assert text == normalise(text)


@st.composite
def spliced(draw, text):
    """A text with a piece of anything in the place of a piece of it."""
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return normalise(text[:start] + draw(MARKDOWN) + text[end:])


@law
@given(MARKDOWN.map(normalise), st.data())
def test_any_markdown_is_merged_without_loss(base, data):
    ours, theirs = data.draw(spliced(base)), data.draw(spliced(base))
    assert "".join(merge_without_shortcut(base, ours, base)) == ours
    pieces = merge_texts(base, ours, theirs)
    assert list(pieces) == swapped(merge_texts(base, theirs, ours))
    for side, own, other in (("ons", ours, theirs), ("hun", theirs, ours)):
        whole = "\n".join(piece if isinstance(piece, str) else getattr(piece, side) for piece in pieces)
        # White space alone makes no other sentence: the other may have reworded it, or written it with other space.
        gone = {words(sentence) for sentence in set(sentences(base)) - set(sentences(other))}
        left = [sentence for sentence in sentences(own) if sentence not in whole and words(sentence) not in gone]
        assert all(words(sentence) in words(whole) and words(sentence) in words(other) for sentence in left)


# Sections


@law
@given(two_edited_lists())
def test_merging_sections_with_the_base_changes_nothing(lists):
    base, ours, theirs = lists
    for one, other in ((ours, base), (base, ours), (ours, ours)):
        merged = merge_sections(base, one, other)
        assert merged.schoon
        assert merged.resolve() == plain(ours)


@law
@given(two_edited_lists())
def test_it_makes_no_difference_whose_sections_are_whose(lists):
    base, ours, theirs = lists
    one, other = merge_sections(base, ours, theirs), merge_sections(base, theirs, ours)
    assert [section.id for section in one.secties] == [section.id for section in other.secties]
    assert list(one.conflicten) == swapped(other.conflicten)
    for here, there in zip(one.secties, other.secties, strict=True):
        assert [*here.kop, *here.tekst] == swapped([*there.kop, *there.tekst])


@law
@given(two_edited_lists())
def test_every_section_and_sentence_is_in_the_result_or_in_a_conflict(lists):
    base, ours, theirs = (plain(sections) for sections in lists)
    merged = {section.id: section for section in merge_sections(base, ours, theirs).secties}
    for side, own, other in (("ons", ours, theirs), ("hun", theirs, ours)):
        before, others = ({section.id: section for section in sections} for sections in (base, other))
        for section in own:
            if section.id not in merged:
                assert section.id not in others
                assert section == before[section.id] or not section.tekst
                continue
            pieces = [*merged[section.id].kop, *merged[section.id].tekst]
            texts = [known[section.id].tekst if section.id in known else "" for known in (before, others)]
            assert not missing(pieces, side, texts[0], section.tekst, texts[1])


@law
@given(two_edited_lists())
def test_a_choice_for_every_conflict_completes_the_sections(lists):
    merged = merge_sections(*lists)
    keys = [conflict.sleutel for conflict in merged.conflicten]
    assert len(set(keys)) == len(keys)
    inside = [piece for section in merged.secties for piece in (*section.kop, *section.tekst)]
    assert {piece for piece in inside if isinstance(piece, Conflict)} == {
        conflict for conflict in merged.conflicten if conflict.soort is not ConflictSoort.PLAATS
    }
    for side in ("ons", "hun"):
        resolved = merged.resolve(choices(merged.conflicten, side))
        assert len({section.id for section in resolved}) == len(resolved)
        for conflict in merged.conflicten:
            if conflict.soort is not ConflictSoort.PLAATS:
                text = next((s.kop + s.tekst for s in resolved if s.id == conflict.sectie_id), "")
                assert getattr(conflict, side) in text

"""Texts and lists of sections as people change them: words, sentences, paragraphs, lists; added, removed, moved."""

import os
import random
from collections import Counter

from hypothesis import strategies as st

from kennisbank.text.merge import Conflict, Sectie
from kennisbank.text.normalise import normalise
from kennisbank.text.sentences import sentence_spans, sentences

EXAMPLES = int(os.environ.get("MERGE_EXAMPLES", "100"))
"""How many random cases hold each law of the merge: MERGE_EXAMPLES=10000 for a thorough run."""

WORDS = ["de", "het", "een", "burger", "ambtenaar", "vraagt", "luistert", "besluit", "brief", "ruimte", "goed", "samen"]
BLOCKS = ["- {}", "- {}", "1. {}", "## {}", "> {}", "| a | {} |", "```\n{}\n\n  x\n```"]


def _sentences(number):
    """Sentences that share words; drawing one is quicker than making one up."""
    chance = random.Random(3)
    for _ in range(number):
        yield f"{' '.join(chance.choices(WORDS, k=chance.randint(2, 9)))}.".capitalize()


PROSE = [*_sentences(60), "Ja.", "Zie boven."]
UNIT = st.sampled_from([*PROSE, *(form.format(sentence) for form in BLOCKS for sentence in _sentences(3))])
WHITE = st.sampled_from([" ", " ", "\n", "\n\n", "\n\n"])
STEP = st.tuples(
    st.sampled_from(["add", "remove", "reword", "replace", "break", "move", "word"]),
    st.integers(0, 12),
    st.integers(0, 12),
    UNIT,
    WHITE,
)
STEPS = st.lists(STEP, max_size=4)


def write(units):
    """The text of (white space, sentence) pairs; what must start a line or stand alone on one gets that."""
    text = ""
    for white, sentence in units:
        own_line = sentence[0] in "-1#>|`" or (text and text.rpartition("\n")[2][:1] in "#>|`")
        if text and (not white.strip(" ")) and own_line and "\n" not in white:
            white = "\n\n"
        text += (white or "\n\n") + sentence if text else sentence
    return normalise(text)


def read(text):
    """The (white space, sentence) pairs of a text."""
    units, at = [], 0
    for start, end in sentence_spans(text):
        units.append((text[at:start], text[start:end]))
        at = end
    return units


def edit(text, steps):
    units = read(text)
    for kind, at, to, unit, white in steps:
        if kind == "add":
            units.insert(at % (len(units) + 1), (white, unit))
        elif units:
            change(units, kind, at % len(units), to, unit, white)
    return write(units)


def change(units, kind, at, to, unit, white):
    old_white, old = units.pop(at)
    if kind == "reword":
        units.insert(at, (old_white, f"{old[:-1]} nu{old[-1]}" if "`" not in old else old.replace("x\n", "nu x\n")))
    elif kind == "word":
        units.insert(at, (old_white, old.replace("de ", "een ", 1)))
    elif kind == "replace":
        units.insert(at, (white, unit))
    elif kind == "break":
        units.insert(at, (white, old))
    elif kind == "move":
        units.insert(to % (len(units) + 1), (white, old))


BASE = st.lists(st.tuples(WHITE, UNIT), max_size=9).map(write)


@st.composite
def two_edits(draw):
    """A base and two texts made from it."""
    base = draw(BASE)
    return base, edit(base, draw(STEPS)), edit(base, draw(STEPS))


SECTION_STEP = st.tuples(
    st.sampled_from(["add", "remove", "move", "heading", "text", "text"]),
    st.integers(0, 9),
    st.integers(0, 9),
    st.sampled_from(["n1", "n2", "n3", "n4"]),
    BASE,
    STEPS,
)


def edit_sections(sections, steps):
    changed = list(sections)
    for kind, at, to, new, text, inside in steps:
        if kind == "add" and new not in {section.id for section in changed}:
            changed.insert(at % (len(changed) + 1), Sectie(new, f"Kop {new}", text))
        elif kind != "add" and changed:
            section = changed.pop(at % len(changed))
            heading = f"{section.kop} {to}".strip() if kind == "heading" else section.kop
            text = edit(section.tekst, inside) if kind == "text" else section.tekst
            if kind != "remove":
                place = to if kind == "move" else at
                changed.insert(place % (len(changed) + 1), Sectie(section.id, heading, text))
    return changed


@st.composite
def two_edited_lists(draw):
    """A list of sections and two lists made from it."""
    texts = draw(st.lists(BASE, max_size=6))
    base = [Sectie(f"s{number}", f"Kop {number}" if number % 3 else "", text) for number, text in enumerate(texts)]
    steps = st.lists(SECTION_STEP, max_size=4)
    return base, edit_sections(base, draw(steps)), edit_sections(base, draw(steps))


def plain(sections):
    """The sections as a merge returns them."""
    return tuple(Sectie(section.id, normalise(section.kop), normalise(section.tekst)) for section in sections)


def swapped(pieces):
    """The pieces with ours and theirs changed places."""
    return [
        piece
        if isinstance(piece, str)
        else Conflict(piece.sleutel, piece.soort, piece.sectie_id, piece.basis, piece.hun, piece.ons, piece.tussen)
        for piece in pieces
    ]


def missing(pieces, side, base, own, other):
    """The sentences of one side that are neither in the text nor on its side of a conflict.

    What is in the base and no longer in the other side is legitimately gone. So may be what stands in the base more
    than once: each of the two may have changed another one.
    """
    kept = {each for piece in pieces for each in sentences(piece if isinstance(piece, str) else getattr(piece, side))}
    times = Counter(sentences(base))
    removed = set(times) - set(sentences(other)) | {each for each, number in times.items() if number > 1}
    return set(sentences(own)) - removed - kept

"""The white space between the sentences of a text: how strongly it parts them, and which one stays of several.

Said of the white space before a sentence, its own indentation included: a space, a new line, or an empty line.
"""

from collections.abc import Sequence

LINE, PARAGRAPH = 1, 2
"""How strongly white space parts two sentences: 0 for a space, LINE for a new line, PARAGRAPH for an empty line."""


def strength(wit: str) -> int:
    """Return how strongly white space parts what it stands between."""
    return min(wit.count("\n"), PARAGRAPH)


def stronger(een: str, twee: str) -> str:
    """Return the white space that parts most; which of the two comes first makes no difference."""
    return max(een, twee, key=lambda wit: (strength(wit), len(wit), wit))


def combine(reeks: Sequence[str]) -> str:
    """Return one for a row of white space that nothing stands between any more.

    It parts as strongly as the strongest did, and indents what follows as the last one did.
    """
    laatste = reeks[-1]
    if len(reeks) == 1:
        return laatste
    sterkste = max(reeks, key=lambda wit: (strength(wit), len(wit) > 0))
    if strength(laatste) == strength(sterkste):
        return laatste or sterkste
    return sterkste[: sterkste.rindex("\n") + 1] + indentation(laatste)


def indentation(wit: str) -> str:
    """Return what stands after the last new line, nothing when there is none."""
    return wit[wit.rindex("\n") + 1 :] if "\n" in wit else ""


def merge_white(basis: str | None, ons: str | None, hun: str | None) -> str | None:
    """Merge white space three-way; None where a side has none there.

    Nobody's words are at stake, so two different changes are no conflict: what parts most stays.
    """
    if ons is None or hun is None:
        return hun if ons is None else ons
    if ons == hun or hun == basis:
        return ons
    return hun if ons == basis else stronger(ons, hun)

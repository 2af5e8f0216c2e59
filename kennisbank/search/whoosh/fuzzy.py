"""Words that are nearly right: one letter too many, too few, wrong or swapped."""

from collections.abc import Mapping

# Letters that may be missing or wrong in a folded Dutch word.
ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
# Words shorter than this are not corrected: nearly every short word is one edit away from another.
SHORTEST = 4
LONGEST = 40


def one_edit(word: str) -> frozenset[str]:
    """All strings at one edit (insert, delete, replace, swap neighbours) from `word`, and the word itself.

    About 74 strings per letter (Norvig, "How to write a spelling corrector"): cheaper to look up than an automaton
    over the dictionary is to run.
    """
    if not SHORTEST <= len(word) <= LONGEST:
        return frozenset((word,))
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {head + tail[1:] for head, tail in splits if tail}
    found.update(head + tail[1] + tail[0] + tail[2:] for head, tail in splits if len(tail) > 1)
    for letter in ALPHABET:
        found.update(head + letter + tail[1:] for head, tail in splits if tail)
        found.update(head + letter + tail for head, tail in splits)
    found.add(word)
    return frozenset(found)


def best_correction(word: str, words: Mapping[str, int]) -> str | None:
    """The most frequent known word at one edit of an unknown `word`; None when it is known or nothing is near."""
    if word in words or len(word) < SHORTEST:
        return None
    near = [candidate for candidate in one_edit(word) if candidate in words]
    return max(near, key=lambda candidate: (words[candidate], candidate), default=None)

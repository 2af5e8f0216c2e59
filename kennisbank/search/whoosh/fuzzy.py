"""Words that are nearly right: one letter too many, too few, wrong or swapped."""

from functools import lru_cache
from string import ascii_lowercase, digits

# Words shorter than this are not corrected: nearly every short word is one edit away from another.
SHORTEST = 4
LONGEST = 40


@lru_cache(maxsize=1_000)
def one_edit(word: str) -> frozenset[str]:
    """All strings at one edit (insert, delete, replace, swap neighbours) from `word`, and the word itself.

    About 54 strings per letter (Norvig, "How to write a spelling corrector"): cheaper to look up than an automaton
    over the dictionary is to run. Digits are put into words that have one ("2026").
    """
    if not SHORTEST <= len(word) <= LONGEST:
        return frozenset((word,))
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {head + tail[1:] for head, tail in splits if tail}
    found.update(head + tail[1] + tail[0] + tail[2:] for head, tail in splits if len(tail) > 1)
    for letter in ascii_lowercase if word.isalpha() else ascii_lowercase + digits:
        found.update(head + letter + tail[1:] for head, tail in splits if tail)
        found.update(head + letter + tail for head, tail in splits)
    found.add(word)
    return frozenset(found)

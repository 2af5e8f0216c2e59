"""Other forms of a Dutch word that the stemmer leaves apart: "gebruikt", "gebruiken"; "geregistreerd", "registratie".

The stemmer of the index takes off endings but knows no verbs: the -t and -d of the present and the past, the ge- of the
participle and the pair -atie/-eren keep words apart that readers see as one. The forms are made up here and only those
that the index has are used, so that one too many does no harm.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kennisbank.search.whoosh.analysis import stem

# Letters of the shortest root to which endings are added.
SHORTEST_ROOT = 3
SEPARABLE = (
    "aan", "achter", "af", "bij", "binnen", "door", "in", "mee", "na", "neer", "om", "onder", "op", "over", "samen",
    "tegen", "terug", "toe", "uit", "voor", "voort", "vrij", "weg",
)  # fmt: skip
# Prefixes of verbs that take no ge- in the participle.
FIXED = ("be", "ge", "her", "ont", "ver", "er")
_PARTICIPLE = re.compile(rf"^({'|'.join(SEPARABLE)})?ge(.{{{SHORTEST_ROOT},}})$")
_SPLIT = re.compile(rf"^({'|'.join(SEPARABLE)})(.{{{SHORTEST_ROOT},}})$")
_DOUBLE_VOWEL = re.compile(r"([aeou])\1(?=[^aeiouy]$)")
_SINGLE_VOWEL = re.compile(r"(?<![aeiouy])([aeou])(?=[^aeiouywx]$)")
_DOUBLE_CONSONANT = re.compile(r"([^aeiou])\1$")
_ROMANCE = re.compile(r"^(?:ge)?(.{3,}?)(?:atie|er|eerd|eert|eer)$")


@lru_cache(maxsize=20_000)
def other_forms(word: str) -> frozenset[str]:
    """Stems of words that may be forms of the same word; most of them do not exist. Never the word's own stem."""
    own = stem(word)
    if not word.isalpha() or len(word) <= SHORTEST_ROOT:
        return frozenset()
    forms = {stem(form) for root in _roots(word, own) for form in _conjugate(root)}
    forms.update(_romance(own))
    return frozenset(forms - {own})


def _roots(word: str, own: str) -> set[str]:
    """What is left without the endings of verbs: "gemaakt" gives "maak" and "mak", "aangepast" "aanpas"."""
    found = {own}
    if own[-1] in "td" and len(own) > SHORTEST_ROOT + 1:
        found.add(own[:-1])
    if word.endswith(("t", "d", "en", "de", "te")):
        for root in list(found):
            participle = _PARTICIPLE.match(root)
            if participle and (root != own or word.endswith("en")):
                found.add((participle[1] or "") + participle[2])
    real = (root for root in found if root == own or (len(root) >= SHORTEST_ROOT and root[-1] not in "aeiou"))
    return {shape for root in real for shape in _spellings(root)}


def _spellings(root: str) -> Iterator[str]:
    """A root as it is written in an open and in a closed syllable: "mak" and "maak", "gelov" and "geloof"."""
    plain = _DOUBLE_CONSONANT.sub(r"\1", root)
    for shape in dict.fromkeys((root, plain)):
        hard = shape[:-1] + {"v": "f", "z": "s"}.get(shape[-1], shape[-1])
        soft = shape[:-1] + {"f": "v", "s": "z"}.get(shape[-1], shape[-1])
        for each in dict.fromkeys((shape, hard, soft)):
            yield each
            yield _DOUBLE_VOWEL.sub(r"\1", each)
            yield _SINGLE_VOWEL.sub(r"\1\1", each)


def _conjugate(root: str) -> Iterator[str]:
    yield root
    yield root + "en"
    yield root + "ing"
    for ending in ("t", "d"):
        yield root + ending
        yield from (form + ending for form in _with_ge(root))


def _with_ge(root: str) -> Iterator[str]:
    if not root.startswith(FIXED):
        yield "ge" + root
    separable = _SPLIT.match(root)
    if separable:
        yield f"{separable[1]}ge{separable[2]}"


def _romance(own: str) -> Iterator[str]:
    """The verb of a word in -atie and the other way round."""
    found = _ROMANCE.match(own)
    if found:
        base = found[1]
        yield from (base + ending for ending in ("atie", "er", "eerd", "eert"))
        yield f"ge{base}eerd"

"""Three-way merge of sections and texts: two versions that were made from the same base become one.

Sections are merged by id (`merge_sections`), their texts by sentence (`merge_sentences`). What cannot be decided is a
`Conflict` that names base, ours and theirs: "ons" is what stands today, "hun" what is proposed. Laws, held by tests:

- every sentence of both sides is in the result or in a conflict, unless the other side removed or reworded it;
- outside conflicts `merge(a, b) == merge(b, a)`;
- merging with the base changes nothing.
"""

from kennisbank.text.conflicts import Conflict, ConflictSoort, OnopgelosteConflicten, Stuk, both, join_pieces
from kennisbank.text.diff import Sectie
from kennisbank.text.merge_sections import SamengevoegdeSectie, Samenvoeging, merge_sections
from kennisbank.text.merge_sentences import merge_texts

__all__ = [
    "Conflict",
    "ConflictSoort",
    "OnopgelosteConflicten",
    "SamengevoegdeSectie",
    "Samenvoeging",
    "Sectie",
    "Stuk",
    "both",
    "join_pieces",
    "merge_sections",
    "merge_texts",
]

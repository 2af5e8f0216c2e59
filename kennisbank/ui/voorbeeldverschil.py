"""Samples of the components that show a difference."""

from kennisbank.text.diff import AlineaVerschil, diff_texts

OUD = """## Bellen of schrijven

Bel misschien voordat je schrijft. Dat scheelt een brief. De burger hoort dan wie je bent.

Een brief mag daarna kort zijn. Zet er je naam en nummer in.

- Leg uit wat je gaat doen
- Vraag of het duidelijk is"""

NIEUW = """## Bellen of schrijven

Bel **altijd** voordat je schrijft. De burger hoort dan wie je bent. Dat scheelt een brief.

Een brief mag daarna *kort* zijn.

Zet er je naam en nummer in. Zie [de wenken](/wenken/).

- Vraag of het duidelijk is
- Leg uit wat je gaat doen"""


def show_difference() -> list[AlineaVerschil]:
    """A difference in which everything happens: new, gone, moved, split, and other looks."""
    return diff_texts(OUD, NIEUW)

"""Three-way merge of one text, sentence by sentence.

Diff3 (Khanna, Kunal and Pierce 2007) over sentences, see `clusters`; the white space between them is merged apart, so
that a paragraph split by one side and a sentence reworded by the other go together. What one side moved and the other
changed is changed in its new place, see `moves`.
"""

from kennisbank.text.conflicts import Stuk
from kennisbank.text.merge_pass import MergePass, Naam
from kennisbank.text.moves import carry_along
from kennisbank.text.normalise import normalise
from kennisbank.text.sentence_runs import Zinnen
from kennisbank.text.sentences import sentences
from kennisbank.text.versions import Versie, read_version


def merge_texts(basis: str, ons: str, hun: str, *, sectie_id: str = "", sleutel: str = "tekst") -> tuple[Stuk, ...]:
    """Merge two changed versions of a Markdown text; the pieces in order, joined they are the text.

    Conflicts get the keys `{sleutel}:1`, `{sleutel}:2` and so on. When only one side changed anything, the result is
    exactly `normalise` of that side.
    """
    return merge_normalised(normalise(basis), normalise(ons), normalise(hun), Naam(sectie_id, sleutel))


def merge_normalised(basis: str, ons: str, hun: str, naam: Naam) -> tuple[Stuk, ...]:
    """As merge_texts, for texts that are normalised already."""
    if basis == ons or ons == hun:
        return (hun,) if hun else ()
    if basis == hun:
        return (ons,) if ons else ()
    oud = Zinnen(basis)
    van_ons, van_hun = read_version(oud, ons), read_version(oud, hun)
    meegenomen = carry_along(van_ons, van_hun, _merge_run)
    if meegenomen is not None:
        stukken = merge_versions(read_version(oud, meegenomen.ons), read_version(oud, meegenomen.hun), naam)
        if _stands_in(stukken, meegenomen.teksten):
            return stukken
    return merge_versions(van_ons, van_hun, naam)


def merge_versions(ons: Versie, hun: Versie, naam: Naam) -> tuple[Stuk, ...]:
    """Merge two versions of one base.

    When a sentence moved into a conflict, its old place becomes a conflict too: else who chooses the other side there
    would lose it.
    """
    eerste = MergePass(ons, hun, naam)
    stukken = eerste.pieces()
    betwist = eerste.moved_into_conflict()
    return MergePass(ons, hun, naam, betwist).pieces() if betwist else stukken


def _merge_run(basis: str, ons: str, hun: str) -> str | None:
    stukken = merge_normalised(basis, ons, hun, Naam("", ""))
    teksten = [stuk for stuk in stukken if isinstance(stuk, str)]
    return "".join(teksten) if len(teksten) == len(stukken) else None


def _stands_in(stukken: tuple[Stuk, ...], teksten: list[str]) -> bool:
    """Tell whether all sentences of some texts are in the merged text outside conflicts."""
    vast = {zin for stuk in stukken if isinstance(stuk, str) for zin in sentences(stuk)}
    return all(zin in vast for tekst in teksten for zin in sentences(tekst))

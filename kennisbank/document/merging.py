"""Three-way merge of the whole content of a hoofdstuk: title, summary, themas, sections and their sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kennisbank.document.freezing import Bron, Inhoud, Sectie
from kennisbank.text import diff
from kennisbank.text.merge import Conflict, ConflictSoort, Samenvoeging, both, merge_sections

TITEL = "titel"
SAMENVATTING = "samenvatting"


def text_of(inhoud: Inhoud) -> list[diff.Sectie]:
    """The sections as the text engine takes them, with title and summary before them as if they were sections too."""
    front = [
        diff.Sectie(TITEL, "Titel van het hoofdstuk", inhoud["titel"]),
        diff.Sectie(SAMENVATTING, "Samenvatting", inhoud["samenvatting"]),
    ]
    return front + [diff.Sectie(sectie["id"], sectie["kop"], sectie["tekst"]) for sectie in inhoud["secties"]]


@dataclass(frozen=True)
class InhoudSamenvoeging:
    """What a merge gives: merged words, or conflicts to decide on; themas and sources never conflict."""

    tekst: Samenvoeging
    themas: tuple[str, ...]
    bronnen: Mapping[str, Sequence[Bron]]

    @property
    def conflicten(self) -> tuple[Conflict, ...]:
        """What both sides changed in different ways, in reading order."""
        return self.tekst.conflicten

    @property
    def schoon(self) -> bool:
        """Whether nobody has to decide anything."""
        return self.tekst.schoon

    def resolve(self, keuzes: Mapping[str, str] | None = None) -> Inhoud:
        """The merged content; `keuzes` gives the text for each conflict.

        Raises OnopgelosteConflicten when one has no text.
        """
        secties = self.tekst.resolve(keuzes or {})
        front = {sectie.id: sectie.tekst for sectie in secties if sectie.id in {TITEL, SAMENVATTING}}
        return Inhoud(
            titel=" ".join(front.get(TITEL, "").split()),
            samenvatting=front.get(SAMENVATTING, ""),
            themas=list(self.themas),
            secties=[
                Sectie(id=sectie.id, kop=sectie.kop, tekst=sectie.tekst, bronnen=list(self.bronnen.get(sectie.id, ())))
                for sectie in secties
                if sectie.id not in {TITEL, SAMENVATTING}
            ],
        )

    def resolve_with_both(self) -> Inhoud:
        """The merged content with the words of both sides wherever they conflict, so that none are lost."""
        keuzes = {}
        for conflict in self.conflicten:
            if conflict.soort in {ConflictSoort.TEKST, ConflictSoort.SECTIE}:
                keuzes[conflict.sleutel] = both(conflict)
            else:  # a heading and a place can only be one thing
                keuzes[conflict.sleutel] = conflict.hun
        return self.resolve(keuzes)


def merge_inhoud(basis: Inhoud, ons: Inhoud, hun: Inhoud) -> InhoudSamenvoeging:
    """Bring what `hun` changed in `basis` into `ons`; see kennisbank.text.merge for the laws that hold."""
    return InhoudSamenvoeging(
        tekst=merge_sections(text_of(basis), text_of(ons), text_of(hun)),
        themas=tuple(sorted(_merge_sets(basis["themas"], ons["themas"], hun["themas"]))),
        bronnen=_merge_bronnen(basis["secties"], ons["secties"], hun["secties"]),
    )


def _merge_sets(basis: Iterable[str], ons: Iterable[str], hun: Iterable[str]) -> list[str]:
    """What both have, and what one added; what one took away is gone. In the order of `ons`, then `hun`."""
    before, ours, theirs = set(basis), list(ons), list(hun)
    kept = [item for item in ours if item in theirs or item not in before]
    return kept + [item for item in theirs if item not in before and item not in ours]


def _merge_bronnen(basis: Sequence[Sectie], ons: Sequence[Sectie], hun: Sequence[Sectie]) -> dict[str, list[Bron]]:
    sides = [{sectie["id"]: sectie["bronnen"] for sectie in side} for side in (basis, ons, hun)]
    merged = {}
    for sectie_id in {**sides[1], **sides[2]}:
        before, ours, theirs = ({bron["bouwsteen"]: bron["rol"] for bron in side.get(sectie_id, ())} for side in sides)
        merged[sectie_id] = [
            Bron(bouwsteen=urn_id, rol=_merge_rol(before.get(urn_id), ours.get(urn_id), theirs.get(urn_id)))
            for urn_id in _merge_sets(before, ours, theirs)
        ]
    return merged


def _merge_rol(basis: str | None, ons: str | None, hun: str | None) -> str:
    """The role that was changed, and that of `ons` when both changed it."""
    chosen = hun if ons == basis and hun is not None else ons
    return chosen or hun or "bron"

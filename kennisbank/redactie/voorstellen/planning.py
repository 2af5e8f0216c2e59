"""What a voorstel would do to today's text: a dry run that changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from kennisbank.document.freezing import Bron, Inhoud, Sectie
from kennisbank.document.merging import InhoudSamenvoeging, merge_inhoud
from kennisbank.document.services import newest_versie
from kennisbank.redactie.voorstellen.models import Voorstel, VoorstelSoort, VoorstelVersie
from kennisbank.text.hashing import sha256_hex
from kennisbank.text.hunks import Wijziging, apply_changes, list_changes

if TYPE_CHECKING:
    from kennisbank.document.models import HoofdstukVersie


@dataclass(frozen=True)
class Inbreng:
    """What a voorstel says about its section; see VoorstelVersie."""

    kop: str
    tekst: str
    na_sectie_id: str = ""


@dataclass(frozen=True)
class VoorstelPlan:
    """A voorstel merged into the newest version of its hoofdstuk.

    `basis` is the text it was written on, `huidig` what readers see today.
    """

    voorstel: Voorstel
    versie: VoorstelVersie
    huidig: HoofdstukVersie
    voorgesteld: Inhoud
    samenvoeging: InhoudSamenvoeging

    @property
    def basis(self) -> Inhoud:
        """The content of the version that the proposer had before them."""
        return self.versie.basis.inhoud

    @property
    def is_verouderd(self) -> bool:
        """Whether the hoofdstuk has a newer version than the one the voorstel was written on."""
        return self.versie.basis_id != self.huidig.pk

    @property
    def has_conflict(self) -> bool:
        """Whether an editor has to choose words before it can be taken over."""
        return not self.samenvoeging.schoon

    @property
    def changes_nothing(self) -> bool:
        """Whether today's text says already what is proposed."""
        return not self.has_conflict and self.samenvoeging.resolve() == self.huidig.inhoud

    def resolve(self, keuzes: Mapping[str, str] | None = None) -> Inhoud:
        """The text as it would be published. Raises OnopgelosteConflicten when a conflict has no choice."""
        return self.samenvoeging.resolve(keuzes)

    def fingerprint(self, keuzes: Mapping[str, str] | None = None) -> str:
        """What an editor has seen and takes over: the SHA-256 of the whole resulting text."""
        return sha256_hex(self.resolve(keuzes))


def plan_voorstel(
    voorstel: Voorstel, *, versie: VoorstelVersie | None = None, onderdelen: Collection[int] | None = None
) -> VoorstelPlan:
    """Merge a voorstel (its newest wording) into today's text; with `onderdelen` only those changes of it.

    `onderdelen` are numbers of `list_onderdelen`. Raises ValidationError when none is left, or when the voorstel cannot
    be taken over in part.
    """
    wording = versie or newest_voorstelversie(voorstel)
    inbreng = Inbreng(wording.kop, wording.tekst, wording.na_sectie_id)
    if onderdelen is not None:
        inbreng = _in_part(voorstel, wording, inbreng, onderdelen)
    huidig = newest_versie(voorstel.hoofdstuk)
    voorgesteld = apply_inbreng(
        wording.basis.inhoud,
        soort=voorstel.soort,
        sectie_id=voorstel.sectie_id,
        inbreng=inbreng,
        bronnen=[bouwsteen.urn_id for bouwsteen in voorstel.bouwstenen.all()],
    )
    samenvoeging = merge_inhoud(wording.basis.inhoud, huidig.inhoud, voorgesteld)
    return VoorstelPlan(voorstel, wording, huidig, voorgesteld, samenvoeging)


def newest_voorstelversie(voorstel: Voorstel) -> VoorstelVersie:
    """The newest wording of a voorstel, with its base."""
    return voorstel.versies.select_related("basis").order_by("-nummer")[:1].get()


def list_onderdelen(voorstel: Voorstel, versie: VoorstelVersie) -> list[Wijziging]:
    """The changes of the text that can be taken over one by one; none for anything but a change of text."""
    if voorstel.soort != VoorstelSoort.WIJZIGING:
        return []
    old = find_sectie(versie.basis.inhoud, voorstel.sectie_id)
    return list_changes(old["tekst"] if old else "", versie.tekst)


def _in_part(voorstel: Voorstel, versie: VoorstelVersie, inbreng: Inbreng, onderdelen: Collection[int]) -> Inbreng:
    known = {change.nummer for change in list_onderdelen(voorstel, versie)}
    chosen = known.intersection(onderdelen)
    if not chosen:
        raise ValidationError({"onderdelen": "Kies ten minste één wijziging om over te nemen."})
    old = find_sectie(versie.basis.inhoud, voorstel.sectie_id)
    return replace(inbreng, tekst=apply_changes(old["tekst"] if old else "", inbreng.tekst, chosen))


def find_sectie(inhoud: Inhoud, sectie_id: str) -> Sectie | None:
    """One section of frozen content."""
    return next((sectie for sectie in inhoud["secties"] if sectie["id"] == sectie_id), None)


def apply_inbreng(
    basis: Inhoud, *, soort: str, sectie_id: str, inbreng: Inbreng, bronnen: Sequence[str] = ()
) -> Inhoud:
    """The content that a voorstel asks for, made on the text it was written on.

    `bronnen` are the urn ids of the bouwstenen it rests on; they become sources of the section.
    """
    present = find_sectie(basis, sectie_id)
    others = [sectie for sectie in basis["secties"] if sectie["id"] != sectie_id]
    place = _place_after(others, inbreng.na_sectie_id)
    if soort == VoorstelSoort.VERWIJDERING:
        secties = others
    elif soort == VoorstelSoort.VERPLAATSING and present is not None:
        secties = [*others[:place], present, *others[place:]]
    elif soort == VoorstelSoort.NIEUWE_SECTIE or present is None:
        secties = [*others[:place], _sectie(sectie_id, inbreng, [], bronnen), *others[place:]]
    else:
        changed = _sectie(sectie_id, inbreng, present["bronnen"], bronnen)
        secties = [changed if sectie["id"] == sectie_id else sectie for sectie in basis["secties"]]
    return Inhoud(titel=basis["titel"], samenvatting=basis["samenvatting"], themas=basis["themas"], secties=secties)


def _place_after(secties: Sequence[Sectie], sectie_id: str) -> int:
    """The index right after that section; the front when it is empty or gone."""
    return next((index for index, sectie in enumerate(secties, 1) if sectie["id"] == sectie_id), 0)


def _sectie(sectie_id: str, inbreng: Inbreng, bronnen: Sequence[Bron], nieuw: Sequence[str]) -> Sectie:
    known = {bron["bouwsteen"] for bron in bronnen}
    added = [Bron(bouwsteen=urn_id, rol="bron") for urn_id in nieuw if urn_id not in known]
    return Sectie(id=sectie_id, kop=inbreng.kop, tekst=inbreng.tekst, bronnen=[*bronnen, *added])

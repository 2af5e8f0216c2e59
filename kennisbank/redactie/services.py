"""Merging bouwstenen into the document, and every other decision on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from bouwstenen.models import Bouwsteen, BouwsteenStatus
from bouwstenen.services import set_stand
from kennisbank.accounts.models import User
from kennisbank.document.freezing import Bron, Inhoud, Sectie, inhoud_of
from kennisbank.document.models import Hoofdstuk, Wijzigingssoort
from kennisbank.document.services import VerouderdeVersie, latest_draft, newest_versie, update_hoofdstuk
from kennisbank.redactie.ankers.services import anchor_changed_sentences
from kennisbank.redactie.models import Besluit, Verwerking
from kennisbank.text.hashing import sha256_hex
from kennisbank.text.normalise import normalise


@dataclass(frozen=True)
class Invoeging:
    """How bouwstenen go into a section.

    `tekst` is the whole new text of the section; None appends the words of the bouwstenen to what is there. With
    `besluit` kanttekening the text stays as it is and the bouwstenen stand beside it.
    """

    sectie_id: str
    besluit: Besluit = Besluit.IN_TEKST
    tekst: str | None = None


def _require(user: User) -> None:
    if not user.has_perm("redactie.add_verwerking"):
        raise PermissionDenied("Je hebt geen rechten om bouwstenen te verwerken.")


def _check_bouwstenen(bouwstenen: Sequence[Bouwsteen]) -> None:
    if not bouwstenen:
        raise ValidationError({"bouwstenen": "Kies ten minste één bouwsteen."})
    for bouwsteen in bouwstenen:
        if bouwsteen.status != BouwsteenStatus.GEPUBLICEERD:
            raise ValidationError(
                {"bouwstenen": f"‘{bouwsteen.titel}’ is niet gepubliceerd. Beoordeel de bouwsteen eerst."}
            )


def fingerprint_draft(hoofdstuk: Hoofdstuk) -> str:
    """What tells whether the newest draft is still the one an editor saw.

    Made of the words, for autosave rewrites a revision in place: its id stays while the text changes.
    """
    return sha256_hex(inhoud_of(latest_draft(hoofdstuk)))


def _require_unchanged(hoofdstuk: Hoofdstuk, basis: str) -> None:
    """Lock the hoofdstuk until the end of the transaction. Raises VerouderdeVersie when its draft is another one."""
    locked = Hoofdstuk.objects.select_for_update().get(pk=hoofdstuk.pk)
    if fingerprint_draft(locked) != basis:
        raise VerouderdeVersie(
            "Dit hoofdstuk is intussen gewijzigd, dus er is niets bewaard. Wat je typte staat er nog. Bekijk het "
            "verschil met de nieuwe tekst, pas je tekst zo nodig aan en bewaar dan opnieuw."
        )


def plan_merge(hoofdstuk: Hoofdstuk, bouwstenen: Sequence[Bouwsteen], invoeging: Invoeging) -> Inhoud:
    """What the newest draft of `hoofdstuk` would hold after the merge; changes nothing.

    Raises ValidationError when the section does not exist (any more).
    """
    _check_bouwstenen(bouwstenen)
    inhoud = inhoud_of(latest_draft(hoofdstuk))
    if invoeging.sectie_id not in {sectie["id"] for sectie in inhoud["secties"]}:
        raise ValidationError({"sectie": "Deze sectie bestaat niet meer. Kies een andere sectie."})
    secties = [
        _merged(sectie, bouwstenen, invoeging) if sectie["id"] == invoeging.sectie_id else sectie
        for sectie in inhoud["secties"]
    ]
    return Inhoud(titel=inhoud["titel"], samenvatting=inhoud["samenvatting"], themas=inhoud["themas"], secties=secties)


def _merged(sectie: Sectie, bouwstenen: Sequence[Bouwsteen], invoeging: Invoeging) -> Sectie:
    rol = "kanttekening" if invoeging.besluit == Besluit.KANTTEKENING else "bron"
    present = {bron["bouwsteen"]: bron["rol"] for bron in sectie["bronnen"]}
    present.update({bouwsteen.urn_id: rol for bouwsteen in bouwstenen})
    tekst = sectie["tekst"]
    if invoeging.besluit == Besluit.IN_TEKST:
        if invoeging.tekst is not None:
            tekst = normalise(invoeging.tekst)
        else:
            tekst = "\n\n".join([tekst.rstrip(), *(bouwsteen.tekst.strip() for bouwsteen in bouwstenen)]).strip()
    return Sectie(
        id=sectie["id"],
        kop=sectie["kop"],
        tekst=tekst,
        bronnen=[Bron(bouwsteen=urn_id, rol=rol) for urn_id, rol in present.items()],
    )


@transaction.atomic
def merge_bouwstenen_into_hoofdstuk(
    hoofdstuk: Hoofdstuk,
    bouwstenen: Sequence[Bouwsteen],
    *,
    invoeging: Invoeging,
    toelichting: str,
    publish: bool,
    basis: str,
    wijzigingssoort: str = Wijzigingssoort.INHOUDELIJK,
    koppel: bool = False,
    user: User,
) -> list[Verwerking]:
    """Put bouwstenen into (or beside) a section, as draft or published, and write the ledger.

    `toelichting` is both the change note of the version and the reason in the ledger. `basis` is the
    `fingerprint_draft` of the text the editor saw; raises VerouderdeVersie when that has changed, so that nobody's work
    is overwritten and nothing is done twice. With `koppel` the sentences that are new rest on the bouwstenen from now
    on, or from the moment that the draft is published.
    """
    _require(user)
    if invoeging.besluit not in {Besluit.IN_TEKST, Besluit.KANTTEKENING}:
        raise ValidationError({"besluit": "Kies of de bouwsteen in de tekst komt of als kanttekening."})
    if not toelichting.strip():
        raise ValidationError(
            {"toelichting": "Vertel in een zin wat je doet en waarom. Lezers en inbrengers zien dit."}
        )
    _require_unchanged(hoofdstuk, basis)
    voor, inhoud = inhoud_of(latest_draft(hoofdstuk)), plan_merge(hoofdstuk, bouwstenen, invoeging)
    update_hoofdstuk(
        hoofdstuk,
        secties=inhoud["secties"],
        user=user,
        publish=publish,
        toelichting=toelichting,
        wijzigingssoort=wijzigingssoort,
    )
    if koppel and invoeging.besluit == Besluit.IN_TEKST:
        anchor_changed_sentences(
            hoofdstuk,
            sectie_id=invoeging.sectie_id,
            voor=voor,
            na=inhoud,
            nummer=newest_versie(hoofdstuk).nummer if publish else None,
            bouwstenen=bouwstenen,
            user=user,
        )
    kop = next(sectie["kop"] for sectie in inhoud["secties"] if sectie["id"] == invoeging.sectie_id)
    return [
        record_verwerking(
            bouwsteen,
            besluit=invoeging.besluit,
            reden=toelichting,
            hoofdstuk=hoofdstuk,
            sectie_id=invoeging.sectie_id,
            sectie_kop=kop,
            user=user,
        )
        for bouwsteen in bouwstenen
    ]


@transaction.atomic
def decide_bouwstenen(bouwstenen: Sequence[Bouwsteen], *, besluit: str, reden: str, user: User) -> list[Verwerking]:
    """Decide that bouwstenen do not go into the document, or not yet, with the reason their contributors will read.

    Taking the same decision for the same reason again adds nothing: a form sent twice counts once.
    """
    _require(user)
    _check_bouwstenen(bouwstenen)
    if besluit not in {Besluit.NIET_OVERGENOMEN, Besluit.LATER}:
        raise ValidationError({"besluit": "Kies of je niet overneemt of later opnieuw kijkt."})
    if not reden.strip():
        raise ValidationError({"reden": "Geef een reden. De inbrenger leest die terug."})
    return [
        record_verwerking(bouwsteen, besluit=besluit, reden=reden, user=user)
        for bouwsteen in bouwstenen
        if not _is_decided(bouwsteen, besluit, reden)
    ]


def _is_decided(bouwsteen: Bouwsteen, besluit: str, reden: str) -> bool:
    Bouwsteen.objects.select_for_update().get(pk=bouwsteen.pk)
    newest = Verwerking.objects.filter(bouwsteen=bouwsteen).newest_first().first()
    return newest is not None and (newest.besluit, newest.reden) == (besluit, reden.strip())


@transaction.atomic
def record_verwerking(
    bouwsteen: Bouwsteen,
    *,
    besluit: str,
    reden: str,
    hoofdstuk: Hoofdstuk | None = None,
    sectie_id: str = "",
    sectie_kop: str = "",
    op: datetime | None = None,
    user: User,
) -> Verwerking:
    """Append one line to the ledger and let the bouwsteen show it; `op` is now unless an old ledger is brought in."""
    _require(user)
    verwerking = Verwerking(
        bouwsteen=bouwsteen,
        besluit=besluit,
        reden=reden.strip(),
        hoofdstuk=hoofdstuk,
        sectie_id=_checked_block_id(sectie_id),
        sectie_kop=sectie_kop,
        door=user,
        op=op or timezone.now(),
    )
    verwerking.full_clean()
    verwerking.save()
    set_stand(bouwsteen, stand=besluit)
    log(instance=bouwsteen, action="wagtail.edit", user=user, data={"besluit": besluit})
    return verwerking


def _checked_block_id(sectie_id: str) -> str:
    """The id as Wagtail writes it; raises ValidationError when it is not a block id."""
    if not sectie_id:
        return ""
    try:
        return str(UUID(sectie_id))
    except ValueError:
        raise ValidationError({"sectie": "Dit is geen sectie van een hoofdstuk."}) from None

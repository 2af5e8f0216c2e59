"""Every change to voorstellen: handing in, revising, withdrawing, supporting, deciding."""

from collections.abc import Collection, Mapping, Sequence
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from bouwstenen.models import Bouwsteen, BouwsteenStatus, Stand
from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie, Wijzigingssoort
from kennisbank.document.services import VerouderdeVersie, publish_inhoud
from kennisbank.redactie.ankers.services import anchor_changed_sentences
from kennisbank.redactie.models import Besluit
from kennisbank.redactie.services import record_verwerking
from kennisbank.redactie.voorstellen.models import (
    GebeurtenisSoort,
    Steun,
    Voorstel,
    VoorstelGebeurtenis,
    VoorstelSoort,
    VoorstelStatus,
    VoorstelVersie,
)
from kennisbank.redactie.voorstellen.planning import (
    Inbreng,
    VoorstelPlan,
    find_sectie,
    newest_voorstelversie,
    plan_voorstel,
)
from kennisbank.redactie.voorstellen.validation import clean_inbreng
from kennisbank.text.normalise import normalise

VEROUDERD = (
    "Er is intussen iets veranderd: het voorstel is herzien, of het hoofdstuk heeft een nieuwe versie. Er is niets "
    "gepubliceerd. Bekijk hieronder wat er nu zou komen te staan en beslis dan opnieuw."
)


@transaction.atomic
def submit_voorstel(
    hoofdstuk: Hoofdstuk,
    *,
    soort: str,
    sectie_id: str = "",
    basis: int,
    inbreng: Inbreng,
    motivatie: str,
    bouwstenen: Sequence[Bouwsteen] = (),
    user: User,
) -> Voorstel:
    """Hand in a proposal, written on version `basis` of a hoofdstuk that readers can open.

    `sectie_id` is empty for a new section. Handing in the same words twice in a row (a form sent twice) gives back the
    voorstel that is there. Raises PermissionDenied or ValidationError with the fields kop, tekst, na_sectie_id,
    motivatie, bouwstenen and basis.
    """
    _require(user, "redactie.add_voorstel", "Log in om een wijziging voor te stellen.")
    if not hoofdstuk.live:
        raise ValidationError("Dit hoofdstuk is niet meer te lezen. Er kan geen voorstel bij.")
    if soort not in VoorstelSoort.values:
        raise ValidationError("Dit soort voorstel bestaat niet.")
    versie = _base(hoofdstuk, basis)
    is_new = soort == VoorstelSoort.NIEUWE_SECTIE
    inbreng = clean_inbreng(inbreng, motivatie, soort, versie, sectie_id)
    _check_bouwstenen(bouwstenen)
    list(User.objects.select_for_update().filter(pk=user.pk).values_list("pk"))  # one form at a time, also sent twice
    earlier = _handed_in_before(hoofdstuk, user, soort, "" if is_new else sectie_id, inbreng, motivatie)
    if earlier is not None:
        return earlier
    voorstel = Voorstel.objects.create(
        hoofdstuk=hoofdstuk,
        soort=soort,
        sectie_id=str(uuid4()) if is_new else sectie_id,
        sectie_kop=inbreng.kop,
        indiener=user,
    )
    voorstel.bouwstenen.set(bouwstenen)
    _add_versie(voorstel, versie, inbreng, motivatie, user)
    _record(voorstel, GebeurtenisSoort.INGEDIEND, user=user)
    return voorstel


@transaction.atomic
def revise_voorstel(
    voorstel: Voorstel,
    *,
    basis: int,
    inbreng: Inbreng,
    motivatie: str,
    toelichting: str = "",
    bouwstenen: Sequence[Bouwsteen] | None = None,
    user: User,
) -> VoorstelVersie:
    """Give a voorstel that nobody decided on yet new words; the former ones stay in its history."""
    locked = _lock(voorstel)
    _require_indiener(locked, user)
    _require_lopend(locked)
    versie = _base(locked.hoofdstuk, basis)
    inbreng = clean_inbreng(inbreng, motivatie, locked.soort, versie, locked.sectie_id)
    if bouwstenen is not None:
        _check_bouwstenen(bouwstenen)
        locked.bouwstenen.set(bouwstenen)
    fresh = _add_versie(locked, versie, inbreng, motivatie, user)
    _set_status(locked, VoorstelStatus.OPEN)
    _record(locked, GebeurtenisSoort.HERZIEN, toelichting=toelichting, user=user)
    voorstel.refresh_from_db()
    return fresh


@transaction.atomic
def withdraw_voorstel(voorstel: Voorstel, *, toelichting: str = "", user: User) -> None:
    """Take back a voorstel that nobody decided on yet; it stays to be read."""
    locked = _lock(voorstel)
    _require_indiener(locked, user)
    _require_lopend(locked)
    _close(locked, VoorstelStatus.INGETROKKEN, GebeurtenisSoort.INGETROKKEN, toelichting, user)
    voorstel.refresh_from_db()


@transaction.atomic
def support_voorstel(voorstel: Voorstel, *, user: User, steunt: bool = True) -> int:
    """Support a voorstel, or no longer; gives the number of supporters. Nobody supports their own."""
    _require(user, "redactie.add_voorstel", "Log in om een voorstel te steunen.")
    _require_lopend(voorstel)
    if voorstel.indiener_id == user.pk:
        raise ValidationError("Dit is je eigen voorstel. Steun komt van anderen.")
    if steunt:
        Steun.objects.get_or_create(voorstel=voorstel, user=user)
    else:
        Steun.objects.filter(voorstel=voorstel, user=user).delete()
    return voorstel.steun.count()


@transaction.atomic
def request_changes(voorstel: Voorstel, *, toelichting: str, user: User) -> None:
    """Ask the proposer to change something first."""
    locked = _lock(voorstel)
    _require_decider(locked, user)
    _require_reason(toelichting, "Vertel de indiener wat er anders moet.")
    _close(locked, VoorstelStatus.AANPASSEN, GebeurtenisSoort.AANPASSING_GEVRAAGD, toelichting, user)
    voorstel.refresh_from_db()


@transaction.atomic
def decline_voorstel(voorstel: Voorstel, *, toelichting: str, user: User) -> None:
    """Do not take over a voorstel, with the reason that the proposer and every reader will see."""
    locked = _lock(voorstel)
    _require_decider(locked, user)
    _require_reason(toelichting, "Geef een reden. De indiener en alle lezers zien die.")
    _close(locked, VoorstelStatus.AFGEWEZEN, GebeurtenisSoort.AFGEWEZEN, toelichting, user)
    voorstel.refresh_from_db()


@transaction.atomic
def accept_voorstel(
    voorstel: Voorstel,
    *,
    nummer: int,
    huidig: int,
    resultaat: str,
    keuzes: Mapping[str, str] | None = None,
    onderdelen: Collection[int] | None = None,
    toelichting: str,
    wijzigingssoort: str = Wijzigingssoort.INHOUDELIJK,
    user: User,
) -> HoofdstukVersie:
    """Publish a voorstel, and nothing but the text that the editor reviewed.

    `nummer` is the wording of the voorstel and `huidig` the version of the hoofdstuk on the editor's screen;
    `resultaat` is the `VoorstelPlan.fingerprint` of the text shown there. When any of them is no longer true, raises
    VerouderdeVersie and publishes nothing. Raises OnopgelosteConflicten when `keuzes` misses one.
    """
    locked = _lock(voorstel)
    _require_decider(locked, user)
    wording = newest_voorstelversie(locked)
    plan = plan_voorstel(locked, versie=wording, onderdelen=onderdelen)
    if wording.nummer != nummer or plan.huidig.nummer != huidig or plan.fingerprint(keuzes) != resultaat:
        raise VerouderdeVersie(VEROUDERD)
    if plan.resolve(keuzes) == plan.huidig.inhoud:
        raise ValidationError("De tekst zou hetzelfde blijven. Wijs het voorstel af en vertel waarom.")
    in_part = onderdelen is not None
    if in_part:
        _require_reason(toelichting, "Vertel welk deel je overneemt en waarom de rest niet.")
    versie = publish_inhoud(
        locked.hoofdstuk,
        inhoud=plan.resolve(keuzes),
        basis=huidig,
        toelichting=toelichting,
        wijzigingssoort=wijzigingssoort,
        user=user,
    )
    _set_status(locked, VoorstelStatus.DEELS_OVERGENOMEN if in_part else VoorstelStatus.OVERGENOMEN)
    _record(
        locked,
        GebeurtenisSoort.DEELS_OVERGENOMEN if in_part else GebeurtenisSoort.OVERGENOMEN,
        toelichting=toelichting,
        hoofdstukversie=versie,
        had_conflict=plan.has_conflict,
        user=user,
    )
    _settle_bouwstenen(locked, plan, versie, user)
    voorstel.refresh_from_db()
    return versie


def _settle_bouwstenen(voorstel: Voorstel, plan: VoorstelPlan, versie: HoofdstukVersie, user: User) -> None:
    """Write the ledger for the bouwstenen the voorstel rests on, and tie the new sentences to them."""
    sectie = find_sectie(versie.inhoud, voorstel.sectie_id)
    bouwstenen = list(voorstel.bouwstenen.filter(status=BouwsteenStatus.GEPUBLICEERD))
    if sectie is None or not bouwstenen:
        return
    for bouwsteen in bouwstenen:
        if bouwsteen.stand != Stand.IN_TEKST:
            record_verwerking(
                bouwsteen,
                besluit=Besluit.IN_TEKST,
                reden=versie.toelichting,
                hoofdstuk=voorstel.hoofdstuk,
                sectie_id=voorstel.sectie_id,
                sectie_kop=sectie["kop"],
                user=user,
            )
    anchor_changed_sentences(
        voorstel.hoofdstuk,
        sectie_id=voorstel.sectie_id,
        voor=plan.huidig.inhoud,
        na=versie.inhoud,
        nummer=versie.nummer,
        bouwstenen=bouwstenen,
        user=user,
    )


def _require(user: User, permission: str, message: str) -> None:
    if not user.is_authenticated or not user.has_perm(permission):
        raise PermissionDenied(message)


def _require_indiener(voorstel: Voorstel, user: User) -> None:
    if voorstel.indiener_id != user.pk:
        raise PermissionDenied("Alleen wie het voorstel indiende, kan het herzien of intrekken.")


def _require_decider(voorstel: Voorstel, user: User) -> None:
    """Four eyes: nobody decides on their own voorstel, whatever their role."""
    _require(user, "redactie.decide_voorstel", "Alleen de redactie beslist over voorstellen.")
    if voorstel.indiener_id == user.pk:
        raise PermissionDenied("Dit is je eigen voorstel. Een ander lid van de redactie beslist erover.")
    _require_lopend(voorstel)


def _require_lopend(voorstel: Voorstel) -> None:
    if not voorstel.is_lopend:
        raise ValidationError(f"Over dit voorstel is al beslist: {voorstel.get_status_display().lower()}.")


def _require_reason(toelichting: str, message: str) -> None:
    if not toelichting.strip():
        raise ValidationError({"toelichting": message})


def _lock(voorstel: Voorstel) -> Voorstel:
    return Voorstel.objects.select_for_update().get(pk=voorstel.pk)


def _base(hoofdstuk: Hoofdstuk, nummer: int) -> HoofdstukVersie:
    versie = hoofdstuk.versies.filter(nummer=nummer).first()
    if versie is None:
        raise ValidationError({"basis": "De tekst waarop je voorstel rust, is niet gevonden. Open het opnieuw."})
    return versie


def _check_bouwstenen(bouwstenen: Sequence[Bouwsteen]) -> None:
    if any(bouwsteen.status != BouwsteenStatus.GEPUBLICEERD for bouwsteen in bouwstenen):
        raise ValidationError({"bouwstenen": "Kies alleen bouwstenen die gepubliceerd zijn."})


def _handed_in_before(
    hoofdstuk: Hoofdstuk, user: User, soort: str, sectie_id: str, inbreng: Inbreng, motivatie: str
) -> Voorstel | None:
    newest = Voorstel.objects.open().filter(hoofdstuk=hoofdstuk, indiener=user, soort=soort).first()
    if newest is None or (sectie_id and newest.sectie_id != sectie_id):
        return None
    said = newest_voorstelversie(newest)
    same = Inbreng(said.kop, said.tekst, said.na_sectie_id) == inbreng and said.motivatie == normalise(motivatie)
    return newest if same else None


def _add_versie(
    voorstel: Voorstel, basis: HoofdstukVersie, inbreng: Inbreng, motivatie: str, user: User
) -> VoorstelVersie:
    return voorstel.versies.create(
        nummer=voorstel.versies.count() + 1,
        basis=basis,
        kop=inbreng.kop,
        tekst=inbreng.tekst,
        na_sectie_id=inbreng.na_sectie_id,
        motivatie=normalise(motivatie),
        door=user,
    )


def _set_status(voorstel: Voorstel, status: str) -> None:
    voorstel.status, voorstel.gewijzigd_op = status, timezone.now()
    voorstel.save(update_fields=["status", "gewijzigd_op"])


def _close(voorstel: Voorstel, status: str, soort: str, toelichting: str, user: User) -> None:
    _set_status(voorstel, status)
    _record(voorstel, soort, toelichting=toelichting, user=user)


def _record(
    voorstel: Voorstel,
    soort: str,
    *,
    toelichting: str = "",
    hoofdstukversie: HoofdstukVersie | None = None,
    had_conflict: bool = False,
    user: User,
) -> VoorstelGebeurtenis:
    log(instance=voorstel, action="wagtail.edit", user=user, data={"gebeurtenis": soort})
    return voorstel.gebeurtenissen.create(
        soort=soort,
        toelichting=normalise(toelichting),
        voorstelversie=newest_voorstelversie(voorstel),
        hoofdstukversie=hoofdstukversie,
        had_conflict=had_conflict,
        door=user,
    )

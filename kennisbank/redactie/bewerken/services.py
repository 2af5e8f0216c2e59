"""Writing directly in a hoofdstuk, and telling who else is at it."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kennisbank.accounts.models import User
from kennisbank.document.freezing import Inhoud
from kennisbank.document.merging import InhoudSamenvoeging, merge_inhoud
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie, Wijzigingssoort
from kennisbank.document.services import newest_versie, publish_inhoud
from kennisbank.redactie.bewerken.models import Aanwezigheid
from kennisbank.redactie.voorstellen.models import VoorstelSoort
from kennisbank.redactie.voorstellen.planning import Inbreng, apply_inbreng
from kennisbank.redactie.voorstellen.validation import check_words
from kennisbank.text.normalise import normalise

AANWEZIG = timedelta(seconds=75)
"""How long after the last sign of life somebody counts as present; editors give one every 20 seconds."""


@dataclass(frozen=True)
class BewerkPlan:
    """What an editor wrote on version `basis` of a hoofdstuk, merged into what readers see today."""

    basis: HoofdstukVersie
    huidig: HoofdstukVersie
    geschreven: Inhoud
    samenvoeging: InhoudSamenvoeging

    @property
    def is_samengevoegd(self) -> bool:
        """Whether somebody else published in the meantime."""
        return self.basis.pk != self.huidig.pk


def plan_bewerking(hoofdstuk: Hoofdstuk, *, basis: int, sectie_id: str, inbreng: Inbreng) -> BewerkPlan:
    """Merge new words for a section, written on version `basis`, into the newest version; changes nothing.

    Raises ValidationError with the fields basis, kop and tekst.
    """
    inbreng = replace(inbreng, kop=" ".join(inbreng.kop.split()), tekst=normalise(inbreng.tekst))
    versie = hoofdstuk.versies.filter(nummer=basis).first()
    known = {sectie["id"] for sectie in versie.inhoud["secties"]} if versie else set()
    if versie is None or sectie_id not in known:
        raise ValidationError({"basis": "Deze sectie is niet gevonden in de tekst waarop je begon. Open haar opnieuw."})
    check_words(inbreng)
    written = apply_inbreng(versie.inhoud, soort=VoorstelSoort.WIJZIGING, sectie_id=sectie_id, inbreng=inbreng)
    huidig = newest_versie(hoofdstuk)
    return BewerkPlan(versie, huidig, written, merge_inhoud(versie.inhoud, huidig.inhoud, written))


@transaction.atomic
def publish_bewerking(
    hoofdstuk: Hoofdstuk,
    *,
    plan: BewerkPlan,
    inhoud: Inhoud,
    toelichting: str,
    wijzigingssoort: str = Wijzigingssoort.INHOUDELIJK,
    user: User,
) -> HoofdstukVersie:
    """Publish `inhoud`, what came of the plan (after conflicts were solved), in one step.

    Raises VerouderdeVersie when yet another version was published since the plan was made: plan again.
    """
    if inhoud == plan.huidig.inhoud:
        raise ValidationError({"tekst": "Er is nog niets veranderd ten opzichte van de tekst die er staat."})
    versie = publish_inhoud(
        hoofdstuk,
        inhoud=inhoud,
        basis=plan.huidig.nummer,
        toelichting=toelichting,
        wijzigingssoort=wijzigingssoort,
        user=user,
    )
    Aanwezigheid.objects.filter(user=user, hoofdstuk=hoofdstuk).delete()
    return versie


@transaction.atomic
def mark_present(hoofdstuk: Hoofdstuk, *, sectie_id: str = "", user: User) -> None:
    """Say that `user` has this hoofdstuk open to write in; forgets those who are gone."""
    if not user.is_authenticated:
        raise PermissionDenied("Log in om te schrijven.")
    Aanwezigheid.objects.filter(gezien_op__lt=timezone.now() - AANWEZIG).delete()
    Aanwezigheid.objects.update_or_create(
        user=user, hoofdstuk=hoofdstuk, defaults={"sectie_id": sectie_id[:36], "gezien_op": timezone.now()}
    )


@transaction.atomic
def mark_gone(hoofdstuk: Hoofdstuk, *, user: User) -> None:
    """Say that `user` closed the editor."""
    Aanwezigheid.objects.filter(user=user.pk, hoofdstuk=hoofdstuk).delete()

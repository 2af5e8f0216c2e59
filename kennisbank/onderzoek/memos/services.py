"""Every change to memos."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone

from bouwstenen.models import Bouwsteen
from bouwstenen.persoonsgegevens import check_persoonsgegevens
from kennisbank.accounts.models import User
from kennisbank.onderzoek.codering.models import Codeerronde
from kennisbank.onderzoek.codering.rechten import require_werkbank
from kennisbank.onderzoek.memos.models import ONDERWERPEN, Memo
from kennisbank.text.normalise import normalise, normalise_line

MAX_TEKST = 20_000
DUBBEL = timedelta(minutes=1)
"""Within so long the same form is the same press of a button."""
GEWIJZIGD = (
    "Je hebt dit memo intussen ergens anders gewijzigd. Hieronder staat wat je nu typte; de andere tekst staat erboven."
)


@transaction.atomic
def save_memo(
    memo: Memo | None,
    *,
    titel: str,
    tekst: str,
    gedeeld: bool,
    onderwerp: models.Model | None = None,
    basis: str = "",
    akkoord: bool = False,
    user: User,
) -> Memo:
    """Write a new memo, or change an own one. What it is about is chosen once; the same form sent twice is one memo.

    `basis` is the `stempel` of the text that the writer started from. A shared memo with what looks like personal data
    needs `akkoord`. Raises ValidationError.
    """
    require_werkbank(user)
    if memo is None:
        subject = _subject(onderwerp, user)
        memo = _just_made(titel, tekst, subject, user) or Memo(auteur=user, **subject)
    else:
        memo = _lock_own(memo, user)
        if basis != stempel(memo):
            raise ValidationError({"tekst": GEWIJZIGD})
    memo.titel, memo.tekst, memo.gedeeld = normalise_line(titel), normalise(tekst), gedeeld
    memo.gewijzigd_op = timezone.now()
    memo.full_clean()
    if len(memo.tekst) > MAX_TEKST:
        raise ValidationError({"tekst": f"Dit memo is te lang. Houd het bij {MAX_TEKST} tekens."})
    if gedeeld and not akkoord:
        check_persoonsgegevens(f"{memo.titel}\n{memo.tekst}")
    memo.save()
    return memo


def _just_made(titel: str, tekst: str, subject: dict[str, Any], user: User) -> Memo | None:
    """The memo that the same form made a moment ago. Locks the user, so that two requests at once see each other."""
    User.objects.select_for_update().get(pk=user.pk)
    recent = Memo.objects.filter(auteur=user, aangemaakt_op__gt=timezone.now() - DUBBEL)
    about = dict.fromkeys(ONDERWERPEN) | subject
    return recent.filter(**about, titel=normalise_line(titel), tekst=normalise(tekst)).first()


def stempel(memo: Memo) -> str:
    """The moment of the last change, exact."""
    return memo.gewijzigd_op.isoformat()


@transaction.atomic
def delete_memo(memo: Memo, *, user: User) -> None:
    """Throw an own memo away."""
    require_werkbank(user)
    _lock_own(memo, user).delete()


def _lock_own(memo: Memo, user: User) -> Memo:
    memo = Memo.objects.select_for_update().get(pk=memo.pk)
    if memo.auteur_id != user.pk:
        raise PermissionDenied("Je kunt alleen je eigen memo’s wijzigen.")
    return memo


def _subject(thing: models.Model | None, user: User) -> dict[str, Any]:
    """The field for what a memo is about. Raises PermissionDenied for what this user may not see."""
    if thing is None:
        return {}
    if isinstance(thing, Bouwsteen) and not Bouwsteen.objects.visible_to(user).filter(pk=thing.pk).exists():
        raise PermissionDenied("Je kunt deze bouwsteen niet zien.")
    if isinstance(thing, Codeerronde):
        if not Codeerronde.objects.visible_to(user).filter(pk=thing.pk).exists():
            raise PermissionDenied("Je kunt deze codeerronde niet zien.")
        return {"ronde": thing}
    return {str(thing._meta.model_name): thing}

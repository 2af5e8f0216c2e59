"""Every change to polls. A keyed fingerprint ties a vote to its voter; closing throws part of the key away."""

import hmac
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from bouwstenen.aanmelden.models import Antwoord, Peiling, Stelling, Stem
from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.organiseren.rechten import may_manage_plan, may_start
from kennisbank.accounts.models import User
from kennisbank.text.normalise import normalise_line

MAX_STELLINGEN = 12
MAX_LENGTE = 300
LANGST_OPEN = timedelta(days=180)


def may_manage_peiling(peiling: Peiling, user: User) -> bool:
    """Whether somebody may close this poll and attach its result: its maker, or who organises the gesprek."""
    if not user.is_authenticated:
        return False
    if peiling.plan is not None and may_manage_plan(peiling.plan, user):
        return True
    return peiling.eigenaar_id == user.pk and may_start(user)


def kiezer_index(peiling: Peiling, kiezer: str) -> str:
    """The fingerprint of a voter in this poll. Nobody can make it again once the salt is gone."""
    if not peiling.zout:
        raise ValidationError("Deze peiling is gesloten.")
    key = f"{settings.SECRET_KEY}\0{peiling.zout}".encode()
    return hmac.new(key, kiezer.encode(), sha256).hexdigest()


@transaction.atomic
def create_peiling(
    *, titel: str, stellingen: Sequence[str], open_tot: date, plan: Gespreksplan | None = None, user: User
) -> Peiling:
    """Make a poll that is open at once. Raises ValidationError with the fields titel, stellingen and open_tot."""
    if not (may_start(user) if plan is None else may_manage_plan(plan, user)):
        raise PermissionDenied("Alleen wie gesprekken organiseert, maakt een peiling.")
    title = normalise_line(titel)
    texts = list(dict.fromkeys(filter(None, map(normalise_line, stellingen))))
    if not title:
        raise ValidationError({"titel": "Geef de peiling een titel."})
    if not texts:
        raise ValidationError({"stellingen": "Kies of schrijf ten minste één stelling."})
    if len(texts) > MAX_STELLINGEN:
        raise ValidationError(
            {"stellingen": f"Kies hoogstens {MAX_STELLINGEN} stellingen. Korter is beter: vijf is genoeg."}
        )
    if any(len(text) > MAX_LENGTE for text in texts):
        raise ValidationError({"stellingen": f"Een stelling is hoogstens {MAX_LENGTE} tekens lang."})
    today = timezone.localdate()
    if not today <= open_tot <= today + LANGST_OPEN:
        raise ValidationError({"open_tot": "Kies een dag vanaf vandaag, hoogstens een half jaar vooruit."})
    peiling = Peiling(titel=title, plan=plan, eigenaar=user, open_tot=open_tot, zout=secrets.token_hex(16))
    peiling.full_clean()
    peiling.save()
    Stelling.objects.bulk_create(
        Stelling(peiling=peiling, tekst=text, volgorde=number) for number, text in enumerate(texts, 1)
    )
    return peiling


@transaction.atomic
def cast_stem(peiling: Peiling, *, antwoorden: Mapping[int, int | None], kiezer: str) -> int:
    """Keep what a voter answered, by the key of each stelling; None is no opinion. Answers given before are replaced.

    `kiezer` says who votes ("account:…" or "cookie:…") and is not kept. Returns how many answers there are now.
    """
    locked = Peiling.objects.select_for_update().get(pk=peiling.pk)
    if not locked.is_open:
        raise ValidationError("Deze peiling is gesloten. Je kunt niet meer stemmen.")
    known = set(locked.stellingen.values_list("pk", flat=True))
    if not antwoorden or not set(antwoorden) <= known:
        raise ValidationError("Geef ten minste één antwoord op de stellingen van deze peiling.")
    if any(value is not None and value not in Antwoord.values for value in antwoorden.values()):
        raise ValidationError("Kies bij elke stelling een van de antwoorden.")
    index = kiezer_index(locked, kiezer)
    locked.stemmen.filter(kiezer_index=index).delete()
    Stem.objects.bulk_create(
        Stem(peiling=locked, stelling_id=key, antwoord=value, kiezer_index=index) for key, value in antwoorden.items()
    )
    return len(antwoorden)


@transaction.atomic
def close_peiling(peiling: Peiling, *, user: User) -> Peiling:
    """Take no more votes, and throw away what ties them to voters."""
    if not may_manage_peiling(peiling, user):
        raise PermissionDenied("Alleen wie de peiling maakte of het gesprek organiseert, sluit haar.")
    return _close(Peiling.objects.select_for_update().get(pk=peiling.pk))


def _close(peiling: Peiling) -> Peiling:
    if peiling.gesloten_op is None:
        peiling.gesloten_op = timezone.now()
        peiling.zout = ""
        peiling.save(update_fields=["gesloten_op", "zout"])
    return peiling


@transaction.atomic
def close_overdue_peilingen() -> int:
    """Close every poll whose last day has passed; how many."""
    return len([_close(peiling) for peiling in Peiling.objects.select_for_update().overdue()])


@transaction.atomic
def attach_peiling(peiling: Peiling, *, gekoppeld: bool, user: User) -> Peiling:
    """Show the result of a closed poll with its gesprek, or no longer."""
    if not may_manage_peiling(peiling, user):
        raise PermissionDenied("Alleen wie de peiling maakte of het gesprek organiseert, doet dit.")
    locked = Peiling.objects.select_for_update().get(pk=peiling.pk)
    if gekoppeld and locked.gesloten_op is None:
        raise ValidationError("Sluit de peiling eerst. Daarna kan de uitslag bij het gesprek.")
    if gekoppeld and (locked.plan is None or locked.plan.gesprek_id is None):
        raise ValidationError("Deze peiling hoort niet bij een gesprek dat gepland is.")
    locked.gekoppeld = gekoppeld
    locked.save(update_fields=["gekoppeld"])
    return locked


@transaction.atomic
def delete_peiling(peiling: Peiling, *, user: User) -> None:
    """Take a poll away with its votes."""
    if not may_manage_peiling(peiling, user):
        raise PermissionDenied("Alleen wie de peiling maakte of het gesprek organiseert, verwijdert haar.")
    peiling.delete()

"""Settling where coders differ: the leader decides with a reason, one place at a time or all with a majority."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from kennisbank.accounts.models import User
from kennisbank.onderzoek.codering.lezen import Plek, read_stand
from kennisbank.onderzoek.codering.models import CodeBesluit, Codeereenheid, Codeerronde, Fase, Wijze
from kennisbank.onderzoek.codering.rechten import require_leider
from kennisbank.onderzoek.codering.services import clean_reden, lock_ronde

NIET_GESLOTEN = (
    "Afstemmen kan zolang de ronde gesloten is. Een open ronde sluit je eerst; een vaste uitkomst heropen je."
)


@transaction.atomic
def decide_verschillen(
    ronde: Codeerronde, eenheid: Codeereenheid, *, keuzes: Mapping[int, bool], reden: str, user: User
) -> int:
    """Decide by number of the code whether a bouwsteen gets it; how many decisions that made.

    A choice that says what was decided already is no new decision. Raises ValidationError at `reden`.
    """
    ronde = _lock(ronde, user)
    reden = clean_reden(reden)
    places = {plek.code.nummer: plek for plek in read_stand(ronde).verschillen() if plek.eenheid.pk == eenheid.pk}
    if not keuzes:
        raise ValidationError("Kies bij ten minste één code wat het wordt.")
    if unknown := set(keuzes) - set(places):
        raise ValidationError(f"Over code {min(unknown)} verschillen de codeurs hier niet (meer).")
    rows = [_besluit(places[nummer], chosen, Wijze.ZELF, reden, user) for nummer, chosen in keuzes.items()]
    made = [row for row in rows if row is not None]
    CodeBesluit.objects.bulk_create(made)
    return len(made)


@transaction.atomic
def follow_meerderheid(ronde: Codeerronde, *, reden: str, user: User) -> int:
    """Decide all that is still open and has a majority as most coders said; how many. Ties stay open."""
    ronde = _lock(ronde, user)
    reden = clean_reden(reden)
    places = read_stand(ronde).verschillen(open_only=True)
    chosen = [(plek, most) for plek in places if (most := plek.stemmen.meerderheid) is not None]
    rows = [_besluit(plek, most, Wijze.MEERDERHEID, reden, user) for plek, most in chosen]
    made = [row for row in rows if row is not None]
    CodeBesluit.objects.bulk_create(made)
    return len(made)


def _lock(ronde: Codeerronde, user: User) -> Codeerronde:
    ronde = lock_ronde(ronde)
    require_leider(ronde, user)
    if ronde.fase != Fase.GESLOTEN:
        raise ValidationError(NIET_GESLOTEN)
    return ronde


def _besluit(plek: Plek, toegekend: bool, wijze: Wijze, reden: str, user: User) -> CodeBesluit | None:
    """The decision, unless it says the same for the same reason as the one that counts."""
    now = plek.besluit
    if now is not None and (now.toegekend, now.reden) == (toegekend, reden):
        return None
    return CodeBesluit(
        eenheid=plek.eenheid,
        code=plek.code,
        toegekend=toegekend,
        wijze=wijze,
        reden=reden,
        stemmen=plek.stemmen.sleutel,
        door=user,
    )

"""Giving an answer about one bouwsteen."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from kennisbank.accounts.models import User
from kennisbank.onderzoek.codering.coderen.nagekomen import late_answers, write_answer
from kennisbank.onderzoek.codering.models import (
    MAX_OPMERKING,
    Codeereenheid,
    Codeerronde,
    Codeur,
    Fase,
    Oordeel,
    RondeCode,
    Stapsoort,
)
from kennisbank.onderzoek.codering.rechten import require_werkbank
from kennisbank.text.normalise import normalise

MAX_LATE = 5
"""So many answers of one coder are kept after the round was closed: what stood in open tabs, no more."""
TEGELIJK = "Kies óf een of meer codes, óf ‘geen van deze’, óf ‘weet ik niet’."
WEG = "Deze bouwsteen is intussen ingetrokken. Sla haar over."


class Bewaard(StrEnum):
    """What became of an answer."""

    OP_TIJD = "op_tijd"
    NAGEKOMEN = "nagekomen"
    NIET = "niet"


@transaction.atomic
def save_antwoord(
    codeur: Codeur,
    eenheid: Codeereenheid,
    *,
    codes: Sequence[RondeCode] = (),
    oordeel: str = Oordeel.NOG_NIET,
    opmerking: str = "",
    user: User,
) -> Bewaard:
    """Keep the answer of a coder, in place of an earlier one; an empty one takes that away.

    `oordeel` is `geen`, `weet_niet` or empty, and with codes empty. Once the round is closed the answer goes to the
    trail and counts when the round is reopened. Raises ValidationError at `codes` or `opmerking`.
    """
    require_werkbank(user)
    if codeur.user_id != user.pk:
        raise PermissionDenied("Je kunt alleen je eigen antwoorden geven.")
    ronde = Codeerronde.objects.select_for_update().get(pk=codeur.ronde_id)
    chosen, oordeel = _checked(ronde, eenheid, codes, oordeel)
    opmerking = normalise(opmerking).strip()
    if len(opmerking) > MAX_OPMERKING:
        raise ValidationError({"opmerking": f"Maak de opmerking korter: hoogstens {MAX_OPMERKING} tekens."})
    if ronde.fase == Fase.OPEN:
        write_answer(codeur, eenheid, oordeel, [code.pk for code in chosen], opmerking)
        return Bewaard.OP_TIJD
    data = {
        "codeur": codeur.nummer,
        "eenheid": eenheid.nummer,
        "codes": sorted(code.nummer for code in chosen),
        "oordeel": str(oordeel),
        "opmerking": opmerking,
    }
    return _keep_late(ronde, data, user)


def _checked(
    ronde: Codeerronde, eenheid: Codeereenheid, codes: Sequence[RondeCode], oordeel: str
) -> tuple[list[RondeCode], str]:
    """The codes and the oordeel they come to."""
    chosen = list(dict.fromkeys(codes))
    if eenheid.ronde_id != ronde.pk or any(code.ronde_id != ronde.pk for code in chosen):
        raise ValidationError("Dit hoort niet bij deze ronde.")
    if not Codeereenheid.objects.usable().filter(pk=eenheid.pk).exists():
        raise ValidationError(WEG)
    if oordeel not in {Oordeel.NOG_NIET, Oordeel.GEEN, Oordeel.WEET_NIET} or (chosen and oordeel):
        raise ValidationError({"codes": TEGELIJK})
    return chosen, Oordeel.CODES if chosen else oordeel


def _keep_late(ronde: Codeerronde, data: dict[str, Any], user: User) -> Bewaard:
    """Keep what came in after closing in the trail, as far as there is room for it."""
    if ronde.fase not in {Fase.GESLOTEN, Fase.AFGEBROKEN}:
        return Bewaard.NIET
    kept = [row.gegevens for row in late_answers(ronde) if row.door_id == user.pk]
    if data in kept:
        return Bewaard.NAGEKOMEN
    if len(kept) >= MAX_LATE or not (data["oordeel"] or data["opmerking"]):
        return Bewaard.NIET
    ronde.gebeurtenissen.create(soort=Stapsoort.NAGEKOMEN, gegevens=data, door=user)
    return Bewaard.NAGEKOMEN

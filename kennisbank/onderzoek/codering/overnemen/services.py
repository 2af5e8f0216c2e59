"""Taking over the outcome of a round as themas of the bouwstenen."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from bouwstenen.services import assign_themas
from kennisbank.accounts.models import User
from kennisbank.onderzoek.codering.models import Codeerronde, Fase, Stapsoort
from kennisbank.onderzoek.codering.overnemen.planning import make_plan
from kennisbank.onderzoek.codering.rechten import OVERNEMEN, require_werkbank
from kennisbank.onderzoek.codering.services import lock_ronde, record

VERANDERD = "Er is intussen iets veranderd aan deze bouwstenen of thema’s. Kijk het overzicht opnieuw na."


@transaction.atomic
def take_over(
    ronde: Codeerronde, *, gekozen: Collection[str], ook_weghalen: bool, vingerafdruk: str, user: User
) -> int:
    """Give the chosen bouwstenen (by urn_id) the themas of the outcome; how many changed.

    `vingerafdruk` is of the plan that the redacteur saw; raises ValidationError when it is no longer that one.
    """
    require_werkbank(user)
    if not user.has_perm(OVERNEMEN):
        raise PermissionDenied("Alleen de redactie neemt een uitkomst over.")
    ronde = lock_ronde(ronde)
    if ronde.fase != Fase.VASTGESTELD:
        raise ValidationError("De uitkomst van deze ronde staat nog niet vast.")
    plan = make_plan(ronde, ook_weghalen=ook_weghalen)
    if plan.vingerafdruk != vingerafdruk:
        raise ValidationError(VERANDERD)
    chosen = [each for each in plan.wijzigingen if each.bouwsteen.urn_id in gekozen]
    if not chosen:
        raise ValidationError("Vink ten minste één bouwsteen aan.")
    for each in chosen:
        assign_themas([each.bouwsteen], add=each.erbij, remove=each.eraf, user=user)
    changes = {
        each.bouwsteen.urn_id: {
            "erbij": [thema.urn_id for thema in each.erbij],
            "eraf": [thema.urn_id for thema in each.eraf],
        }
        for each in chosen
    }
    record(ronde, Stapsoort.OVERGENOMEN, user=user, bouwstenen=changes)
    return len(chosen)

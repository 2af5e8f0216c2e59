"""Who may plan gesprekken, and who may work on which plan."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from bouwstenen.organiseren.models import FacilitatorVerzoek, Gespreksplan
from bouwstenen.services import may_edit_gesprek
from kennisbank.accounts.models import User


def may_start(user: User) -> bool:
    """Whether somebody may plan gesprekken at all."""
    return user.has_perm("bouwstenen.add_gesprek")


def may_manage_plan(plan: Gespreksplan, user: User) -> bool:
    """Whether somebody works on this plan: once it is planned, whoever may edit the gesprek; before that its owner."""
    if not may_start(user):
        return False
    if plan.gesprek is not None:
        return may_edit_gesprek(plan.gesprek, user)
    return plan.eigenaar_id == user.pk or user.has_perm("bouwstenen.correct_gesprek")


def require_manage(plan: Gespreksplan, user: User) -> None:
    """Raise PermissionDenied for who does not work on this plan."""
    if not may_manage_plan(plan, user):
        raise PermissionDenied("Je kunt alleen je eigen gesprekken organiseren.")


def may_call_off(plan: Gespreksplan, user: User) -> bool:
    """Whether somebody may call a gesprek off: who organises it and the redactie, not a facilitator from the pool."""
    own = plan.eigenaar_id == user.pk or (plan.gesprek is not None and plan.gesprek.gespreksleider_id == user.pk)
    return may_manage_plan(plan, user) and (own or user.has_perm("bouwstenen.correct_gesprek"))


def may_join_pool(user: User) -> bool:
    """Whether somebody may offer to lead gesprekken of others: they must be able to record what comes out."""
    return user.has_perm("bouwstenen.change_gesprek")


def gesprekken_led_for_others(user: User) -> Q:
    """The gesprekken that a facilitator leads because they accepted a request."""
    accepted = FacilitatorVerzoek.objects.accepted().filter(facilitator__user=user, plan__afgelast_op__isnull=True)
    return Q(plan__in=accepted.values("plan"))

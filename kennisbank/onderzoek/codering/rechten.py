"""Who may do what in a round."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from kennisbank.accounts.models import User
from kennisbank.onderzoek.codering.models import Codeerronde

WERKBANK = "onderzoek.use_werkbank"
OVERNEMEN = "bouwstenen.change_bouwsteen"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def require_werkbank(user: Any) -> None:
    """Raise PermissionDenied for who has no workbench."""
    if not user.has_perm(WERKBANK):
        raise PermissionDenied("De werkbank is voor onderzoekers en de redactie.")


def leads(ronde: Codeerronde, user: Any) -> bool:
    """Whether the round is this user's."""
    return bool(ronde.leider_id == user.pk)


def require_leider(ronde: Codeerronde, user: User) -> None:
    """Raise PermissionDenied for who does not lead the round."""
    require_werkbank(user)
    if not leads(ronde, user):
        raise PermissionDenied("Alleen wie de codeerronde leidt, kan dit.")


def people() -> "QuerySet[User]":
    """Everybody with the workbench: who can be asked to code."""
    return User.objects.with_perm(WERKBANK, backend=_BACKEND).filter(is_active=True)

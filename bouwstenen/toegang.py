"""Registry through which higher apps say who else manages a gesprek, and follow what changes about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from bouwstenen.models import Gesprek
    from kennisbank.accounts.models import User

Beheerders = Callable[["User"], Q]
Volger = Callable[["Gesprek", "User"], None]
_beheerders: dict[str, Beheerders] = {}
_volgers: dict[str, Volger] = {}


def register_beheerders(naam: str, conditie: Beheerders) -> None:
    """Let more people manage a gesprek than its gespreksleider: `conditie` gives the gesprekken of a user.

    They also need the right to change gesprekken at all.
    """
    _beheerders[naam] = conditie


def managed_besides_own(user: User) -> Q:
    """The gesprekken that a user manages without being their gespreksleider."""
    combined = Q(pk__in=[])
    for conditie in _beheerders.values():
        combined |= conditie(user)
    return combined


def register_volger(naam: str, volger: Volger) -> None:
    """Have a function called, in the same transaction, after a gesprek was saved by its service."""
    _volgers[naam] = volger


def volgers() -> Iterator[Volger]:
    """Everybody who follows changes of a gesprek."""
    return iter(list(_volgers.values()))

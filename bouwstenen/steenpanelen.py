"""Registries through which higher apps show their part on the page of a bouwsteen, and above the list of bouwstenen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from bouwstenen.models import Bouwsteen

ContextMaker = Callable[[Bouwsteen, Any], Mapping[str, Any]]
"""From the bouwsteen and who looks to what the template shows; empty for nothing."""
Lijstactie = Callable[[QueryDict, Any], Mapping[str, str]]
"""From the address of the list and who looks to a link {label, url}; empty for none."""


@dataclass(frozen=True, slots=True)
class Steenpaneel:
    """One part of the page, ready to include: `{% include paneel.template with paneel=paneel.context %}`."""

    naam: str
    template: str
    context: Mapping[str, Any]


_panelen: dict[str, tuple[int, str, ContextMaker]] = {}
_lijstacties: dict[str, Lijstactie] = {}


def register_steenpaneel(naam: str, volgorde: int, template: str, maak_context: ContextMaker) -> None:
    """Add a part to the page of a bouwsteen; lower `volgorde` comes first."""
    _panelen[naam] = (volgorde, template, maak_context)


def steenpanelen(bouwsteen: Bouwsteen, user: Any) -> list[Steenpaneel]:
    """The parts that have something to show about this bouwsteen, in order."""
    filled = []
    for naam, (_, template, maak_context) in sorted(_panelen.items(), key=lambda item: (item[1][0], item[0])):
        context = maak_context(bouwsteen, user)
        if context:
            filled.append(Steenpaneel(naam, template, context))
    return filled


def register_lijstactie(naam: str, actie: Lijstactie) -> None:
    """Offer something to do with what the list of bouwstenen shows."""
    _lijstacties[naam] = actie


def lijstacties(params: QueryDict, user: Any) -> list[Mapping[str, str]]:
    """What this user can do with the list."""
    return [link for naam in sorted(_lijstacties) if (link := _lijstacties[naam](params, user))]

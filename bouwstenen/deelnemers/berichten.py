"""Which kinds of mail there are: each app registers its own, with what it says at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kennisbank.post import Bijlage

if TYPE_CHECKING:
    from bouwstenen.deelnemers.models import Bericht


@dataclass(frozen=True)
class Inhoud:
    """What a mail says now: its subject, what its templates show, and files that go along."""

    onderwerp: str
    context: Mapping[str, Any] = field(default_factory=dict, repr=False)
    bijlagen: Sequence[Bijlage] = field(default=(), repr=False)


Builder = Callable[["Bericht"], Inhoud | None]
_builders: dict[str, Builder] = {}


def register_berichtsoort(soort: str, build: Builder) -> None:
    """Make a kind of mail known. `build` gives None when the mail is of no use any more; it is then not sent.

    Its text is in templates/mail/<soort>.txt and .html.
    """
    _builders[soort] = build


def build_inhoud(bericht: Bericht) -> Inhoud | None:
    """What this mail says now. Raises KeyError for a kind that nobody registered."""
    return _builders[bericht.soort](bericht)

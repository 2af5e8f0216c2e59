"""Registry through which apps above this one put actions and panels on the page of a hoofdstuk, without an import."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kennisbank.document.freezing import Sectie
    from kennisbank.document.models import Hoofdstuk


@dataclass(frozen=True, slots=True)
class Sectieactie:
    """Something to do with a section: a link below its text. `aantal` is shown behind the label when it is not 0."""

    label: str
    url: str
    icoon: str = ""
    aantal: int = 0


@dataclass(frozen=True, slots=True)
class Paneel:
    """A block beside or above the text: the template and what it is rendered with (`page` is there too).

    `plek` is "terzijde" (beside the text), "boven" (above it) or "onder" (below it).
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    plek: str = "terzijde"


SectieactiesMaker = Callable[["Hoofdstuk", Sequence["Sectie"], Any], Mapping[str, Sequence[Sectieactie]]]
PaneelMaker = Callable[["Hoofdstuk", Any], "Paneel | None"]
_acties: list[tuple[int, SectieactiesMaker]] = []
_panelen: list[tuple[int, PaneelMaker]] = []


def register_sectieacties(maker: SectieactiesMaker, *, volgorde: int = 100) -> None:
    """Add `maker(hoofdstuk, secties, request)`, which gives the actions of each section by section id."""
    if maker not in [known for _, known in _acties]:
        _acties.append((volgorde, maker))
        _acties.sort(key=lambda item: item[0])


def register_paneel(maker: PaneelMaker, *, volgorde: int = 100) -> None:
    """Add `maker(hoofdstuk, request)`, which gives a panel, or None when it has nothing to show."""
    if maker not in [known for _, known in _panelen]:
        _panelen.append((volgorde, maker))
        _panelen.sort(key=lambda item: item[0])


def sectieacties(hoofdstuk: Hoofdstuk, secties: Sequence[Sectie], request: Any) -> dict[str, list[Sectieactie]]:
    """All actions by section id, in the order of registration."""
    found: dict[str, list[Sectieactie]] = {}
    for _, maker in _acties:
        for sectie_id, acties in maker(hoofdstuk, secties, request).items():
            found.setdefault(sectie_id, []).extend(acties)
    return found


def panelen(hoofdstuk: Hoofdstuk, request: Any) -> dict[str, list[Paneel]]:
    """All panels by the place where they go."""
    made = [paneel for _, maker in _panelen if (paneel := maker(hoofdstuk, request)) is not None]
    return {plek: [paneel for paneel in made if paneel.plek == plek] for plek in ("boven", "terzijde", "onder")}

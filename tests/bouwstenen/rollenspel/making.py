"""Cases and games for the tests."""

from typing import Any

from bouwstenen.rollenspel.inhoud import EffectInhoud, KeuzeInhoud, RolInhoud
from bouwstenen.rollenspel.models import Casus, Spel, Speler
from bouwstenen.rollenspel.rollen import Fase, Rol, Vorm
from bouwstenen.rollenspel.services import save_casus, save_rolkaart
from bouwstenen.rollenspel.spelen.services import add_conclusie, advance_spel, choose_rol, join_spel, start_spel
from kennisbank.accounts.models import User
from tests.factories import UserFactory

TEKST = "Er ligt een aanvraag die niet past.\n\nWat doe je?"


def rolinhoud(rol: str, aantal: int = 2, **changes: Any) -> RolInhoud:
    """A complete card."""
    card = RolInhoud(
        rol=rol,
        kijk=f"Zo ziet {rol} het.",
        vraag=f"Wat doet {rol}?",
        keuzes=[
            KeuzeInhoud(
                nummer=number,
                tekst=f"{rol} kiest {number}",
                toelichting="Dat houdt dit in.",
                effecten=[
                    EffectInhoud(rol=other, richting=(number + place) % 5 - 2, uitleg=f"{other} merkt {rol} {number}")
                    for place, other in enumerate(Rol.values)
                    if other != rol
                ],
            )
            for number in range(1, aantal + 1)
        ],
    )
    return RolInhoud(**{**card, **changes})


def make_casus(slug: str = "een-casus", **changes: Any) -> Casus:
    """A published case with four roles of two choices."""
    redacteur = UserFactory(rol="redacteur")
    fields = {
        "titel": "Een aanvraag die niet past",
        "inleiding": "Over een aanvraag.",
        "tekst": TEKST,
        "dilemmavraag": "Wijken we af van de regel?",
        "opgave": "Goede dienstverlening",
    }
    casus = save_casus(Casus(slug=slug, **fields | changes), user=redacteur)
    for rol in Rol.values:
        save_rolkaart(casus, rolinhoud(rol), user=redacteur)
    casus.gepubliceerd = True
    return save_casus(casus, user=redacteur)


def make_spel(begeleider: User | None = None, casus: Casus | None = None, vorm: str = Vorm.TELEFOONS) -> Spel:
    """A game in the lobby."""
    return start_spel(casus or make_casus(), vorm=vorm, user=begeleider or UserFactory(rol="gespreksleider"))


def leader(spel: Spel) -> User:
    """Who leads the game."""
    assert spel.begeleider is not None
    return spel.begeleider


def advance_to(spel: Spel, fase: Fase) -> Spel:
    """Take the game to a phase, step by step."""
    while spel.fase != fase:
        spel = advance_spel(spel, van=spel.fase, user=leader(spel))
    return spel


def add_speler(spel: Spel, rol: str = "", bijnaam: str = "") -> Speler:
    """A player, with a role when given."""
    speler = join_spel(spel, bijnaam=bijnaam)
    return choose_rol(speler, rol=rol) if rol else speler


def ended_spel(
    begeleider: User | None = None, conclusies: tuple[str, ...] = ("Kijk eerst wie er aan tafel mist.",)
) -> Spel:
    """A game that is over, with these conclusions."""
    spel = advance_to(make_spel(begeleider), Fase.CONCLUSIES)
    for tekst in conclusies:
        add_conclusie(spel, vraag="geleerd", tekst=tekst, user=leader(spel))
    return advance_to(spel, Fase.EINDE)

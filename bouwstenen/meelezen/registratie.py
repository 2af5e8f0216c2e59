"""What this app shows on the pages of others."""

from typing import Any

from bouwstenen.gesprekpanelen import register_gesprekspaneel
from bouwstenen.meelezen import berichten
from bouwstenen.meelezen.bijlagen.weergave import panel_for_bouwsteen, panel_for_gesprek
from bouwstenen.meelezen.models import Meelezing
from bouwstenen.meelezen.presentation import count_consent
from bouwstenen.models import Gesprek
from bouwstenen.organiseren.cockpit import Onderdeel, register_cockpit
from bouwstenen.steenpanelen import register_steenpaneel
from kennisbank.accounts.models import User


def meelees_paneel(gesprek: Gesprek, user: User) -> dict[str, Any] | None:
    """Where reading along and delivery stand, for the organiser."""
    return {
        "meelezing": Meelezing.objects.filter(gesprek=gesprek).first(),
        "wachtend": gesprek.verbeteringen.open().count(),
        "citaten": count_consent(gesprek),
        "regels": gesprek.opbrengst.usable().count(),
        "concepten": gesprek.opbrengst.present().filter(nagekeken=False).count(),
    }


def register() -> None:
    """Put everything in the registries."""
    berichten.register()
    register_gesprekspaneel("verslagen", 5, "meelezen/gesprekspaneel.html", panel_for_gesprek)
    register_steenpaneel("passage", 5, "meelezen/steenpaneel.html", panel_for_bouwsteen)
    register_cockpit(Onderdeel("meelezen", "Meelezen en opleveren", 60, meelees_paneel, "meelezen/cockpit.html"))

"""What this app shows on the pages of others, and what it does when a plan changes."""

from bouwstenen.aanmelden import berichten, organisator
from bouwstenen.aanmelden.peilingen import presentation as peilingen
from bouwstenen.aanmelden.presentation import panel_for_gesprek
from bouwstenen.aanmelden.services import fill_places, tell_about_cancellation, tell_about_change
from bouwstenen.gesprekpanelen import register_gesprekspaneel
from bouwstenen.organiseren.cockpit import Onderdeel, register_cockpit
from bouwstenen.organiseren.gevolgen import Gevolg, GevolgSoort, register_gevolg


def follow_plan(gevolg: Gevolg) -> None:
    """Tell who comes about another date or place or that it is called off, and fill places that were added."""
    if gevolg.soort == GevolgSoort.AFGELAST:
        tell_about_cancellation(gevolg.gesprek)
    elif gevolg.soort == GevolgSoort.GEWIJZIGD:
        if gevolg.raakt_deelnemers:
            tell_about_change(gevolg.gesprek)
        fill_places(gevolg.gesprek)


def register() -> None:
    """Put everything in the registries."""
    berichten.register()
    register_gesprekspaneel("aanmelden", 10, "aanmelden/gesprekspaneel.html", panel_for_gesprek)
    register_gesprekspaneel("peilingen", 40, "aanmelden/gesprekspaneel_peiling.html", peilingen.panel_for_gesprek)
    register_cockpit(Onderdeel("deelnemers", "Deelnemers", 20, organisator.panel, "aanmelden/cockpit.html"))
    register_gevolg("aanmelden", follow_plan)

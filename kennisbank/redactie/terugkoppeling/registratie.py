"""What is registered with the apps below when the site starts: "u zei, wij deden"."""

from collections.abc import Mapping
from typing import Any

from bouwstenen.deelnemers.berichten import register_berichtsoort
from bouwstenen.gesprekpanelen import register_gesprekspaneel
from bouwstenen.models import Gesprek
from bouwstenen.organiseren.cockpit import Onderdeel, register_cockpit
from kennisbank.redactie.terugkoppeling.berichten import build
from kennisbank.redactie.terugkoppeling.presentation import cockpit_context, page_url


def gesprekspaneel(gesprek: Gesprek, user: Any) -> Mapping[str, Any]:
    """A link to what became of a delivered gesprek."""
    return {"url": page_url(gesprek.urn_id)} if gesprek.is_opgeleverd else {}


def register() -> None:
    """Register the mail and the panels."""
    register_berichtsoort("terugkoppeling", build)
    register_gesprekspaneel("terugkoppeling", 80, "terugkoppeling/gesprekspaneel.html", gesprekspaneel)
    register_cockpit(Onderdeel("terugkoppeling", "Terugkoppeling", 90, cockpit_context, "terugkoppeling/cockpit.html"))

"""What recording adds to the registries of other apps, when Django starts."""

from typing import Any

from django.urls import reverse

from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.gesprekpanelen import register_gesprekspaneel
from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.models import BijlageSoort
from bouwstenen.organiseren.cockpit import Onderdeel, register_cockpit
from kennisbank.accounts.models import User


def cockpit_panel(gesprek: Gesprek, user: User) -> dict[str, Any]:
    """How much was written down, and where to go on."""
    counts = gesprek.opbrengst.count_for_panel()
    return {
        **counts,
        "fotos": gesprek.bijlagen.present().filter(soort=BijlageSoort.FOTO).count(),
        "opgeleverd": gesprek.is_opgeleverd,
        "url": reverse("opbrengst:vastleggen", args=[gesprek.urn_id]),
        "nakijk_url": reverse("opbrengst:nakijken", args=[gesprek.urn_id]),
    }


def gesprek_panel(gesprek: Gesprek, user: Any) -> dict[str, Any]:
    """Shared photos of a delivered gesprek for everybody, and the way to the form for who records."""
    shared = gesprek.bijlagen.present().filter(soort=BijlageSoort.FOTO, openbaar=True)
    fotos = list(shared) if gesprek.is_opgeleverd else []
    may_go_on = not gesprek.is_opgeleverd and may_organise(gesprek, user)
    url = reverse("opbrengst:vastleggen", args=[gesprek.urn_id]) if may_go_on else ""
    return {"fotos": fotos, "url": url, "gesprek": gesprek} if fotos or url else {}


def register() -> None:
    """Put it all in the registries."""
    register_cockpit(Onderdeel("opbrengst", "Opbrengst vastleggen", 50, cockpit_panel, "opbrengst/cockpit.html"))
    register_gesprekspaneel("opbrengst", 40, "opbrengst/gesprekspaneel.html", gesprek_panel)

"""Voorstellen to decide on, and what the form on the screen would send."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from kennisbank.accounts.models import User
from kennisbank.document.freezing import Inhoud, inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import create_hoofdstuk, newest_versie, publish_inhoud
from kennisbank.redactie.voorstellen.models import Voorstel
from kennisbank.redactie.voorstellen.planning import Inbreng
from kennisbank.redactie.voorstellen.services import submit_voorstel
from tests.factories import UserFactory
from tests.pages import SiteTree, inhoud, sectie

BELLEN = "00000000-0000-4000-8000-000000000101"
SCHRIJVEN = "00000000-0000-4000-8000-000000000102"
BEL = "Wie een brief schrijft, belt eerst de lezer op. "
LUISTER = "Daarna luister je naar wat die zegt.\n\n"
MELD = "Waar een regel knelt, meld je dat bij je leiding. "
WACHT = "Je wacht niet af tot iemand het vraagt."
TEKST = BEL + LUISTER + MELD + WACHT


def make_hoofdstuk(site: SiteTree, *, titel: str = "Bellen en schrijven") -> Hoofdstuk:
    """A hoofdstuk with a section of four sentences and one more."""
    content = inhoud(titel, sectie(101, "Bellen", TEKST), sectie(102, "Schrijven", "Schrijf kort en helder."))
    return create_hoofdstuk(site.document, inhoud=content, user=site.user)


def propose(hoofdstuk: Hoofdstuk, tekst: str, *, user: User | None = None, **changes: Any) -> Voorstel:
    """A voorstel for the first section, written on what readers see now."""
    basis = newest_versie(hoofdstuk)
    fields: dict[str, Any] = {"soort": "wijziging", "sectie_id": BELLEN, "motivatie": "Zo doen wij het al jaren."}
    kop, na = changes.pop("kop", "Bellen"), changes.pop("na_sectie_id", "")
    return submit_voorstel(
        hoofdstuk,
        **(fields | changes),
        basis=basis.nummer,
        inbreng=Inbreng(kop, tekst, na),
        user=user or UserFactory(rol="deelnemer"),
    )


def publish(hoofdstuk: Hoofdstuk, tekst: str, user: User, **changes: Any) -> Inhoud:
    """Somebody else publishes another text of the first section in the meantime."""
    now = newest_versie(hoofdstuk)
    secties = [each | {"tekst": tekst} | changes if each["id"] == BELLEN else each for each in now.inhoud["secties"]]
    content = Inhoud(**(now.inhoud | {"secties": secties}))  # type: ignore[typeddict-item]
    publish_inhoud(hoofdstuk, inhoud=content, basis=now.nummer, toelichting="Tussendoor", user=user)
    return content


def screen_of(voorstel: Voorstel) -> str:
    """The address of the screen for deciding."""
    return reverse("voorstellen_beheer:beslissen", args=[voorstel.urn_id])


def filled_in(response: HttpResponse, actie: str = "overnemen", **changes: Any) -> dict[str, Any]:
    """What the form on the page would send, with a note."""
    screen = response.context["screen"]
    data: dict[str, Any] = {
        name: screen.form[name].value() or "" for name in ("toelichting", "wijzigingssoort", "reden")
    }
    for name in screen.conflicten.fields:
        data[name] = screen.conflicten[name].value() or ""
    data |= {
        "nummer": screen.plan.versie.nummer,
        "huidig": screen.plan.huidig.nummer,
        "resultaat": screen.vingerafdruk,
        "onderdeel": [keuze.nummer for keuze in screen.keuzes if keuze.gekozen],
    }
    data["toelichting"] = data["toelichting"] or "Uit de praktijk"
    return data | ({"actie": actie} if actie else {}) | changes


def read(hoofdstuk: Hoofdstuk, sectie_id: str = BELLEN) -> str:
    """The text of a section as readers see it."""
    secties = inhoud_of(Hoofdstuk.objects.get(pk=hoofdstuk.pk))["secties"]
    return next((each["tekst"] for each in secties if each["id"] == sectie_id), "")

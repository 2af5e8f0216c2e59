"""Voorstellen for tests, handed in the way people do."""

from typing import Any

from kennisbank.accounts.models import User
from kennisbank.document.freezing import Inhoud, inhoud_of
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie
from kennisbank.document.services import newest_versie, publish_inhoud
from kennisbank.redactie.voorstellen.models import Voorstel, VoorstelSoort
from kennisbank.redactie.voorstellen.planning import Inbreng, newest_voorstelversie, plan_voorstel
from kennisbank.redactie.voorstellen.services import accept_voorstel, submit_voorstel
from tests.pages import SiteTree

EERSTE = "00000000-0000-4000-8000-000000000001"
TWEEDE = "00000000-0000-4000-8000-000000000002"
KOP = "Loyaal is niet stil"
TEKST = "Wie loyaal is, zegt wat er speelt. Zie [[De menselijke maat]]."
NIEUW = "Wie loyaal is, zegt op tijd wat er speelt. Zie [[De menselijke maat]]."


def hoofdstuk_of(site: SiteTree) -> Hoofdstuk:
    """The first hoofdstuk of the small site, fresh from the database."""
    return Hoofdstuk.objects.get(pk=site.hoofdstukken[0].pk)


def propose(site: SiteTree, user: User, tekst: str = NIEUW, **changes: Any) -> Voorstel:
    """Hand in other words for the first section, unless told otherwise (`kop` and `na_sectie_id` too)."""
    page = hoofdstuk_of(site)
    inbreng = Inbreng(changes.pop("kop", KOP), tekst, changes.pop("na_sectie_id", ""))
    arguments = {
        "soort": VoorstelSoort.WIJZIGING,
        "sectie_id": EERSTE,
        "basis": newest_versie(page).nummer,
        "inbreng": inbreng,
        "motivatie": "Het moment telt ook.",
        "user": user,
    } | changes
    return submit_voorstel(page, **arguments)


def accept(voorstel: Voorstel, user: User, **changes: Any) -> HoofdstukVersie:
    """Take a voorstel over as the screen of today shows it, unless told otherwise."""
    fresh = Voorstel.objects.get(pk=voorstel.pk)
    plan = plan_voorstel(fresh, onderdelen=changes.get("onderdelen"))
    arguments = {
        "nummer": newest_voorstelversie(fresh).nummer,
        "huidig": plan.huidig.nummer,
        "toelichting": "Het voorstel van een deelnemer overgenomen",
        "user": user,
    } | changes
    if "resultaat" not in arguments:
        arguments["resultaat"] = plan.fingerprint(arguments.get("keuzes"))
    return accept_voorstel(fresh, **arguments)


def rewrite(site: SiteTree, user: User, **teksten: str) -> HoofdstukVersie:
    """Publish other words beside any voorstel: `eerste` and `tweede` are the texts of the sections."""
    page = hoofdstuk_of(site)
    content: Inhoud = inhoud_of(page)
    for sectie in content["secties"]:
        name = {EERSTE: "eerste", TWEEDE: "tweede"}.get(sectie["id"], "")
        sectie["tekst"] = teksten.get(name, sectie["tekst"])
    basis = newest_versie(page).nummer
    return publish_inhoud(page, inhoud=content, basis=basis, toelichting="Bijgewerkt", user=user)


def tekst_of(site: SiteTree, sectie_id: str = EERSTE) -> str:
    """What readers see of a section."""
    found = [sectie["tekst"] for sectie in inhoud_of(hoofdstuk_of(site))["secties"] if sectie["id"] == sectie_id]
    return found[0] if found else ""

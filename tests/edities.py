"""Editions to test on."""

from typing import Any

from kennisbank.accounts.models import User
from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Editie, EditieConcept, Hoofdstuk
from kennisbank.document.services import update_hoofdstuk
from kennisbank.redactie.edities.services import (
    create_concept,
    fingerprint_concept,
    publish_editie,
    read_keuze,
    update_concept,
)
from tests.pages import SiteTree


def write(page: Hoofdstuk, tekst: str, user: User, *, place: int = 0, toelichting: str = "Herschreven.") -> Hoofdstuk:
    """Publish a hoofdstuk with another text in one of its sections."""
    secties = inhoud_of(page)["secties"]
    secties[place]["tekst"] = tekst
    return update_hoofdstuk(page, secties=secties, user=user, publish=True, toelichting=toelichting)


def mend_links(site: SiteTree) -> None:
    """The small site has a wiki link that leads nowhere; no edition can come out with it."""
    write(site.hoofdstukken[0], "Daarna voer je uit.", site.user, place=1, toelichting="Link weg.")


def change(concept: EditieConcept, user: User, **changes: Any) -> EditieConcept:
    """Change an edition in preparation; what is not named stays."""
    keuze = read_keuze(concept)
    values = {
        "titel": concept.titel,
        "inleiding": concept.inleiding,
        "versies": keuze.versies,
        "weggelaten": keuze.weggelaten,
        "basis": fingerprint_concept(concept),
    }
    return update_concept(concept, **(values | changes), user=user)


def publish(site: SiteTree, titel: str = "Voorjaar", inleiding: str = "Welkom.") -> Editie:
    """Publish an edition with the newest version of every hoofdstuk."""
    concept = create_concept(site.document, user=site.user)
    return publish_editie(change(concept, site.user, titel=titel, inleiding=inleiding), user=site.user)

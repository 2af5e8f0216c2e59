"""What the pages of editions show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from kennisbank.document.edities.changes import Hoofdstukwijziging, Wijzigingen, WijzigingSoort, list_changes
from kennisbank.document.edities.comparison import chapter_id
from kennisbank.document.edities.digest import is_intact
from kennisbank.document.edities.reading import chapter_anchor
from kennisbank.document.edities.references import load_versies, page_addresses
from kennisbank.document.models import Editie, HoofdstukVersie, LevendDocument
from kennisbank.document.versies.weergave import VORMEN
from kennisbank.ui.tekst import render_tekst
from kennisbank.ui.templatetags.kennisbank_ui import datum

# Format, name, what it is for.
FORMATEN = (
    ("pdf", "PDF", "Om te printen of te bewaren"),
    ("epub", "EPUB", "Voor een e-reader of telefoon"),
    ("docx", "Word", "Om in verder te werken"),
    ("md", "Markdown", "Kale tekst met opmaaktekens"),
)
WIJZIGING_LABELS = {
    WijzigingSoort.NIEUW: "Nieuw hoofdstuk",
    WijzigingSoort.GEWIJZIGD: "Gewijzigd",
    WijzigingSoort.GELIJK: "Ongewijzigd",
    WijzigingSoort.VERVALLEN: "Niet meer opgenomen",
}


@dataclass(frozen=True)
class Inhoudsregel:
    """A line of the table of contents: where to read the hoofdstuk, and the page of its version for readers."""

    nummer: int
    titel: str
    versie: HoofdstukVersie
    lees_url: str
    versie_url: str


def full_title(editie: Editie) -> str:
    """Document, number and title, for where an edition stands on its own."""
    return f"{editie.document.title}, editie {editie.nummer}: {editie.titel}"


def downloads(editie: Editie) -> list[dict[str, str]]:
    """Every format in which an edition can be had."""
    return [
        {
            "formaat": formaat,
            "label": label,
            "uitleg": uitleg,
            "url": reverse("downloads:editie", args=[editie.document.urn_id, editie.nummer, formaat]),
        }
        for formaat, label, uitleg in FORMATEN
    ]


def breadcrumbs(document: LevendDocument | None, *more: tuple[str, str]) -> list[dict[str, str]]:
    """The trail to a page of editions."""
    trail = [("Edities", reverse("edities:lijst"))]
    if document is not None:
        trail.append((document.title, reverse("edities:document", args=[document.urn_id])))
    return [{"label": label, "url": url} for label, url in [*trail, *more]]


def editie_pagina(editie: Editie) -> dict[str, Any]:
    """The page of an edition: contents, what changed since the former one, proof, and how to cite it."""
    versies = load_versies(editie)
    edities = list(Editie.objects.filter(document=editie.document_id).order_by("nummer"))
    place = [other.pk for other in edities].index(editie.pk)
    vorige = edities[place - 1] if place else None
    wijzigingen = list_changes(load_versies(vorige), versies) if vorige else Wijzigingen(())
    url = compare_url(vorige, editie) if vorige else ""
    return {
        "inleiding": render_tekst(editie.inleiding) if editie.inleiding else "",
        "inhoud": table_of_contents(editie, versies),
        "wijzigingen": [show_change(change, url) for change in wijzigingen.gewijzigd],
        "andere_volgorde": wijzigingen.andere_volgorde,
        "vorige": vorige,
        "volgende": edities[place + 1] if place + 1 < len(edities) else None,
        "nieuwste": edities[-1],
        "vergelijk_url": url,
        "andere": [other for other in reversed(edities) if other.pk != editie.pk],
        "lees_url": reverse("edities:lezen", args=[editie.document.urn_id, editie.nummer]),
        "downloads": downloads(editie),
        "is_ongewijzigd": is_intact(editie.titel, editie.inleiding, versies, editie.sha256),
        "citaat": cite(editie),
    }


def table_of_contents(editie: Editie, versies: Sequence[HoofdstukVersie]) -> list[Inhoudsregel]:
    """One line per hoofdstuk."""
    read = reverse("edities:lezen", args=[editie.document.urn_id, editie.nummer])
    pages = page_addresses([versie.hoofdstuk for versie in versies])
    return [
        Inhoudsregel(
            nummer=number,
            titel=versie.titel,
            versie=versie,
            lees_url=f"{read}#{chapter_anchor(number)}",
            versie_url=f"{page}versies/{versie.nummer}/" if page else "",
        )
        for number, (versie, page) in enumerate(zip(versies, pages, strict=True), 1)
    ]


def show_change(change: Hoofdstukwijziging, compare: str) -> dict[str, Any]:
    """A changed hoofdstuk: what happened, the notes with which it was changed, and its place in the difference."""
    return {
        "titel": change.versie.titel,
        "soort": change.soort,
        "label": WIJZIGING_LABELS[change.soort],
        "url": f"{compare}#{chapter_id(change.versie)}",
        "notities": [versie.toelichting for versie in change.tussenliggend if versie.toelichting],
    }


def compare_url(van: Editie, naar: Editie, vorm: str = "onder") -> str:
    """The page with the difference between two editions of a document."""
    base = reverse("edities:vergelijken", args=[naar.document.urn_id])
    chosen = {"van": van.nummer, "naar": naar.nummer} | ({"vorm": vorm} if vorm != "onder" else {})
    return f"{base}?{urlencode(chosen)}"


def shapes(van: Editie, naar: Editie, vorm: str) -> list[dict[str, Any]]:
    """The same difference in line and side by side."""
    return [
        {"label": label, "url": compare_url(van, naar, key), "actief": key == vorm} for key, label in VORMEN.items()
    ]


def cite(editie: Editie) -> str:
    """How to refer to an edition: names, date, and an address that stays."""
    address = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{editie.get_absolute_url()}"
    day = datum(editie.gepubliceerd_op)
    return f"{settings.WAGTAIL_SITE_NAME}. {full_title(editie)}. {day}. {address} ({editie.urn})"

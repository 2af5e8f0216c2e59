"""What the screens for preparing an edition show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kennisbank.document.edities.changes import Hoofdstukwijziging, WijzigingSoort, list_changes
from kennisbank.document.edities.references import load_versies
from kennisbank.document.models import Editie, EditieConcept, HoofdstukVersie
from kennisbank.redactie.edities.belemmeringen import Belemmering, BelemmeringSoort

MAX_REGELS = 20
KOPPEN = {
    BelemmeringSoort.LEEG: ("Er zit nog niets in", ""),
    BelemmeringSoort.ZONDER_VERSIE: (
        "Hoofdstukken zonder keuze",
        "Kies een versie, of ‘Niet in deze editie’.",
    ),
    BelemmeringSoort.NIET_OPENBAAR: (
        "Niet voor iedereen te lezen",
        "Een editie is openbaar. Publiceer het hoofdstuk weer, of laat het weg.",
    ),
    BelemmeringSoort.TEGENGELUID: (
        "Tegengeluid zonder besluit",
        "Wie tegenspreekt, hoort wat ermee gebeurt voordat er een editie is. Neem een besluit; ‘later’ mag ook.",
    ),
    BelemmeringSoort.WEES: (
        "Bronnen die hun zin kwijt zijn",
        "Koppel ze aan een andere zin, of laat ze los met een reden.",
    ),
    BelemmeringSoort.DODE_LINK: (
        "Verwijzingen die nergens heen leiden",
        "Verbeter de tekst, publiceer het hoofdstuk en kies dan de nieuwe versie.",
    ),
    BelemmeringSoort.NIEUWERE_VERSIE: ("Er is een nieuwere versie", "Wil je die, kies haar dan bij het hoofdstuk."),
    BelemmeringSoort.TER_CONTROLE: ("Zinnen die sterk veranderden", "Rust de zin nog op de bron die erbij staat?"),
    BelemmeringSoort.OPEN_VOORSTEL: ("Voorstellen in behandeling", "Ze houden de editie niet tegen."),
    BelemmeringSoort.ONVERANDERD: ("Er is niets veranderd", ""),
}


@dataclass(frozen=True)
class Regel:
    """One thing in the way, and where to do something about it."""

    tekst: str
    url: str
    url_label: str


@dataclass(frozen=True)
class Groep:
    """Things of one kind in the way; `meer` is how many are not shown."""

    kop: str
    uitleg: str
    blokkeert: bool
    regels: Sequence[Regel]
    meer: int


def group_belemmeringen(belemmeringen: Iterable[Belemmering], concept: EditieConcept) -> list[Groep]:
    """By kind, in the order in which they were found."""
    by_kind: dict[BelemmeringSoort, list[Belemmering]] = {}
    for belemmering in belemmeringen:
        by_kind.setdefault(belemmering.soort, []).append(belemmering)
    return [
        Groep(
            *KOPPEN[kind],
            blokkeert=found[0].blokkeert,
            regels=[_line(belemmering, concept) for belemmering in found[:MAX_REGELS]],
            meer=max(0, len(found) - MAX_REGELS),
        )
        for kind, found in by_kind.items()
    ]


def _line(belemmering: Belemmering, concept: EditieConcept) -> Regel:
    url, label = _WAYS.get(belemmering.soort, _no_way)(belemmering, concept)
    return Regel(belemmering.tekst, url, label)


def _no_way(belemmering: Belemmering, concept: EditieConcept) -> tuple[str, str]:
    return "", ""


def _choose(belemmering: Belemmering, concept: EditieConcept) -> tuple[str, str]:
    page = belemmering.hoofdstuk
    place = f"#id_hoofdstuk_{page.pk}" if page else ""
    return reverse("editiebeheer:bewerken", args=[concept.pk]) + place, "Kies een versie"


def _edit(belemmering: Belemmering, concept: EditieConcept) -> tuple[str, str]:
    if belemmering.hoofdstuk is None:
        return reverse("editiebeheer:bewerken", args=[concept.pk]) + "#id_inleiding", "Naar de inleiding"
    return reverse("wagtailadmin_pages:edit", args=[belemmering.hoofdstuk.pk]), "Bewerk het hoofdstuk"


def _decide(belemmering: Belemmering, concept: EditieConcept) -> tuple[str, str]:
    query = urlencode({"tegengeluid": 1, "bouwsteen": belemmering.kenmerk})
    return f"{reverse('redactie:verwerken')}?{query}", "Neem een besluit"


def _orphans(belemmering: Belemmering, concept: EditieConcept) -> tuple[str, str]:
    return reverse("herkomst:wezen"), "Naar de wezen"


def _voorstellen(belemmering: Belemmering, concept: EditieConcept) -> tuple[str, str]:
    return reverse("voorstellen_beheer:lijst"), "Naar de voorstellen"


_WAYS: Mapping[BelemmeringSoort, Callable[[Belemmering, EditieConcept], tuple[str, str]]] = {
    BelemmeringSoort.ZONDER_VERSIE: _choose,
    BelemmeringSoort.NIEUWERE_VERSIE: _choose,
    BelemmeringSoort.NIET_OPENBAAR: _edit,
    BelemmeringSoort.DODE_LINK: _edit,
    BelemmeringSoort.TEGENGELUID: _decide,
    BelemmeringSoort.WEES: _orphans,
    BelemmeringSoort.TER_CONTROLE: _orphans,
    BelemmeringSoort.OPEN_VOORSTEL: _voorstellen,
}


def former_editie(concept: EditieConcept) -> Editie | None:
    """The edition that readers have now."""
    return Editie.objects.filter(document=concept.document_id).order_by("-nummer").first()


def changes_by_chapter(former: Editie | None, versies: Sequence[HoofdstukVersie]) -> dict[int, dict[str, Any]]:
    """Per hoofdstuk what changed since the former edition, in words, with the page that shows the difference."""
    if former is None:
        return {}
    changes = list_changes(load_versies(former), versies)
    return {change.versie.hoofdstuk_id: _describe(change) for change in changes.hoofdstukken}


def _describe(change: Hoofdstukwijziging) -> dict[str, Any]:
    label = {
        WijzigingSoort.NIEUW: "Nieuw in deze editie",
        WijzigingSoort.GELIJK: "Gelijk aan de vorige editie",
        WijzigingSoort.VERVALLEN: "Stond wel in de vorige editie",
    }.get(change.soort, "")
    described: dict[str, Any] = {"label": label, "notities": [], "url": ""}
    if change.soort == WijzigingSoort.GEWIJZIGD and change.van and change.naar:
        described["label"] = f"Gewijzigd: van versie {change.van.nummer} naar {change.naar.nummer}"
        described["notities"] = [versie.toelichting for versie in change.tussenliggend if versie.toelichting]
        query = urlencode({"van": change.van.nummer, "naar": change.naar.nummer})
        described["url"] = f"{change.naar.hoofdstuk.url}versies/vergelijken/?{query}"
    return described

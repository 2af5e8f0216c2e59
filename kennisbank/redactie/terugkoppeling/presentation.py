"""What the pages and mails of the terugkoppeling show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from bouwstenen.models import Bouwsteen, Gesprek, Stand
from kennisbank.accounts.models import User
from kennisbank.redactie.terugkoppeling.forms import HerkenningForm
from kennisbank.redactie.terugkoppeling.models import Antwoord, Herkenning
from kennisbank.redactie.terugkoppeling.uitkomsten import VOLGORDE, Terugkoppeling, Uitkomst, read_terugkoppeling
from kennisbank.ui.tekst import find_links, render_tekst

TITELS = {
    Stand.IN_TEKST: "In de tekst",
    Stand.KANTTEKENING: "Als kanttekening",
    Stand.NIET_OVERGENOMEN: "Niet overgenomen",
    Stand.LATER: "Later",
    Stand.OPEN: "Nog open",
}
UITLEG = {
    Stand.IN_TEKST: "Deze bouwstenen zijn terug te lezen in het document. Je ziet wat er stond, en wat erin kwam.",
    Stand.KANTTEKENING: (
        "Deze bouwstenen staan naast de tekst, want ze laten iets zien wat de tekst zelf niet zegt. Zo blijft te lezen "
        "waar mensen het anders zien."
    ),
    Stand.NIET_OVERGENOMEN: (
        "Deze bouwstenen komen niet in het document. Bij elke staat waarom. Ze blijven op de site te lezen en te "
        "vinden, en een besluit kan veranderen als er nieuwe verhalen bij komen."
    ),
    Stand.LATER: (
        "De redactie las deze bouwstenen en kijkt er later opnieuw naar. Er staat bij waarom, en sinds wanneer. Tot "
        "die tijd staan ze niet in het document."
    ),
    Stand.OPEN: (
        "Over deze bouwstenen is nog geen besluit genomen. Er is niets afgewezen: de redactie is er nog niet aan toe. "
        "Een tegengeluid krijgt altijd een besluit voordat de volgende editie verschijnt."
    ),
}
IN_EEN_ZIN = {
    Stand.IN_TEKST: ("staat in de tekst", "staan in de tekst"),
    Stand.KANTTEKENING: ("staat als kanttekening naast de tekst", "staan als kanttekening naast de tekst"),
    Stand.NIET_OVERGENOMEN: ("is niet overgenomen", "zijn niet overgenomen"),
    Stand.LATER: ("is op later gezet", "zijn op later gezet"),
    Stand.OPEN: ("wacht nog op een besluit", "wachten nog op een besluit"),
}
WACHT_OP_REDACTIE = "De redactie leest deze bouwsteen nog voordat iedereen haar kan zien."


@dataclass(frozen=True)
class Origineel:
    """What was said, before it was split or merged."""

    bouwsteen: Bouwsteen
    tekst: str


@dataclass(frozen=True)
class Getoond:
    """One bouwsteen on the page: its words as HTML, and the form and answer of who looks by their own link."""

    uitkomst: Uitkomst
    tekst: str
    originelen: Sequence[Origineel]
    formulier: HerkenningForm | None = None
    herkenning: Herkenning | None = None

    @property
    def steen(self) -> Bouwsteen:
        """The bouwsteen."""
        return self.uitkomst.bouwsteen


@dataclass(frozen=True)
class Groep:
    """The bouwstenen with the same decision."""

    stand: Stand
    titel: str
    uitleg: str
    items: Sequence[Getoond]

    @property
    def anker(self) -> str:
        """The id of the group on the page."""
        return f"besluit-{self.stand.value}"


MaakFormulier = Callable[[str], tuple[HerkenningForm, Herkenning | None]]


def page_context(stand: Terugkoppeling, maak_formulier: MaakFormulier | None = None) -> dict[str, Any]:
    """What the page shows. With `maak_formulier` it is a participant's, who also sees what nobody published yet."""
    groups = stand.groepen()
    mine = maak_formulier is not None
    shown = [each for _, members in groups for each in members if mine or each.is_openbaar]
    links = find_links([steen.tekst for each in shown for steen in (each.bouwsteen, *each.originelen)])

    def show(each: Uitkomst) -> Getoond:
        visible = mine or each.is_openbaar
        form, answer = maak_formulier(each.bouwsteen.urn_id) if maak_formulier and each.besluit else (None, None)
        return Getoond(
            each,
            render_tekst(each.bouwsteen.tekst, links=links, prefix=f"{each.anker}-", basis_kopniveau=4)
            if visible
            else "",
            [
                Origineel(steen, render_tekst(steen.tekst, links=links, prefix=f"{steen.urn_id}-", basis_kopniveau=5))
                for steen in each.originelen
            ]
            if visible
            else [],
            form,
            answer,
        )

    return {
        "stand": stand,
        "gesprek": stand.gesprek,
        "samenvatting": summary(stand),
        "verdeling": distribution(stand),
        "groepen": [
            Groep(kind, TITELS[kind], UITLEG[kind], [show(each) for each in members]) for kind, members in groups
        ],
    }


def summary(stand: Terugkoppeling) -> str:
    """The counts in a sentence."""
    if not stand.aantal:
        return "Uit dit gesprek zijn geen bouwstenen overgebleven."
    counts = stand.aantallen
    parts = [f"{counts[kind]} {IN_EEN_ZIN[kind][counts[kind] != 1]}" for kind in VOLGORDE if counts.get(kind)]
    total = (
        "Uit dit gesprek kwam 1 bouwsteen" if stand.aantal == 1 else f"Uit dit gesprek komen {stand.aantal} bouwstenen"
    )
    return f"{total}: {_join(parts)}."


def _join(parts: Sequence[str]) -> str:
    return " en ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def distribution(stand: Terugkoppeling) -> dict[str, Any]:
    """The counts with bars, each with a link to its part of the page; for bouwstenen/verdeling.html."""
    largest = max(stand.aantallen.values(), default=0) or 1
    return {
        "id": "verdeling-terugkoppeling",
        "titel": "Wat er met de bouwstenen gebeurde",
        "rijen": [
            {
                "label": TITELS[kind],
                "aantal": stand.aantallen[kind],
                "breedte": round(100 * stand.aantallen[kind] / largest),
                "url": f"#besluit-{kind.value}",
            }
            for kind in VOLGORDE
            if stand.aantallen.get(kind)
        ],
    }


def cockpit_context(gesprek: Gesprek, user: User) -> dict[str, Any] | None:
    """What the organiser of a gesprek sees of it: the counts, and how many participants recognise their words."""
    if not gesprek.is_opgeleverd:
        return None
    counted = dict(Herkenning.objects.filter(gesprek=gesprek).order_by().values_list("antwoord").annotate(Count("pk")))
    return {
        "samenvatting": summary(read_terugkoppeling(gesprek)),
        "url": page_url(gesprek.urn_id),
        "antwoorden": [(antwoord.label, counted.get(antwoord.value, 0)) for antwoord in Antwoord] if counted else [],
    }


def group_for_mail(uitkomsten: Iterable[Uitkomst]) -> list[tuple[str, list[Uitkomst]]]:
    """Outcomes under the name of their decision, in the order of the page."""
    members = list(uitkomsten)
    found = [(TITELS[kind], [each for each in members if each.stand == kind]) for kind in VOLGORDE]
    return [(title, group) for title, group in found if group]


def page_url(urn_id: str) -> str:
    """The public page of a gesprek."""
    return reverse("terugkoppeling:gesprek", args=[urn_id])

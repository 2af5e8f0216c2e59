"""What coding shows on the pages of others."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from kennisbank.onderzoek.codering.models import Codeerronde
from kennisbank.onderzoek.models import Selectie
from kennisbank.onderzoek.panelen import register_selectiepaneel
from kennisbank.onderzoek.werkbank import Onderdeel
from kennisbank.onderzoek.werkbank import register as register_onderdeel

AANTAL = 10


def of_selectie(selectie: Selectie, user: Any) -> Mapping[str, Any]:
    """On the page of a selectie: the rounds on it, and a way to begin one."""
    rows = Codeerronde.objects.visible_to(user).filter(selectie=selectie)
    return {"rondes": list(rows[:AANTAL]), "url": f"{reverse('codering:nieuw')}?selectie={selectie.kenmerk}"}


def register() -> None:
    """Put everything in the registries."""
    register_selectiepaneel("codering", "codering/selectiepaneel.html", of_selectie)
    register_onderdeel(
        Onderdeel(
            "codering",
            "Coderen",
            "Geef met een paar mensen, los van elkaar, codes aan bouwstenen. Zie waar jullie verschillen en stem af.",
            "codering:lijst",
            icoon="vinkje",
            volgorde=70,
        )
    )

"""The way through the startkit: its side navigation and its crumbs."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from bouwstenen.startkit.inhoud import formats, stappen
from bouwstenen.startkit.koppeling import Plankoppeling
from bouwstenen.startkit.materiaal import SOORTEN

GESPREKKEN = {"label": "Gesprekken", "url": "/gesprekken/"}
STARTKIT = {"label": "Startkit", "url": "/startkit/"}


def frame(request: HttpRequest, *kruimels: dict[str, str], plan: Plankoppeling | None = None) -> dict[str, Any]:
    """What every page of the startkit has in its context."""
    query = plan.query if plan else ""
    return {
        "hoofdmenu_actief": "gesprekken",
        "kruimels": [GESPREKKEN, STARTKIT, *kruimels],
        "zijnav": {"kop": "Startkit", "url": f"{STARTKIT['url']}{query}", "links": _links(request.path, query)},
        "plan": plan,
        "vervolg": query,
    }


def _links(path: str, query: str) -> list[dict[str, Any]]:
    def link(label: str, url: str, *kinderen: dict[str, Any]) -> dict[str, Any]:
        return {"label": label, "url": f"{url}{query}", "actief": url == path, "kinderen": list(kinderen)}

    return [
        *(link(f"{stap.nummer}. {stap.naam}", stap_url(stap.sleutel)) for stap in stappen()),
        link(
            "Vormen en agenda's",
            reverse("startkit:vormen"),
            *(link(made.naam, vorm_url(sleutel)) for sleutel, made in formats().items()),
        ),
        link("Vragen kiezen", reverse("startkit:vragen")),
        link(
            "Materiaal",
            reverse("startkit:materiaal"),
            *(link(soort.naam, materiaal_url(soort.sleutel)) for soort in SOORTEN.values()),
        ),
    ]


def stap_url(sleutel: str) -> str:
    """Where a step is explained."""
    return reverse("startkit:stap", args=[sleutel])


def vorm_url(sleutel: str) -> str:
    """Where a format is explained."""
    return reverse("startkit:vorm", args=[sleutel])


def materiaal_url(sleutel: str) -> str:
    """Where a piece of material is made."""
    return reverse("startkit:stuk", args=[sleutel.replace("_", "-")])

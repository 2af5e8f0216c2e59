"""What is registered when the site starts."""

from collections.abc import Callable

from django.urls import reverse

from kennisbank.onderzoek.analyses.alle import ANALYSES
from kennisbank.onderzoek.werkbank import Onderdeel
from kennisbank.onderzoek.werkbank import register as register_onderdeel
from kennisbank.search.acties import Actie
from kennisbank.search.acties import register as register_actie
from kennisbank.search.zoekvraag import Zoekvraag


def _address(name: str) -> Callable[[Zoekvraag], str]:
    return lambda zoekvraag: f"{reverse(name)}?{zoekvraag.urlencode()}"


def register() -> None:
    """Put everything in the registries."""
    for key, label, icoon, name in (
        ("onderzoek", "Onderzoek deze bouwstenen", "inzicht", "onderzoek:start"),
        ("selectie", "Bewaar als selectie", "filter", "onderzoek:nieuw"),
    ):
        register_actie(Actie(key, label, icoon, _address(name), permission="onderzoek.use_werkbank"))
    for analyse in ANALYSES.values():
        register_onderdeel(
            Onderdeel(
                analyse.key,
                analyse.label,
                analyse.uitleg,
                f"onderzoek:{analyse.key}",
                icoon=analyse.icoon,
                op_corpus=True,
                volgorde=analyse.volgorde,
            )
        )
    register_onderdeel(
        Onderdeel(
            "selecties",
            "Selecties",
            "Bewaar een keuze van bouwstenen, zodat een ander hetzelfde kan nagaan.",
            "onderzoek:selecties",
            icoon="filter",
            volgorde=90,
        )
    )

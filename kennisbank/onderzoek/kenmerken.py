"""What can be said of a bouwsteen in one word: its themas, where it was said, in what kind of gesprek, when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from bouwstenen.models import Bouwsteen, BouwsteenSoort, Canvasvak, GesprekFormat, OrganisatieSoort, Werkvorm
from themas.keuze import describe
from themas.models import Thema, ThemaSoort

ALLE_TERMEN = "alles"


@dataclass(frozen=True)
class Kenmerk:
    """A feature with the values that a bouwsteen has of it: none, one or more. `order` names values in their order."""

    key: str
    label: str
    values: Callable[[Bouwsteen], Sequence[str]]
    order: tuple[str, ...] = ()
    # Whether a bouwsteen can have more than one value.
    several: bool = False


def terms_of(steen: Bouwsteen, soort: str) -> list[str]:
    """The names of the terms of one kind (or of all kinds) that a bouwsteen is about, or was said at."""
    found = [thema for thema in steen.themas.all() if soort in {ALLE_TERMEN, thema.soort}]
    if steen.lichaamsdeel and soort in {ALLE_TERMEN, ThemaSoort.LICHAAMSDEEL}:
        found.append(steen.lichaamsdeel)
    return [name_of(thema, soort) for thema in found]


def name_of(thema: Thema, soort: str) -> str:
    """The name of a term, with its kind where kinds stand together."""
    return describe(thema) if soort == ALLE_TERMEN else thema.naam


def day_of(steen: Bouwsteen) -> date:
    """The day it was said, or handed in."""
    return steen.gesprek.datum if steen.gesprek else timezone.localdate(steen.aangemaakt_op)


def _terms(soort: ThemaSoort) -> Kenmerk:
    several = soort != ThemaSoort.LICHAAMSDEEL
    return Kenmerk(soort.value, str(soort.label), lambda steen: terms_of(steen, soort.value), several=several)


def _labels(choices: Sequence[tuple[str, str]], *more: str) -> tuple[str, ...]:
    return (*(str(label) for _, label in choices), *more)


INGEZONDEN = "Ingezonden"
KENMERKEN = {
    kenmerk.key: kenmerk
    for kenmerk in (
        *(_terms(soort) for soort in ThemaSoort),
        Kenmerk(
            "bouwsteensoort",
            "Soort bouwsteen",
            lambda steen: [str(steen.get_soort_display())],
            _labels(BouwsteenSoort.choices),
        ),
        Kenmerk(
            "tegengeluid",
            "Tegengeluid",
            lambda steen: ["Tegengeluid" if steen.tegengeluid else "Geen tegengeluid"],
            ("Tegengeluid", "Geen tegengeluid"),
        ),
        Kenmerk(
            "canvasvak",
            "Vak van het canvas",
            lambda steen: [str(steen.get_canvasvak_display())] if steen.canvasvak else [],
            _labels(Canvasvak.choices),
        ),
        Kenmerk(
            "format",
            "Vorm van het gesprek",
            lambda steen: [str(steen.gesprek.get_format_display()) if steen.gesprek else INGEZONDEN],
            _labels(GesprekFormat.choices, INGEZONDEN),
        ),
        Kenmerk(
            "werkvorm",
            "Werkvorm",
            lambda steen: [str(steen.gesprek.get_werkvorm_display())] if steen.gesprek else [],
            _labels(Werkvorm.choices),
        ),
        Kenmerk(
            "organisatiesoort",
            "Soort organisatie",
            lambda steen: organisation_kinds(steen),
            _labels(OrganisatieSoort.choices),
            several=True,
        ),
        Kenmerk("jaar", "Jaar", lambda steen: [str(day_of(steen).year)]),
    )
}


def organisation_kinds(steen: Bouwsteen) -> list[str]:
    """The kinds of the organisations at its gesprek, each once."""
    organisations = steen.gesprek.organisaties.all() if steen.gesprek else ()
    return sorted({str(organisatie.get_soort_display()) for organisatie in organisations})


TERMEN = (
    *((soort.value, f"{soort.label}’s" if soort == ThemaSoort.THEMA else str(soort.label)) for soort in ThemaSoort),
    (ALLE_TERMEN, "Alles door elkaar"),
)
"""Choices of a form: which terms to look at."""

"""Asking about what looks like personal data before a text is saved, and doing what the writer chose."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError

from kennisbank.encryption import blind_index
from kennisbank.text.privacy import Gegeven, Vondst, find_personal_data

VERVANGING = {
    Gegeven.BSN: "[nummer]",
    Gegeven.EMAIL: "[e-mailadres]",
    Gegeven.TELEFOON: "[telefoonnummer]",
    Gegeven.IBAN: "[rekeningnummer]",
    Gegeven.NAAM: "[naam]",
}


class Keuze(StrEnum):
    """What the writer wants done with one find."""

    WEGHALEN = "weghalen"
    VERVANGEN = "vervangen"
    LATEN = "laten"


VELD = "vondst-"
"""Of the field in which a form says what to do with a find; its fingerprint comes after it."""
LABELS = {
    Keuze.VERVANGEN: "Vervangen door {}",
    Keuze.WEGHALEN: "Weghalen",
    Keuze.LATEN: "Zo laten: dit is geen persoonsgegeven",
}


@dataclass(frozen=True)
class Vraag:
    """One find to ask about in a form, with the choices as (value, label, chosen)."""

    naam: str
    tekst: str
    uitleg: str
    keuzes: tuple[tuple[str, str, bool], ...]


class PersoonsgegevensGevonden(ValidationError):
    """A text holds what looks like personal data and nobody said yet that it is not; `vondsten` are those finds."""

    def __init__(self, vondsten: list[Vondst]) -> None:
        self.vondsten = vondsten
        super().__init__({"tekst": describe(vondsten)})


def describe(vondsten: Iterable[Vondst]) -> str:
    """One sentence that says what was found; the words themselves are not in it, for messages get logged."""
    kinds = list(dict.fromkeys(vondst.uitleg for vondst in vondsten))
    listed = kinds[0] if len(kinds) == 1 else ", ".join(kinds[:-1]) + " en " + kinds[-1]
    return f"In deze tekst lijkt {listed} te staan. Kies wat je daarmee wilt doen."


def vondst_sleutel(vondst: Vondst) -> str:
    """A keyed fingerprint by which a find is accepted, so that accepted ones can be kept without the words."""
    return blind_index(f"{vondst.soort}\0{vondst.tekst.casefold()}")[:20]


def find_unconfirmed(tekst: str, *, namen: Iterable[str] = (), bevestigd: Iterable[str] = ()) -> list[Vondst]:
    """What looks like personal data and was not accepted by its fingerprint."""
    accepted = frozenset(bevestigd)
    return [vondst for vondst in find_personal_data(tekst, namen) if vondst_sleutel(vondst) not in accepted]


def check_persoonsgegevens(tekst: str, *, namen: Iterable[str] = (), bevestigd: Iterable[str] = ()) -> list[str]:
    """Raise PersoonsgegevensGevonden unless every find was accepted; returns the fingerprints still in the text."""
    accepted = frozenset(bevestigd)
    found = find_personal_data(tekst, namen)
    unconfirmed = [vondst for vondst in found if vondst_sleutel(vondst) not in accepted]
    if unconfirmed:
        raise PersoonsgegevensGevonden(unconfirmed)
    return sorted({vondst_sleutel(vondst) for vondst in found})


def apply_keuzes(tekst: str, keuzes: Mapping[str, str], *, namen: Iterable[str] = ()) -> str:
    """The text after the choices by fingerprint: finds taken out or replaced; those without a choice stay."""
    for vondst in reversed(find_personal_data(tekst, namen)):
        keuze = keuzes.get(vondst_sleutel(vondst))
        if keuze == Keuze.VERVANGEN:
            tekst = tekst[: vondst.begin] + VERVANGING[vondst.soort] + tekst[vondst.einde :]
        elif keuze == Keuze.WEGHALEN:
            before, after = tekst[: vondst.begin], tekst[vondst.einde :]
            tekst = before + (after.lstrip(" ") if before.endswith(" ") or not before else after)
    return tekst


def accepted_keuzes(keuzes: Mapping[str, str]) -> frozenset[str]:
    """The fingerprints of which the writer said that they may stay."""
    return frozenset(sleutel for sleutel, keuze in keuzes.items() if keuze == Keuze.LATEN)


def make_vragen(vondsten: Sequence[Vondst], chosen: Mapping[str, str]) -> list[Vraag]:
    """A question for every find; the same words are asked about once."""
    vragen = {}
    for vondst in vondsten:
        sleutel = vondst_sleutel(vondst)
        keuzes = tuple(
            (keuze.value, label.format(VERVANGING[vondst.soort]), chosen.get(sleutel) == keuze)
            for keuze, label in LABELS.items()
        )
        vragen[sleutel] = Vraag(f"{VELD}{sleutel}", vondst.tekst, vondst.uitleg, keuzes)
    return list(vragen.values())


def read_keuzes(data: Mapping[str, Any]) -> dict[str, str]:
    """What was chosen in a form, by the fingerprint of the find."""
    return {name.removeprefix(VELD): str(data[name]) for name in data if name.startswith(VELD)}

"""The questions and the agenda that an organiser puts together for one gesprek."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.startkit.inhoud import Onderdeel, formats
from bouwstenen.startkit.vragenset import MAX_VRAGEN, read_set
from kennisbank.text.normalise import normalise_line

MAX_ONDERDELEN = 15
MAX_MINUTEN = 240


def clean_vragen(vragen: Sequence[str]) -> list[str]:
    """Keys of the menu and own questions (with ~ in front), each once. Raises ValidationError at `vragen`."""
    if len(set(filter(None, vragen))) > MAX_VRAGEN:
        raise ValidationError({"vragen": f"Kies hoogstens {MAX_VRAGEN} vragen. Meer past niet in een gesprek."})
    return list(read_set(vragen))


def clean_agenda(agenda: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The parts of an agenda, ready to be kept. Raises ValidationError at `agenda`."""
    if len(agenda) > MAX_ONDERDELEN:
        raise ValidationError({"agenda": f"Houd het bij {MAX_ONDERDELEN} onderdelen."})
    parts = []
    for row in agenda:
        titel, uitleg = normalise_line(str(row.get("titel", ""))), normalise_line(str(row.get("uitleg", "")))
        minuten = row.get("minuten")
        if not titel or len(titel) > 80 or len(uitleg) > 300:
            raise ValidationError({"agenda": "Geef elk onderdeel een naam van hoogstens 80 tekens."})
        if not isinstance(minuten, int) or not 1 <= minuten <= MAX_MINUTEN:
            raise ValidationError({"agenda": f"‘{titel}’ duurt tussen 1 en {MAX_MINUTEN} minuten."})
        parts.append({"titel": titel, "minuten": minuten, "uitleg": uitleg})
    return parts


def agenda_of(plan: Gespreksplan) -> tuple[Onderdeel, ...]:
    """The agenda of a plan: its own, or that of its format."""
    if plan.agenda:
        return tuple(Onderdeel(row["titel"], row["minuten"], row.get("uitleg", "")) for row in plan.agenda)
    found = formats().get(plan.format)
    return found.agenda if found else ()

"""Cells of a table as values of fields: choices, yes or no, and gesprekken by name."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from bouwstenen.models import Gesprek
from kennisbank.text.folding import fold
from kennisbank.text.normalise import normalise_line

JA = {"ja", "j", "x", "1", "true", "waar", "yes", "y"}
NEE = {"", "nee", "n", "0", "false", "onwaar", "no", "-"}


@dataclass(frozen=True)
class Rijwaarde:
    """What a cell says, as a form takes it, and what is wrong with it."""

    waarde: Any
    fout: str = ""


def look_up_choice(cel: str, choices: type[TextChoices]) -> Rijwaarde:
    """A choice by its value or its label, capitals apart."""
    woord = fold(normalise_line(cel))
    if not woord:
        return Rijwaarde("")
    for choice in choices:
        if woord in {fold(choice.value), fold(choice.value).replace("_", " "), fold(str(choice.label))}:
            return Rijwaarde(choice.value)
    mogelijk = ", ".join(choice.value for choice in choices)
    return Rijwaarde("", f"‘{normalise_line(cel)[:80]}’ kan hier niet. Kies uit: {mogelijk}.")


def read_flag(cel: str) -> Rijwaarde:
    """Yes or no."""
    woord = fold(cel)
    if woord in JA | NEE:
        return Rijwaarde(woord in JA)
    return Rijwaarde(False, f"‘{normalise_line(cel)[:40]}’ is geen ja of nee.")


class Gesprekken:
    """All gesprekken, by title, urn id and URN."""

    def __init__(self) -> None:
        self._found: dict[str, set[int]] = defaultdict(set)
        for pk, urn_id, titel in Gesprek.objects.values_list("pk", "urn_id", "titel"):
            self._found[fold(titel)].add(pk)
            self._found[urn_id].add(pk)

    def find(self, cel: str) -> Rijwaarde:
        """The gesprek that a cell names."""
        woord = fold(normalise_line(cel))
        if not woord:
            return Rijwaarde("")
        found = self._found.get(woord.rpartition(":")[2] if woord.startswith("urn:") else woord, set())
        if len(found) == 1:
            return Rijwaarde(next(iter(found)))
        naam = normalise_line(cel)[:80]
        if found:
            return Rijwaarde("", f"Er zijn {len(found)} gesprekken die ‘{naam}’ heten. Gebruik het kenmerk.")
        return Rijwaarde("", f"Er is geen gesprek dat ‘{naam}’ heet.")

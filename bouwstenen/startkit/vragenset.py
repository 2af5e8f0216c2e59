"""A set of questions that somebody puts together: which ones, in which order; it lives in an address or in a plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bouwstenen.startkit.inhoud import vraag_op_sleutel

MAX_VRAGEN = 20
MAX_EIGEN = 200
EIGEN = "~"
"""What a question of one's own begins with, to tell it from the key of one in the menu."""

Set = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GekozenVraag:
    """One question of a set, as it is shown."""

    sleutel: str
    tekst: str
    eigen: bool


def read_set(values: Iterable[str]) -> Set:
    """What is a question, once each, in order; keys nobody knows and empty ones are left out."""
    cleaned = (_clean(value) for value in values)
    return tuple(dict.fromkeys(value for value in cleaned if value))[:MAX_VRAGEN]


def _clean(value: str) -> str:
    if value.startswith(EIGEN):
        tekst = " ".join(value.removeprefix(EIGEN).split())[:MAX_EIGEN].strip()
        return f"{EIGEN}{tekst}" if tekst else ""
    return value if value in vraag_op_sleutel() else ""


def show_set(values: Iterable[str]) -> list[GekozenVraag]:
    """The questions with their texts."""
    known = vraag_op_sleutel()
    return [
        GekozenVraag(
            value, value.removeprefix(EIGEN) if value.startswith(EIGEN) else known[value].tekst, value[0] == EIGEN
        )
        for value in read_set(values)
    ]


def query_of(values: Sequence[str], **extra: str) -> str:
    """The part of an address that holds the set; an empty set is told from none at all."""
    return urlencode([*((name, value) for name, value in extra.items() if value), *(("v", v) for v in values or [""])])


def change_set(values: Set, params: Mapping[str, str]) -> Set | None:
    """The set after the button that was pressed; None when none was."""
    if params.get("erbij"):
        return read_set([*values, params["erbij"]])
    if "eigen" in params:
        return read_set([*values, f"{EIGEN}{params['eigen']}"])
    if params.get("weg"):
        return tuple(value for value in values if value != params["weg"])
    if "leeg" in params:
        return ()
    for name, step in (("omhoog", -1), ("omlaag", 1)):
        if params.get(name):
            return _move(values, params[name], step)
    return None


def _move(values: Set, value: str, step: int) -> Set:
    if value not in values:
        return values
    order = list(values)
    here = order.index(value)
    there = min(max(here + step, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    return tuple(order)

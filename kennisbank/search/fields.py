"""`thema:tegenspraak`: which documents have a value of a facet, for use inside a plan."""

import re
from collections.abc import Collection, Sequence

from kennisbank.search.kinds import KIND_FACET, YEAR_FACET, FacetValue, SearchKind, get_facet
from kennisbank.search.question import TITLE_FIELD, InField
from kennisbank.search.selection import year_of
from kennisbank.search.whoosh.analysis import analyse, fold
from kennisbank.search.whoosh.filters import Compare
from kennisbank.search.whoosh.inverter import TITLES
from kennisbank.search.whoosh.plan import (
    AndNode,
    FilterNode,
    Node,
    NoneNode,
    PhraseNode,
    TermNode,
    all_of,
    any_of,
)
from kennisbank.search.whoosh.segmentfile import Value
from kennisbank.search.whoosh.snapshot import Snapshot

# Facets that `soort:` also looks in: a dilemma is a soort too.
KIND_FACETS = ("bouwsteensoort",)
_RANGE = re.compile(r"^(\d{4})-(\d{4})$")
_SEPARATORS = re.compile(r"[\W_]+")


def plain(value: object) -> str:
    """A value as it is compared: "Morele moed" and "morele-moed" are one."""
    return _SEPARATORS.sub("-", fold(str(value))).strip("-")


def plan_field(snapshot: Snapshot, kinds: Sequence[SearchKind], asked: InField) -> Node:
    """Documents with the value that was asked; none when nothing has it."""
    if asked.name == TITLE_FIELD:
        return _title(asked)
    if asked.name != KIND_FACET:
        return _facet(snapshot, kinds, asked.name, asked.value)
    return any_of(
        [_kind(kinds, asked.value)]
        + [_facet(snapshot, kinds, facet, asked.value) for facet in KIND_FACETS if _has(kinds, facet)]
    )


def _title(asked: InField) -> Node:
    terms = tuple(analyse(asked.value))
    if asked.quoted and len(terms) > 1:
        return PhraseNode(TITLES, terms)
    return all_of([TermNode(TITLES, term.text) for term in terms])


def _has(kinds: Sequence[SearchKind], facet: str) -> bool:
    return any(facet in kind.facets for kind in kinds)


def _kind(kinds: Sequence[SearchKind], value: str) -> Node:
    wanted = plain(value)
    chosen = [kind for kind in kinds if wanted in {plain(kind.key), plain(kind.label), plain(kind.label_plural)}]
    return any_of([_type(kind) for kind in chosen])


def _type(kind: SearchKind) -> Node:
    return TermNode("ctypes", kind.model._meta.label_lower)


def _value(facet: str, value: Value) -> FacetValue:
    return year_of(value) if facet == YEAR_FACET else value


def _facet(snapshot: Snapshot, kinds: Sequence[SearchKind], facet: str, asked: str) -> Node:
    columns = [(kind, kind.facets[facet]) for kind in kinds if facet in kind.facets]
    values = {name: _values(snapshot, name) for name in {name for _, name in columns}}
    known = {_value(facet, value) for found in values.values() for value in found}
    wanted = _wanted(facet, asked, known)
    nodes: list[Node] = []
    for kind, name in columns:
        chosen = tuple(value for value in values[name] if _value(facet, value) in wanted)
        if chosen:
            nodes.append(AndNode((_type(kind), FilterNode(Compare(name, "in", chosen)))))
    return any_of(nodes) if nodes else NoneNode()


def _values(snapshot: Snapshot, name: str) -> list[Value]:
    columns = (live.segment.column(name) for live in snapshot.segments)
    return list(dict.fromkeys(value for column in columns if column is not None for value in column.values))


def _wanted(facet: str, asked: str, known: Collection[FacetValue]) -> set[FacetValue]:
    """The values that are meant: by what is in the address bar, from one year to another, or else by name."""
    years = _RANGE.match(asked)
    if years:
        low, high = int(years[1]), int(years[2])
        within: set[FacetValue] = {value for value in known if isinstance(value, int) and low <= value <= high}
        if within:
            return within
    found = {value for value in known if plain(value) == plain(asked)}
    labels = get_facet(facet).labels
    if found or labels is None:
        return found
    return {value for value, label in labels(known).items() if plain(label) == plain(asked)}

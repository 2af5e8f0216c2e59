"""What somebody searches for: words, facets, dates and order. An address holds all of it, always in the same order."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.formats import date_format

from kennisbank.search.kinds import KIND_FACET, FacetValue, facet_keys, get_facet, labels_of
from kennisbank.search.question import MAX_LENGTH

RELEVANCE = "relevantie"
NEWEST = "nieuwste"
OLDEST = "oudste"
TITLE = "titel"
SORTERINGEN = {RELEVANCE: "Best passend", NEWEST: "Nieuwste eerst", OLDEST: "Oudste eerst", TITLE: "Titel"}
# Characters of one facet's value and values per facet that are looked at: nobody clicks more together.
MAX_VALUE = 100
MAX_VALUES = 50


def _clean(text: str) -> str:
    return text.replace("\x00", " ").strip()


def _read_facet(data: QueryDict, key: str) -> tuple[FacetValue, ...]:
    """The values of one facet, each once, sorted."""
    read = get_facet(key).read
    texts = (_clean(value)[:MAX_VALUE] for value in data.getlist(key)[:MAX_VALUES])
    values = {value for text in texts if text and (value := read(text)) is not None}
    return tuple(sorted(values, key=str))


def read_date(text: str) -> datetime.date | None:
    """A date as `2026-03-31` or `31-03-2026`, or None.

    Raises:
        ValueError: it is neither empty nor a date.
    """
    text = _clean(text)
    if not text:
        return None
    day, _, rest = text.partition("-")
    month, _, year = rest.partition("-")
    if len(year) == 4 and year.isdecimal():
        return datetime.date(int(year), int(month), int(day))
    return datetime.date.fromisoformat(text)


def _date_or_none(text: str) -> datetime.date | None:
    try:
        return read_date(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Zoekvraag:
    """A question to the search page. Values of one facet widen, facets narrow each other; both dates are included."""

    vraag: str = ""
    facetten: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    van: datetime.date | None = None
    tot: datetime.date | None = None
    sortering: str = RELEVANCE

    @classmethod
    def from_query(cls, data: QueryDict) -> Zoekvraag:
        """Read an address. What is no choice of ours is left out rather than refused."""
        found = {key: values for key in facet_keys() if (values := _read_facet(data, key))}
        sort = data.get("sorteer", "")
        return cls(
            vraag=_clean(data.get("q", "")[:MAX_LENGTH]),
            facetten=found,
            van=_date_or_none(data.get("van", "")),
            tot=_date_or_none(data.get("tot", "")),
            sortering=sort if sort in SORTERINGEN else RELEVANCE,
        )

    @classmethod
    def from_string(cls, query: str) -> Zoekvraag:
        """Read the part of an address behind the question mark."""
        return cls.from_query(QueryDict(query))

    def as_query(self) -> QueryDict:
        """The address: the same for everything that asks the same."""
        query = QueryDict(mutable=True)
        if self.vraag:
            query["q"] = self.vraag
        for key in [*facet_keys(), *sorted(set(self.facetten) - set(facet_keys()))]:
            if self.facetten.get(key):
                query.setlist(key, sorted(str(value) for value in self.facetten[key]))
        for name, date in (("van", self.van), ("tot", self.tot)):
            if date is not None:
                query[name] = date.isoformat()
        if self.sortering != RELEVANCE:
            query["sorteer"] = self.sortering
        return query

    def urlencode(self) -> str:
        """The part of the address behind the question mark."""
        return self.as_query().urlencode()

    def is_empty(self) -> bool:
        """Whether it asks for everything."""
        return not (self.vraag or self.is_filtered())

    def is_filtered(self) -> bool:
        """Whether anything but words narrows it."""
        return any(self.facetten.values()) or self.van is not None or self.tot is not None

    def only(self, kind_key: str) -> Zoekvraag:
        """The same within one kind."""
        return self.with_facet(KIND_FACET, kind_key)

    def with_facet(self, key: str, *values: FacetValue) -> Zoekvraag:
        """The same with these values of a facet instead of those it had; none: without the facet."""
        facets = {name: chosen for name, chosen in self.facetten.items() if name != key}
        return replace(self, facetten={**facets, key: values} if values else facets)

    def without(self, key: str, value: FacetValue) -> Zoekvraag:
        """The same without one value of a facet."""
        return self.with_facet(key, *(each for each in self.facetten.get(key, ()) if each != value))

    def describe(self) -> str:
        """What it asks, in Dutch: "‘tegenspraak’, thema Tegenspraak, 2026". One query per facet that has names."""
        parts = [f"‘{self.vraag}’"] if self.vraag else []
        parts += [words for key in facet_keys() if (words := self._describe_facet(key))]
        parts += [words] if (words := self.describe_dates()) else []
        return ", ".join(parts) or "alles"

    def _describe_facet(self, key: str) -> str:
        values = self.facetten.get(key, ())
        if not values:
            return ""
        names = labels_of(key, values)
        words = " of ".join(names.get(value, str(value)) for value in values)
        facet = get_facet(key)
        return words if facet.spreekt_voor_zich else f"{facet.label[:1].lower()}{facet.label[1:]} {words}"

    def describe_dates(self) -> str:
        """The dates in words; empty without."""
        first = date_format(self.van, "j F Y") if self.van else ""
        last = date_format(self.tot, "j F Y") if self.tot else ""
        if first and last:
            return f"van {first} tot en met {last}"
        if first:
            return f"vanaf {first}"
        return f"tot en met {last}" if last else ""

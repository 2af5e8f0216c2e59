"""The kinds of things that /zoeken/ searches, and the facets by which results are narrowed.

Apps fill the registries in `AppConfig.ready()`:

    register(SearchKind(
        key="bouwsteen", label="bouwsteen", label_plural="bouwstenen", model=Bouwsteen,
        get_queryset=Bouwsteen.objects.published, title=lambda bouwsteen: bouwsteen.titel,
        url=lambda bouwsteen: bouwsteen.get_absolute_url(), text=lambda bouwsteen: plain_text(bouwsteen.tekst),
        facets={"thema": "thema_slugs", "jaar": "aangemaakt_op"}, datum=lambda bouwsteen: bouwsteen.aangemaakt_op,
        titelveld="titel",
    ))
    register_facet(SearchFacet("thema", "Thema", labels=thema_names_by_slug, volgorde=10))

The model is a modelsearch `Indexed` model. Give its title a high boost in `search_fields` (5 did best in our trials)
and an AutocompleteField, which the suggestions use.
"""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

FacetValue = int | float | str

KIND_FACET = "soort"
YEAR_FACET = "jaar"


@dataclass(frozen=True)
class SearchKind:
    """One kind of thing that can be found."""

    # As in the address bar (`?soort=bouwsteen`) and on the page.
    key: str
    label: str
    label_plural: str
    model: type[Model]
    # What the public may see, with what title, url and text need (select_related, prefetch_related).
    get_queryset: Callable[[], QuerySet[Any]]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    # Plain text of which a fragment is shown.
    text: Callable[[Any], str]
    # Key of the facet -> name of a FilterField of the model, of which the values go in the address bar. The field of
    # "jaar" is a date, a moment or a year; it also orders results by date.
    facets: Mapping[str, str] = field(default_factory=dict)
    datum: Callable[[Any], datetime.date | None] | None = None
    # Name of an icon of `kennisbank.ui.iconen`.
    icoon: str = "document"
    # Name of the FilterField that results are put in alphabetical order by; without one they come last.
    titelveld: str = ""
    # Of parts of something else that is found: name of the FilterField with what they are a part of.
    deel_van: str = ""


def read_number(text: str) -> int | None:
    """A whole number of an address, or None."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


@dataclass(frozen=True)
class SearchFacet:
    """A facet with its name on the page."""

    key: str
    label: str
    # Gives the names of values; one without a name is left out.
    labels: Callable[[Collection[FacetValue]], Mapping[FacetValue, str]] | None = None
    # Reads a value from the address; None for what cannot be a value.
    read: Callable[[str], FacetValue | None] = str
    # Its place on the page and in an address, lowest first.
    volgorde: int = 50
    # Whether the name of a value says enough without the name of the facet.
    spreekt_voor_zich: bool = False


_kinds: dict[str, SearchKind] = {}
_facets: dict[str, SearchFacet] = {}


def _kind_labels(values: Collection[FacetValue]) -> Mapping[FacetValue, str]:
    return {key: kind.label_plural for key, kind in _kinds.items() if key in values}


def _year_labels(values: Collection[FacetValue]) -> Mapping[FacetValue, str]:
    return {value: str(value) for value in values if isinstance(value, int)}


_BUILT_IN = {
    KIND_FACET: SearchFacet(KIND_FACET, "Soort", _kind_labels, volgorde=0, spreekt_voor_zich=True),
    YEAR_FACET: SearchFacet(YEAR_FACET, "Jaar", _year_labels, read_number, volgorde=90, spreekt_voor_zich=True),
}


def register(kind: SearchKind) -> None:
    """Make a kind of thing searchable. Registering a key again replaces it."""
    _kinds[kind.key] = kind


def register_facet(facet: SearchFacet) -> None:
    """Name a facet and its values; without this its key and values are shown as they are."""
    _facets[facet.key] = facet


def unregister(key: str) -> None:
    """Take a kind out again (tests)."""
    _kinds.pop(key, None)


def all_kinds() -> list[SearchKind]:
    """All kinds, in order of registration."""
    return list(_kinds.values())


def get_facet(key: str) -> SearchFacet:
    """The facet with this key."""
    return _facets.get(key) or _BUILT_IN.get(key) or SearchFacet(key, key.capitalize())


def facet_keys(kinds: Collection[SearchKind] | None = None) -> list[str]:
    """Keys of the facets of these kinds (default: all that are registered), in the order of the page."""
    searched = _kinds.values() if kinds is None else kinds
    keys = {KIND_FACET, *(key for kind in searched for key in kind.facets)}
    return sorted(keys, key=lambda key: (get_facet(key).volgorde, key))


def labels_of(key: str, values: Collection[FacetValue]) -> Mapping[FacetValue, str]:
    """The names of values of a facet; one that has no name is not in it. Costs at most one query."""
    labels = get_facet(key).labels
    return {value: str(value) for value in values} if labels is None else labels(list(values))

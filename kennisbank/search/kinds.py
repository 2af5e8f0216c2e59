"""The kinds of things that /zoeken/ searches, and the facets by which results are narrowed.

Apps fill the registries in `AppConfig.ready()`:

    register(SearchKind(
        key="bouwsteen", label="bouwsteen", label_plural="bouwstenen", model=Bouwsteen,
        get_queryset=Bouwsteen.objects.published, title=lambda bouwsteen: bouwsteen.titel,
        url=lambda bouwsteen: bouwsteen.get_absolute_url(), text=lambda bouwsteen: plain_text(bouwsteen.tekst),
        facets={"thema": "thema_slugs", "jaar": "aangemaakt_op"}, datum=lambda bouwsteen: bouwsteen.aangemaakt_op,
    ))
    register_facet(SearchFacet("thema", "Thema", labels=thema_names_by_slug))

The model is a modelsearch `Indexed` model. Give its title a high boost in `search_fields` (5 did best in our trials)
and an AutocompleteField, which the suggestions use.
"""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

FacetValue = int | float | str


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


@dataclass(frozen=True)
class SearchFacet:
    """A facet with its name on the page. `labels` gives the names of values; one without a name is left out."""

    key: str
    label: str
    labels: Callable[[Collection[FacetValue]], Mapping[FacetValue, str]] | None = None


_kinds: dict[str, SearchKind] = {}
_facets: dict[str, SearchFacet] = {}


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
    return _facets.get(key) or SearchFacet(key, key.capitalize())

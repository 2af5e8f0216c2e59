"""Searching the whole site: all kinds in one list, ranked together, with facets, fragments and suggestions."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from modelsearch.backends import get_search_backend

from kennisbank.search.fragments import Deel, fragment, mark
from kennisbank.search.kinds import FacetValue, SearchKind, all_kinds, get_facet
from kennisbank.search.question import (
    Question,
    correct,
    parse_question,
    plan_all_words,
    plan_any_word,
    plan_beginning,
)
from kennisbank.search.selection import KIND_FACET, YEAR_FACET, Selection, prefer, scope_of
from kennisbank.search.whoosh.backend import WhooshSearchBackend
from kennisbank.search.whoosh.documents import docid_for, root_label
from kennisbank.search.whoosh.evaluate import Evaluator
from kennisbank.search.whoosh.plan import AllNode, Node
from kennisbank.search.whoosh.ranking import Found, best, count
from kennisbank.search.whoosh.snapshot import Snapshot

THEMA_FACET = "thema"
PER_PAGE = 20
# With fewer results than this for all words, results for some of the words are added after them.
FEW = 5
# More than any score: whoever has all words comes first.
ALL_WORDS_BONUS = 1_000.0
# Values of a facet that are offered.
MAX_CHOICES = 50
RELEVANCE = "relevantie"
NEWEST = "nieuwste"


@dataclass(frozen=True)
class Treffer:
    """One result. Title and fragment are pieces of plain text, of which some are marked."""

    soort: str
    soort_label: str
    titel: str
    titel_delen: Sequence[Deel]
    url: str
    fragment: Sequence[Deel]
    datum: datetime.date | None
    icoon: str
    object: Any


@dataclass(frozen=True)
class Keuze:
    """A value of a facet with the number of results it would give."""

    waarde: FacetValue
    label: str
    aantal: int
    gekozen: bool


@dataclass(frozen=True)
class Facet:
    """A facet with its values, most frequent first."""

    sleutel: str
    label: str
    keuzes: Sequence[Keuze]


@dataclass(frozen=True)
class Zoekresultaat:
    """One page of results."""

    vraag: str
    totaal: int = 0
    treffers: Sequence[Treffer] = ()
    facetten: Sequence[Facet] = ()
    pagina: int = 1
    paginas: int = 1
    sortering: str = RELEVANCE
    # Whether only results with all words are shown; else those come first, and then those with some of the words.
    alle_woorden: bool = True
    bedoelde_je: str | None = None


@dataclass(frozen=True)
class Suggestie:
    """A title that begins as was typed."""

    titel: str
    url: str
    soort: str


@dataclass
class _Search:
    """The steps of one search share these."""

    snapshot: Snapshot
    kinds: Sequence[SearchKind]
    chosen: Mapping[str, Collection[FacetValue]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.scopes = [scope_of(kind) for kind in self.kinds]
        self.selection = Selection(self.snapshot, self.scopes, self.chosen)

    def run(self, plan: Node) -> list[Found]:
        """What a plan finds, with the facets applied; `selection` is left at this plan."""
        self.selection.run(Evaluator(self.snapshot, plan))
        return self.selection.found()


def _backend() -> WhooshSearchBackend:
    backend = get_search_backend()
    if not isinstance(backend, WhooshSearchBackend):
        raise ImproperlyConfigured("Site search needs kennisbank.search.whoosh as the default search backend")
    return backend


def search_site(
    vraag: str,
    *,
    soorten: Collection[str] = (),
    themas: Collection[FacetValue] = (),
    jaar: Collection[int] = (),
    pagina: int = 1,
    per_pagina: int = PER_PAGE,
    sortering: str = RELEVANCE,
    kinds: Sequence[SearchKind] | None = None,
) -> Zoekresultaat:
    """Search all kinds at once.

    Args:
        vraag: what was typed; quotation marks make phrases, nothing else is syntax.
        soorten: keys of kinds; empty: all. Values of one facet widen, facets narrow each other.
        themas: values of the facet "thema".
        jaar: years.
        pagina: number of the page, from 1; beyond the last page the last one is given.
        per_pagina: results per page.
        sortering: RELEVANCE or NEWEST.
        kinds: the kinds to search; default: all that are registered.

    Queries: one per kind on the page, one for the outbox, and those of the kinds' querysets and labels. Never one per
    result.
    """
    question = parse_question(vraag)
    chosen = {KIND_FACET: soorten, THEMA_FACET: themas, YEAR_FACET: jaar}
    if question.is_empty() and not any(chosen.values()):
        return Zoekresultaat(question.text)
    search = _Search(_backend().snapshot(), all_kinds() if kinds is None else kinds, chosen)
    found, complete = _find(search, question)
    total = count(found)
    pages = max(1, -(-total // per_pagina))
    page = min(max(1, pagina), pages)
    if question.is_empty():
        sortering = NEWEST
    docids = _page(search, found, sortering, (page - 1) * per_pagina, page * per_pagina)
    return Zoekresultaat(
        vraag=question.text,
        totaal=total,
        treffers=_load(search, docids, question.stems),
        facetten=_facets(search),
        pagina=page,
        paginas=pages,
        sortering=sortering,
        alle_woorden=complete,
        bedoelde_je=_did_you_mean(search, question, total if complete else 0),
    )


def _find(search: _Search, question: Question) -> tuple[list[Found], bool]:
    """Results with all words or, when those are few, with any word; and whether all of them have all words."""
    if question.is_empty():
        return search.run(AllNode()), True
    everything = search.run(plan_all_words(question))
    total = count(everything)
    if total >= FEW:
        return everything, True
    some = search.run(plan_any_word(question))
    if count(some) <= total:
        return search.run(plan_all_words(question)), True
    return prefer(everything, some, ALL_WORDS_BONUS), False


def _page(search: _Search, found: Sequence[Found], order: str, start: int, stop: int) -> list[str]:
    if order == NEWEST:
        return search.selection.by_date(stop)[start:stop]
    return [result.docid for result in best(found, start, stop)]


def _load(search: _Search, docids: Sequence[str], stems: Collection[str]) -> list[Treffer]:
    """The objects of a page, one query per kind; the kind's queryset has the last word on what may be seen."""
    loaded: dict[str, Treffer] = {}
    for kind in search.kinds:
        root = root_label(kind.model)
        pks = [docid.split(":", 1)[1] for docid in docids if docid.split(":", 1)[0] == root and docid not in loaded]
        if pks:
            for instance in kind.get_queryset().filter(pk__in=pks):
                loaded.setdefault(docid_for(kind.model, instance.pk), _result(kind, instance, stems))
    return [loaded[docid] for docid in docids if docid in loaded]


def _result(kind: SearchKind, instance: Any, stems: Collection[str]) -> Treffer:
    title = kind.title(instance)
    return Treffer(
        soort=kind.key,
        soort_label=kind.label,
        titel=title,
        titel_delen=mark(title, stems),
        url=kind.url(instance),
        fragment=fragment(kind.text(instance), stems),
        datum=kind.datum(instance) if kind.datum else None,
        icoon=kind.icoon,
        object=instance,
    )


def _facets(search: _Search) -> list[Facet]:
    """All facets of the searched kinds with counts."""
    keys = dict.fromkeys([KIND_FACET, *(key for kind in search.kinds for key in kind.facets)])
    facets = []
    for key in keys:
        chosen = set(search.chosen.get(key, ()))
        counts = search.selection.facet_counts(key)
        counts.update({value: 0 for value in chosen if value not in counts})
        labels = _labels(search, key, counts)
        choices = [Keuze(value, labels[value], counts[value], value in chosen) for value in counts if value in labels]
        if key == YEAR_FACET:
            choices.sort(key=lambda choice: -int(choice.waarde))
        else:
            choices.sort(key=lambda choice: (not choice.gekozen, -choice.aantal, choice.label))
        label = "Soort" if key == KIND_FACET else get_facet(key).label
        facets.append(Facet(key, label, choices[:MAX_CHOICES]))
    return facets


def _labels(search: _Search, key: str, counts: Mapping[FacetValue, int]) -> Mapping[FacetValue, str]:
    if key == KIND_FACET:
        return {kind.key: kind.label_plural for kind in search.kinds}
    if key == YEAR_FACET:
        return {value: str(value) for value in counts if isinstance(value, int)}
    labels = get_facet(key).labels
    return {value: str(value) for value in counts} if labels is None else labels(list(counts))


def _did_you_mean(search: _Search, question: Question, total: int) -> str | None:
    """A better spelling, when there is little found and the other spelling finds more."""
    if total >= FEW or question.is_empty():
        return None
    corrected = correct(question, search.snapshot.written_words())
    if corrected is None:
        return None
    other = Selection(search.snapshot, search.scopes, {})
    other.run(Evaluator(search.snapshot, plan_all_words(parse_question(corrected))))
    return corrected if other.count() > total else None


def suggest(vraag: str, limit: int = 8, *, kinds: Sequence[SearchKind] | None = None) -> list[Suggestie]:
    """Titles of all kinds with words that begin as typed, for showing while somebody types."""
    plan = plan_beginning(vraag)
    search = _Search(_backend().snapshot(), all_kinds() if kinds is None else kinds)
    found = search.run(plan)
    results = _load(search, [result.docid for result in best(found, 0, limit)], ())
    return [Suggestie(result.titel, result.url, result.soort_label) for result in results]

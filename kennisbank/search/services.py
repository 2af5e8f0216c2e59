"""Searching the whole site: all kinds in one list, ranked together, with facets, fragments and suggestions."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from modelsearch.backends import get_search_backend

from kennisbank.search.finding import Search, did_you_mean, find, find_beginning
from kennisbank.search.fragments import fragment, mark
from kennisbank.search.kinds import (
    KIND_FACET,
    YEAR_FACET,
    FacetValue,
    SearchKind,
    all_kinds,
    facet_keys,
    get_facet,
    labels_of,
)
from kennisbank.search.question import Question, parse_question
from kennisbank.search.resultaat import Facet, Keuze, Suggestie, Treffer, Zoekresultaat
from kennisbank.search.whoosh.backend import WhooshSearchBackend
from kennisbank.search.whoosh.documents import docid_for, root_label
from kennisbank.search.whoosh.ranking import Found, best, count
from kennisbank.search.zoekvraag import NEWEST, OLDEST, RELEVANCE, TITLE, Zoekvraag

THEMA_FACET = "thema"
PER_PAGE = 20
# Values of a facet that are offered.
MAX_CHOICES = 50

__all__ = [
    "NEWEST",
    "RELEVANCE",
    "Facet",
    "Suggestie",
    "Treffer",
    "Zoekresultaat",
    "count_results",
    "find_keys",
    "load_results",
    "search",
    "search_site",
    "suggest",
]


def _backend() -> WhooshSearchBackend:
    backend = get_search_backend()
    if not isinstance(backend, WhooshSearchBackend):
        raise ImproperlyConfigured("Site search needs kennisbank.search.whoosh as the default search backend")
    return backend


def search(
    zoekvraag: Zoekvraag,
    *,
    pagina: int = 1,
    per_pagina: int = PER_PAGE,
    kinds: Sequence[SearchKind] | None = None,
) -> Zoekresultaat:
    """Search all kinds at once.

    Args:
        zoekvraag: what is asked; one that asks nothing finds nothing.
        pagina: number of the page, from 1; beyond the last page the last one is given.
        per_pagina: results per page.
        kinds: the kinds to search; default: all that are registered.

    Queries: one per kind on the page, one for the outbox, and those of the kinds' querysets and labels. Never one per
    result.
    """
    question = parse_question(zoekvraag.vraag)
    if question.is_empty() and not zoekvraag.is_filtered():
        return Zoekresultaat(question.text)
    steps = _start(zoekvraag, kinds)
    found, complete = find(steps, question)
    total = count(found)
    pages = max(1, -(-total // per_pagina))
    page = min(max(1, pagina), pages)
    order = _order(zoekvraag, question)
    docids = _page(steps, found, order, (page - 1) * per_pagina, page * per_pagina)
    return Zoekresultaat(
        vraag=question.text,
        totaal=total,
        treffers=_load(steps, docids, steps.stems),
        facetten=_facets(steps),
        pagina=page,
        paginas=pages,
        sortering=order,
        alle_woorden=complete,
        bedoelde_je=did_you_mean(steps, question, total if complete else 0),
    )


def search_site(
    vraag: str,
    *,
    soorten: Collection[str] = (),
    themas: Collection[FacetValue] = (),
    jaar: Collection[int] = (),
    sortering: str = RELEVANCE,
    **options: Any,
) -> Zoekresultaat:
    """Search for words, with the most used facets; `options` as of `search`."""
    chosen = {KIND_FACET: tuple(soorten), THEMA_FACET: tuple(themas), YEAR_FACET: tuple(jaar)}
    return search(Zoekvraag(vraag, chosen, sortering=sortering), **options)


def find_keys(zoekvraag: Zoekvraag, *, kinds: Sequence[SearchKind] | None = None) -> dict[str, list[str]]:
    """Primary keys of everything found, by kind, in the order of the results; a question that asks nothing finds all.

    The index may be behind: whoever loads the rows asks the kind's queryset which of them may be seen.
    """
    question = parse_question(zoekvraag.vraag)
    steps = _start(zoekvraag, kinds)
    found, _ = find(steps, question)
    keys: dict[str, list[str]] = {kind.key: [] for kind in steps.kinds}
    kind_of = steps.selection.kind_of()
    for docid in _page(steps, found, _order(zoekvraag, question), 0, count(found)):
        keys[kind_of[docid]].append(docid.split(":", 1)[1])
    return {kind: pks for kind, pks in keys.items() if pks}


def count_results(zoekvraag: Zoekvraag) -> int:
    """How many results a question has, without loading any; one that asks nothing has none."""
    question = parse_question(zoekvraag.vraag)
    if question.is_empty() and not zoekvraag.is_filtered():
        return 0
    found, _ = find(_start(zoekvraag, None), question)
    return count(found)


def load_results(keys: Mapping[str, Sequence[str]]) -> list[Treffer]:
    """The objects with these primary keys by kind, as far as readers may see them; one query per kind."""
    results = []
    for kind in all_kinds():
        rows = {str(row.pk): row for row in kind.get_queryset().filter(pk__in=keys.get(kind.key, ()))}
        results += [_result(kind, rows[pk], ()) for pk in keys.get(kind.key, ()) if pk in rows]
    return results


def _start(zoekvraag: Zoekvraag, kinds: Sequence[SearchKind] | None) -> Search:
    searched = all_kinds() if kinds is None else kinds
    return Search(_backend().snapshot(), searched, zoekvraag.facetten, (zoekvraag.van, zoekvraag.tot))


def _order(zoekvraag: Zoekvraag, question: Question) -> str:
    """The order asked for; without words nothing fits better than anything else, so the newest come first."""
    return NEWEST if question.is_empty() and zoekvraag.sortering == RELEVANCE else zoekvraag.sortering


def _page(steps: Search, found: Sequence[Found], order: str, start: int, stop: int) -> list[str]:
    if order == TITLE:
        return steps.selection.by_title(stop)[start:stop]
    if order in (NEWEST, OLDEST):
        return steps.selection.by_date(stop, newest=order == NEWEST)[start:stop]
    return [result.docid for result in best(found, start, stop)]


def _load(search: Search, docids: Sequence[str], stems: Collection[str]) -> list[Treffer]:
    """The objects of a page, one query per kind; the kind's queryset has the last word on what may be seen."""
    loaded: dict[str, Treffer] = {}
    for scope in search.scopes:
        kind = scope.kind
        root = root_label(kind.model)
        pks = [docid.split(":", 1)[1] for docid in docids if docid.split(":", 1)[0] == root and docid not in loaded]
        if pks:
            for instance in scope.rows.filter(pk__in=pks):
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


def _facets(search: Search) -> list[Facet]:
    """All facets of the searched kinds with counts."""
    facets = []
    for key in facet_keys(search.kinds):
        chosen = set(search.chosen.get(key, ()))
        counts = search.selection.facet_counts(key)
        counts.update({value: 0 for value in chosen if value not in counts})
        labels = labels_of(key, counts)
        choices = [Keuze(value, labels[value], counts[value], value in chosen) for value in counts if value in labels]
        if key == YEAR_FACET:
            choices.sort(key=lambda choice: -int(choice.waarde))
        else:
            choices.sort(key=lambda choice: (not choice.gekozen, -choice.aantal, choice.label))
        facets.append(Facet(key, get_facet(key).label, choices[:MAX_CHOICES]))
    return facets


def suggest(vraag: str, limit: int = 8, *, kinds: Sequence[SearchKind] | None = None) -> list[Suggestie]:
    """Titles of all kinds with words that begin as typed, for showing while somebody types."""
    search = Search(_backend().snapshot(), all_kinds() if kinds is None else kinds)
    results = _load(search, find_beginning(search, vraag, limit), ())
    return [Suggestie(result.titel, result.url, result.soort_label) for result in results]

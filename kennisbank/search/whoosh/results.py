"""Results of one search: found in the index, fetched from the database one page at a time."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import models
from modelsearch.backends.base import BaseSearchResults, FilterFieldError

from kennisbank.search.whoosh import ranking
from kennisbank.search.whoosh.documents import docid_for
from kennisbank.search.whoosh.evaluate import Evaluator
from kennisbank.search.whoosh.segmentfile import Value

if TYPE_CHECKING:
    from kennisbank.search.whoosh.backend import WhooshSearchBackend
    from kennisbank.search.whoosh.compiler import WhooshQueryCompiler

# Objects fetched per query when somebody asks for all results at once.
FETCH_SIZE = 2000


class WhooshSearchResults(BaseSearchResults):
    """A lazy list of objects.

    The index may be a moment behind; the queryset has the last word on every row, so that an outdated index can hide
    an object but can never show one that the queryset excludes.
    """

    supports_facet = True
    backend: "WhooshSearchBackend"
    query_compiler: "WhooshQueryCompiler"

    def _found(self) -> Sequence[ranking.Found]:
        """What the index finds, before slicing; shared with every slice of these results."""
        compiler = self.query_compiler
        if compiler.found_cache is None:
            filters = compiler.filters()
            snapshot = self.backend.snapshot()
            plan = compiler.plan(lambda field: [live.segment.words(field) for live in snapshot.segments])
            types = (compiler.queryset.model._meta.concrete_model._meta.label_lower,)
            compiler.found_cache = ranking.find(snapshot, Evaluator(snapshot, plan), types, filters)
        found: Sequence[ranking.Found] = compiler.found_cache
        return found

    def _do_count(self) -> int:
        total = ranking.count(self._found())
        stop = total if self.stop is None else min(total, self.stop)
        return max(stop - self.start, 0)

    def _do_search(self) -> list[Any]:
        if self.stop is not None and self.stop <= self.start:
            return []
        order = self.query_compiler.index_order()
        if order is None:
            return self._by_database()
        if order:
            docids = ranking.ordered(self._found(), order, self.start, self.stop)
            return self._fetch([(docid, None) for docid in docids])
        ranked = ranking.best(self._found(), self.start, self.stop)
        return self._fetch([(result.docid, result.score) for result in ranked])

    def _fetch(self, rows: Sequence[tuple[str, float | None]]) -> list[Any]:
        """The objects in this order; rows that the queryset no longer has are left out."""
        queryset = self._unsliced()
        to_python = queryset.model._meta.pk.to_python
        objects: dict[str, Any] = {}
        for start in range(0, len(rows), FETCH_SIZE):
            pks = [to_python(docid.split(":", 1)[1]) for docid, _ in rows[start : start + FETCH_SIZE]]
            for instance in queryset.order_by().filter(pk__in=pks):
                objects[docid_for(queryset.model, instance.pk)] = instance
        found = [(objects[docid], score) for docid, score in rows if docid in objects]
        if self._score_field:
            for instance, score in found:
                setattr(instance, self._score_field, score)
        return [instance for instance, _ in found]

    def _unsliced(self) -> "models.QuerySet[Any]":
        queryset: models.QuerySet[Any] = self.query_compiler.queryset
        if queryset.query.is_sliced:
            return queryset.model._default_manager.all()
        return queryset

    def _by_database(self) -> list[Any]:
        """Results in an order that only the database knows; newest first when none is asked for."""
        queryset = self.query_compiler.queryset
        if not queryset.query.order_by:
            queryset = queryset.order_by("-pk")
        wanted = set(ranking.docids(self._found()))
        model = queryset.model
        docids = (docid_for(model, pk) for pk in queryset.values_list("pk", flat=True).iterator())
        matching: Iterable[str] = (docid for docid in dict.fromkeys(docids) if docid in wanted)
        return self._fetch([(docid, None) for docid in islice(matching, self.start, self.stop)])

    def facet(self, field_name: str) -> dict[Value | None, int]:
        """Number of results per value of a filter field, most frequent first.

        Raises:
            FilterFieldError: the model has no such FilterField.
        """
        model = self.query_compiler.queryset.model
        field = self.query_compiler._get_filterable_field(field_name)
        if field is None:
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}". Please add '
                f"index.FilterField('{field_name}') to {model.__name__}.search_fields.",
                field_name=field_name,
            )
        return ranking.facet(self._found(), field.get_attname(model))

"""From a queryset and a modelsearch query to a plan and filters for the index."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Subquery
from django.db.models.sql import Query
from django.db.models.sql.constants import MULTI, SINGLE
from django.utils import timezone
from modelsearch.backends.base import BaseSearchQueryCompiler, FilterError
from modelsearch.index import FilterField, RelatedFields
from modelsearch.query import MatchAll

from kennisbank.search.whoosh.documents import clean, column_name, docid_for
from kennisbank.search.whoosh.filters import LOOKUPS, Compare, DocIds, Filter, Group, Nothing
from kennisbank.search.whoosh.plan import Node, Planner, Vocabulary
from kennisbank.search.whoosh.segmentfile import Value

FieldPath = Sequence[FilterField | RelatedFields]


class UntranslatableFilterError(FilterError):
    """A filter that only the database can answer."""


class WhooshQueryCompiler(BaseSearchQueryCompiler):
    """Compiles whole-word searches."""

    HANDLES_ORDER_BY_EXPRESSIONS = True
    autocomplete = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._to_many: set[tuple[str, ...]] = set()
        # Filled in by the results: clones of one search share what was found.
        self.found_cache: Any = None

    def check(self) -> None:
        """As the base class, but lookups that the index does not know are left to the database."""
        try:
            super().check()
        except (FilterError, AttributeError):
            list(self._get_order_by())

    def plan(self, vocabulary: Vocabulary) -> Node:
        """The query as a tree over index terms."""
        return Planner(self.fields, self.autocomplete, vocabulary).plan(self.query)

    # Filters

    def filters(self) -> list[Filter]:
        """The queryset's filters for the index; those it cannot answer as the ids that the database gives."""
        self._to_many = set()
        try:
            translated: Filter | None = self._get_filters_from_queryset()
        except (FilterError, AttributeError):
            return [self._by_database()]
        if self.queryset.query.is_sliced:
            return [self._by_database()]
        return [] if translated is None else [translated]

    def _by_database(self) -> DocIds:
        model = self.queryset.model
        queryset = self.queryset if self.queryset.query.is_sliced else self.queryset.order_by()
        return DocIds(frozenset(docid_for(model, pk) for pk in queryset.values_list("pk", flat=True)))

    def _process_lookup(self, field_path: FieldPath, lookup: str, value: Any) -> Filter | None:
        if lookup not in LOOKUPS:
            return None
        column = self._column(field_path)
        if isinstance(value, (Query, Subquery)):
            value = self._run_subquery(value, lookup)
        elif hasattr(value, "resolve_expression"):
            return None
        if lookup == "isnull":
            return Compare(column, lookup, bool(value))
        field = field_path[-1].get_field(self._model_at(field_path)) if self._has_field(field_path) else None
        if lookup in ("in", "range"):
            values = [each for item in value for each in self._clean(item, field)]
            return Compare(column, lookup, tuple(values)) if values else Nothing()
        cleaned = self._clean(value, field)
        return Compare(column, lookup, cleaned[0]) if cleaned else Nothing()

    def _column(self, path: FieldPath) -> str:
        """Column of a filter; refuses a second condition on rows of one to-many relation.

        Such conditions must hold for one and the same related row, which the columns do not know.
        """
        names: list[str] = []
        model = self.queryset.model
        for field in path:
            if isinstance(field, RelatedFields):
                relation = field.get_field(model)
                names.append(field.field_name)
                if relation.one_to_many or relation.many_to_many:
                    self._use_to_many(tuple(names))
                model = relation.related_model
            else:
                names.append(field.get_attname(model))
        return column_name(names)

    def _use_to_many(self, path: tuple[str, ...]) -> None:
        if path in self._to_many:
            raise UntranslatableFilterError(path)
        self._to_many.add(path)

    def _model_at(self, path: FieldPath) -> type[models.Model]:
        model = self.queryset.model
        for field in path[:-1]:
            model = field.get_field(model).related_model
        return model

    def _has_field(self, path: FieldPath) -> bool:
        try:
            path[-1].get_field(self._model_at(path))
        except FieldDoesNotExist:
            return False
        return True

    def _clean(self, value: Any, field: "models.Field[Any, Any] | None") -> list[Value]:
        """A value as the columns keep it; a date compared with moments becomes that day's first moment."""
        is_date = isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
        if is_date and isinstance(field, models.DateTimeField):
            midnight = datetime.datetime.combine(value, datetime.time())
            value = timezone.make_aware(midnight) if timezone.is_naive(midnight) else midnight
        return clean(value)

    def _run_subquery(self, value: Query | Subquery, lookup: str) -> Any:
        query = value.query if isinstance(value, Subquery) else value
        compiler = query.get_compiler(self.queryset._db or DEFAULT_DB_ALIAS)
        if lookup == "exact":
            row = compiler.execute_sql(result_type=SINGLE)
            return row[0] if row else None
        return [row[0] for chunk in compiler.execute_sql(result_type=MULTI) for row in chunk]

    def _process_match_none(self) -> Filter:
        return Nothing()

    def _connect_filters(self, filters: Iterable[Filter | None], connector: str, negated: bool) -> Filter | None:
        parts = tuple(part for part in filters if part is not None)
        if not parts:
            return None
        return Group(parts, connector, negated)

    # Ordering

    def index_order(self) -> list[tuple[str, bool]] | None:
        """The ordering asked for as (column, descending), empty for relevance; None: only the database can."""
        by_relevance = self.order_by_relevance and not (isinstance(self.query, MatchAll) and self._is_ordered())
        if by_relevance:
            return []
        order = []
        for name in self.queryset.query.order_by:
            if not isinstance(name, str):
                return None
            field = self._get_filterable_field(name.lstrip("-"))
            if field is None:
                return None
            order.append((field.get_attname(self.queryset.model), name.startswith("-")))
        return order or None

    def _is_ordered(self) -> bool:
        return bool(self.queryset.query.order_by)


class WhooshAutocompleteQueryCompiler(WhooshQueryCompiler):
    """Compiles searches for words that begin so."""

    DEFAULT_OPERATOR = "and"
    autocomplete = True

"""From a model instance to what the index keeps of it, following the model's `search_fields`."""

import datetime
import decimal
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import models
from django.utils.encoding import force_str
from modelsearch.backends.base import get_model_root
from modelsearch.index import AutocompleteField, FilterField, RelatedFields, SearchField

from kennisbank.search.whoosh.inverter import Document, Prefix, Text
from kennisbank.search.whoosh.segmentfile import Value


def root_label(model: type[models.Model]) -> str:
    """Label of the model at the top of a multi-table family: ids are unique within it."""
    return str(get_model_root(model)._meta.label_lower)


def docid_for(model: type[models.Model], pk: object) -> str:
    """Id of an object in the index: "<app>.<root model>:<pk>"."""
    return f"{root_label(model)}:{pk}"


def type_labels(model: type[models.Model]) -> tuple[str, ...]:
    """Labels of a model and its concrete parents: a search on a parent finds its children."""
    concrete = model._meta.concrete_model or model
    return tuple(parent._meta.label_lower for parent in [*concrete._meta.get_parent_list(), concrete])


def column_name(path: Sequence[str]) -> str:
    """Name of the column of a filter field, reached through related fields."""
    return "__".join(path)


def clean(value: Any) -> list[Value]:
    """A field's value as the values that a column keeps: none, one or several numbers or texts."""
    if value is None:
        return []
    if isinstance(value, (models.Manager, models.QuerySet)):
        return [part for item in value.all() for part in clean(item)]
    if isinstance(value, (list, tuple, set, frozenset)):
        return [part for item in value for part in clean(item)]
    if isinstance(value, models.Model):
        return clean(value.pk)
    return [_clean_one(value)]


def _clean_one(value: Any) -> Value:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, datetime.datetime):
        moment = value.astimezone(datetime.UTC) if value.tzinfo else value
        return moment.strftime("%Y-%m-%dT%H:%M:%S.%f")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return force_str(value)


def text_of(value: Any) -> str:
    """A field's value as running text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return ", ".join(text_of(part) for part in value.values())
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return ", ".join(text_of(part) for part in value)
    if isinstance(value, models.Manager):
        return text_of(list(value.all()))
    return force_str(value)


def _related(field: RelatedFields, instance: models.Model) -> Iterable[models.Model]:
    value = field.get_value(instance)
    if value is None:
        return []
    if callable(value) and not isinstance(value, models.Manager):
        value = value()
    if isinstance(value, models.Manager):
        return list(value.all())
    return list(value) if isinstance(value, (list, tuple, models.QuerySet)) else [value]


def _walk(instance: models.Model, fields: Iterable[Any], path: tuple[str, ...]) -> Iterator[tuple[Any, Any, Any]]:
    """All (field, path, value) of an instance, related ones included."""
    for field in fields:
        if isinstance(field, RelatedFields):
            for related in _related(field, instance):
                yield from _walk(related, field.fields, (*path, field.field_name))
        elif isinstance(field, FilterField):
            yield field, (*path, field.get_attname(type(instance))), field.get_value(instance)
        else:
            yield field, (*path, field.field_name), field.get_value(instance)


def document_for(instance: models.Model) -> Document:
    """The document of an instance of an indexed model."""
    model = type(instance)
    document = Document(docid_for(model, instance.pk), type_labels(model))
    for field, path, value in _walk(instance, model.get_search_fields(), ()):  # type: ignore[attr-defined]
        name = path[0] if len(path) == 1 else None
        if isinstance(field, SearchField):
            document.texts.append(Text(name, text_of(value), field.boost or 1.0))
        elif isinstance(field, AutocompleteField):
            document.prefixes.append(Prefix(name, text_of(value)))
        elif isinstance(field, FilterField):
            document.filters.setdefault(column_name(path), []).extend(clean(value))
    return document

"""On PostgreSQL, and nowhere else, searchable models have the indexes that modelsearch's own backend counts on."""

import pytest
from django.db import connection
from modelsearch.index import get_indexed_models

pytestmark = pytest.mark.django_db

OURS = ("bouwstenen", "themas", "kennisbank")
DEFINITIONS = {
    "postgresql": "SELECT indexdef FROM pg_indexes WHERE tablename = %s",
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s",
}


def has_index(table: str, on: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(DEFINITIONS[connection.vendor], [table])
        return any(on in (definition or "") for (definition,) in cursor.fetchall())


def test_the_words_of_the_entries_are_indexed_together():
    assert has_index("wagtailsearch_indexentry", "gin (((title || body)))") is (connection.vendor == "postgresql")


@pytest.mark.parametrize(
    "model",
    [model for model in get_indexed_models() if model.__module__.split(".")[0] in OURS],
    ids=lambda model: model.__name__,
)
def test_every_searchable_model_is_joined_by_its_key(model):
    on = f"((({model._meta.pk.column})::character varying(50)))"
    assert has_index(model._meta.db_table, on) is (connection.vendor == "postgresql")

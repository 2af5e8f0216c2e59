"""The two kinds of index that the PostgreSQL backend of modelsearch counts on, and that no migration of its own makes.

Without them every question reads all entries. They are of use to a site that sets that backend; elsewhere they cost
little, and on other databases the operations do nothing.
"""

from abc import ABC, abstractmethod
from typing import Any

from django.apps import apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

ENTRIES = "wagtail.search"
"""The app with the table of entries."""


class _PostgresIndex(Operation, ABC):
    """An index on PostgreSQL alone, unknown to Django's picture of the models."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: Django's picture of the models stays the same."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if self._is_of_use(schema_editor):
            table, columns = self._columns(app_label, to_state)
            schema_editor.execute(f'CREATE INDEX "{self._name(table)}" ON "{table}" {columns}')

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if self._is_of_use(schema_editor):
            table, _ = self._columns(app_label, from_state)
            schema_editor.execute(f'DROP INDEX IF EXISTS "{self._name(table)}"')

    def _is_of_use(self, schema_editor: BaseDatabaseSchemaEditor) -> bool:
        return schema_editor.connection.vendor == "postgresql" and apps.is_installed(ENTRIES)

    @abstractmethod
    def _columns(self, app_label: str, state: ProjectState) -> tuple[str, str]:
        """The table, and what stands after it in CREATE INDEX."""

    @staticmethod
    def _name(table: str) -> str:
        return f"{table}_kennisbank_search"


class EntryIndex(_PostgresIndex):
    """Index the words of title and body together, as the backend asks for them."""

    def _columns(self, app_label: str, state: ProjectState) -> tuple[str, str]:
        return "wagtailsearch_indexentry", "USING gin ((title || body))"

    def describe(self) -> str:
        return "Index the words of the search entries"


class EntryKeyIndex(_PostgresIndex):
    """Index the key of a searchable model as the text by which its entries know it."""

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.model_name], {})

    def _columns(self, app_label: str, state: ProjectState) -> tuple[str, str]:
        meta = state.apps.get_model(app_label, self.model_name)._meta
        return meta.db_table, f'(("{meta.pk.column}"::varchar(50)))'

    def describe(self) -> str:
        return f"Index the key of {self.model_name} as its search entries have it"

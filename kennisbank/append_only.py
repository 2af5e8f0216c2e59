"""Tables that only grow: a migration operation that makes the database itself refuse change and deletion."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_SQLITE = """
CREATE TRIGGER "{table}_no_{event}" BEFORE {event} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_SQLITE_UNDO = 'DROP TRIGGER IF EXISTS "{table}_no_{event}"'
_POSTGRESQL = """
CREATE FUNCTION "{table}_append_only"() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$;
CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE ON "{table}"
FOR EACH ROW EXECUTE FUNCTION "{table}_append_only"();
CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}"
FOR EACH STATEMENT EXECUTE FUNCTION "{table}_append_only"();
"""
_POSTGRESQL_UNDO = """
DROP TRIGGER IF EXISTS "{table}_no_truncate" ON "{table}";
DROP TRIGGER IF EXISTS "{table}_no_change" ON "{table}";
DROP FUNCTION IF EXISTS "{table}_append_only"();
"""


class AppendOnly(Operation):
    """Add triggers to a model's table that refuse UPDATE and DELETE (and TRUNCATE on PostgreSQL).

    On SQLite a later operation that alters the model makes the table anew and loses its triggers: follow such a
    migration with this operation again. A test tries to change a row of every append-only model after all migrations.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.model_name], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: Django's picture of the model stays the same."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self._run(schema_editor, self._table(app_label, to_state), _POSTGRESQL, _SQLITE)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self._run(schema_editor, self._table(app_label, from_state), _POSTGRESQL_UNDO, "")

    def _table(self, app_label: str, state: ProjectState) -> str:
        return state.apps.get_model(app_label, self.model_name)._meta.db_table

    def _run(self, schema_editor: BaseDatabaseSchemaEditor, table: str, postgresql: str, sqlite: str) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(postgresql.format(table=table))
            return
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(_SQLITE_UNDO.format(table=table, event=event))
            if sqlite:
                schema_editor.execute(sqlite.format(table=table, event=event))

    def describe(self) -> str:
        return f"Refuse change and deletion of {self.model_name}"

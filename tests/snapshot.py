"""What something did to the database, to be done again in the next test without doing the work."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection

Row = tuple[Any, ...]
Tables = dict[str, dict[Any, Row]]
"""By table and by the value of its first column, which is the key in every table of Django."""


def _columns(cursor: Any, table: str) -> list[str]:
    return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def read_tables() -> Tables:
    """Every row of every table, as the database holds it: on PostgreSQL as the text of the whole row."""
    with connection.cursor() as cursor:
        found: Tables = {}
        for table in connection.introspection.table_names(cursor):
            names = [f'"{name}"' for name in _columns(cursor, table)]
            # The plus keeps SQLite from turning values into Python's: what is put back must be what was there.
            wanted = [f"+{name}" for name in names] if _is_sqlite() else [names[0], "(whole.*)::text"]
            cursor.execute(f'SELECT {", ".join(wanted)} FROM "{table}" AS whole')  # noqa: S608  # names from the database
            found[table] = {row[0]: row if _is_sqlite() else row[1:] for row in cursor.fetchall()}
    return found


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _insertion(table: str, columns: int) -> str:
    if _is_sqlite():
        return f'INSERT INTO "{table}" VALUES ({", ".join(["%s"] * columns)})'  # noqa: S608
    return f'INSERT INTO "{table}" SELECT (%s::"{table}").*'


@dataclass
class Snapshot:
    """The rows that came and those that went, by table."""

    came: dict[str, list[Row]] = field(default_factory=dict)
    gone: dict[str, list[Any]] = field(default_factory=dict)

    @classmethod
    def between(cls, before: Tables, after: Tables) -> "Snapshot":
        """What changed; a row that changed came and went."""
        made = cls()
        for table, rows in after.items():
            earlier = before[table]
            came = [row for key, row in rows.items() if earlier.get(key) != row]
            gone = [key for key, row in earlier.items() if rows.get(key) != row]
            made.came |= {table: came} if came else {}
            made.gone |= {table: gone} if gone else {}
        return made

    def apply(self) -> None:
        """Do it again. Raises IntegrityError where other rows stand in the way."""
        with connection.cursor() as cursor:
            for table, keys in self.gone.items():
                column = _columns(cursor, table)[0]
                cursor.executemany(f'DELETE FROM "{table}" WHERE "{column}" = %s', [[key] for key in keys])  # noqa: S608
            for table, rows in self.came.items():
                cursor.executemany(_insertion(table, len(rows[0])), rows)

"""The index that the PostgreSQL backend of modelsearch counts on, and that Wagtail's own migrations do not make.

Without it every question reads all entries. It is of use to sites that set that backend; elsewhere it costs little.
"""

from typing import Any

from django.db import migrations

NAME = "kennisbank_search_title_body"


def create_index(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE INDEX IF NOT EXISTS {NAME} ON wagtailsearch_indexentry USING gin((title || body))"
        )


def drop_index(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0003_synoniemgroep"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]
    operations = [migrations.RunPython(create_index, drop_index)]

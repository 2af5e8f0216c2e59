"""Every migration of ours can be taken back, and the way back leads to the same place."""

import os
import subprocess
import sys

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.architecture.tree import CODE, ROOT

LABELS = sorted(config.label for config in apps.get_app_configs() if config.name.split(".")[0] in CODE)


def test_every_operation_is_reversible():
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    ours = [(key, migration) for key, migration in loader.disk_migrations.items() if key[0] in LABELS]
    assert ours
    assert [
        f"{label}.{name}: {operation.describe()}"
        for (label, name), migration in ours
        for operation in migration.operations
        if not operation.reversible
    ] == []


@pytest.fixture
def manage(tmp_path):
    """Run manage.py on an empty SQLite database of its own; return what it writes."""

    def run(*arguments: str) -> str:
        keep = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "WHOOSH_PATH"}}
        env = {**keep, "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kennisbank.settings.dev"}
        command = [sys.executable, "manage.py", *arguments]
        result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        return result.stdout

    return run


def test_all_migrations_go_forward_back_and_forward_again(manage):
    manage("migrate", "-v", "0")
    # Unapplying themas takes along everything that builds upon it; accounts would take all of Wagtail along.
    manage("migrate", "themas", "zero", "-v", "0")
    shown = manage("showmigrations", "themas", "bouwstenen", "document", "redactie")
    assert "[X]" not in shown
    manage("migrate", "-v", "0")
    assert "[ ]" not in manage("showmigrations", *LABELS)

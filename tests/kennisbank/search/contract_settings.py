"""Settings under which modelsearch's own suite runs against our backend: its test models, our index, nothing else."""

import tempfile
from pathlib import Path

from modelsearch.test.settings import *  # noqa: F403

_folder = Path(tempfile.mkdtemp(prefix="kennisbank-contract-"))

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
FIXTURE_DIRS = [Path(__file__).parent / "fixtures"]
MODELSEARCH_BACKENDS = {
    "default": {"BACKEND": "kennisbank.search.whoosh", "PATH": _folder / "index", "OUTBOX": False},
}

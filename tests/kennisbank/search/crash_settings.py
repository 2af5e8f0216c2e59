"""Settings for processes that are killed: modelsearch's test models, a database and an index on disk, our outbox."""

import os

from modelsearch.test.settings import *  # noqa: F403
from modelsearch.test.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "kennisbank.search"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ["CRASH_FOLDER"] + "/db.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
MODELSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "kennisbank.search.whoosh",
        "PATH": os.environ["CRASH_FOLDER"] + "/index",
        "REBUILD_LIMIT": int(os.environ.get("CRASH_REBUILD_LIMIT", "5000")),
    },
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

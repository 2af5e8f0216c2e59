"""Tests: the development settings with a throw-away data folder and cheap password hashes."""

import tempfile
from pathlib import Path

from kennisbank.settings.dev import *  # noqa: F403
from kennisbank.settings.dev import DATABASES, STORAGES, WAGTAILSEARCH_BACKENDS

_folder = Path(tempfile.mkdtemp(prefix="kennisbank-test-"))

SECRET_KEY = "only-for-tests"  # noqa: S105
ENCRYPTION_KEYS = ["b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtISE="]
DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = _folder / "media"
BESLOTEN_ROOT = _folder / "besloten"
STATIC_ROOT = _folder / "static"
WAGTAILSEARCH_BACKENDS["default"]["PATH"] = _folder / "index"
# A test that searches takes an index of its own (kennisbank/search/testing.py); the others need keep none up to date.
WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] = False
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
LOGGING = {"version": 1, "disable_existing_loggers": False}

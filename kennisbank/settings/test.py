"""Tests: the development settings with a throw-away data folder and cheap password hashes."""

import tempfile
from pathlib import Path

from kennisbank.settings.dev import *  # noqa: F403
from kennisbank.settings.dev import DATABASES, STORAGES, WAGTAILSEARCH_BACKENDS

_folder = Path(tempfile.mkdtemp(prefix="kennisbank-test-"))

SECRET_KEY = "only-for-tests"  # noqa: S105
DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = _folder / "media"
STATIC_ROOT = _folder / "static"
WAGTAILSEARCH_BACKENDS["default"]["PATH"] = _folder / "index"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
LOGGING = {"version": 1, "disable_existing_loggers": False}

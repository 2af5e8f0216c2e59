"""This machine only: plain http on 127.0.0.1, secret keys made once and kept in DATA_DIR."""

import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet

from kennisbank.settings import env
from kennisbank.settings.base import *  # noqa: F403
from kennisbank.settings.base import DATA_DIR


def _local_key(path: Path, make: Callable[[], str]) -> str:
    """The key in a file, made on first use and readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(make())
    return path.read_text()


SECRET_KEY = env.text("SECRET_KEY") or _local_key(DATA_DIR / "secret_key", lambda: secrets.token_urlsafe(50))
ENCRYPTION_KEYS = env.words("ENCRYPTION_KEYS") or [
    _local_key(DATA_DIR / "encryption_key", lambda: Fernet.generate_key().decode())
]
DEBUG = env.flag("DEBUG")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or ["127.0.0.1", "localhost", "[::1]"]

DEMO_ALLOWED = True
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_PROXY_SSL_HEADER = None
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

"""Production: the safe base, and a refusal to start without what it needs."""

from django.core.exceptions import ImproperlyConfigured

from kennisbank.settings import env
from kennisbank.settings.base import *  # noqa: F403

for _name in ("SECRET_KEY", "ENCRYPTION_KEYS", "ALLOWED_HOSTS"):
    if not env.text(_name):
        raise ImproperlyConfigured(f"Zet de omgevingsvariabele {_name}; zie de tabel in README.md.")

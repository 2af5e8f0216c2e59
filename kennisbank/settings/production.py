"""Production: the safe base, and a refusal to start without what it needs."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from kennisbank.settings import env
from kennisbank.settings.base import *  # noqa: F403

for _name in ("SECRET_KEY", "ALLOWED_HOSTS"):
    if not env.text(_name):
        raise ImproperlyConfigured(f"Zet de omgevingsvariabele {_name}; zie de tabel in README.md.")

if env.text("EMAIL_URL"):
    _mail = urlsplit(env.text("EMAIL_URL"))
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or 587
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = EMAIL_PORT == 587

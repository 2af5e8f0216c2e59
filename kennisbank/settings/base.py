"""Settings that are safe in production; dev and test relax them where they must."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from kennisbank.settings import env

BASE_DIR = env.BASE_DIR
DATA_DIR: Path = env.data_dir()

SECRET_KEY = env.text("SECRET_KEY")
# The first encrypts personal data, all decrypt them: docs/beheer.md.
ENCRYPTION_KEYS = env.words("ENCRYPTION_KEYS")
DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
BASE_URL = env.text("BASE_URL")

INSTALLED_APPS = [
    "kennisbank.exchange",
    "kennisbank.onderzoek.memos",
    "kennisbank.onderzoek.codering",
    "kennisbank.onderzoek",
    "kennisbank.redactie",
    "kennisbank.document",
    "bouwstenen.draden",
    "bouwstenen.rollenspel",
    "bouwstenen.verhalen",
    "bouwstenen.nazorg",
    "bouwstenen.meelezen",
    "bouwstenen.opbrengst",
    "bouwstenen.aanmelden",
    "bouwstenen.organiseren",
    "bouwstenen.startkit",
    "bouwstenen.deelnemers",
    "bouwstenen",
    "themas",
    "kennisbank.accounts.zoekopdrachten",
    "kennisbank.accounts",
    "kennisbank.search",
    "kennisbank.ui",
    "wagtail_modeladmin",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "kennisbank.accounts.users_app.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kennisbank.middleware.ContentSecurityPolicyMiddleware",
    "kennisbank.middleware.NulByteMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "kennisbank.urls"
WSGI_APPLICATION = "kennisbank.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kennisbank.ui.context.site",
            ],
            "builtins": ["django.templatetags.static", "kennisbank.ui.templatetags.kennisbank_ui"],
        },
    }
]


def database() -> dict[str, Any]:
    """SQLite in DATA_DIR unless DATABASE_URL says otherwise.

    Write-ahead logging and IMMEDIATE transactions let several processes write: Django's defaults lose most
    read-then-write transactions to "database is locked" (six processes, 74 of 90; none with these).
    """
    url = env.text("DATABASE_URL")
    if url:
        return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "db.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES: dict[str, dict[str, Any]] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if env.text("CACHE_URL"):
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.text("CACHE_URL")}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:inloggen"
LOGIN_REDIRECT_URL = "/profiel/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "build" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# Photos and accounts of gesprekken: never served from here, only by a view that asks who it is.
BESLOTEN_ROOT = DATA_DIR / "besloten"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A section of a chapter is many form fields in the admin.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER: tuple[str, str] | None = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = True
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "kennisbank.views.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

WAGTAIL_SITE_NAME = "Kennisbank Ambtelijk Vakmanschap"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]
WAGTAIL_I18N_ENABLED = False
WAGTAILAPI_DOCS_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "accounts:inloggen"
WAGTAIL_FRONTEND_LOGIN_URL = "/inloggen/"
WAGTAIL_USER_TIME_ZONES = ["Europe/Amsterdam"]
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "kennisbank.search.whoosh",
        "PATH": Path(env.text("WHOOSH_PATH")) if env.text("WHOOSH_PATH") else DATA_DIR / "index",
    }
}

# Mails go into files until there is a server for them: what is in them does not belong in the log.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
if env.text("EMAIL_URL"):
    _mail = urlsplit(env.text("EMAIL_URL"))
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or 587
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL")

KENNISBANK_THEMA = env.text("KENNISBANK_THEMA")
DEMO_ALLOWED = False
SECURITY_CONTACT = env.text("SECURITY_CONTACT")
BRONCODE_URL = ""

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"personal_links": {"()": "kennisbank.settings.logs.HidePersonalLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["personal_links"]}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL")},
    # Two lines for every saved object otherwise.
    "loggers": {"django_tasks": {"level": "WARNING"}, "wagtail": {"level": "WARNING"}},
}

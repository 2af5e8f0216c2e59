"""The environment variables that the site reads, each with its default and meaning.

`VARIABLES` is the one list of them: the README's table is checked against it by a test.
"""

import os
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Variable:
    """One documented environment variable."""

    name: str
    default: str
    meaning: str


VARIABLES: list[Variable] = [
    Variable("SECRET_KEY", "", "Key for signatures and sessions. Required in production; made once in var/ elsewhere."),
    Variable(
        "ENCRYPTION_KEYS",
        "",
        "Keys for personal data, separated by commas; the first encrypts. Required in production; made once in var/ "
        "elsewhere.",
    ),
    Variable("DEBUG", "0", "1 shows tracebacks on error pages; only heeded by the development settings."),
    Variable("ALLOWED_HOSTS", "", "Host names the site answers to, separated by commas. Required in production."),
    Variable("BASE_URL", "http://127.0.0.1:8000", "Address of the site as readers see it; used in mails and feeds."),
    Variable("DATA_DIR", "var", "Folder for everything that changes: database, search index, uploads, built files."),
    Variable("DATABASE_URL", "", "Database; empty means SQLite in DATA_DIR. Example: postgres://user@host/kennisbank."),
    Variable("CACHE_URL", "", "Redis address for the cache, for more than one machine. Empty: memory of the process."),
    Variable("WHOOSH_PATH", "", "Folder of the search index; empty means `index` in DATA_DIR."),
    Variable(
        "EMAIL_URL", "", "SMTP server as smtp://user:password@host:587; empty puts mails into `mail` in DATA_DIR."
    ),
    Variable("DEFAULT_FROM_EMAIL", "kennisbank@localhost", "Sender of the mails."),
    Variable("SECURITY_CONTACT", "", "mailto: or https: address in /.well-known/security.txt; empty: no such page."),
    Variable("KENNISBANK_THEMA", "neutraal", "Look of the site: name of a theme in kennisbank/ui/static_src/css."),
    Variable("LOG_LEVEL", "INFO", "Least serious level that is logged on the console."),
]

_KNOWN = {variable.name: variable for variable in VARIABLES}


def text(name: str) -> str:
    """The value of a documented variable, or its default."""
    return os.environ.get(name, _KNOWN[name].default).strip()


def flag(name: str) -> bool:
    """Whether a documented variable is switched on."""
    return text(name).lower() in {"1", "true", "yes", "ja", "on"}


def words(name: str) -> list[str]:
    """A comma-separated variable as a list."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def data_dir() -> Path:
    """The absolute folder for everything that changes."""
    return (BASE_DIR / text("DATA_DIR")).resolve()

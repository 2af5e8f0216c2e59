"""Text that is encrypted in the database: Fernet (AES-128-CBC with HMAC-SHA256), with keys from the settings.

The first of `ENCRYPTION_KEYS` encrypts; all of them decrypt, so that a key can be replaced while the site runs.
"""

import hmac
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


class OnleesbareTekst(Exception):
    """What is stored can not be decrypted with any of the keys."""


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured("Zet de omgevingsvariabele ENCRYPTION_KEYS; zie docs/beheer.md.")
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise ImproperlyConfigured("ENCRYPTION_KEYS bevat een sleutel die niet klopt; zie docs/beheer.md.") from error


def _keys() -> tuple[str, ...]:
    return tuple(settings.ENCRYPTION_KEYS)


def make_key() -> str:
    """A fresh key, as it goes into ENCRYPTION_KEYS."""
    return Fernet.generate_key().decode()


def encrypt(text: str) -> str:
    """The text as a Fernet token under the first key; an empty text stays empty."""
    return _fernet(_keys()).encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """The text of a token under any of the keys. Raises OnleesbareTekst, which never holds the token."""
    if not token:
        return ""
    try:
        return _fernet(_keys()).decrypt(token.encode()).decode()
    except InvalidToken:
        raise OnleesbareTekst("De sleutel waarmee dit versleuteld is, staat niet in ENCRYPTION_KEYS.") from None


def blind_index(text: str) -> str:
    """A keyed fingerprint (HMAC-SHA256, hexadecimal) under the first key, to find an equal text without decrypting."""
    _fernet(_keys())
    return hmac.new(_keys()[0].encode(), b"blind-index\0" + text.encode(), sha256).hexdigest()


# Django's fields take type parameters in the stubs only.
if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class EncryptedTextField(_TextField):
    """A text that is only readable with a key; it can not be searched or sorted on."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """Decrypt what the database holds."""
        return None if value is None else decrypt(value)

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt what goes into the database."""
        prepared = super().get_prep_value(value)
        return None if prepared is None else encrypt(prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is anything: every token is different, so that comparing finds nothing."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

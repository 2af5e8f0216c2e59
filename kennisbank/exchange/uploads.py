"""Uploaded files kept between the trial run and the import itself: on the server, for one session, for a day."""

import secrets
import time
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

SESSION_KEY = "exchange_uploads"
MAX_AGE = 24 * 60 * 60
MAX_KEPT = 5
"""Most files that one session keeps; the oldest goes."""


@dataclass(frozen=True)
class Upload:
    """A kept file: the token it is known by, the name it had, and what was chosen with it."""

    token: str
    naam: str
    inhoud: bytes = b""
    opties: dict[str, Any] = field(default_factory=dict)


def upload_folder() -> Path:
    """Where the files are, readable by the site alone."""
    folder = Path(settings.DATA_DIR) / "import"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def keep_upload(session: MutableMapping[str, Any], user_pk: int | None, soort: str, upload: Upload) -> str:
    """Keep a file for this user in this session; returns its token."""
    remove_old_uploads()
    token = secrets.token_urlsafe(32)
    path = upload_folder() / token
    path.touch(mode=0o600)
    path.write_bytes(upload.inhoud)
    kept = dict(session.get(SESSION_KEY, {}))
    while len(kept) >= MAX_KEPT:
        oldest = next(iter(kept))
        (upload_folder() / oldest).unlink(missing_ok=True)
        del kept[oldest]
    kept[token] = {"naam": upload.naam, "user": user_pk, "soort": soort, "opties": upload.opties}
    session[SESSION_KEY] = kept
    return token


def find_upload(session: MutableMapping[str, Any], user_pk: int | None, soort: str, token: str) -> Upload | None:
    """The file with this token, when this user kept it in this session and it is still there."""
    known = session.get(SESSION_KEY, {}).get(token)
    if not known or known["user"] != user_pk or known["soort"] != soort:
        return None
    try:
        inhoud = (upload_folder() / token).read_bytes()
    except OSError:
        return None
    return Upload(token, known["naam"], inhoud, known["opties"])


def drop_upload(session: MutableMapping[str, Any], token: str) -> None:
    """Throw a kept file away."""
    kept = dict(session.get(SESSION_KEY, {}))
    if kept.pop(token, None) is not None:
        (upload_folder() / token).unlink(missing_ok=True)
        session[SESSION_KEY] = kept


def remove_old_uploads() -> None:
    """Throw away what was kept more than a day ago, in any session."""
    oldest = time.time() - MAX_AGE
    for path in upload_folder().iterdir():
        if path.is_file() and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)

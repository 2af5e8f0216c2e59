"""Uploads are served, and nothing beside them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client


def test_uploaded_file_is_served_with_the_policy_of_the_site(db: None, client: Client) -> None:
    name = default_storage.save("proef.svg", ContentFile(b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
    answer = client.get(f"/media/{name}")
    default_storage.delete(name)

    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    list(answer.streaming_content)


@pytest.mark.parametrize("path", ["", "onbekend.png", "../db.sqlite3", "%2e%2e/secret_key"])
def test_nothing_else_is_served(db: None, client: Client, settings: Any, path: str) -> None:
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    (Path(settings.MEDIA_ROOT).parent / "secret_key").write_text("geheim")
    assert client.get(f"/media/{path}").status_code in {400, 404}

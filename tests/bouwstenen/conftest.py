"""Fixtures for the pages about bouwstenen."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kennisbank.search.testing import fresh_index


@pytest.fixture
def html(client: Client, db: None) -> Callable[..., str]:
    """Get a page that must be there and give its HTML."""

    def get(path: str, params: Any = None) -> str:
        response = client.get(path, params or {})
        assert response.status_code == 200, (path, response.status_code)
        return response.content.decode()

    return get


@pytest.fixture
def index(tmp_path: Path) -> Iterator[None]:
    """A search index of this test alone."""
    with fresh_index(tmp_path):
        yield

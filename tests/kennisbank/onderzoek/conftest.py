"""Fixtures for the workbench."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kennisbank.accounts.models import User
from kennisbank.search.testing import fresh_index
from tests.factories import UserFactory


@pytest.fixture
def onderzoeker(client: Client, db: None) -> User:
    """Somebody with the workbench, logged in."""
    user = UserFactory(rol="onderzoeker")
    client.force_login(user)
    return user


@pytest.fixture
def html(client: Client, onderzoeker: User) -> Callable[..., str]:
    """Get a page of the workbench that must be there and give its HTML."""

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

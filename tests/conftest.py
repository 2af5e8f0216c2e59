"""Fixtures for every app's tests."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from kennisbank.accounts.models import User
from kennisbank.accounts.services import sync_roles
from tests.factories import UserFactory
from tests.pages import SiteTree, build_site

# What asks most of the database; `make test` runs all of it on PostgreSQL too.
ON_POSTGRES = ("bouwstenen", "themas", "kennisbank/accounts", "kennisbank/document", "kennisbank/redactie")


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Mark the tests of the apps with models of their own for the run on PostgreSQL."""
    folders = [Path(__file__).parent / name for name in ON_POSTGRES]
    for item in items:
        if any(folder in item.path.parents for folder in folders):
            item.add_marker(pytest.mark.postgres)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database with the roles in it, so that not every test has to make them."""
    with django_db_blocker.unblock():
        sync_roles()


@pytest.fixture
def redacteur(db: None) -> User:
    """Someone who edits and publishes."""
    return UserFactory(rol="redacteur", username="redacteur-van-dienst", weergavenaam="Renske Redacteur")


@pytest.fixture
def deelnemer(db: None) -> User:
    """Someone who takes part."""
    return UserFactory(rol="deelnemer", username="deelnemer-een", weergavenaam="Dana Deelnemer")


@pytest.fixture
def site_tree(redacteur: User) -> SiteTree:
    """Home page, one document at /document/ with two hoofdstukken of two sections, and /over/."""
    return build_site(redacteur)

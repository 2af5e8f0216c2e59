"""Fixtures for every app's tests."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from kennisbank.accounts.models import User
from kennisbank.accounts.services import sync_roles
from tests.database import migrated_once
from tests.factories import UserFactory
from tests.pages import SiteTree, build_site

# What asks most of the database; `make test` runs all of it on PostgreSQL too.
ON_POSTGRES = ("bouwstenen", "themas", "kennisbank/accounts", "kennisbank/document", "kennisbank/redactie")


# Files with a test of minutes: begun first, so that at the end nobody waits for the process that has it.
LONG = ("test_migrations.py", "test_killed.py", "test_crashes.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the apps with models of their own, as far as they use the database, for PostgreSQL."""
    items.sort(key=lambda item: item.path.name not in LONG)
    folders = [Path(__file__).parent / name for name in ON_POSTGRES]
    for item in items:
        if any(folder in item.path.parents for folder in folders) and _uses_database(item):
            item.add_marker(pytest.mark.postgres)


def _uses_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "django_db_setup", "_django_db_helper"}
    return (
        not fixtures.isdisjoint(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db") is not None
    )


@pytest.fixture(scope="session")
def migrated_database(django_db_blocker: Any) -> ExitStack:
    """From here until it is closed, Django's test database is made from a copy, or becomes that copy."""
    stack = ExitStack()
    with django_db_blocker.unblock():
        stack.enter_context(migrated_once())
    return stack


@pytest.fixture(scope="session")
def django_db_setup(migrated_database: ExitStack, django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database with the roles in it, so that not every test has to make them."""
    with django_db_blocker.unblock(), migrated_database:
        sync_roles()


@pytest.fixture
def redacteur(db: None) -> User:
    """Someone who edits and publishes. The key is always the same, so that `build_site` knows what it made for them."""
    return UserFactory(pk=1_000_000, rol="redacteur", username="redacteur-van-dienst", weergavenaam="Renske Redacteur")


@pytest.fixture
def deelnemer(db: None) -> User:
    """Someone who takes part."""
    return UserFactory(rol="deelnemer", username="deelnemer-een", weergavenaam="Dana Deelnemer")


@pytest.fixture
def site_tree(redacteur: User) -> SiteTree:
    """Home page, one document at /document/ with two hoofdstukken of two sections, and /over/."""
    return build_site(redacteur)

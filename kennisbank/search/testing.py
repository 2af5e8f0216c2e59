"""For tests: an index of one's own.

Tests of the site run in a transaction that is rolled back, and no search heals the index within a transaction. So a
test that searches (a) takes a fresh index and (b) executes the commit hooks itself:

    @pytest.fixture
    def index(tmp_path):
        with fresh_index(tmp_path):
            yield

    def test_found(index, django_capture_on_commit_callbacks, client):
        with django_capture_on_commit_callbacks(execute=True):
            submit_bouwsteen(...)
        assert "..." in client.get("/zoeken/?q=...").content.decode()

With `transactional_db` or a live server the hooks run by themselves.
"""

import contextlib
import copy
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.test.utils import override_settings
from modelsearch.backends import get_search_backend
from modelsearch.conf import get_app_config


@contextlib.contextmanager
def fresh_index(folder: Path) -> Iterator[None]:
    """Search in a new, empty and complete index in `folder`."""
    name = get_app_config().backend_setting_name
    backends = copy.deepcopy(getattr(settings, name))
    backends["default"] |= {"PATH": folder / "index", "AUTO_UPDATE": True}
    with override_settings(**{name: backends}):
        get_search_backend().reset_indexes()
        yield

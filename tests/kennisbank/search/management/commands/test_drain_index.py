"""`manage.py drain_index`, for after a disturbance."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from modelsearch.backends import get_search_backend

from kennisbank.search.models import IndexTaak
from kennisbank.search.testing import fresh_index
from tests.factories import ThemaFactory
from themas.models import Thema

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_index(tmp_path):
    with fresh_index(tmp_path):
        yield


def drain() -> str:
    out = StringIO()
    call_command("drain_index", stdout=out)
    return out.getvalue()


def test_nothing_to_do():
    drain()  # the pages that Wagtail's migrations make
    assert drain() == "0 wijzigingen verwerkt. De index is bij.\n"


def test_waiting_changes():
    thema = ThemaFactory(naam="Moed")
    IndexTaak.objects.create(sleutel=f"themas.thema:{thema.pk}", model="themas.thema", object_pk=str(thema.pk))
    assert drain().startswith("1 wijzigingen verwerkt")


def test_missing_index():
    ThemaFactory(naam="Moed")
    shutil.rmtree(get_search_backend().store.path)
    assert "wordt opnieuw opgebouwd" in drain()
    assert get_search_backend().search("moed", Thema).count() == 1


def test_busy_index(settings):
    backends = settings.WAGTAILSEARCH_BACKENDS
    settings.WAGTAILSEARCH_BACKENDS = {"default": {**backends["default"], "LOCK_TIMEOUT": 0}}
    IndexTaak.objects.create(sleutel="themas.thema:1", model="themas.thema", object_pk="1")
    store = get_search_backend().store
    with store.locked(1), pytest.raises(CommandError, match="Er staan nog wijzigingen klaar"):
        drain()
    shutil.rmtree(store.path)
    with store.locked(1), pytest.raises(CommandError, match="Een ander proces schrijft"):
        drain()


def test_other_backend(settings):
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
    with pytest.raises(CommandError, match="niet die van Whoosh"):
        drain()

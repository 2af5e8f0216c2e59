"""The outbox: what was committed gets into the index, once, in bulk and after failures."""

import shutil
from pathlib import Path
from unittest import mock

import pytest
from django.db import transaction
from modelsearch.backends import get_search_backend

from kennisbank.search.models import IndexTaak
from kennisbank.search.testing import fresh_index
from kennisbank.search.whoosh import index
from kennisbank.search.whoosh.documents import document_for
from kennisbank.search.whoosh.store import IndexStore
from tests.factories import ThemaFactory
from themas.models import Thema

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path):
    with fresh_index(tmp_path):
        yield


def found(word: str) -> list[str]:
    return sorted(thema.naam for thema in get_search_backend().search(word, Thema))


def test_a_commit_is_found_and_a_rollback_is_not():
    ThemaFactory(naam="Moed")
    with pytest.raises(RuntimeError), transaction.atomic():
        ThemaFactory(naam="Moed van gisteren")
        raise RuntimeError
    assert found("moed") == ["Moed"]
    assert not IndexTaak.objects.exists()


def test_relations_set_later_in_the_transaction_are_seen():
    with transaction.atomic():
        thema = ThemaFactory(naam="Moed")
        thema.synoniemen.create(term="Durf")
        assert found("moed") == [], "not yet committed"
    assert found("durf") == ["Moed"]


def test_many_changes_in_one_transaction():
    with transaction.atomic():
        for number in range(30):
            ThemaFactory(naam=f"Moed {number}")
        Thema.objects.filter(naam="Moed 7").first().delete()
    assert len(found("moed")) == 29


def test_a_failing_index_fails_no_save_and_is_made_up_for_by_the_next_search():
    with mock.patch.object(IndexStore, "publish", side_effect=OSError("schijf vol")):
        ThemaFactory(naam="Moed")
    assert IndexTaak.objects.count() == 1
    assert found("moed") == ["Moed"]
    assert IndexTaak.objects.count() == 0


def test_a_search_goes_on_when_the_index_cannot_be_repaired():
    ThemaFactory(naam="Moed")
    with mock.patch.object(IndexStore, "publish", side_effect=OSError("schijf vol")):
        ThemaFactory(naam="Moed en maat")
        assert found("moed") == ["Moed"]
    assert found("moed") == ["Moed", "Moed en maat"]


def test_a_busy_index_makes_nobody_wait():
    backend = get_search_backend()
    with backend.store.locked(1):
        assert found("moed") == []
        IndexTaak.objects.create(sleutel="themas.thema:1", model="themas.thema", object_pk="1")
        assert backend.health.drain(0) == 0
    assert backend.health.drain(0) == 1


def test_tasks_for_models_that_are_gone():
    IndexTaak.objects.create(sleutel="weg.model:1", model="weg.model", object_pk="1")
    assert get_search_backend().health.drain(1) == 1


def test_one_unreadable_object_stops_no_other(monkeypatch):
    def document(instance):
        if instance.naam == "Moed stuk":
            raise ValueError("stuk")
        return document_for(instance)

    monkeypatch.setattr(index, "document_for", document)
    with transaction.atomic():
        ThemaFactory(naam="Moed stuk")
        ThemaFactory(naam="Moed heel")
    assert found("moed") == ["Moed heel"]


def test_the_first_search_of_a_process_compares_with_the_database():
    Thema.objects.bulk_create([Thema(soort="thema", naam="Buitenom", slug="buitenom")])
    backend = get_search_backend()
    backend.health._compared.discard(str(backend.store.path))
    assert found("buitenom") == ["Buitenom"]
    Thema.objects.filter(slug="buitenom")._raw_delete("default")
    assert backend.health.compare() == 1
    assert backend.health.compare() == 0


def test_a_missing_index_comes_back():
    ThemaFactory(naam="Moed")
    shutil.rmtree(get_search_backend().store.path)
    assert found("moed") == ["Moed"]

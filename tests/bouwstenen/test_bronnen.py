"""What a hoofdstuk shows of its bouwstenen, and what the home page shows."""

import pytest
from django.utils import timezone

from bouwstenen import bronnen, startblokken
from bouwstenen.services import merge_bouwstenen
from kennisbank.ui import bronnen as registry
from kennisbank.ui.blokken import tellingen
from tests.factories import BouwsteenFactory, GesprekFactory

pytestmark = pytest.mark.django_db


def test_bronnen_in_one_query(django_assert_num_queries):
    stenen = BouwsteenFactory.create_batch(3, tekst="Zeg **het** gewoon.")
    with django_assert_num_queries(1):
        found = bronnen.resolve([steen.urn_id for steen in stenen])
    bron = found[stenen[0].urn_id]
    assert bron.titel == stenen[0].titel
    assert bron.tekst == "Zeg het gewoon."
    assert bron.herkomst_label == f"Gesprek: {stenen[0].gesprek.titel}"
    assert bron.herkomst_url == stenen[0].gesprek.get_absolute_url()


def test_only_what_readers_may_see():
    gezien, vervangen = BouwsteenFactory(), BouwsteenFactory(status="vervangen")
    weg, ongelezen = BouwsteenFactory(status="ingetrokken"), BouwsteenFactory(ingezonden=True)
    asked = [steen.urn_id for steen in (gezien, vervangen, weg, ongelezen)] + ["0000000000", "onzin"]
    assert set(registry.resolve(asked)) == {gezien.urn_id, vervangen.urn_id}


def test_origin_of_what_was_handed_in_and_of_a_merge(redacteur):
    ingezonden = BouwsteenFactory(ingezonden=True, status="gepubliceerd")
    samen = merge_bouwstenen(
        BouwsteenFactory.create_batch(2), titel="Samen", tekst="Een.", soort="inzicht", user=redacteur
    )
    found = bronnen.resolve([ingezonden.urn_id, samen.urn_id])
    assert found[ingezonden.urn_id].herkomst_label == "Ingezonden"
    assert found[samen.urn_id].herkomst_label == "Samengevoegd uit andere bouwstenen"


class TestStartblokken:
    def test_nothing_to_show(self, rf):
        assert startblokken.newest_bouwstenen(rf.get("/")) == {}
        assert startblokken.next_gesprekken(rf.get("/")) == {}

    def test_newest_bouwstenen(self, rf, django_assert_max_num_queries):
        BouwsteenFactory.create_batch(8)
        with django_assert_max_num_queries(2):
            assert len(startblokken.newest_bouwstenen(rf.get("/"))["kaarten"]) == 6

    def test_planned_gesprekken_go_first(self, rf):
        GesprekFactory(titel="Voorbij")
        assert startblokken.next_gesprekken(rf.get("/"))["gepland"] is False
        GesprekFactory(titel="Straks", datum=timezone.localdate())
        blok = startblokken.next_gesprekken(rf.get("/"))
        assert [item["titel"] for item in blok["gesprekken"]] == ["Straks"]

    def test_numbers_of_the_pipeline(self):
        BouwsteenFactory(gesprek=GesprekFactory())
        BouwsteenFactory(ingezonden=True)
        assert (tellingen()["bouwsteen"], tellingen()["gesprek"]) == (1, 1)

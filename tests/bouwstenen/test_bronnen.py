"""What a hoofdstuk shows of its bouwstenen, and what the home page shows."""

from datetime import date

import pytest
from django.utils import timezone

from bouwstenen import bronnen, startblokken
from bouwstenen.services import merge_bouwstenen
from kennisbank.ui import bronnen as registry
from kennisbank.ui.blokken import tellingen
from tests.factories import BouwsteenFactory, GesprekFactory, ThemaFactory

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


def test_where_and_when_it_was_said_for_the_panel():
    gesprek = GesprekFactory(datum=date(2025, 3, 12), format="verhalen")
    canvas = BouwsteenFactory(gesprek=gesprek, canvasvak="spanning")
    model = BouwsteenFactory(gesprek=gesprek, lichaamsdeel=ThemaFactory(naam="Hart", soort="lichaamsdeel"))
    ergens = BouwsteenFactory(gesprek=gesprek)
    found = bronnen.resolve([canvas.urn_id, model.urn_id, ergens.urn_id])
    assert (found[canvas.urn_id].datum, found[canvas.urn_id].vorm) == (
        date(2025, 3, 12),
        "Verhalen en beelden uit de praktijk",
    )
    assert (found[canvas.urn_id].plek_soort, found[canvas.urn_id].plek) == ("Vak op het canvas", "Waar het schuurt")
    assert (found[model.urn_id].plek_soort, found[model.urn_id].plek) == ("Lichaamsdeel", "Hart")
    assert (found[ergens.urn_id].plek_soort, found[ergens.urn_id].plek) == ("", "")


def test_of_a_gesprek_that_is_not_shown_nothing_is_told():
    steen = BouwsteenFactory(gesprek=GesprekFactory(titel="Besloten", zichtbaar=False))
    bron = bronnen.resolve([steen.urn_id])[steen.urn_id]
    assert (bron.herkomst_label, bron.herkomst_url, bron.datum, bron.vorm) == ("Uit een gesprek", "", None, "")


@pytest.mark.parametrize(
    ("tekst", "woorden"),
    [
        ("Gewone woorden.\n\nNog een alinea.", "Gewone woorden. Nog een alinea."),
        ("Met **vet** en een [link](/x/).", "Met vet en een link."),
        ("- een\n- twee", "een twee"),
        ("1. een\n2. twee", "een twee"),
        ("Kop\n---\n\nTekst", "Kop Tekst"),
        ("Kop\n===\n\nTekst", "Kop Tekst"),
        ("a < b &amp; c", "a < b & c"),
    ],
)
def test_words_are_plain(tekst, woorden):
    steen = BouwsteenFactory(tekst=tekst)
    assert bronnen.resolve([steen.urn_id])[steen.urn_id].woorden == woorden


def test_long_words_are_cut_off():
    steen = BouwsteenFactory(tekst="woord, " * 200)
    bron = bronnen.resolve([steen.urn_id])[steen.urn_id]
    assert (len(bron.woorden.split()), len(bron.tekst.split())) == (90, 35)
    assert bron.woorden.endswith("woord…")


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

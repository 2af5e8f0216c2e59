"""The numbers behind the coverage page: each counts what it says, and nothing twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from bouwstenen.models import BouwsteenStatus, Stand
from kennisbank.document.services import create_hoofdstuk
from kennisbank.redactie.dekking.telling import Dekking, count_by_age
from tests.factories import BouwsteenFactory, GesprekFactory, ThemaFactory
from tests.pages import SiteTree, inhoud, sectie

pytestmark = pytest.mark.django_db


def _hoofdstuk(site_tree: SiteTree, titel: str, *bouwstenen: Any) -> None:
    bronnen = tuple((bouwsteen.urn_id, "bron") for bouwsteen in bouwstenen)
    number = 100 + len(titel)
    create_hoofdstuk(
        site_tree.document,
        inhoud=inhoud(titel, sectie(number, "Met bron", "Tekst.", bronnen), sectie(number + 50, "Zonder", "Tekst.")),
        user=site_tree.user,
    )


def test_thema_by_hoofdstuk_counts_each_bouwsteen_once_per_hoofdstuk(site_tree: SiteTree) -> None:
    thema = ThemaFactory(naam="Tegenspraak")
    used, twice, unused = BouwsteenFactory.create_batch(3, themas=[thema])
    _hoofdstuk(site_tree, "Een", used, twice)
    _hoofdstuk(site_tree, "Twee keer", twice)
    matrix = Dekking(site_tree.document).by_thema()
    row = next(rij for rij in matrix.rijen if rij.label == "Tegenspraak")
    assert row.aantallen == (0, 0, 2, 1)
    assert (row.in_document, row.open, row.totaal) == (2, 1, 3)
    assert matrix.hoogste == 2
    assert unused.urn_id not in Dekking(site_tree.document).plekken


def test_gesprek_by_hoofdstuk_leaves_out_what_readers_may_not_see(site_tree: SiteTree) -> None:
    gesprek, hidden = GesprekFactory(), GesprekFactory(zichtbaar=False)
    used = BouwsteenFactory(gesprek=gesprek)
    BouwsteenFactory(gesprek=gesprek, status=BouwsteenStatus.INGETROKKEN)
    _hoofdstuk(site_tree, "Een", used, BouwsteenFactory(gesprek=hidden))
    rows = Dekking(site_tree.document).by_gesprek().rijen
    assert [(rij.label, rij.totaal, rij.aantallen[-1]) for rij in rows] == [(gesprek.titel, 1, 1)]


def test_only_the_newest_version_counts(site_tree: SiteTree) -> None:
    bouwsteen = BouwsteenFactory()
    _hoofdstuk(site_tree, "Een", bouwsteen)
    assert Dekking(site_tree.document).plekken[bouwsteen.urn_id]
    hoofdstuk = site_tree.document.hoofdstukken().last()
    hoofdstuk.body = []
    hoofdstuk.wijzigingsnotitie = "Leeg gemaakt"
    hoofdstuk.save_revision(user=site_tree.user).publish(user=site_tree.user)
    assert not Dekking(site_tree.document).plekken.get(bouwsteen.urn_id)


def test_sections_without_source_are_named(site_tree: SiteTree) -> None:
    _hoofdstuk(site_tree, "Een", BouwsteenFactory())
    *_, (hoofdstuk, secties, total) = Dekking(site_tree.document).without_source()
    assert (hoofdstuk.title, [sectie.kop for sectie in secties], total) == ("Een", ["Zonder"], 2)


def test_what_comes_back_too_little_is_said_only_when_there_is_enough_to_say(site_tree: SiteTree) -> None:
    hoofd, buik = ThemaFactory(soort="lichaamsdeel", naam="Hoofd"), ThemaFactory(soort="lichaamsdeel", naam="Buik")
    used = BouwsteenFactory.create_batch(30, lichaamsdeel=hoofd)
    BouwsteenFactory.create_batch(30, lichaamsdeel=buik)
    _hoofdstuk(site_tree, "Een", *used)
    terms = {term.label: term for term in dict(Dekking(site_tree.document).resonance())["Lichaamsdeel"]}
    assert (terms["Buik"].oordeel, terms["Hoofd"].oordeel) == ("ondervertegenwoordigd", "oververtegenwoordigd")
    assert terms["Buik"].afwijking == pytest.approx(-15 / 15**0.5)
    niveau = ThemaFactory(soort="niveau", naam="Team")
    used[0].themas.add(niveau)
    terms = {term.label: term for term in dict(Dekking(site_tree.document).resonance())["Niveau"]}
    assert terms["Team"].oordeel == "te weinig om iets te zeggen"


@pytest.mark.parametrize(
    ("days", "sleutel"), [(0, "30"), (29, "30"), (30, "91"), (90, "91"), (91, "365"), (365, "ouder")]
)
def test_age_runs_from_publication(days: int, sleutel: str) -> None:
    now = timezone.now()
    BouwsteenFactory(gepubliceerd_op=now - timedelta(days=days), tegengeluid=True)
    BouwsteenFactory(gepubliceerd_op=now - timedelta(days=days), stand=Stand.IN_TEKST)
    counts = {row["sleutel"]: (row["aantal"], row["tegengeluid"]) for row in count_by_age(now)}
    assert counts.pop(sleutel) == (1, 1)
    assert set(counts.values()) == {(0, 0)}

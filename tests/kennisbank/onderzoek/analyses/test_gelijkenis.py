"""Bouwstenen that are alike, and merging them."""

from collections.abc import Callable

import pytest
from django.test import Client

from bouwstenen.models import Bouwsteen, BouwsteenStatus
from kennisbank.onderzoek.corpus import read_corpus
from kennisbank.onderzoek.services import create_selectie
from tests.factories import BouwsteenFactory, GesprekFactory, UserFactory

pytestmark = pytest.mark.django_db
TEKST = "Wie eerst opbelt en vraagt wat er speelt, schrijft daarna een betere en kortere brief aan de aanvrager."


@pytest.fixture
def paar() -> list[int]:
    """Two that say the same in two gesprekken, and others that do not."""
    first, second = (BouwsteenFactory(titel=f"Bel eerst {naam}", tekst=TEKST) for naam in ("even", "op"))
    BouwsteenFactory(titel="Heel iets anders", tekst="De vergadering duurde lang en niemand wist nog waarom.")
    return [first.pk, second.pk]


def test_researchers_see_the_pair_and_the_words_it_shares(html: Callable[..., str], paar: list[int]) -> None:
    page = html("/onderzoek/gelijkenis/")
    assert "1 paar lijkt op elkaar." in page
    assert "Bel eerst even" in page
    assert "aanvrager" in page
    assert "Heel iets anders" not in page
    assert "Voeg deze twee samen" not in page
    assert "Vertel het de redactie" in page


def test_the_redactie_can_go_and_merge_them(client: Client, paar: list[int]) -> None:
    client.force_login(UserFactory(rol="redacteur"))
    page = client.get("/onderzoek/gelijkenis/").content.decode()
    link = page.split('href="/beheer/bulk/')[1].split('"')[0].replace("&amp;", "&")
    screen = client.get(f"/beheer/bulk/{link}")
    assert screen.status_code == 200
    assert "Bel eerst even" in screen.content.decode()
    assert all(f"id={pk}" in link for pk in paar)


def test_what_was_merged_in_the_meantime_is_not_offered_again(client: Client, paar: list[int]) -> None:
    redacteur = UserFactory(rol="redacteur")
    client.force_login(redacteur)
    selectie = create_selectie(read_corpus(), naam="Toen", user=redacteur)
    Bouwsteen.objects.filter(pk=paar[0]).update(status=BouwsteenStatus.VERVANGEN)
    page = client.get("/onderzoek/gelijkenis/", {"selectie": selectie.kenmerk}).content.decode()
    assert "Bel eerst even" in page
    assert "Voeg deze twee samen" not in page


def test_within_one_gesprek_or_between_gesprekken(html: Callable[..., str], paar: list[int]) -> None:
    assert "1 paar" in html("/onderzoek/gelijkenis/?waar=ander")
    assert "geen twee bouwstenen" in html("/onderzoek/gelijkenis/?waar=zelfde")
    gesprek = GesprekFactory()
    BouwsteenFactory.create_batch(2, tekst="Zoek de collega op die het dossier kent en vraag door.", gesprek=gesprek)
    assert "1 paar" in html("/onderzoek/gelijkenis/?waar=zelfde")

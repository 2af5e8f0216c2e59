"""The admin's home page and menu: what waits, for whom."""

import pytest
from django.test import Client
from django.urls import reverse

from kennisbank.accounts.models import User
from kennisbank.redactie.overview import waiting_work
from tests.factories import BouwsteenFactory, GesprekFactory, UserFactory

MENU = ["Pagina's", "Verwerken (2)", "Voorstellen", "Bouwstenen", "Gesprekken", "Thema’s", "Leeraanbod", "Organisaties"]

pytestmark = pytest.mark.django_db


def test_numbers_say_what_waits(redacteur: User) -> None:
    BouwsteenFactory(ingezonden=True)
    BouwsteenFactory(tegengeluid=True)
    BouwsteenFactory()
    BouwsteenFactory(stand="in_tekst", gesprek=GesprekFactory(opgeleverd=True))
    numbers = {soort.label: soort.aantal for soort in waiting_work(redacteur)}
    assert numbers == {
        "te beoordelen": 1,
        "open": 2,
        "tegengeluid zonder besluit": 1,
        "voorstellen wachten": 0,
        "zinnen zonder vaste plek": 0,
        "zinnen met een ingetrokken bron": 0,
        "antwoorden van deelnemers": 0,
        "verhalen te beoordelen": 0,
        "gesprekken zonder oplevering": 2,
    }


def test_home_page_links_to_the_work_and_menu_follows_the_walk(client: Client, redacteur: User) -> None:
    BouwsteenFactory.create_batch(2)
    client.force_login(redacteur)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Wat ligt er?" in html
    assert f"{reverse('redactie:verwerken')}?tegengeluid=1" in html
    menu = html.split('id="wagtail-sidebar-props"')[1].split("</script>")[0]
    places = [menu.find(f'"{label}"'.replace("’", "\\u2019")) for label in MENU]
    assert -1 not in places
    assert places == sorted(places)
    for absent in ("Fragmenten", "Snippets", "Rapporten", "Help"):
        assert f'"{absent}"' not in menu


def test_gespreksleider_sees_own_work_only(client: Client) -> None:
    leider = UserFactory(rol="gespreksleider")
    GesprekFactory(gespreksleider=leider)
    GesprekFactory()
    assert [(soort.aantal, soort.label) for soort in waiting_work(leider)] == [(1, "gesprekken zonder oplevering")]
    client.force_login(leider)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert '"Verwerken' not in html


@pytest.mark.parametrize("rol", ["deelnemer", "onderzoeker"])
def test_who_has_no_work_in_the_admin_does_not_get_in(client: Client, rol: str) -> None:
    client.force_login(UserFactory(rol=rol))
    assert client.get(reverse("wagtailadmin_home")).status_code in {302, 403}

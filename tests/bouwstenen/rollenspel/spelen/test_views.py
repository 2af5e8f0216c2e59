"""The screens of a game, without JavaScript: forms and links alone carry it to the end."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bouwstenen.models import Gesprek
from bouwstenen.rollenspel.models import Spel
from bouwstenen.rollenspel.rollen import Fase
from bouwstenen.rollenspel.spelen.raden import PER_ADRES
from kennisbank.accounts.models import User
from tests.bouwstenen.rollenspel.making import add_speler, advance_to, ended_spel, leader, make_casus, make_spel
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_earlier_guesses() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def join(spel: Spel, **fields: Any) -> Client:
    """A phone that joined."""
    phone = Client()
    answer = phone.post("/rollenspel/mee/", {"code": spel.code, "token": str(uuid4())} | fields)
    assert answer.status_code == 302, answer.content.decode()
    return phone


def base(spel: Spel) -> str:
    return f"/rollenspel/spel/{spel.kenmerk}/"


def test_a_whole_game_by_forms_alone() -> None:
    user = UserFactory(rol="gespreksleider")
    spel = make_spel(user)
    screen = Client()
    screen.force_login(user)
    phone = join(spel, bijnaam="Vos")
    assert phone.post(f"{base(spel)}speler/rol/", {"rol": "netwerkend"}).status_code == 302
    assert "Vos" in screen.get(base(spel)).content.decode()
    for ronde, rol in ((1, "netwerkend"), (2, "responsief")):
        while Spel.objects.get().stap.ronde != ronde:
            screen.post(f"{base(spel)}verder/", {"van": Spel.objects.get().fase})
        assert f"Wat doet {rol}?" in phone.get(f"{base(spel)}speler/").content.decode()
        made = {"ronde": ronde, "keuze": 1, "argument": f"Omdat het moet in {ronde}."}
        assert phone.post(f"{base(spel)}speler/inzet/", made).status_code == 302
        assert screen.post(f"{base(spel)}samen/rechtmatig/", made).status_code == 302
        screen.post(f"{base(spel)}verder/", {"van": Spel.objects.get().fase})
        assert f"Omdat het moet in {ronde}." in screen.get(base(spel)).content.decode()
        assert "Wat de anderen met jou doen" in phone.get(f"{base(spel)}speler/").content.decode()
    screen.post(f"{base(spel)}verder/", {"van": "effecten2"})
    thought = {"vraag": "document", "tekst": "Schrijf op wie er mist.", "token": str(uuid4())}
    for _ in range(2):
        assert phone.post(f"{base(spel)}speler/conclusie/", thought).status_code == 302
    screen.post(f"{base(spel)}conclusie/", {"vraag": "geleerd", "tekst": "Wacht een dag.", "token": str(uuid4())})
    listed = spel.conclusies.get(tekst="Wacht een dag.")
    phone.post(f"{base(spel)}speler/stem/", {"conclusie": listed.sleutel, "soort": "tegengeluid"})
    screen.post(f"{base(spel)}verder/", {"van": "conclusies"})
    assert "1 ziet dit anders" in phone.get(f"{base(spel)}resultaat/").content.decode()
    data = {}
    for c in spel.conclusies.all():
        data |= {f"{c.sleutel}-tekst": c.tekst, f"{c.sleutel}-soort": c.soort, f"{c.sleutel}-bij": ""}
    assert screen.post(f"{base(spel)}nakijken/", data).url == f"{base(spel)}gesprek/"
    answer = screen.post(f"{base(spel)}gesprek/", {"titel": "Ons spel", "datum": "2026-11-12", "werkvorm": "online"})
    gesprek = Gesprek.objects.get()
    assert gesprek.urn_id in answer.url
    assert {regel.tekst for regel in gesprek.opbrengst.all()} == {"Schrijf op wie er mist.", "Wacht een dag."}


def test_every_phase_can_be_looked_at_by_everybody_in_the_room(client: Client) -> None:
    spel = make_spel()
    add_speler(spel, "rechtmatig")
    phone = join(spel)
    for fase in Fase:
        advance_to(Spel.objects.get(), fase)
        page = client.get(base(spel)).content.decode()
        assert fase.label in page
        assert "/verder/" not in page
        assert phone.get(f"{base(spel)}speler/").status_code == 200


def test_nobody_but_the_facilitator_moves_the_game(client: Client, redacteur: User) -> None:
    spel = make_spel()
    assert client.post(f"{base(spel)}verder/", {"van": "lobby"}).url.startswith("/inloggen/")
    client.force_login(redacteur)
    assert client.post(f"{base(spel)}verder/", {"van": "lobby"}).status_code == 403
    assert client.get(f"{base(spel)}verder/").status_code == 405
    assert Spel.objects.get().fase == Fase.LOBBY


def test_a_phone_that_asks_when_nothing_happened_costs_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    spel = make_spel()
    with django_assert_num_queries(1):
        answer = client.get(f"{base(spel)}stand/")
    assert answer.json() == {"versie": 1, "fase": "lobby"}
    with django_assert_num_queries(1):
        again = client.get(f"{base(spel)}stand/", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    add_speler(spel)
    assert client.get(f"{base(spel)}stand/", headers={"If-None-Match": answer["ETag"]}).json()["versie"] == 2


def test_screens_ask_the_same_however_many_play(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    user = UserFactory(rol="gespreksleider")
    spel = make_spel(user)
    for number in range(12):
        add_speler(spel, ["rechtmatig", "presterend", "netwerkend"][number % 3], bijnaam=f"Vos {number}")
    screen = Client()
    screen.force_login(user)
    phone = join(spel)
    for fase in Fase:
        advance_to(Spel.objects.get(), fase)
        with django_assert_max_num_queries(8):
            screen.get(base(spel))
        with django_assert_max_num_queries(6):
            phone.get(f"{base(spel)}speler/")


def test_guessing_codes_is_stopped_and_a_right_one_still_works_elsewhere(client: Client) -> None:
    spel = make_spel()
    wrong = {"code": "CCCCCC" if spel.code != "CCCCCC" else "DDDDDD", "token": str(uuid4())}
    for _ in range(PER_ADRES):
        assert client.post("/rollenspel/mee/", wrong).status_code == 422
    refused = client.post("/rollenspel/mee/", wrong | {"code": spel.code})
    assert (refused.status_code, "Wacht tien minuten" in refused.content.decode()) == (429, True)
    elsewhere = client.post(
        "/rollenspel/mee/", wrong | {"code": spel.code}, headers={"X-Forwarded-For": "1.2.3.4, 198.51.100.7"}
    )
    assert elsewhere.status_code == 302


@pytest.mark.parametrize("code", ["", "abc", "AEIOU0", "CCC CCC"])
def test_a_code_that_is_none_is_told_at_the_field(client: Client, code: str) -> None:
    answer = client.post("/rollenspel/mee/", {"code": code, "bijnaam": "Vos", "token": str(uuid4())})
    assert answer.status_code == 422
    assert "code" in answer.context["formulier"].errors
    assert 'value="Vos"' in answer.content.decode()


def test_a_phone_that_joins_again_is_the_same_player() -> None:
    spel = make_spel()
    phone = join(spel)
    phone.post("/rollenspel/mee/", {"code": spel.code, "token": str(uuid4())})
    assert spel.spelers.count() == 1


def test_a_cookie_that_was_tampered_with_is_nobody() -> None:
    spel = make_spel()
    phone = join(spel)
    name = f"rollenspel-{spel.kenmerk}"
    assert phone.cookies[name]["httponly"]
    phone.cookies[name] = "verzonnen:waarde"
    assert phone.get(f"{base(spel)}speler/").url == "/rollenspel/mee/"
    assert phone.post(f"{base(spel)}speler/rol/", {"rol": "rechtmatig"}).url == "/rollenspel/mee/"


def test_words_that_come_too_late_are_shown_back() -> None:
    spel = make_spel()
    phone = join(spel)
    phone.post(f"{base(spel)}speler/rol/", {"rol": "netwerkend"})
    advance_to(spel, Fase.EFFECTEN_1)
    late = phone.post(f"{base(spel)}speler/inzet/", {"ronde": 1, "keuze": 1, "argument": "Mijn lange verhaal."})
    assert late.status_code == 409
    assert "Mijn lange verhaal." in late.content.decode()


def test_a_choice_without_a_reason_comes_back_with_what_was_chosen() -> None:
    spel = make_spel()
    phone = join(spel)
    phone.post(f"{base(spel)}speler/rol/", {"rol": "netwerkend"})
    advance_to(spel, Fase.RONDE_1)
    answer = phone.post(f"{base(spel)}speler/inzet/", {"ronde": 1, "keuze": 2, "argument": ""})
    assert answer.status_code == 422
    assert set(answer.context["formulier"].errors) == {"argument"}
    assert 'value="2" class="" required id="id_netwerkend_keuze_1" checked' in answer.content.decode() or (
        "checked" in answer.content.decode()
    )


def test_the_qr_code_is_a_picture_of_the_address_to_join(client: Client) -> None:
    spel = make_spel()
    answer = client.get(f"{base(spel)}qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content
    assert b"style" not in answer.content
    assert client.get(f"{base(advance_to(spel, Fase.EINDE))}qr.svg").status_code == 404


def test_after_the_game_who_has_the_link_reads_the_result_and_only_the_facilitator_goes_on(
    client: Client, deelnemer: User
) -> None:
    spel = ended_spel(deelnemer)
    page = client.get(f"{base(spel)}resultaat/").content.decode()
    assert "Kijk eerst wie er aan tafel mist." in page
    assert "nakijken" not in page
    client.force_login(UserFactory(rol="redacteur"))
    for part in ("nakijken", "gesprek", "inzenden", "verwijderen"):
        assert client.get(f"{base(spel)}{part}/").status_code == 403
    client.force_login(deelnemer)
    conclusie = spel.conclusies.get()
    fields = {"tekst": conclusie.tekst, "soort": "inzicht", "bij": ""}
    data = {f"{conclusie.sleutel}-{name}": value for name, value in fields.items()}
    assert client.post(f"{base(spel)}nakijken/", data).url == f"{base(spel)}inzenden/"
    assert client.post(f"{base(spel)}inzenden/").url == f"{base(spel)}resultaat/"
    assert deelnemer.ingebrachte_bouwstenen.count() == 1
    assert client.post(f"{base(spel)}verwijderen/").url == "/rollenspel/spellen/"


def test_what_looks_like_personal_data_is_pointed_out_at_the_conclusion(client: Client) -> None:
    spel = ended_spel(conclusies=("Bel 06-12345678 voor meer.",))
    client.force_login(leader(spel))
    url = f"{base(spel)}nakijken/"
    assert "een telefoonnummer" in client.get(url).content.decode()
    key = spel.conclusies.get().sleutel
    data = {f"{key}-tekst": "Bel 06-12345678 voor meer.", f"{key}-soort": "inzicht", f"{key}-bij": ""}
    assert client.post(url, data).status_code == 422
    assert client.post(url, data | {f"{key}-bevestigd": "on"}).status_code == 302


@pytest.mark.parametrize("kenmerk", ["xxxxxxxxxx", "kort", "0000000000"])
def test_a_game_that_is_not_there(client: Client, kenmerk: str) -> None:
    for part in ("", "stand/", "qr.svg", "speler/", "resultaat/"):
        assert client.get(f"/rollenspel/spel/{kenmerk}/{part}").status_code == 404


def test_a_game_on_one_screen_shows_no_code(client: Client) -> None:
    spel = make_spel(casus=make_casus(), vorm="scherm")
    assert "Doe mee met je telefoon" not in client.get(base(spel)).content.decode()

"""What the recording page talks to: one change at a time, whatever happens to the request or the answer."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.models import Opbrengstregel
from tests.bouwstenen.opbrengst.making import add_regel, leider, make_deelnemer, make_gesprek, texts
from tests.factories import SynoniemFactory, ThemaFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gesprek(client: Client) -> Gesprek:
    made = make_gesprek()
    client.force_login(leider(made))
    return made


def _address(gesprek: Gesprek, last: str = "regels") -> str:
    return f"/gesprekken/{gesprek.urn_id}/opbrengst/{last}/"


def send(client: Client, gesprek: Gesprek, **order: Any) -> Any:
    return client.post(
        _address(gesprek), json.dumps({"kenmerk": str(uuid4())} | order), content_type="application/json"
    )


def add(client: Client, gesprek: Gesprek, tekst: str, **velden: Any) -> Any:
    fields = {"tekst": tekst} | velden
    return send(client, gesprek, soort="nieuw", sleutel=str(uuid4()), plek="kenmerk", velden=fields)


def test_a_line_goes_in_and_comes_back(client: Client, gesprek: Gesprek) -> None:
    thema = ThemaFactory(naam="Tegenspraak", slug="tegenspraak")
    dana = make_deelnemer(gesprek, "Dana de Wit")
    answer = add(client, gesprek, "Durf nee te zeggen", soort="advies", themas=["tegenspraak"], citaat_van=dana.kenmerk)
    assert answer.status_code == 200
    regel = answer.json()["regel"]
    assert (regel["tekst"], regel["soort"], regel["plek"]) == ("Durf nee te zeggen", "advies", "kenmerk")
    assert regel["themas"] == [{"slug": thema.slug, "naam": "Tegenspraak"}]
    assert (regel["citaat_van"], regel["citaat_stand"]) == (dana.kenmerk, "Toestemming gevraagd")
    listed = client.get(_address(gesprek)).json()
    assert listed["regels"] == [regel]
    assert "Dana" not in json.dumps(listed)


def test_the_same_order_twice_is_carried_out_once(client: Client, gesprek: Gesprek) -> None:
    order = {"kenmerk": "k1", "soort": "nieuw", "sleutel": str(uuid4()), "plek": "kenmerk", "velden": {"tekst": "Eén"}}
    first, again = (send(client, gesprek, **order) for _ in range(2))
    assert first.json() == again.json()
    assert texts(gesprek) == ["Eén"]


def test_every_kind_of_change(client: Client, gesprek: Gesprek) -> None:
    a, b = (add(client, gesprek, tekst).json()["regel"]["sleutel"] for tekst in "ab")
    send(client, gesprek, soort="wijzig", sleutel=a, velden={"tekst": "A"}, verwacht={"tekst": "a"})
    send(client, gesprek, soort="verplaats", sleutel=b, na="")
    assert texts(gesprek) == ["b", "A"]
    send(client, gesprek, soort="verplaats", sleutel=b, plek="spanning", na=None)
    assert Opbrengstregel.objects.get(sleutel=b).canvasvak == "spanning"
    assert send(client, gesprek, soort="verwijder", sleutel=b, verwacht={"tekst": "b"}).json()["regel"]["verwijderd"]
    assert texts(gesprek) == ["A"]
    assert send(client, gesprek, soort="herstel", sleutel=b).status_code == 200
    assert sorted(texts(gesprek)) == ["A", "b"]


def test_a_conflict_gives_the_line_as_it_is(client: Client, gesprek: Gesprek) -> None:
    regel = add_regel(gesprek, "Nu")
    order = {"soort": "wijzig", "sleutel": regel.sleutel, "velden": {"tekst": "Straks"}, "verwacht": {"tekst": "Ooit"}}
    answer = send(client, gesprek, **order)
    assert (answer.status_code, answer.json()["regel"]["tekst"]) == (409, "Nu")
    assert texts(gesprek) == ["Nu"]


def test_personal_data_are_asked_about(client: Client, gesprek: Gesprek) -> None:
    make_deelnemer(gesprek, "Dana de Wit")
    answer = add(client, gesprek, "Dana zei nee")
    assert answer.status_code == 422
    [vondst] = answer.json()["vondsten"]
    assert (vondst["tekst"], vondst["uitleg"], vondst["vervanging"]) == ("Dana", "de naam van een deelnemer", "[naam]")
    accepted = send(
        client, gesprek, soort="nieuw", sleutel=str(uuid4()), plek="kenmerk", velden={"tekst": "Dana zei nee"},
        bevestigd=[vondst["sleutel"]],
    )  # fmt: skip
    assert accepted.status_code == 200


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({"soort": "nieuw", "plek": "kenmerk", "velden": {"tekst": " "}}, 422),
        ({"soort": "nieuw", "plek": "bestaat-niet", "velden": {"tekst": "Ja"}}, 422),
        ({"soort": "nieuw", "plek": "kenmerk", "velden": {"tekst": "Ja", "themas": ["bestaat-niet"]}}, 422),
        ({"soort": "nieuw", "plek": "kenmerk", "velden": {"tekst": "Ja", "citaat_van": "bestaatnie"}}, 422),
        ({"soort": "nieuw", "plek": "kenmerk", "velden": {"tekst": ["Ja"]}}, 400),
        ({"soort": "nieuw", "plek": "kenmerk", "velden": []}, 400),
        ({"soort": "nieuw", "plek": "kenmerk", "velden": {"tekst": "Ja", "themas": "x"}}, 400),
        ({"soort": "wijzig", "velden": {"tekst": "Ja"}}, 404),
        ({"soort": "sloop"}, 400),
        ({"soort": "nieuw", "kenmerk": "", "plek": "kenmerk", "velden": {"tekst": "Ja"}}, 400),
        ({"soort": "nieuw", "kenmerk": 5, "plek": "kenmerk", "velden": {"tekst": "Ja"}}, 400),
    ],
)
def test_what_makes_no_sense_is_refused(client: Client, gesprek: Gesprek, order: Any, status: int) -> None:
    answer = send(client, gesprek, **({"sleutel": str(uuid4())} | order))
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/json"
    assert texts(gesprek) == []


@pytest.mark.parametrize("body", ["", "[]", "{", "null", "[" * 100_000])
def test_what_is_no_order_at_all_is_refused(client: Client, gesprek: Gesprek, body: str) -> None:
    for last in ("regels", "suggesties"):
        assert client.post(_address(gesprek, last), body, content_type="application/json").status_code == 400


def test_who_may_not_record_is_told_so_in_json(client: Client, gesprek: Gesprek) -> None:
    client.logout()
    assert send(client, gesprek, soort="nieuw").status_code == 401
    answer = client.get(_address(gesprek))
    assert (answer.status_code, answer.json()["inloggen"]) == (401, "/inloggen/")
    client.force_login(UserFactory(rol="deelnemer"))
    assert send(client, gesprek, soort="nieuw").status_code == 403
    assert client.get(_address(gesprek)).status_code == 403
    assert client.get(_address(gesprek).replace(gesprek.urn_id, "0000000000")).status_code == 404


def test_it_needs_a_token_and_hands_out_a_fresh_one(gesprek: Gesprek) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(leider(gesprek))
    assert add(strict, gesprek, "Zonder").status_code == 403
    token = strict.get(_address(gesprek)).json()["csrf"]
    order = {"kenmerk": "k", "soort": "nieuw", "sleutel": "sleutel-een", "plek": "kenmerk", "velden": {"tekst": "Met"}}
    answer = strict.post(
        _address(gesprek), json.dumps(order), content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 200


def test_nothing_new_costs_next_to_nothing(
    client: Client, gesprek: Gesprek, django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        add_regel(gesprek, themas=[ThemaFactory()])
    with django_assert_max_num_queries(12):
        answer = client.get(_address(gesprek))
    assert len(answer.json()["regels"]) == 30
    with django_assert_max_num_queries(6):
        again = client.get(_address(gesprek), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Opbrengstregel.objects.filter(pk=Opbrengstregel.objects.earliest("pk").pk).update(citaat_stand_op=timezone.now())
    answer = client.get(_address(gesprek), headers={"If-None-Match": answer.headers["ETag"]})
    assert answer.status_code == 200, "a deelnemer gave consent"
    add_regel(gesprek)
    assert client.get(_address(gesprek), headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200


def test_after_delivery_lines_can_be_read_and_not_changed(client: Client, gesprek: Gesprek) -> None:
    add_regel(gesprek, "Klaar")
    gesprek.opgeleverd_op = timezone.now()
    gesprek.save()
    assert client.get(_address(gesprek)).json()["gesloten"] is True
    answer = add(client, gesprek, "Te laat")
    assert (answer.status_code, list(answer.json()["fouten"])) == (422, [""])


def test_themas_are_suggested_for_what_is_typed(client: Client, gesprek: Gesprek) -> None:
    SynoniemFactory(thema=ThemaFactory(naam="Tegenspraak", slug="tegenspraak"), term="weerwoord")
    body = json.dumps({"tekst": "Van weerwoorden wordt het besluit beter"})
    answer = client.post(_address(gesprek, "suggesties"), body, content_type="application/json")
    assert answer.json() == {"themas": [{"slug": "tegenspraak", "naam": "Tegenspraak"}]}

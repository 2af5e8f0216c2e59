"""Thanking who was there: written by the organiser, sent once, on the day they choose."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bouwstenen.deelnemers.services import add_deelnemer, send_due_berichten
from bouwstenen.models import Gesprek
from bouwstenen.nazorg.models import Dankbericht
from bouwstenen.nazorg.services import (
    cancel_dankbericht,
    find_blanks,
    plan_dankbericht,
    queue_due_dankberichten,
    save_dankbericht,
)
from bouwstenen.organiseren.cockpit import cockpit_onderdelen
from bouwstenen.organiseren.models import Gespreksplan
from kennisbank.accounts.models import User
from tests.factories import BouwsteenFactory, GesprekFactory, UserFactory

TEKST = "Beste collega,\n\nDank je wel. Het was een **goed** gesprek."


@pytest.fixture
def leider(db: None) -> User:
    user: User = UserFactory(rol="gespreksleider", weergavenaam="Gerda Gespreksleider")
    return user


@pytest.fixture
def gesprek(leider: User) -> Gesprek:
    """A gesprek of yesterday, with two who had a place and one who had not."""
    item: Gesprek = GesprekFactory(gespreksleider=leider, datum=timezone.localdate() - timedelta(days=1))
    Gespreksplan.objects.create(eigenaar=leider, gesprek=item, titel=item.titel, dag=item.datum)
    for naam, status in (("Noor Bakker", "aangemeld"), ("Bram de Wit", "aangemeld"), ("Wil Wacht", "wachtlijst")):
        email = f"{naam.split()[0].lower()}@voorbeeld.nl"
        add_deelnemer(item, naam=naam, email=email, status=status, user=None)
    return item


def test_sent_now_to_everybody_who_had_a_place_and_once(gesprek: Gesprek, leider: User) -> None:
    row = plan_dankbericht(gesprek, tekst=TEKST, op=None, user=leider)
    assert (row.status, row.aantal) == ("verstuurd", 2)
    send_due_berichten()
    queue_due_dankberichten()
    send_due_berichten()
    assert sorted(message.to[0] for message in mail.outbox) == ["bram@voorbeeld.nl", "noor@voorbeeld.nl"]
    message = mail.outbox[0]
    assert "Het was een goed gesprek." in message.body
    assert "<strong>goed</strong>" in message.alternatives[0].content
    assert gesprek.titel in message.subject
    assert "Bram" not in mail.outbox[0].body + mail.outbox[1].body
    with pytest.raises(ValidationError):
        save_dankbericht(gesprek, tekst="Anders", user=leider)


def test_planned_one_waits_for_its_day_and_can_be_changed(gesprek: Gesprek, leider: User) -> None:
    day = timezone.localdate() + timedelta(days=3)
    plan_dankbericht(gesprek, tekst=TEKST, op=day, user=leider)
    assert queue_due_dankberichten() == 0
    row = save_dankbericht(gesprek, tekst="Nieuwe tekst.", user=leider)
    assert row.status == "gepland"
    Dankbericht.objects.update(gepland_op=timezone.now())
    assert (queue_due_dankberichten(), queue_due_dankberichten()) == (1, 0)
    send_due_berichten()
    assert "Nieuwe tekst." in mail.outbox[0].body


def test_not_sent_when_the_organiser_says_so_or_the_gesprek_is_called_off(gesprek: Gesprek, leider: User) -> None:
    plan_dankbericht(gesprek, tekst=TEKST, op=timezone.localdate() + timedelta(days=1), user=leider)
    row = cancel_dankbericht(gesprek, tekst=TEKST, user=leider)
    assert row.status == "niet"
    plan_dankbericht(gesprek, tekst=TEKST, op=timezone.localdate() + timedelta(days=1), user=leider)
    Dankbericht.objects.update(gepland_op=timezone.now())
    Gespreksplan.objects.update(afgelast_op=timezone.now())
    assert queue_due_dankberichten() == 0


def test_blanks_have_to_be_filled_in_first(gesprek: Gesprek, leider: User) -> None:
    tekst = r"Wat mij bijblijft: \[één gedachte uit het gesprek\]."
    assert find_blanks(tekst) == ["één gedachte uit het gesprek"]
    assert save_dankbericht(gesprek, tekst=tekst, user=leider).status == "concept"
    with pytest.raises(ValidationError) as error:
        plan_dankbericht(gesprek, tekst=tekst, op=None, user=leider)
    assert "één gedachte uit het gesprek" in error.value.message_dict["tekst"][0]
    assert not mail.outbox


def test_not_before_the_gesprek_and_not_in_the_past(gesprek: Gesprek, leider: User) -> None:
    with pytest.raises(ValidationError):
        plan_dankbericht(gesprek, tekst=TEKST, op=timezone.localdate() - timedelta(days=1), user=leider)
    gesprek.datum = timezone.localdate() + timedelta(days=5)
    gesprek.save()
    for op in (None, timezone.localdate() + timedelta(days=4)):
        with pytest.raises(ValidationError):
            plan_dankbericht(gesprek, tekst=TEKST, op=op, user=leider)


def test_nobody_to_thank_is_an_error(leider: User) -> None:
    with pytest.raises(ValidationError):
        plan_dankbericht(GesprekFactory(gespreksleider=leider), tekst=TEKST, op=None, user=leider)


@pytest.mark.parametrize(("rol", "allowed"), [("deelnemer", False), ("gespreksleider", False), ("redacteur", True)])
def test_only_the_organiser_and_the_redactie_write(gesprek: Gesprek, rol: str, allowed: bool) -> None:
    user = UserFactory(rol=rol)
    if allowed:
        save_dankbericht(gesprek, tekst=TEKST, user=user)
        return
    for act in (save_dankbericht, cancel_dankbericht):
        with pytest.raises(PermissionDenied):
            act(gesprek, tekst=TEKST, user=user)


# The page


def test_page_drafts_the_letter_and_sends_it(client: Client, gesprek: Gesprek, leider: User) -> None:
    BouwsteenFactory(gesprek=gesprek, titel="Vraag door voor je schrijft")
    client.force_login(leider)
    url = reverse("nazorg:dankbericht", args=[gesprek.urn_id])
    response = client.get(url)
    page = response.content.decode()
    assert "Vraag door voor je schrijft" in page
    assert "Het bericht gaat naar 2 deelnemers." in page
    assert response.context["formulier"]["datum"].value() == gesprek.datum + timedelta(weeks=2)
    blank = client.post(url, {"tekst": response.context["formulier"]["tekst"].value(), "actie": "nu"})
    assert blank.status_code == 422
    assert "Vul dit nog in" in blank.content.decode()
    assert client.post(url, {"tekst": TEKST, "actie": "voorbeeld"}).status_code == 200
    assert client.post(url, {"tekst": TEKST, "actie": "plan", "datum": ""}).status_code == 422
    assert client.post(url, {"tekst": TEKST, "actie": "nu"}).status_code == 302
    assert "Dit bericht is verstuurd" in client.get(url).content.decode()


def test_page_is_for_the_organiser(client: Client, gesprek: Gesprek) -> None:
    url = reverse("nazorg:dankbericht", args=[gesprek.urn_id])
    assert client.get(url).status_code == 302
    client.force_login(UserFactory(rol="gespreksleider"))
    assert client.get(url).status_code == 403


def test_cockpit_shows_it_once_the_gesprek_was_held(gesprek: Gesprek, leider: User) -> None:
    assert "nazorg" in [part.sleutel for part in cockpit_onderdelen(gesprek, leider)]
    gesprek.datum = timezone.localdate() + timedelta(days=1)
    assert "nazorg" not in [part.sleutel for part in cockpit_onderdelen(gesprek, leider)]

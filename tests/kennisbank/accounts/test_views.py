import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from bouwstenen.models import Bouwsteen
from bouwstenen.services import publish_bouwstenen, submit_bouwsteen, withdraw_bouwstenen
from kennisbank.accounts.models import User
from kennisbank.redactie.services import record_verwerking
from tests.factories import WACHTWOORD, UserFactory
from tests.pages import SiteTree

LOGIN = reverse("accounts:inloggen")
PROFIEL = reverse("accounts:profiel")
NIEUW = "vier losse woorden samen"


def sign_in(client: Client, user: User, wachtwoord: str = WACHTWOORD, **extra: str) -> Any:
    return client.post(LOGIN, {"username": user.username, "password": wachtwoord, **extra})


def test_sign_in_goes_back_to_the_page_one_came_from(deelnemer: User, client: Client) -> None:
    assert 'value="/bouwstenen/inzenden/"' in client.get(f"{LOGIN}?next=/bouwstenen/inzenden/").content.decode()
    response = sign_in(client, deelnemer, next="/bouwstenen/inzenden/")
    assert (response.status_code, response["Location"]) == (302, "/bouwstenen/inzenden/")


@pytest.mark.parametrize("next_url", ["https://elders.example/", "//elders.example/", "javascript:alert(1)"])
def test_sign_in_never_leads_to_another_site(deelnemer: User, client: Client, next_url: str) -> None:
    assert sign_in(client, deelnemer, next=next_url)["Location"] == PROFIEL


def test_wrong_password_says_so_in_dutch(deelnemer: User, client: Client) -> None:
    html = sign_in(client, deelnemer, "verkeerd").content.decode()
    assert "horen niet bij elkaar" in html
    assert "verkeerd" not in html


def test_who_is_signed_in_is_sent_on(deelnemer: User, client: Client) -> None:
    client.force_login(deelnemer)
    assert client.get(LOGIN)["Location"] == PROFIEL


def test_sign_out_asks_for_a_post(deelnemer: User, client: Client) -> None:
    client.force_login(deelnemer)
    assert client.get(reverse("accounts:uitloggen")).status_code == 405
    assert client.post(reverse("accounts:uitloggen"))["Location"] == "/"
    assert client.get(PROFIEL).status_code == 302


def test_profile_is_for_who_is_signed_in(db: None, client: Client) -> None:
    assert client.get(PROFIEL)["Location"] == f"{LOGIN}?next={PROFIEL}"


def test_profile_shows_roles_in_words(deelnemer: User, client: Client) -> None:
    client.force_login(deelnemer)
    html = client.get(PROFIEL).content.decode()
    assert "Rol: Deelnemer" in html
    assert "Dient bouwstenen in, stelt wijzigingen voor en praat mee." in html
    assert "Je hebt nog niets ingebracht" in html


def test_own_details_can_be_changed(deelnemer: User, client: Client) -> None:
    client.force_login(deelnemer)
    response = client.post(
        PROFIEL, {"weergavenaam": "Dirk", "organisatie": "Waterschap", "functie": "", "is_superuser": "1"}, follow=True
    )
    assert "Je profiel is opgeslagen." in response.content.decode()
    stored = User.objects.get(pk=deelnemer.pk)
    assert (stored.weergavenaam, stored.organisatie, stored.is_superuser) == ("Dirk", "Waterschap", False)


def test_faulty_details_are_refused(deelnemer: User, client: Client) -> None:
    client.force_login(deelnemer)
    response = client.post(PROFIEL, {"weergavenaam": "x" * 200, "organisatie": "", "functie": ""})
    assert response.status_code == 200
    assert User.objects.get(pk=deelnemer.pk).weergavenaam == "Dana Deelnemer"


def hand_in(user: User, titel: str) -> Bouwsteen:
    return submit_bouwsteen(titel=titel, tekst="Zo ging het bij ons.", soort="inzicht", user=user)


def test_profile_shows_what_became_of_what_was_handed_in(deelnemer: User, redacteur: User, client: Client) -> None:
    hand_in(deelnemer, "Nog ongelezen")
    open_steen, declined, withdrawn = (hand_in(deelnemer, titel) for titel in ["Open", "Afgewezen", "Weggehaald"])
    publish_bouwstenen([open_steen, declined], user=redacteur)
    record_verwerking(declined, besluit="niet_overgenomen", reden="Dit staat al in hoofdstuk drie.", user=redacteur)
    withdraw_bouwstenen([withdrawn], reden="Er staat een naam in.", user=redacteur)
    client.force_login(deelnemer)
    html = client.get(PROFIEL).content.decode()
    for expected in [
        "De redactie leest je bouwsteen",
        "Er is nog geen besluit over je bouwsteen.",
        "Niet overgenomen",
        "Dit staat al in hoofdstuk drie.",
        "Er staat een naam in.",
        open_steen.get_absolute_url(),
    ]:
        assert expected in html, expected
    assert withdrawn.get_absolute_url() not in html


def test_only_what_is_in_the_document_is_said_to_be_there(
    deelnemer: User, redacteur: User, site_tree: SiteTree, client: Client
) -> None:
    placed, declined = hand_in(deelnemer, "Geplaatst"), hand_in(deelnemer, "Bekeken bij een hoofdstuk")
    publish_bouwstenen([placed, declined], user=redacteur)
    page = site_tree.hoofdstukken[0]
    where: Any = {"hoofdstuk": page, "sectie_id": str(page.body[0].id), "user": redacteur}
    record_verwerking(placed, besluit="in_tekst", reden="Past hier.", **where)
    client.force_login(deelnemer)
    assert client.get(PROFIEL).content.decode().count("Te lezen in") == 1
    record_verwerking(declined, besluit="niet_overgenomen", reden="Stond er al.", **where)
    assert client.get(PROFIEL).content.decode().count("Te lezen in") == 1
    page.unpublish()
    assert "Te lezen in" not in client.get(PROFIEL).content.decode()


def test_profile_shows_nobody_elses(deelnemer: User, client: Client) -> None:
    hand_in(UserFactory(rol="deelnemer"), "Van een ander")
    client.force_login(deelnemer)
    assert "Van een ander" not in client.get(PROFIEL).content.decode()


def test_profile_has_a_query_budget(
    deelnemer: User, redacteur: User, client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        steen = hand_in(deelnemer, f"Steen {number}")
        publish_bouwstenen([steen], user=redacteur)
        record_verwerking(steen, besluit="niet_overgenomen", reden="Al gezegd.", user=redacteur)
    withdraw_bouwstenen([hand_in(deelnemer, "Weg")], reden="Dubbel.", user=redacteur)
    client.force_login(deelnemer)
    with django_assert_max_num_queries(14):
        client.get(PROFIEL)


def test_password_can_be_changed(deelnemer: User, client: Client) -> None:
    client.force_login(deelnemer)
    address = reverse("accounts:wachtwoord_wijzigen")
    wrong = client.post(address, {"old_password": "mis", "new_password1": NIEUW, "new_password2": "anders"})
    assert "Dit is niet je huidige wachtwoord." in wrong.content.decode()
    assert "zijn niet gelijk" in wrong.content.decode()
    right = {"old_password": WACHTWOORD, "new_password1": NIEUW, "new_password2": NIEUW}
    assert "Je wachtwoord is gewijzigd." in client.post(address, right, follow=True).content.decode()
    client.logout()
    assert sign_in(client, deelnemer, NIEUW).status_code == 302


def test_forgotten_password_is_replaced_through_a_mail(deelnemer: User, client: Client) -> None:
    response = client.post(reverse("accounts:wachtwoord_vergeten"), {"email": deelnemer.email}, follow=True)
    assert "Kijk in je mail" in response.content.decode()
    (message,) = mail.outbox
    assert message.subject == "Kies een nieuw wachtwoord voor de kennisbank"
    assert "Beste Dana Deelnemer" in message.body
    link = re.search(r"http://testserver(/\S+)", message.body)
    assert link is not None
    page = client.get(link[1], follow=True)
    assert "Kies een nieuw wachtwoord" in page.content.decode()
    target = page.redirect_chain[-1][0]
    done = client.post(target, {"new_password1": NIEUW, "new_password2": NIEUW}, follow=True)
    assert "Je nieuwe wachtwoord is opgeslagen." in done.content.decode()
    assert sign_in(client, deelnemer, NIEUW).status_code == 302
    assert "Deze link werkt niet meer" in Client().get(link[1], follow=True).content.decode()


def test_unknown_address_gets_the_same_answer_and_no_mail(db: None, client: Client) -> None:
    response = client.post(reverse("accounts:wachtwoord_vergeten"), {"email": "niemand@example.org"}, follow=True)
    assert "Kijk in je mail" in response.content.decode()
    assert mail.outbox == []

"""Telling participants once, and keeping what they and the redactie answer."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from bouwstenen.deelnemers.models import Bericht
from bouwstenen.deelnemers.services import delete_expired_deelnemers, erase_deelnemer, send_due_berichten, set_status
from bouwstenen.models import BouwsteenStatus, Gesprek
from bouwstenen.services import publish_bouwstenen
from kennisbank.accounts.models import User
from kennisbank.redactie.terugkoppeling.models import Herkenning, Terugkoppelronde
from kennisbank.redactie.terugkoppeling.services import (
    handle_herkenning,
    queue_terugkoppelingen,
    save_herkenning,
)
from tests.edities import mend_links, publish, write
from tests.factories import UserFactory
from tests.kennisbank.redactie.terugkoppeling.making import (
    all_kinds,
    decline,
    make_deelnemer,
    make_gesprek,
    make_steen,
    postpone,
    put_in_text,
)
from tests.pages import SiteTree


def _run() -> list[Any]:
    """Everything that is due is queued and sent; what went out."""
    before = len(mail.outbox)
    queue_terugkoppelingen()
    send_due_berichten()
    return mail.outbox[before:]


def _edition(site: SiteTree, titel: str = "Voorjaar") -> None:
    mend_links(site)
    publish(site, titel=titel)


def _write_elsewhere(site: SiteTree, number: int) -> None:
    """Something else in the document changes, so that a next edition can come out."""
    write(site.hoofdstukken[1], f"Kijk eerst naar de mens, keer {number}.", site.user)


def test_nobody_hears_anything_before_an_edition_or_the_last_decision(site_tree: SiteTree) -> None:
    gesprek, _ = all_kinds(site_tree)
    make_deelnemer(gesprek)
    assert _run() == []


def test_every_participant_gets_one_mail_with_an_edition(site_tree: SiteTree) -> None:
    gesprek, stenen = all_kinds(site_tree)
    make_deelnemer(gesprek)
    make_deelnemer(gesprek, "Bram de Wit")
    make_deelnemer(gesprek, "Wil Wacht", status="wachtlijst")
    _edition(site_tree)
    sent = _run()
    assert sorted(message.to[0] for message in sent) == ["bram.de.wit@voorbeeld.nl", "noor.bakker@voorbeeld.nl"]
    assert _run() == []
    assert queue_terugkoppelingen() == 0
    for name, steen in stenen.items():
        assert (steen.titel in sent[0].body) == (name != "open")


def test_the_mail_says_before_after_where_and_why(site_tree: SiteTree) -> None:
    gesprek, stenen = all_kinds(site_tree)
    make_deelnemer(gesprek)
    _edition(site_tree)
    (message,) = _run()
    html = message.alternatives[0].content
    for text in (message.body, html):
        assert "Er stond:" in text
        assert "Wie loyaal is, zegt wat er speelt." in text
        assert "Wie loyaal is, zegt hardop wat er speelt." in text
        assert "te lezen in editie 1" in text
        assert "Dit staat al in een ander document." in text
        assert "Eerst horen of anderen dit herkennen." in text
        assert "/d/terugkoppeling/" in text
    assert "Noor Bakker" in message.body
    assert stenen["open"].titel not in html


def test_an_edition_without_news_for_the_gesprek_is_passed_over(site_tree: SiteTree) -> None:
    gesprek, stenen = all_kinds(site_tree)
    make_deelnemer(gesprek)
    _edition(site_tree)
    assert len(_run()) == 1
    _write_elsewhere(site_tree, 2)
    publish(site_tree, titel="Zomer")
    assert _run() == []
    _write_elsewhere(site_tree, 3)
    decline(stenen["later"], site_tree.user, "Toch niet, want het is achterhaald.")
    publish(site_tree, titel="Najaar")
    (message,) = _run()
    assert "Nieuw sinds onze vorige mail" in message.body
    assert stenen["later"].titel in message.body
    assert stenen["in_tekst"].titel not in message.body


def test_words_that_only_now_are_in_an_edition_are_news(site_tree: SiteTree) -> None:
    gesprek = make_gesprek()
    make_deelnemer(gesprek)
    steen = make_steen(gesprek)
    put_in_text(site_tree.hoofdstukken[0], steen, user=site_tree.user)
    assert "nog niet in een editie" in _run()[0].body
    _edition(site_tree)
    (message,) = _run()
    assert "te lezen in editie 1" in message.body


def test_the_last_decision_is_told_at_once_and_once(site_tree: SiteTree) -> None:
    gesprek, stenen = all_kinds(site_tree)
    make_deelnemer(gesprek)
    postpone(stenen["open"], site_tree.user)
    (message,) = _run()
    assert message.subject == f"Over alles uit ‘{gesprek.titel}’ is nu besloten"
    assert _run() == []


def test_an_edition_and_the_last_decision_together_make_one_mail(site_tree: SiteTree) -> None:
    gesprek, stenen = all_kinds(site_tree)
    make_deelnemer(gesprek)
    postpone(stenen["open"], site_tree.user)
    _edition(site_tree)
    assert len(_run()) == 1
    assert Terugkoppelronde.objects.filter(gesprek=gesprek).count() == 2
    assert _run() == []


def test_what_waits_to_be_read_by_the_redactie_is_open(site_tree: SiteTree) -> None:
    gesprek, stenen = all_kinds(site_tree)
    make_deelnemer(gesprek)
    postpone(stenen["open"], site_tree.user)
    handed_in = make_steen(gesprek, status=BouwsteenStatus.INGEDIEND)
    assert _run() == []
    publish_bouwstenen([handed_in], user=site_tree.user)
    decline(handed_in, site_tree.user)
    assert len(_run()) == 1


def test_editions_from_before_the_delivery_are_not_told_about(site_tree: SiteTree) -> None:
    _edition(site_tree)
    gesprek = make_gesprek(opgeleverd_op=timezone.now() + timedelta(seconds=1))
    make_deelnemer(gesprek)
    make_steen(gesprek)
    decline(make_steen(gesprek), site_tree.user)
    assert _run() == []


def test_gesprek_without_bouwstenen_or_delivery_gets_no_mail(site_tree: SiteTree) -> None:
    make_deelnemer(make_gesprek())
    not_delivered = make_gesprek(opgeleverd_op=None)
    make_deelnemer(not_delivered, "Nog Niet")
    decline(make_steen(not_delivered), site_tree.user)
    _edition(site_tree)
    assert _run() == []


def test_who_deregistered_meanwhile_gets_no_mail(site_tree: SiteTree) -> None:
    gesprek, _ = all_kinds(site_tree)
    deelnemer = make_deelnemer(gesprek)
    _edition(site_tree)
    queue_terugkoppelingen()
    set_status(deelnemer, status="afgemeld", user=None)
    send_due_berichten()
    assert mail.outbox == []


# Answering


@pytest.fixture
def gesprek(site_tree: SiteTree) -> Gesprek:
    return all_kinds(site_tree)[0]


def test_one_answer_per_bouwsteen_that_can_be_changed(gesprek: Gesprek, redacteur: User) -> None:
    deelnemer = make_deelnemer(gesprek)
    steen = gesprek.bouwstenen.get(titel="Steen in tekst")
    row = save_herkenning(deelnemer, bouwsteen=steen, antwoord="nee", opmerking="Zo zei ik het niet.")
    handle_herkenning(row, reactie="Dank, we kijken ernaar.", user=redacteur)
    save_herkenning(deelnemer, bouwsteen=steen, antwoord="nee", opmerking="Zo zei ik het niet.")
    assert not Herkenning.objects.waiting().exists()
    save_herkenning(deelnemer, bouwsteen=steen, antwoord="deels", opmerking="Bijna goed.")
    row.refresh_from_db()
    assert (row.antwoord, row.opmerking, row.afgehandeld_op) == ("deels", "Bijna goed.", None)
    assert list(Herkenning.objects.waiting()) == [row]
    save_herkenning(deelnemer, bouwsteen=None, antwoord="ja")
    save_herkenning(deelnemer, bouwsteen=None, antwoord="ja")
    assert Herkenning.objects.count() == 2


def test_only_what_asks_for_an_answer_waits(gesprek: Gesprek) -> None:
    wanted = []
    for number, (antwoord, opmerking) in enumerate([("ja", ""), ("ja", "Mooi."), ("deels", ""), ("nee", "")]):
        deelnemer = make_deelnemer(gesprek, f"Deelnemer {'abcd'[number]}")
        row = save_herkenning(deelnemer, bouwsteen=None, antwoord=antwoord, opmerking=opmerking)
        wanted += [row] if (antwoord, opmerking) != ("ja", "") else []
    assert list(Herkenning.objects.waiting()) == wanted


@pytest.mark.parametrize(
    ("antwoord", "opmerking", "field"), [("misschien", "", "antwoord"), ("ja", "x" * 2001, "opmerking")]
)
def test_wrong_answers_are_refused_at_their_field(gesprek: Gesprek, antwoord: str, opmerking: str, field: str) -> None:
    with pytest.raises(ValidationError) as error:
        save_herkenning(make_deelnemer(gesprek), bouwsteen=None, antwoord=antwoord, opmerking=opmerking)
    assert field in error.value.message_dict


def test_nobody_answers_about_another_gesprek_or_an_undelivered_one(gesprek: Gesprek) -> None:
    deelnemer = make_deelnemer(gesprek)
    with pytest.raises(ValidationError):
        save_herkenning(deelnemer, bouwsteen=make_steen(make_gesprek()), antwoord="ja")
    with pytest.raises(ValidationError):
        save_herkenning(make_deelnemer(make_gesprek(opgeleverd_op=None)), bouwsteen=None, antwoord="ja")


def test_answers_outlive_the_name(gesprek: Gesprek) -> None:
    one, two = make_deelnemer(gesprek), make_deelnemer(gesprek, "Bram de Wit")
    for deelnemer in (one, two):
        save_herkenning(deelnemer, bouwsteen=None, antwoord="nee")
    erase_deelnemer(one)
    delete_expired_deelnemers(vandaag=two.verwijderen_na + timedelta(days=1))
    assert list(Herkenning.objects.values_list("deelnemer", "antwoord")) == [(None, "nee"), (None, "nee")]
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("rol", ["deelnemer", "gespreksleider", "onderzoeker"])
def test_only_the_redactie_answers(gesprek: Gesprek, rol: str) -> None:
    row = save_herkenning(make_deelnemer(gesprek), bouwsteen=None, antwoord="nee")
    with pytest.raises(PermissionDenied):
        handle_herkenning(row, reactie="Dank.", user=UserFactory(rol=rol))


def test_an_answer_needs_words(gesprek: Gesprek, redacteur: User) -> None:
    row = save_herkenning(make_deelnemer(gesprek), bouwsteen=None, antwoord="nee")
    for reactie in ("  ", "x" * 2001):
        with pytest.raises(ValidationError) as error:
            handle_herkenning(row, reactie=reactie, user=redacteur)
        assert "reactie" in error.value.message_dict

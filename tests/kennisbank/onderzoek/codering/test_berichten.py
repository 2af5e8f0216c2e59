"""Who is asked to code hears of it as soon as there is something to code, and only then."""

from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail

from kennisbank.onderzoek.codering.services import add_codeurs, open_ronde
from tests.coderen import make_concept, onderzoekers

pytestmark = pytest.mark.django_db


def asked() -> list[str]:
    return sorted(address for message in mail.outbox for address in message.to)


def test_codeurs_are_mailed_when_the_round_opens(django_capture_on_commit_callbacks):
    ronde = make_concept(codeurs=3, stenen=4, codes=3)
    add_codeurs(ronde, [ronde.leider], user=ronde.leider)
    with django_capture_on_commit_callbacks(execute=True):
        open_ronde(ronde, user=ronde.leider)
    others = [codeur.user for codeur in ronde.codeurs.all() if codeur.user != ronde.leider]
    assert asked() == sorted(user.email for user in others), "the leider knows"
    text = mail.outbox[0].body
    assert "‘Proefronde’" in text
    assert "Je leest 4 bouwstenen" in text
    assert f"/{ronde.kenmerk}/coderen/" in text
    assert all(user.email not in message.body for message in mail.outbox for user in others)


def test_who_is_asked_later_is_mailed_alone(django_capture_on_commit_callbacks):
    ronde = make_concept()
    [early, late] = onderzoekers(2)
    with django_capture_on_commit_callbacks(execute=True):
        add_codeurs(ronde, [early], user=ronde.leider)
    assert asked() == [], "there is nothing to code yet"
    open_ronde(ronde, user=ronde.leider)
    with django_capture_on_commit_callbacks(execute=True):
        add_codeurs(ronde, [late, early], user=ronde.leider)
    assert asked() == [late.email]


def test_a_mail_that_fails_stops_nobody(django_capture_on_commit_callbacks, monkeypatch, caplog):
    ronde = make_concept()

    def refuse(_backend, messages):
        raise SMTPRecipientsRefused(dict.fromkeys(messages[0].to, (550, b"unknown")))

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        open_ronde(ronde, user=ronde.leider)
    assert "codeur" in caplog.text
    assert not any(codeur.user.email in caplog.text for codeur in ronde.codeurs.all())

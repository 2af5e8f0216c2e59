"""Searches that people keep, and the mails about what is new in them."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kennisbank.accounts.zoekopdrachten import services
from kennisbank.accounts.zoekopdrachten.berichten import find_by_token, unsubscribe_url
from kennisbank.accounts.zoekopdrachten.models import Frequentie, Zoekopdracht
from kennisbank.accounts.zoekopdrachten.services import (
    delete_zoekopdracht,
    next_moment,
    save_zoekopdracht,
    send_due_zoekopdrachten,
    stop_mail,
)
from kennisbank.search.testing import fresh_index
from tests.factories import BouwsteenFactory, UserFactory


@pytest.fixture
def user(db, tmp_path):
    """Somebody, on a site with an empty index."""
    with fresh_index(tmp_path):
        yield UserFactory()


def keep(user, naam="Kwartels", query="q=kwartel&onzin=1", frequentie=Frequentie.DAGELIJKS):
    return save_zoekopdracht(Zoekopdracht(user=user, naam=naam, query=query, frequentie=frequentie), user=user)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.get_default_timezone())


def test_mails_go_out_at_seven_in_the_morning():
    wednesday = local(2026, 3, 25, 23, 30)
    assert next_moment(Frequentie.DAGELIJKS, wednesday) == local(2026, 3, 26, 7)
    assert next_moment(Frequentie.WEKELIJKS, wednesday) == local(2026, 3, 30, 7), "also when the clock goes forward"
    assert next_moment(Frequentie.WEKELIJKS, local(2026, 3, 30, 7, 0, 1)) == local(2026, 4, 6, 7)
    assert next_moment(Frequentie.GEEN, wednesday) is None


def test_only_what_is_new_is_mailed(user, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        BouwsteenFactory(titel="De oude kwartel")
    row = keep(user)
    assert row.query == "q=kwartel"
    assert send_due_zoekopdrachten() == 0, "not due yet"
    tomorrow = timezone.now() + timedelta(days=1, hours=8)
    assert send_due_zoekopdrachten(tomorrow) == 0, "nothing new, no mail"
    with django_capture_on_commit_callbacks(execute=True):
        BouwsteenFactory(titel="De nieuwe kwartel", aangemaakt_op=timezone.now() - timedelta(days=400))
        BouwsteenFactory(titel="Kwartel die niemand zag", ingezonden=True)
    assert send_due_zoekopdrachten(tomorrow + timedelta(days=1)) == 1
    (message,) = mail.outbox
    assert message.to == [user.email]
    assert message.subject == "Nieuw in je zoekopdracht ‘Kwartels’"
    for body in (message.body, message.alternatives[0].content):
        assert "De nieuwe kwartel" in body
        assert "De oude kwartel" not in body
        assert "niemand zag" not in body
        assert "/zoekopdrachten/afmelden/" in body
    assert send_due_zoekopdrachten(tomorrow + timedelta(days=2)) == 0, "nobody hears the same twice"


def test_a_mail_that_fails_is_tried_again(user, monkeypatch, django_capture_on_commit_callbacks):
    row = keep(user)
    with django_capture_on_commit_callbacks(execute=True):
        BouwsteenFactory(titel="Kwartel")

    def fail(_: object) -> None:
        raise OSError("no mail server")

    due = row.volgende_op
    with monkeypatch.context() as patched:
        patched.setattr(services, "send", fail)
        assert send_due_zoekopdrachten(due) == 0
    row.refresh_from_db()
    assert row.bekend == {}
    assert due < row.volgende_op < due + timedelta(hours=2)
    assert send_due_zoekopdrachten(row.volgende_op) == 1


def test_long_mails_are_cut(user, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(services, "MOST_IN_MAIL", 2)
    row = keep(user)
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(5):
            BouwsteenFactory(titel=f"Kwartel {number}")
    assert send_due_zoekopdrachten(row.volgende_op) == 1
    assert "En nog 3 andere." in mail.outbox[0].body
    assert mail.outbox[0].body.count("(bouwsteen)") == 2


def test_an_account_that_is_closed_gets_no_mail(user, django_capture_on_commit_callbacks):
    row = keep(user)
    user.is_active = False
    user.save()
    with django_capture_on_commit_callbacks(execute=True):
        BouwsteenFactory(titel="Kwartel")
    assert send_due_zoekopdrachten(row.volgende_op) == 0
    assert mail.outbox == []


def test_the_link_in_the_mail_stops_it(user):
    row = keep(user)
    token = unsubscribe_url(row).rstrip("/").rsplit("/", 1)[1]
    assert find_by_token(token) == row
    assert find_by_token(token + "x") is None
    stop_mail(row, user=None)
    row.refresh_from_db()
    assert (row.frequentie, row.volgende_op, row.bekend) == (Frequentie.GEEN, None, {})
    delete_zoekopdracht(row, user=user)
    assert find_by_token(token) is None


def test_who_starts_again_is_not_told_of_what_came_meanwhile(user, django_capture_on_commit_callbacks):
    row = keep(user, frequentie=Frequentie.GEEN)
    assert row.volgende_op is None
    with django_capture_on_commit_callbacks(execute=True):
        steen = BouwsteenFactory(titel="Kwartel")
    row.frequentie = Frequentie.WEKELIJKS
    save_zoekopdracht(row, user=user)
    assert row.bekend == {"bouwsteen": [str(steen.pk)]}
    row.frequentie = Frequentie.DAGELIJKS
    row.naam = " Kwartels   en zo "
    save_zoekopdracht(row, user=user)
    assert (row.naam, row.bekend) == ("Kwartels en zo", {"bouwsteen": [str(steen.pk)]})


def test_what_cannot_be_kept(user, monkeypatch, django_capture_on_commit_callbacks):
    row = keep(user)
    with pytest.raises(ValidationError, match="met deze naam"):
        keep(user)
    with pytest.raises(ValidationError, match="Zoek eerst iets"):
        keep(user, query="sorteer=titel")
    with pytest.raises(ValidationError):
        keep(user, naam=" ")
    with pytest.raises(PermissionDenied):
        save_zoekopdracht(row, user=UserFactory())
    with pytest.raises(PermissionDenied):
        delete_zoekopdracht(row, user=UserFactory())
    with pytest.raises(PermissionDenied):
        stop_mail(row, user=UserFactory())
    with pytest.raises(ValidationError, match="geen e-mailadres"):
        keep(UserFactory(email=""))
    with django_capture_on_commit_callbacks(execute=True):
        BouwsteenFactory(titel="Kwartel")
    monkeypatch.setattr(services, "MOST_RESULTS", 0)
    with pytest.raises(ValidationError, match="preciezer"):
        keep(user, naam="Te veel")
    monkeypatch.setattr(services, "MOST", 1)
    with pytest.raises(ValidationError, match="Verwijder er eerst een"):
        keep(user, naam="Nog een", frequentie=Frequentie.GEEN)

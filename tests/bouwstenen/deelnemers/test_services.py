import json
import logging
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone

from bouwstenen.deelnemers import berichten
from bouwstenen.deelnemers.berichten import Inhoud, register_berichtsoort
from bouwstenen.deelnemers.models import Bericht, Deelnemer, Wisbewijs
from bouwstenen.deelnemers.querysets import MAX_POGINGEN
from bouwstenen.deelnemers.services import (
    add_deelnemer,
    delete_expired_deelnemers,
    erase_deelnemer,
    export_deelnemer,
    queue_bericht,
    rotate_encryption,
    send_due_berichten,
    set_status,
)
from kennisbank.encryption import make_key
from tests.factories import GesprekFactory, UserFactory


@pytest.fixture
def gesprek(db):
    return GesprekFactory(gespreksleider=UserFactory(rol="gespreksleider"))


@pytest.fixture
def anna(gesprek):
    return add_deelnemer(gesprek, naam=" Anna  Roos ", email="Anna@Example.nl", werkveld="beleid", user=None)


class TestAdd:
    def test_is_written_down_with_a_date_to_be_deleted(self, gesprek, anna):
        assert (anna.naam, anna.email) == ("Anna Roos", "Anna@Example.nl")
        assert anna.verwijderen_na == gesprek.datum + timedelta(days=365)
        assert gesprek.deelnemers.with_place().get() == anna

    def test_the_same_address_is_there_once_however_it_is_spelled(self, gesprek, anna):
        with pytest.raises(ValidationError) as fout:
            add_deelnemer(gesprek, naam="Iemand", email="anna@example.NL ", user=None)
        assert set(fout.value.message_dict) == {"email"}
        assert add_deelnemer(GesprekFactory(), naam="Anna Roos", email="anna@example.nl", user=None)

    @pytest.mark.parametrize(
        ("naam", "email", "veld"), [("", "a@example.nl", "naam"), ("A", "geen adres", "email"), ("A", "", "email")]
    )
    def test_says_which_field_is_wrong(self, gesprek, naam, email, veld):
        with pytest.raises(ValidationError) as fout:
            add_deelnemer(gesprek, naam=naam, email=email, user=None)
        assert set(fout.value.message_dict) == {veld}


class TestRights:
    def test_only_who_organises_gives_and_takes_places(self, gesprek, anna):
        for user in (UserFactory(rol="gespreksleider"), UserFactory(rol="deelnemer")):
            with pytest.raises(PermissionDenied):
                set_status(anna, status="afgemeld", user=user)
            with pytest.raises(PermissionDenied):
                erase_deelnemer(anna, user=user)
        set_status(anna, status="wachtlijst", user=gesprek.gespreksleider)
        assert gesprek.deelnemers.waiting().get() == anna

    def test_their_own_data_in_full_and_then_gone_with_proof(self, anna, gesprek):
        data = json.loads(json.dumps(export_deelnemer(anna)))
        assert data["naam"] == "Anna Roos"
        assert data["werkveld"] == "Beleid"
        erase_deelnemer(anna)
        assert not Deelnemer.objects.exists()
        assert gesprek.wisbewijzen.get().reden == "verzoek"


class TestRetention:
    def test_after_the_date_they_are_gone_and_there_is_proof(self, gesprek, anna):
        last_day = anna.verwijderen_na
        assert delete_expired_deelnemers(vandaag=last_day) == 0
        assert delete_expired_deelnemers(vandaag=last_day + timedelta(days=1)) == 1
        assert not Deelnemer.objects.exists()
        bewijs = Wisbewijs.objects.get()
        assert (bewijs.gesprek, bewijs.aantal, bewijs.reden) == (gesprek, 1, "termijn")
        assert delete_expired_deelnemers(vandaag=last_day + timedelta(days=1)) == 0

    def test_the_command_says_how_many(self, anna):
        Deelnemer.objects.update(verwijderen_na=date(2020, 1, 1))
        out = StringIO()
        call_command("delete_expired_deelnemers", stdout=out)
        assert "1 deelnemer verwijderd" in out.getvalue()


def test_a_key_can_be_replaced(settings, gesprek, anna):
    old = settings.ENCRYPTION_KEYS
    settings.ENCRYPTION_KEYS = [make_key(), *old]
    assert rotate_encryption() == 1
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    assert gesprek.deelnemers.with_email("anna@example.nl").get().naam == "Anna Roos"


@pytest.fixture
def soort(monkeypatch):
    """A kind of mail for these tests; its templates are the ones every mail extends."""
    monkeypatch.setattr(berichten, "_builders", {})
    register_berichtsoort("basis", lambda bericht: Inhoud("Een bericht", {"nummer": bericht.gegevens.get("nummer")}))
    return "basis"


class TestBerichten:
    def test_is_sent_once_to_one_person(self, anna, soort):
        for _ in range(2):
            queue_bericht(soort, sleutel="proef:1", deelnemer=anna)
        assert send_due_berichten() == 1
        assert send_due_berichten() == 0
        (sent,) = mail.outbox
        assert sent.to == ["Anna@Example.nl"]
        assert "Beste Anna Roos," in sent.body
        assert sent.alternatives[0].mimetype == "text/html"

    def test_not_before_its_time(self, anna, soort):
        queue_bericht(soort, sleutel="proef:1", deelnemer=anna, niet_voor=timezone.now() + timedelta(hours=1))
        assert send_due_berichten() == 0

    def test_not_when_it_is_of_no_use_any_more(self, anna, soort):
        register_berichtsoort("basis", lambda bericht: None)
        queue_bericht(soort, sleutel="proef:1", deelnemer=anna)
        assert send_due_berichten() == 0
        assert not mail.outbox
        assert Bericht.objects.get().vervallen_op

    def test_a_user_without_an_address_gets_none(self, db, soort):
        queue_bericht(soort, sleutel="proef:1", aan=UserFactory(email=""))
        assert send_due_berichten() == 0
        assert Bericht.objects.get().vervallen_op

    def test_who_was_deleted_gets_none(self, anna, soort):
        queue_bericht(soort, sleutel="proef:1", deelnemer=anna)
        erase_deelnemer(anna)
        assert send_due_berichten() == 0
        assert not Bericht.objects.exists()

    def test_what_fails_is_tried_again_later_and_the_log_names_nobody(self, anna, soort, monkeypatch, caplog):
        def refuse(*args):
            raise OSError("550 Anna@Example.nl bestaat niet")

        queue_bericht(soort, sleutel="proef:1", deelnemer=anna)
        with monkeypatch.context() as broken, caplog.at_level(logging.DEBUG):
            broken.setattr(EmailBackend, "send_messages", refuse)
            assert send_due_berichten() == 0
            assert send_due_berichten() == 0
        row = Bericht.objects.get()
        assert (row.pogingen, row.fout) == (1, "OSError")
        assert row.niet_voor > timezone.now()
        assert "xample.nl" not in caplog.text
        Bericht.objects.update(niet_voor=timezone.now())
        assert send_due_berichten() == 1

    def test_one_that_fails_does_not_hold_up_the_next(self, anna, soort):
        queue_bericht("onbekend", sleutel="proef:1", deelnemer=anna)
        queue_bericht(soort, sleutel="proef:2", deelnemer=anna)
        assert send_due_berichten() == 1

    def test_it_is_given_up_in_the_end(self, anna, soort):
        queue_bericht(soort, sleutel="proef:1", deelnemer=anna)
        Bericht.objects.update(pogingen=MAX_POGINGEN)
        assert send_due_berichten() == 0

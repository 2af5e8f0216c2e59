import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.deelnemers.services import add_deelnemer
from kennisbank.encryption import OnleesbareTekst, blind_index, decrypt, encrypt, make_key
from tests.factories import GesprekFactory

OUD, NIEUW = make_key(), make_key()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_goes_in_comes_out(tekst):
    assert decrypt(encrypt(tekst)) == tekst


def test_the_same_text_is_never_stored_the_same_way_twice():
    assert encrypt("Anna Roos") != encrypt("Anna Roos")
    assert blind_index("a@example.nl") == blind_index("a@example.nl") != blind_index("b@example.nl")


def test_an_old_key_still_decrypts_and_a_lost_one_says_so_without_the_text(settings):
    settings.ENCRYPTION_KEYS = [OUD]
    token = encrypt("Anna Roos")
    settings.ENCRYPTION_KEYS = [NIEUW, OUD]
    assert decrypt(token) == "Anna Roos"
    settings.ENCRYPTION_KEYS = [NIEUW]
    with pytest.raises(OnleesbareTekst) as fout:
        decrypt(token)
    assert token not in str(fout.value)
    assert fout.value.__cause__ is None


@pytest.mark.parametrize("keys", [[], ["geen-sleutel"], [Fernet.generate_key().decode(), "kapot"]])
def test_without_a_good_key_nothing_is_stored(settings, keys):
    settings.ENCRYPTION_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match="ENCRYPTION_KEYS"):
        encrypt("Anna Roos")


def test_the_database_holds_no_name_and_no_address(db):
    gesprek = GesprekFactory()
    add_deelnemer(gesprek, naam="Anna Roos", email="anna@example.nl", user=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM deelnemers_deelnemer")
        stored = repr(cursor.fetchall())
    assert "Anna" not in stored
    assert "example.nl" not in stored
    assert Deelnemer.objects.get().naam == "Anna Roos"


@pytest.mark.parametrize("lookup", ["naam", "naam__icontains", "naam__startswith", "email__in"])
def test_nobody_can_search_on_it(db, lookup):
    with pytest.raises(FieldError):
        Deelnemer.objects.filter(**{lookup: "Anna"})

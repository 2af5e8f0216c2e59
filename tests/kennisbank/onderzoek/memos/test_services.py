"""Memos: own ones only, about at most one thing, and no text that gets lost in a second tab."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction

from bouwstenen.persoonsgegevens import PersoonsgegevensGevonden
from kennisbank.accounts.models import User
from kennisbank.onderzoek.memos.models import Memo
from kennisbank.onderzoek.memos.services import delete_memo, save_memo, stempel
from kennisbank.onderzoek.services import delete_selectie
from tests.coderen import make_open, make_selectie, onderzoekers
from tests.factories import BouwsteenFactory, ThemaFactory, UserFactory

pytestmark = pytest.mark.django_db
MAIL = "Bel jan.jansen@rijksoverheid.nl eens."


@pytest.fixture
def user() -> User:
    return onderzoekers(1)[0]


def write(user: User, over: models.Model | None = None, **changes: object) -> Memo:
    fields = {"titel": "Opvallend", "tekst": "Hier *gebeurt* iets.", "gedeeld": False} | changes
    return save_memo(None, **fields, onderwerp=over, user=user)


def test_a_memo_is_about_one_thing_at_most(user: User) -> None:
    thema = ThemaFactory()
    memo = write(user, thema)
    assert list(Memo.objects.about(thema)) == [memo]
    assert memo.onderwerp == thema
    with pytest.raises(IntegrityError), transaction.atomic():
        Memo.objects.filter(pk=memo.pk).update(bouwsteen=BouwsteenFactory())


def test_others_read_only_what_is_shared_and_change_nothing(user: User) -> None:
    (other,) = onderzoekers(1)
    private, shared = write(user), write(user, titel="Voor allen", gedeeld=True)
    assert set(Memo.objects.visible_to(other)) == {shared}
    assert set(Memo.objects.visible_to(user)) == {private, shared}
    with pytest.raises(PermissionDenied):
        save_memo(shared, titel="A", tekst="B", gedeeld=True, basis=stempel(shared), user=other)
    with pytest.raises(PermissionDenied):
        delete_memo(shared, user=other)
    with pytest.raises(PermissionDenied):
        write(UserFactory(rol="deelnemer"))


def test_the_same_form_sent_twice_is_one_memo(user: User) -> None:
    thema = ThemaFactory()
    assert write(user, thema) == write(user, thema)
    assert write(user) != write(user, thema)


def test_a_change_on_an_old_text_is_refused(user: User) -> None:
    memo = write(user)
    old = stempel(memo)
    save_memo(memo, titel="A", tekst="Nieuw.", gedeeld=False, basis=old, user=user)
    with pytest.raises(ValidationError, match="intussen ergens anders"):
        save_memo(memo, titel="A", tekst="Anders.", gedeeld=False, basis=old, user=user)
    memo.refresh_from_db()
    assert memo.tekst == "Nieuw."


def test_personal_data_is_asked_about_before_others_can_read_it(user: User) -> None:
    assert write(user, tekst=MAIL).pk
    with pytest.raises(PersoonsgegevensGevonden):
        write(user, tekst=MAIL, gedeeld=True)
    assert write(user, tekst=MAIL, gedeeld=True, akkoord=True).gedeeld


def test_nobody_writes_about_what_they_may_not_see(user: User) -> None:
    for hidden in (BouwsteenFactory(ingezonden=True), make_open()):
        with pytest.raises(PermissionDenied):
            write(user, hidden)


def test_a_memo_outlives_what_it_is_about(user: User) -> None:
    selectie = make_selectie(user, 1)
    memo = write(user, selectie)
    delete_selectie(selectie, user=user)
    memo.refresh_from_db()
    assert memo.onderwerp is None


def test_searching_wants_all_words(user: User) -> None:
    memo = write(user, titel="Tegenspraak", tekst="Durven en doen.")
    write(user, titel="Tegenspraak", tekst="Zwijgen.")
    assert list(Memo.objects.search("tegenspraak durven")) == [memo]

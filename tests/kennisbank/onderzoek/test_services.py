"""Who may make, change and delete a selectie, and what is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kennisbank.accounts.models import User
from kennisbank.onderzoek.corpus import read_corpus
from kennisbank.onderzoek.models import Selectie, SelectieRegel
from kennisbank.onderzoek.services import create_selectie, delete_selectie, edit_selectie
from tests.factories import BouwsteenFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def maker() -> User:
    BouwsteenFactory()
    return UserFactory(rol="onderzoeker")


@pytest.fixture
def selectie(maker: User) -> Selectie:
    return create_selectie(read_corpus(), naam="  Mijn   keuze ", user=maker)


def test_a_selectie_records_what_it_holds(selectie: Selectie, maker: User) -> None:
    assert selectie.naam == "Mijn keuze"
    assert selectie.maker == maker
    assert selectie.zoekvraag == ""
    assert selectie.editie is None
    assert SelectieRegel.objects.get().selectie == selectie


@pytest.mark.parametrize("rol", ["deelnemer", "gespreksleider"])
def test_others_make_none(maker: User, rol: str) -> None:
    with pytest.raises(PermissionDenied):
        create_selectie(read_corpus(), naam="Nee", user=UserFactory(rol=rol))


def test_an_empty_one_is_refused() -> None:
    with pytest.raises(ValidationError, match="geen bouwstenen"):
        create_selectie(read_corpus(), naam="Leeg", user=UserFactory(rol="onderzoeker"))


def test_a_name_is_needed(maker: User) -> None:
    with pytest.raises(ValidationError):
        create_selectie(read_corpus(), naam=" ", user=maker)
    assert not Selectie.objects.exists()


def test_the_maker_changes_the_name_and_never_what_it_holds(selectie: Selectie, maker: User) -> None:
    BouwsteenFactory()
    edit_selectie(selectie, naam="Anders", toelichting="Waarom", gedeeld=True, user=maker)
    selectie.refresh_from_db()
    assert (selectie.naam, selectie.toelichting, selectie.gedeeld, selectie.regels.count()) == (
        "Anders",
        "Waarom",
        True,
        1,
    )


def test_another_researcher_changes_and_deletes_nothing(selectie: Selectie) -> None:
    other = UserFactory(rol="onderzoeker")
    with pytest.raises(PermissionDenied):
        edit_selectie(selectie, naam="Anders", toelichting="", gedeeld=False, user=other)
    with pytest.raises(PermissionDenied):
        delete_selectie(selectie, user=other)


@pytest.mark.parametrize("rol", ["maker", "beheerder"])
def test_the_maker_and_beheer_delete_it(selectie: Selectie, maker: User, rol: str) -> None:
    delete_selectie(selectie, user=maker if rol == "maker" else UserFactory(rol=rol))
    assert not Selectie.objects.exists()
    assert not SelectieRegel.objects.exists()


def test_a_maker_who_is_no_researcher_any_more_cannot(selectie: Selectie, maker: User) -> None:
    maker.groups.clear()
    with pytest.raises(PermissionDenied):
        delete_selectie(selectie, user=User.objects.get(pk=maker.pk))

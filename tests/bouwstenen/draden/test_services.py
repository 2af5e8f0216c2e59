"""Making, changing and showing a rode draad."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bouwstenen.draden.models import RodeDraad
from bouwstenen.draden.services import (
    MAX_BOUWSTENEN,
    add_bouwstenen,
    create_draad,
    edit_draad,
    move_bouwsteen,
    publish_draad,
    remove_bouwsteen,
    withdraw_draad,
)
from kennisbank.accounts.models import User
from tests.factories import BouwsteenFactory, GesprekFactory, ThemaFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def redacteur() -> User:
    return UserFactory(rol="redacteur")


def make(user: User, **changes: object) -> RodeDraad:
    return create_draad(**{"titel": "Eerst bellen, dan schrijven", "tekst": "Dat horen we vaak.", **changes}, user=user)


def row(draad: RodeDraad) -> list[int]:
    return list(draad.dragers.order_by("volgorde").values_list("bouwsteen_id", flat=True))


def test_begins_with_words_themas_and_bouwstenen_in_order(redacteur: User) -> None:
    stenen = BouwsteenFactory.create_batch(3)
    thema = ThemaFactory()
    draad = make(redacteur, themas=[thema], bouwstenen=reversed(stenen))
    assert draad.slug == "eerst-bellen-dan-schrijven"
    assert row(draad) == [steen.pk for steen in reversed(stenen)]
    assert list(draad.themas.all()) == [thema]
    assert draad.versies.get().tekst == "Dat horen we vaak."
    assert not draad.is_gepubliceerd


def test_two_with_one_title_have_each_an_address(redacteur: User) -> None:
    assert [make(redacteur, titel="Nieuw").slug for _ in range(2)] == ["nieuw-2", "nieuw-3"]


def test_only_the_redactie(redacteur: User) -> None:
    draad = make(redacteur, bouwstenen=[BouwsteenFactory()])
    steen = draad.bouwstenen.get()
    for rol in ("deelnemer", "gespreksleider", "onderzoeker"):
        user = UserFactory(rol=rol)
        for change in (
            lambda user: make(user),
            lambda user: edit_draad(draad, titel="x", tekst="y", themas=[], basis=1, user=user),
            lambda user: add_bouwstenen(draad, [steen], user=user),
            lambda user: remove_bouwsteen(draad, steen, user=user),
            lambda user: move_bouwsteen(draad, steen, omhoog=True, user=user),
            lambda user: publish_draad(draad, user=user),
            lambda user: withdraw_draad(draad, user=user),
        ):
            with pytest.raises(PermissionDenied):
                change(user)


def test_an_edit_keeps_every_wording_and_the_address(redacteur: User) -> None:
    draad = make(redacteur)
    edit_draad(draad, titel="Bel eerst", tekst="Anders gezegd.", themas=[], reden="Korter", basis=1, user=redacteur)
    edit_draad(draad, titel="Bel eerst", tekst="Anders gezegd.\r\n", themas=[], basis=2, user=redacteur)
    draad.refresh_from_db()
    assert draad.slug == "eerst-bellen-dan-schrijven"
    assert [(versie.nummer, versie.tekst, versie.reden) for versie in draad.versies.order_by("nummer")] == [
        (1, "Dat horen we vaak.", ""),
        (2, "Anders gezegd.", "Korter"),
    ]


def test_an_edit_on_an_old_wording_is_refused_and_loses_nothing(redacteur: User) -> None:
    draad = make(redacteur)
    edit_draad(draad, titel="A", tekst="Van een ander.", themas=[], basis=1, user=redacteur)
    with pytest.raises(ValidationError) as gezien:
        edit_draad(draad, titel="B", tekst="Van mij.", themas=[], basis=1, user=redacteur)
    assert "tekst" in gezien.value.message_dict
    draad.refresh_from_db()
    assert draad.tekst == "Van een ander."


def test_saving_the_same_words_twice_is_no_conflict(redacteur: User) -> None:
    draad = make(redacteur)
    for _ in range(2):
        edit_draad(draad, titel="A", tekst="Zelfde.", themas=[], basis=1, user=redacteur)
    assert draad.versies.count() == 2


def test_adding_twice_adds_once_at_the_end(redacteur: User) -> None:
    een, twee, drie = BouwsteenFactory.create_batch(3)
    draad = make(redacteur, bouwstenen=[een])
    assert add_bouwstenen(draad, [twee, een, twee, drie], user=redacteur) == 2
    assert row(draad) == [een.pk, twee.pk, drie.pk]


def test_there_is_an_end_to_what_a_draad_carries(redacteur: User) -> None:
    stenen = BouwsteenFactory.create_batch(2, gesprek=GesprekFactory())
    draad = make(redacteur)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bouwstenen.draden.services.MAX_BOUWSTENEN", 1)
        with pytest.raises(ValidationError, match="hoogstens"):
            add_bouwstenen(draad, stenen, user=redacteur)
    assert MAX_BOUWSTENEN == 300
    assert row(draad) == []


def test_moving_keeps_all_and_stops_at_the_ends(redacteur: User) -> None:
    een, twee, drie = BouwsteenFactory.create_batch(3)
    draad = make(redacteur, bouwstenen=[een, twee, drie])
    move_bouwsteen(draad, drie, omhoog=True, user=redacteur)
    assert row(draad) == [een.pk, drie.pk, twee.pk]
    move_bouwsteen(draad, een, omhoog=True, user=redacteur)
    move_bouwsteen(draad, twee, omhoog=False, user=redacteur)
    assert row(draad) == [een.pk, drie.pk, twee.pk]
    move_bouwsteen(draad, BouwsteenFactory(), omhoog=True, user=redacteur)
    assert remove_bouwsteen(draad, een, user=redacteur)
    assert not remove_bouwsteen(draad, een, user=redacteur)
    assert row(draad) == [drie.pk, twee.pk]


def test_readers_see_it_between_publishing_and_withdrawing(redacteur: User) -> None:
    draad = make(redacteur, bouwstenen=[BouwsteenFactory()])
    assert not RodeDraad.objects.published()
    publish_draad(draad, user=redacteur)
    assert RodeDraad.objects.published().get() == draad
    withdraw_draad(draad, user=redacteur)
    assert not RodeDraad.objects.published()
    assert list(RodeDraad.objects.visible_to(redacteur)) == [draad]


def test_a_draad_that_rests_on_nothing_readers_see_is_not_published(redacteur: User) -> None:
    for stenen in ([], [BouwsteenFactory(ingezonden=True)]):
        with pytest.raises(ValidationError, match="rust op bouwstenen"):
            publish_draad(make(redacteur, bouwstenen=stenen), user=redacteur)


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"titel": "  "}, "titel"),
        ({"titel": "x" * 121}, "titel"),
        ({"tekst": ""}, "tekst"),
        ({"tekst": "x" * 20_001}, "tekst"),
    ],
)
def test_what_is_missing_or_too_long_is_named(redacteur: User, velden: dict[str, str], veld: str) -> None:
    with pytest.raises(ValidationError) as gezien:
        make(redacteur, **velden)
    assert veld in gezien.value.message_dict


def test_a_body_part_is_no_thema_of_a_draad(redacteur: User) -> None:
    with pytest.raises(ValidationError):
        make(redacteur, themas=[ThemaFactory(soort="lichaamsdeel")])

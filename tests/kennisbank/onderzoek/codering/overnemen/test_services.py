"""Taking over: what the redacteur saw and nothing else, and each bouwsteen only what the outcome says."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bouwstenen.models import Bouwsteen
from bouwstenen.services import assign_themas, edit_bouwsteen, split_bouwsteen
from kennisbank.accounts.models import User
from kennisbank.onderzoek.codering.models import Codeerronde, Stapsoort
from kennisbank.onderzoek.codering.overnemen.planning import make_plan
from kennisbank.onderzoek.codering.overnemen.services import take_over
from tests.coderen import make_closed, make_settled
from tests.factories import ThemaFactory
from themas.models import Thema
from themas.services import merge_thema

pytestmark = pytest.mark.django_db


@pytest.fixture
def ronde() -> Codeerronde:
    """Settled: bouwsteen 1 gets code 1, 2 gets 2, 3 nothing, 4 gets 1 and 2."""
    return make_settled()


def steen(ronde: Codeerronde, nummer: int) -> Bouwsteen:
    return ronde.eenheden.get(nummer=nummer).versie.bouwsteen


def thema(ronde: Codeerronde, nummer: int) -> Thema:
    return ronde.codes.get(nummer=nummer).thema


def accept(ronde: Codeerronde, user: User, *numbers: int, weghalen: bool = False) -> int:
    plan = make_plan(ronde, ook_weghalen=weghalen)
    keys = [steen(ronde, number).urn_id for number in numbers]
    return take_over(ronde, gekozen=keys, ook_weghalen=weghalen, vingerafdruk=plan.vingerafdruk, user=user)


def test_chosen_bouwstenen_get_what_the_outcome_says_and_keep_what_they_had(
    ronde: Codeerronde, redacteur: User
) -> None:
    other = ThemaFactory()
    steen(ronde, 4).themas.add(other)
    assert accept(ronde, redacteur, 1, 4) == 2
    assert set(steen(ronde, 4).themas.all()) == {other, thema(ronde, 1), thema(ronde, 2)}
    assert not steen(ronde, 2).themas.exists()
    step = ronde.gebeurtenissen.get(soort=Stapsoort.OVERGENOMEN)
    assert step.gegevens["bouwstenen"][steen(ronde, 1).urn_id] == {"erbij": [thema(ronde, 1).urn_id], "eraf": []}
    assert [each.bouwsteen for each in make_plan(ronde, ook_weghalen=False).wijzigingen] == [steen(ronde, 2)]


def test_themas_are_only_taken_away_when_asked(ronde: Codeerronde, redacteur: User) -> None:
    steen(ronde, 3).themas.add(thema(ronde, 3))
    assert steen(ronde, 3) not in [each.bouwsteen for each in make_plan(ronde, ook_weghalen=False).wijzigingen]
    accept(ronde, redacteur, 3, weghalen=True)
    assert not steen(ronde, 3).themas.exists()


def test_what_changed_since_the_screen_was_shown_is_refused(ronde: Codeerronde, redacteur: User) -> None:
    seen = make_plan(ronde, ook_weghalen=False)
    assign_themas([steen(ronde, 1)], add=[thema(ronde, 1)], user=redacteur)
    with pytest.raises(ValidationError, match="intussen iets veranderd"):
        take_over(
            ronde, gekozen=[steen(ronde, 2).urn_id], ook_weghalen=False, vingerafdruk=seen.vingerafdruk, user=redacteur
        )
    assert not steen(ronde, 2).themas.exists()


def test_only_the_redactie_and_only_a_fixed_outcome(ronde: Codeerronde, redacteur: User) -> None:
    with pytest.raises(PermissionDenied):
        accept(ronde, ronde.leider, 1)
    with pytest.raises(ValidationError, match="staat nog niet vast"):
        accept(make_closed(), redacteur, 1)


def test_the_plan_follows_merged_themas_and_says_what_changed_or_was_replaced(
    ronde: Codeerronde, redacteur: User
) -> None:
    target = ThemaFactory()
    merge_thema(thema(ronde, 1), target, user=redacteur)
    split_bouwsteen(
        steen(ronde, 4), delen=[{"titel": "Eén", "tekst": "A."}, {"titel": "Twee", "tekst": "B."}], user=redacteur
    )
    changed = steen(ronde, 2)
    changed.tekst = "Anders gezegd."
    edit_bouwsteen(changed, user=redacteur)
    plan = make_plan(ronde, ook_weghalen=False)
    assert {each.bouwsteen: (list(each.erbij), each.gewijzigd) for each in plan.wijzigingen} == {
        steen(ronde, 1): ([target], False),
        steen(ronde, 2): ([thema(ronde, 2)], True),
    }
    assert list(plan.vervangen) == [steen(ronde, 4)]

"""The life of a round: what is fixed when, who may do what, and the ways back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from bouwstenen.citaten.services import withdraw_quote
from bouwstenen.services import edit_bouwsteen
from kennisbank.onderzoek.codering.models import Codeerronde, Codering, Codeur, Fase, Stapsoort
from kennisbank.onderzoek.codering.services import (
    add_codeurs,
    cancel_ronde,
    close_ronde,
    delete_ronde,
    open_ronde,
    remove_codeur,
    reopen_ronde,
    save_ronde,
    settle_ronde,
)
from tests.coderen import answer, make_closed, make_concept, make_open, make_selectie, make_settled, onderzoekers
from tests.factories import ThemaFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_only_the_workbench_makes_rounds_and_only_the_leader_runs_them() -> None:
    ronde = make_concept()
    reader, other = UserFactory(rol="deelnemer"), UserFactory(rol="redacteur")
    with pytest.raises(PermissionDenied):
        save_ronde(None, naam="A", selectie=ronde.selectie, themas=ThemaFactory.create_batch(2), user=reader)
    for step in (open_ronde, close_ronde, settle_ronde, delete_ronde):
        with pytest.raises(PermissionDenied):
            step(ronde, user=other)


def test_the_same_form_sent_twice_makes_one_draft() -> None:
    (user,) = onderzoekers(1)
    form = {"naam": "Dubbel", "selectie": make_selectie(user, 1), "themas": ThemaFactory.create_batch(2), "user": user}
    assert save_ronde(None, **form) == save_ronde(None, **form)
    assert save_ronde(None, **form | {"naam": "Anders"}).codes.count() == 2
    assert Codeerronde.objects.count() == 2


@pytest.mark.parametrize("number", [1, 41])
def test_a_round_has_two_to_forty_codes(number: int) -> None:
    (user,) = onderzoekers(1)
    with pytest.raises(ValidationError) as seen:
        save_ronde(None, naam="A", selectie=make_selectie(user, 1), themas=ThemaFactory.create_batch(number), user=user)
    assert "themas" in seen.value.message_dict


def test_one_coder_is_not_enough_and_nobody_codes_twice() -> None:
    ronde = make_concept(codeurs=1)
    with pytest.raises(ValidationError, match="ten minste twee"):
        open_ronde(ronde, user=ronde.leider)
    first = ronde.codeurs.get()
    assert add_codeurs(ronde, [first.user, ronde.leider, ronde.leider], user=ronde.leider) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Codeur.objects.create(ronde=ronde, user=first.user, nummer=9)


def test_who_has_no_workbench_cannot_be_asked() -> None:
    ronde = make_concept()
    with pytest.raises(ValidationError, match="geen toegang"):
        add_codeurs(ronde, [UserFactory(rol="deelnemer")], user=ronde.leider)


def test_from_the_beginning_on_wordings_and_definitions_stay_as_they_were() -> None:
    ronde = make_open(stenen=2)
    unit = ronde.eenheden.select_related("versie__bouwsteen").get(nummer=1)
    code = ronde.codes.select_related("thema").get(nummer=1)
    unit.versie.bouwsteen.tekst, code.thema.definitie = "Heel anders.", "Iets anders."
    edit_bouwsteen(unit.versie.bouwsteen, user=UserFactory(rol="redacteur"))
    code.thema.save()
    unit.versie.refresh_from_db()
    code.refresh_from_db()
    assert "Heel anders." not in unit.versie.tekst
    assert code.definitie != "Iets anders."
    with pytest.raises(ValidationError, match="al begonnen"):
        save_ronde(ronde, naam="B", selectie=ronde.selectie, themas=[code.thema], user=ronde.leider)


def test_the_same_seed_draws_the_same_sample_and_another_one_another() -> None:
    ronde = make_concept(stenen=30)
    drawn = []
    for seed in (7, 7, 8):
        themas = [code.thema for code in ronde.codes.all()]
        made = save_ronde(
            None, naam="S", selectie=ronde.selectie, themas=themas, steekproef=10, zaad=seed, user=ronde.leider
        )
        add_codeurs(made, [codeur.user for codeur in ronde.codeurs.all()], user=ronde.leider)
        open_ronde(made, user=ronde.leider)
        drawn.append(list(made.eenheden.order_by("nummer").values_list("versie", flat=True)))
    assert drawn[0] == drawn[1] != drawn[2]
    assert len(set(drawn[0])) == 10


def test_a_withdrawn_quote_is_not_drawn() -> None:
    ronde = make_concept(stenen=3)
    withdraw_quote(ronde.selectie.regels.first().bouwsteen)
    open_ronde(ronde, user=ronde.leider)
    assert ronde.eenheden.count() == 2


def test_a_draft_can_be_deleted_and_a_round_that_began_cannot() -> None:
    draft, begun = make_concept(), make_open()
    delete_ronde(draft, user=draft.leider)
    assert list(Codeerronde.objects.all()) == [begun]
    with pytest.raises(ValidationError, match="afbreken"):
        delete_ronde(begun, user=begun.leider)


def test_an_invitation_can_be_taken_back_until_there_are_answers() -> None:
    ronde = make_open(codeurs=3)
    first, second, _ = ronde.codeurs.order_by("nummer")
    answer(first, 1, "1")
    with pytest.raises(ValidationError, match="al antwoorden"):
        remove_codeur(first, user=ronde.leider)
    remove_codeur(second, user=ronde.leider)
    assert ronde.codeurs.count() == 2


def test_closing_freezes_the_answers_in_the_trail() -> None:
    ronde = make_closed({1: ["1", "?"], 2: ["-", ""]})
    step = ronde.gebeurtenissen.get(soort=Stapsoort.GESLOTEN)
    assert step.gegevens == {"antwoorden": {"1": {"1": [1], "2": []}, "2": {"1": None}}}


def test_a_round_without_answers_is_not_closed() -> None:
    ronde = make_open()
    with pytest.raises(ValidationError, match="Nog niemand"):
        close_ronde(ronde, user=ronde.leider)


def test_the_outcome_is_not_fixed_while_coders_differ() -> None:
    ronde = make_closed()
    with pytest.raises(ValidationError, match="Over 3 verschillen"):
        settle_ronde(ronde, user=ronde.leider)
    agreed = make_settled()
    outcome = agreed.gebeurtenissen.get(soort=Stapsoort.VASTGESTELD).gegevens["uitkomst"]
    assert outcome == {"1": [1], "2": [2], "3": [], "4": [1, 2]}


def test_going_back_is_one_step_at_a_time_with_a_reason_and_keeps_everything() -> None:
    ronde = make_settled()
    with pytest.raises(ValidationError, match="Vertel waarom"):
        reopen_ronde(ronde, reden="  ", user=ronde.leider)
    fasen = [reopen_ronde(ronde, reden="Nog eens kijken", user=ronde.leider).fase for _ in range(2)]
    assert fasen == [Fase.GESLOTEN, Fase.OPEN]
    assert Codering.objects.answered().count() == 8
    cancel_ronde(ronde, reden="Toch niet", user=ronde.leider)
    assert reopen_ronde(ronde, reden="Toch wel", user=ronde.leider).fase == Fase.OPEN
    assert [step.reden for step in ronde.gebeurtenissen.all() if step.reden] == [
        "Nog eens kijken",
        "Nog eens kijken",
        "Toch niet",
        "Toch wel",
    ]

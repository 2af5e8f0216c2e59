"""Planning a gesprek: what is saved, what is refused, and who is told."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bouwstenen.models import Gesprek, Organisatie
from bouwstenen.organiseren import gevolgen
from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.organiseren.services import (
    adopt_gesprek,
    cancel_gesprek,
    check_taak,
    delete_plan,
    plan_gesprek,
    save_stap,
    set_agenda,
    set_vragen,
    start_plan,
    start_vervolg,
    uncheck_taak,
    update_plan,
)
from bouwstenen.services import save_gesprek
from tests.factories import GesprekFactory, OrganisatieFactory, UserFactory
from tests.plannen import GEGEVENS, GESPREKSDAG, VANDAAG, complete_plan, gespreksleider, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def leider():
    return gespreksleider()


@pytest.fixture
def gebeurd(monkeypatch):
    """What was announced to other apps."""
    heard = []
    monkeypatch.setitem(gevolgen._handlers, "test", heard.append)
    return heard


def fouten(plan, stap, user, **gegevens):
    with pytest.raises(ValidationError) as caught:
        save_stap(plan, stap=stap, gegevens=GEGEVENS[stap] | gegevens, vandaag=VANDAAG, user=user)
    return caught.value.message_dict


def test_only_who_may_add_gesprekken_starts_a_plan(leider, deelnemer):
    assert start_plan(user=leider).eigenaar == leider
    with pytest.raises(PermissionDenied):
        start_plan(user=deelnemer)


def test_starting_twice_with_one_kenmerk_gives_one_plan(leider):
    first = start_plan(kenmerk="abcdefgh12", user=leider)
    assert start_plan(kenmerk="abcdefgh12", user=leider) == first
    with pytest.raises(PermissionDenied):
        start_plan(kenmerk="abcdefgh12", user=gespreksleider())


def test_each_step_is_saved_by_itself(leider):
    plan = start_plan(user=leider)
    for stap, gegevens in GEGEVENS.items():
        save_stap(plan, stap=stap, gegevens=gegevens, vandaag=VANDAAG, user=leider)
    stored = Gespreksplan.objects.get(pk=plan.pk)
    assert stored.stappen_gedaan == list(GEGEVENS)
    assert (stored.titel, stored.dag, stored.begin, stored.locatie) == (
        "Wie belt er terug?",
        GESPREKSDAG,
        time(13, 30),
        "Zaal 3, Utrecht",
    )
    assert not Gesprek.objects.exists()


def test_leaving_half_way_keeps_what_there_is(leider):
    plan = start_plan(user=leider)
    save_stap(plan, stap="vorm", gegevens={"titel": "Nog zonder vorm", "format": ""}, volledig=False, user=leider)
    stored = Gespreksplan.objects.get(pk=plan.pk)
    assert (stored.titel, stored.stappen_gedaan) == ("Nog zonder vorm", [])


def test_fields_of_another_step_are_ignored(leider):
    plan = start_plan(user=leider)
    save_stap(plan, stap="vorm", gegevens=GEGEVENS["vorm"] | {"plaatsen": 100, "eigenaar": None}, user=leider)
    assert Gespreksplan.objects.get(pk=plan.pk).plaatsen == 8


@pytest.mark.parametrize(
    ("stap", "gegevens", "veld"),
    [
        ("vorm", {"titel": "  "}, "titel"),
        ("vorm", {"titel": "x" * 151}, "titel"),
        ("vorm", {"format": ""}, "format"),
        ("vorm", {"format": "dansen"}, "format"),
        ("wanneer", {"dag": None}, "dag"),
        ("wanneer", {"dag": VANDAAG - timedelta(days=1)}, "dag"),
        ("wanneer", {"dag": VANDAAG + timedelta(days=3650)}, "dag"),
        ("wanneer", {"begin": None}, "begin"),
        ("wanneer", {"duur": 5}, "duur"),
        ("wanneer", {"duur": 500}, "duur"),
        ("wanneer", {"duur": None}, "duur"),
        ("wanneer", {"dag": None, "alleen_week": True}, "dag"),
        ("waar", {"werkvorm": ""}, "werkvorm"),
        ("waar", {"werkvorm": "locatie", "locatie": ""}, "locatie"),
        ("waar", {"werkvorm": "hybride", "locatie": " "}, "locatie"),
        ("waar", {"vergaderlink": "javascript:alert(1)"}, "vergaderlink"),
        ("waar", {"locatie": "x" * 201}, "locatie"),
        ("wie", {"plaatsen": 1}, "plaatsen"),
        ("wie", {"plaatsen": 201}, "plaatsen"),
        ("wie", {"opgave": "x" * 201}, "opgave"),
        ("wie", {"nieuwe_organisaties": ["x" * 151]}, "nieuwe_organisaties"),
        ("wie", {"nieuwe_organisaties": [f"Dienst {n}" for n in range(9)]}, "nieuwe_organisaties"),
        ("begeleiding", {"begeleiding": ""}, "begeleiding"),
        ("begeleiding", {"begeleiding": "robot"}, "begeleiding"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(leider, stap, gegevens, veld):
    assert veld in fouten(start_plan(user=leider), stap, leider, **gegevens)


def test_signing_up_ends_before_the_gesprek_and_after_today(leider):
    plan = complete_plan(leider)
    assert "aanmelden_tot" in fouten(plan, "openbaar", leider, aanmelden_tot=GESPREKSDAG + timedelta(days=1))
    assert "aanmelden_tot" in fouten(plan, "openbaar", leider, aanmelden_tot=VANDAAG - timedelta(days=1))
    save_stap(plan, stap="openbaar", gegevens={"openbaar": True, "aanmelden_tot": GESPREKSDAG}, user=leider)


def test_another_number_of_places_than_advised_is_accepted(leider):
    assert complete_plan(leider, plaatsen=20).plaatsen == 20


def test_a_week_is_kept_as_its_monday_without_an_hour(leider):
    plan = complete_plan(leider, alleen_week=True)
    assert (plan.dag, plan.begin, plan.begin_moment) == (GESPREKSDAG - timedelta(days=2), None, None)
    assert plan.laatste_dag == GESPREKSDAG + timedelta(days=4)


def test_the_week_of_today_can_be_chosen_though_its_monday_is_past(leider):
    plan = start_plan(user=leider)
    gegevens = {"dag": date(2027, 1, 6), "alleen_week": True, "begin": None, "duur": 90}
    save_stap(plan, stap="wanneer", gegevens=gegevens, vandaag=date(2027, 1, 6), user=leider)
    assert plan.dag == date(2027, 1, 4)


def test_what_does_not_go_with_the_place_is_not_kept(leider):
    assert complete_plan(leider, werkvorm="online", locatie="Zaal 3").locatie == ""
    assert complete_plan(leider, werkvorm="locatie").vergaderlink == ""


def test_planning_makes_the_gesprek(leider, gebeurd):
    dienst = OrganisatieFactory(naam="Dienst Wegen")
    plan = complete_plan(leider, organisaties=[dienst], nieuwe_organisaties=["dienst wegen", "Bureau Brug"])
    gesprek = plan_gesprek(plan, vandaag=VANDAAG, user=leider)
    assert (gesprek.titel, gesprek.datum, gesprek.gespreksleider) == ("Wie belt er terug?", GESPREKSDAG, leider)
    assert (gesprek.werkvorm, gesprek.opgave, gesprek.zichtbaar) == ("hybride", "Bereikbaarheid", True)
    assert {organisatie.naam for organisatie in gesprek.organisaties.all()} == {"Dienst Wegen", "Bureau Brug"}
    assert Organisatie.objects.count() == 2
    assert [(gevolg.soort, gevolg.gesprek) for gevolg in gebeurd] == [("gepland", gesprek)]


def test_planning_twice_gives_one_gesprek(leider, gebeurd):
    plan = complete_plan(leider)
    first = plan_gesprek(plan, vandaag=VANDAAG, user=leider)
    assert plan_gesprek(Gespreksplan.objects.get(pk=plan.pk), vandaag=VANDAAG, user=leider) == first
    assert Gesprek.objects.count() == 1
    assert len(gebeurd) == 1


def test_an_incomplete_plan_says_what_is_missing(leider):
    plan = start_plan(user=leider)
    save_stap(plan, stap="vorm", gegevens=GEGEVENS["vorm"], user=leider)
    with pytest.raises(ValidationError) as caught:
        plan_gesprek(plan, user=leider)
    assert set(caught.value.message_dict) == {"dag", "begin", "werkvorm", "begeleiding", "openbaar"}
    assert not Gesprek.objects.exists()


def test_the_day_may_have_passed_while_the_draft_lay_waiting(leider):
    plan = complete_plan(leider)
    with pytest.raises(ValidationError) as caught:
        plan_gesprek(plan, vandaag=GESPREKSDAG + timedelta(days=1), user=leider)
    assert "dag" in caught.value.message_dict


def test_hidden_from_the_site_when_the_organiser_wants_that(leider):
    _, gesprek = planned(leider, openbaar=False, zichtbaar=False)
    assert not Gesprek.objects.published().filter(pk=gesprek.pk).exists()


def test_an_open_gesprek_is_always_visible(leider):
    assert complete_plan(leider, openbaar=True, zichtbaar=False).zichtbaar


def test_another_day_moves_the_gesprek_and_tells_who_registered(leider, gebeurd):
    plan, gesprek = planned(leider)
    gebeurd.clear()
    update_plan(
        plan, gegevens={"dag": GESPREKSDAG + timedelta(days=14), "begin": time(9)}, vandaag=VANDAAG, user=leider
    )
    gesprek.refresh_from_db()
    assert gesprek.datum == GESPREKSDAG + timedelta(days=14)
    (gevolg,) = gebeurd
    assert (gevolg.soort, gevolg.velden, gevolg.raakt_deelnemers) == ("gewijzigd", {"dag", "begin"}, True)
    assert gevolg.plan.wijziging == 1


def test_saving_without_a_change_tells_nobody(leider, gebeurd):
    plan, _ = planned(leider)
    gebeurd.clear()
    save_stap(plan, stap="wanneer", gegevens=GEGEVENS["wanneer"], vandaag=VANDAAG, user=leider)
    assert gebeurd == []


def test_a_held_gesprek_can_still_be_changed_without_choosing_another_day(leider):
    plan, _ = planned(leider)
    gegevens = GEGEVENS["wanneer"] | {"duur": 60}
    save_stap(plan, stap="wanneer", gegevens=gegevens, vandaag=GESPREKSDAG + timedelta(days=3), user=leider)
    assert plan.duur == 60


def test_what_the_admin_changes_about_the_gesprek_reaches_the_plan(leider, redacteur, gebeurd):
    plan, gesprek = planned(leider)
    gebeurd.clear()
    gesprek.datum, gesprek.titel = GESPREKSDAG + timedelta(days=7), "Een andere naam"
    save_gesprek(gesprek, user=redacteur)
    plan.refresh_from_db()
    assert (plan.dag, plan.titel) == (GESPREKSDAG + timedelta(days=7), "Een andere naam")
    assert [gevolg.velden for gevolg in gebeurd] == [{"dag", "titel"}]


def test_calling_off_hides_but_keeps_the_gesprek(leider, gebeurd):
    plan, gesprek = planned(leider)
    gebeurd.clear()
    cancel_gesprek(plan, reden="Te weinig aanmeldingen.", user=leider)
    cancel_gesprek(Gespreksplan.objects.get(pk=plan.pk), reden="Nog eens", user=leider)
    gesprek.refresh_from_db()
    plan.refresh_from_db()
    assert (plan.is_afgelast, plan.afgelast_reden, gesprek.zichtbaar) == (True, "Te weinig aanmeldingen.", False)
    assert [(gevolg.soort, gevolg.reden) for gevolg in gebeurd] == [("afgelast", "Te weinig aanmeldingen.")]
    with pytest.raises(ValidationError):
        save_stap(plan, stap="vorm", gegevens=GEGEVENS["vorm"], user=leider)


def test_what_is_delivered_stands(leider):
    gesprek = GesprekFactory(gespreksleider=leider, opgeleverd=True)
    plan = adopt_gesprek(gesprek, user=leider)
    for change in (
        lambda: cancel_gesprek(plan, user=leider),
        lambda: save_stap(plan, stap="vorm", gegevens=GEGEVENS["vorm"], user=leider),
    ):
        with pytest.raises(ValidationError, match="opgeleverd"):
            change()


def test_a_draft_is_thrown_away_and_a_gesprek_is_not(leider):
    plan = complete_plan(leider)
    delete_plan(plan, user=leider)
    assert not Gespreksplan.objects.exists()
    with pytest.raises(ValidationError):
        delete_plan(planned(leider)[0], user=leider)


@pytest.mark.parametrize(
    "act",
    [
        lambda plan, user: save_stap(plan, stap="vorm", gegevens=GEGEVENS["vorm"], user=user),
        lambda plan, user: update_plan(plan, gegevens=GEGEVENS["vorm"], user=user),
        lambda plan, user: plan_gesprek(plan, vandaag=VANDAAG, user=user),
        lambda plan, user: cancel_gesprek(plan, user=user),
        lambda plan, user: delete_plan(plan, user=user),
        lambda plan, user: set_vragen(plan, vragen=["vak-1"], user=user),
        lambda plan, user: set_agenda(plan, agenda=[], user=user),
        lambda plan, user: check_taak(plan, taak="uitnodigen", user=user),
        lambda plan, user: uncheck_taak(plan, taak="uitnodigen", user=user),
    ],
)
def test_another_gespreksleider_changes_nothing(leider, deelnemer, act):
    for plan in (complete_plan(leider), planned(leider)[0]):
        for somebody in (gespreksleider(), deelnemer, UserFactory()):
            with pytest.raises(PermissionDenied):
                act(plan, somebody)


def test_the_redactie_may_help_and_the_owner_stays_the_gespreksleider(leider, redacteur):
    gesprek = plan_gesprek(complete_plan(leider), vandaag=VANDAAG, user=redacteur)
    assert gesprek.gespreksleider == leider


def test_questions_of_the_menu_and_of_ones_own_in_order(leider):
    plan = complete_plan(leider)
    set_vragen(plan, vragen=["vak-2", "~ Wat  zou jij doen? ", "vak-1", "vak-2", "", "weg-9"], user=leider)
    assert plan.vragen == ["vak-2", "~Wat zou jij doen?", "vak-1"]
    with pytest.raises(ValidationError):
        set_vragen(plan, vragen=[f"~Vraag {n}" for n in range(21)], user=leider)


def test_an_agenda_of_ones_own(leider):
    plan = complete_plan(leider)
    set_agenda(plan, agenda=[{"titel": "Welkom", "minuten": 10, "uitleg": ""}], user=leider)
    assert plan.agenda == [{"titel": "Welkom", "minuten": 10, "uitleg": ""}]
    for wrong in ({"titel": "", "minuten": 5}, {"titel": "Lang", "minuten": 0}, {"titel": "Tekst", "minuten": "5"}):
        with pytest.raises(ValidationError):
            set_agenda(plan, agenda=[wrong], user=leider)


def test_ticking_a_task_keeps_the_first_moment_and_can_be_undone(leider):
    plan = complete_plan(leider)
    check_taak(plan, taak="uitnodigen", user=leider)
    first = plan.afgevinkt["uitnodigen"]
    check_taak(plan, taak="uitnodigen", user=leider)
    assert plan.afgevinkt == {"uitnodigen": first}
    uncheck_taak(plan, taak="uitnodigen", user=leider)
    assert plan.afgevinkt == {}
    with pytest.raises(ValidationError):
        check_taak(plan, taak="bestaat-niet", user=leider)


def test_a_follow_up_in_one_step_has_what_the_first_had(leider):
    dienst = OrganisatieFactory()
    _, gesprek = planned(leider, organisaties=[dienst], plaatsen=10)
    vervolg = start_vervolg(gesprek, user=leider)
    assert vervolg.vervolg_van == gesprek
    assert (vervolg.titel, vervolg.format, vervolg.plaatsen) == ("Vervolg: Wie belt er terug?", "vragen", 10)
    assert (vervolg.dag, vervolg.gesprek) == (None, None)
    assert list(vervolg.organisaties.all()) == [dienst]
    assert start_vervolg(gesprek, user=leider) == vervolg
    with pytest.raises(PermissionDenied):
        start_vervolg(gesprek, user=gespreksleider())


def test_a_gesprek_of_the_admin_gets_its_plan_once(leider):
    gesprek = GesprekFactory(gespreksleider=leider)
    plan = adopt_gesprek(gesprek, user=leider)
    assert (plan.titel, plan.dag, plan.gesprek) == (gesprek.titel, gesprek.datum, gesprek)
    assert adopt_gesprek(gesprek, user=leider) == plan
    with pytest.raises(PermissionDenied):
        adopt_gesprek(gesprek, user=gespreksleider())

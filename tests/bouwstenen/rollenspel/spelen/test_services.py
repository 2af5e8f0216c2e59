"""Playing: phases, players, choices and conclusions, also when two things happen at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from bouwstenen.rollenspel.models import Conclusie, Spel
from bouwstenen.rollenspel.rollen import Fase, Rol, Vorm
from bouwstenen.rollenspel.services import save_casus, save_rolkaart
from bouwstenen.rollenspel.spelen.codes import LENGTE, TEKENS, new_code, read_code, show_code
from bouwstenen.rollenspel.spelen.resultaat import count_ronde
from bouwstenen.rollenspel.spelen.services import (
    MAX_CONCLUSIES,
    SpelVerder,
    add_conclusie,
    advance_spel,
    choose_rol,
    join_spel,
    make_inzet,
    make_inzet_together,
    prune_spellen,
    start_spel,
    take_back_conclusie,
    vote_conclusie,
)
from kennisbank.accounts.models import User
from tests.bouwstenen.rollenspel.making import (
    add_speler,
    advance_to,
    leader,
    make_casus,
    make_spel,
    rolinhoud,
)
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_code_has_no_signs_that_look_alike_and_is_read_however_it_is_typed() -> None:
    code = new_code()
    assert len(code) == LENGTE
    assert not set(TEKENS) & set("AEIOU01L2Z5S8B")
    assert read_code(f" {show_code(code).lower()} ") == code
    assert read_code(f"{code[:3]}-{code[3:]}") == code
    assert [read_code(typed) for typed in ("", "abc", code + "C", "AEIOU1", "ÇDFGHJ")] == [""] * 5


def test_a_game_keeps_the_case_as_it_was(redacteur: User) -> None:
    spel = make_spel()
    casus = spel.casus
    casus.titel = "Heel anders"
    save_casus(casus, user=redacteur)
    save_rolkaart(casus, rolinhoud("rechtmatig", aantal=3), user=redacteur)
    spel.refresh_from_db()
    assert spel.inhoud["titel"] == "Een aanvraag die niet past"
    assert len(spel.inhoud["rollen"][0]["keuzes"]) == 2


def test_only_a_published_case_is_played_and_only_by_who_may_begin(deelnemer: User) -> None:
    casus = make_casus()
    with pytest.raises(PermissionDenied):
        start_spel(casus, vorm=Vorm.SCHERM, user=UserFactory())
    casus.gepubliceerd = False
    with pytest.raises(ValidationError):
        start_spel(casus, vorm=Vorm.SCHERM, user=deelnemer)


def test_on_one_screen_there_is_no_code() -> None:
    spel = make_spel(vorm=Vorm.SCHERM)
    assert spel.code is None
    with pytest.raises(SpelVerder):
        join_spel(spel)


def test_joining_twice_with_one_form_is_one_player() -> None:
    spel = make_spel()
    first = join_spel(spel, bijnaam=" Vos ", token="abc")
    assert join_spel(spel, bijnaam="Das", token="abc") == first
    assert first.bijnaam == "Vos"
    assert spel.spelers.count() == 1


def test_a_code_works_for_a_day() -> None:
    spel = make_spel()
    Spel.objects.update(code_vervalt_op=timezone.now() - timedelta(seconds=1))
    with pytest.raises(SpelVerder):
        join_spel(spel)


def test_a_double_click_advances_once() -> None:
    spel = make_spel()
    stale = Spel.objects.get(pk=spel.pk)
    advance_spel(spel, van=Fase.LOBBY, user=leader(spel))
    assert advance_spel(stale, van=Fase.LOBBY, user=leader(spel)).fase == Fase.RONDE_1


def test_only_who_began_the_game_advances_it(redacteur: User) -> None:
    spel = make_spel()
    with pytest.raises(PermissionDenied):
        advance_spel(spel, van=Fase.LOBBY, user=redacteur)


def test_who_chose_no_role_gets_the_emptiest_one() -> None:
    spel = make_spel()
    for rol in ("rechtmatig", "presterend", "netwerkend"):
        add_speler(spel, rol)
    waiting = add_speler(spel)
    advance_to(spel, Fase.RONDE_1)
    waiting.refresh_from_db()
    assert waiting.rol == Rol.RESPONSIEF


def test_everybody_moves_to_another_role_and_may_choose_one_but_not_the_old_one() -> None:
    spel = make_spel()
    speler = add_speler(spel, "responsief")
    advance_to(spel, Fase.WISSEL)
    speler.refresh_from_db()
    assert speler.rol == Rol.RECHTMATIG
    with pytest.raises(ValidationError, match="zat je al"):
        choose_rol(speler, rol="responsief")
    assert choose_rol(speler, rol="netwerkend").rol == Rol.NETWERKEND


def test_a_role_is_fixed_while_a_round_is_played_but_who_comes_late_takes_one() -> None:
    spel = make_spel()
    early = add_speler(spel, "rechtmatig")
    advance_to(spel, Fase.RONDE_1)
    with pytest.raises(SpelVerder):
        choose_rol(early, rol="netwerkend")
    late = join_spel(spel)
    with pytest.raises(ValidationError, match="eerst een rol"):
        make_inzet(late, ronde=1, keuze=1, argument="Ik wil ook.")
    choose_rol(late, rol="netwerkend")
    assert make_inzet(late, ronde=1, keuze=1, argument="Ik wil ook.").rol == Rol.NETWERKEND


def test_a_choice_can_be_changed_until_it_is_shown() -> None:
    spel = make_spel()
    speler = add_speler(spel, "rechtmatig")
    advance_to(spel, Fase.RONDE_1)
    make_inzet(speler, ronde=1, keuze=1, argument="Eerst dit.")
    make_inzet(speler, ronde=1, keuze=2, argument="Toch dit.")
    assert [(i.keuze, i.argument) for i in speler.inzetten.all()] == [(2, "Toch dit.")]
    advance_to(spel, Fase.EFFECTEN_1)
    with pytest.raises(SpelVerder):
        make_inzet(speler, ronde=1, keuze=1, argument="Te laat.")


def test_a_form_of_the_first_round_does_not_count_in_the_second() -> None:
    spel = make_spel()
    speler = add_speler(spel, "rechtmatig")
    advance_to(spel, Fase.RONDE_2)
    with pytest.raises(SpelVerder):
        make_inzet(speler, ronde=1, keuze=1, argument="Oud formulier.")
    assert not speler.inzetten.exists()


@pytest.mark.parametrize(
    ("keuze", "argument", "field"), [(9, "Zo.", "keuze"), (1, "  ", "argument"), (1, "x" * 601, "argument")]
)
def test_a_choice_must_exist_and_have_a_reason(keuze: int, argument: str, field: str) -> None:
    spel = make_spel()
    speler = add_speler(spel, "rechtmatig")
    advance_to(spel, Fase.RONDE_1)
    with pytest.raises(ValidationError) as refused:
        make_inzet(speler, ronde=1, keuze=keuze, argument=argument)
    assert list(refused.value.message_dict) == [field]


def test_the_table_plays_a_role_of_which_no_phone_chose() -> None:
    spel = make_spel()
    speler = add_speler(spel, "rechtmatig")
    advance_to(spel, Fase.RONDE_1)
    asleep = {"rol": "rechtmatig", "ronde": 1, "keuze": 1, "argument": "De telefoon slaapt.", "user": leader(spel)}
    make_inzet_together(spel, **asleep)
    make_inzet_together(spel, **asleep | {"keuze": 2})
    make_inzet(speler, ronde=1, keuze=1, argument="Toch wakker.")
    with pytest.raises(SpelVerder):
        make_inzet_together(spel, **asleep)
    chosen = count_ronde(spel, 1)["rollen"][0]["gekozen"]
    assert [(g["nummer"], g["aantal"], g["tafel"]) for g in chosen] == [(1, 1, False), (2, 0, True)]
    with pytest.raises(PermissionDenied):
        make_inzet_together(spel, **asleep | {"user": UserFactory(rol="gespreksleider")})


def test_conclusions_sent_twice_count_once_and_belong_to_their_phase() -> None:
    spel = make_spel()
    speler = add_speler(spel, "rechtmatig")
    with pytest.raises(SpelVerder):
        add_conclusie(spel, vraag="geleerd", tekst="Te vroeg.", speler=speler)
    advance_to(spel, Fase.CONCLUSIES)
    first = add_conclusie(spel, vraag="document", tekst="Schrijf op wie er mist.", speler=speler, token="t1")
    assert add_conclusie(spel, vraag="document", tekst="Schrijf op wie er mist.", speler=speler, token="t1") == first
    assert first.soort == "advies"
    assert add_conclusie(spel, vraag="geleerd", tekst="Van de tafel.", token="t1", user=leader(spel)) != first
    advance_to(spel, Fase.EINDE)
    with pytest.raises(SpelVerder):
        add_conclusie(spel, vraag="geleerd", tekst="Te laat.", speler=speler)


def test_one_player_cannot_flood_the_list() -> None:
    spel = make_spel()
    speler = add_speler(spel, "rechtmatig")
    advance_to(spel, Fase.CONCLUSIES)
    for number in range(MAX_CONCLUSIES):
        add_conclusie(spel, vraag="geleerd", tekst=f"Nummer {number}", speler=speler)
    with pytest.raises(ValidationError, match="genoeg"):
        add_conclusie(spel, vraag="geleerd", tekst="Nog een", speler=speler)


def test_votes_toggle_and_are_not_for_ones_own_words() -> None:
    spel = make_spel()
    writer, other = add_speler(spel, "rechtmatig"), add_speler(spel, "netwerkend")
    advance_to(spel, Fase.CONCLUSIES)
    conclusie = add_conclusie(spel, vraag="geleerd", tekst="Luister eerst.", speler=writer)
    with pytest.raises(ValidationError):
        vote_conclusie(conclusie, speler=writer, soort="steun")
    vote_conclusie(conclusie, speler=other, soort="steun")
    vote_conclusie(conclusie, speler=other, soort="tegengeluid")
    counted = Conclusie.objects.with_votes().get()
    assert (counted.aantal_eens, counted.aantal_anders) == (0, 1)
    assert vote_conclusie(conclusie, speler=other, soort="tegengeluid") is None
    assert not conclusie.stemmen.exists()


def test_nobody_of_another_game_gets_in() -> None:
    spel, elsewhere = make_spel(), make_spel(casus=make_casus("ander"))
    stranger = add_speler(elsewhere, "rechtmatig")
    advance_to(spel, Fase.CONCLUSIES)
    conclusie = add_conclusie(spel, vraag="geleerd", tekst="Van ons.", user=leader(spel))
    with pytest.raises(PermissionDenied):
        add_conclusie(spel, vraag="geleerd", tekst="Van buiten.", speler=stranger)
    with pytest.raises(PermissionDenied):
        vote_conclusie(conclusie, speler=stranger, soort="steun")
    with pytest.raises(PermissionDenied):
        take_back_conclusie(conclusie, speler=stranger)


def test_at_the_end_choices_are_kept_and_nicknames_and_code_are_gone() -> None:
    spel = make_spel()
    speler = add_speler(spel, "rechtmatig", bijnaam="Vos")
    other = add_speler(spel, "netwerkend")
    advance_to(spel, Fase.RONDE_1)
    make_inzet(speler, ronde=1, keuze=2, argument="Anders loopt het vast.")
    spel = advance_to(spel, Fase.CONCLUSIES)
    conclusie = add_conclusie(spel, vraag="geleerd", tekst="Luister eerst.", speler=speler)
    vote_conclusie(conclusie, speler=other, soort="steun")
    spel = advance_to(spel, Fase.EINDE)
    conclusie.refresh_from_db()
    assert spel.resultaat["spelers"] == 2
    assert spel.resultaat["rondes"][0]["rollen"][0]["gekozen"][0]["argumenten"] == ["Anders loopt het vast."]
    assert (spel.code, conclusie.eens) == (None, 1)
    assert set(spel.spelers.values_list("bijnaam", flat=True)) == {""}


def test_a_game_that_nobody_ended_is_ended_and_its_players_are_forgotten_a_day_later() -> None:
    spel = make_spel()
    speler = add_speler(spel, "rechtmatig", bijnaam="Vos")
    advance_to(spel, Fase.RONDE_1)
    make_inzet(speler, ronde=1, keuze=1, argument="Zo.")
    now = timezone.now()
    assert prune_spellen(nu=now) == 0
    assert prune_spellen(nu=now + timedelta(days=1, minutes=1)) == 1
    spel.refresh_from_db()
    assert spel.is_voorbij
    assert prune_spellen(nu=now + timedelta(days=2, minutes=2)) == 1
    spel.refresh_from_db()
    assert (spel.spelers.count(), spel.inzetten.count()) == (0, 0)
    assert spel.resultaat["rondes"][0]["rollen"][0]["gekozen"][0]["aantal"] == 1
    assert prune_spellen(nu=now + timedelta(days=3)) == 0


def test_a_game_in_which_nothing_happened_is_deleted() -> None:
    make_spel()
    assert prune_spellen(nu=timezone.now() + timedelta(days=2)) == 1
    assert not Spel.objects.exists()

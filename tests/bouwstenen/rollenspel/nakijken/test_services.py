"""Conclusions on their way to bouwstenen: looked over, checked for personal data, handed on once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bouwstenen.models import Bouwsteen, Gesprek
from bouwstenen.rollenspel.models import Spel
from bouwstenen.rollenspel.nakijken.services import (
    Nagekeken,
    hand_in_conclusies,
    make_gesprek,
    remove_spel,
    review_conclusies,
)
from bouwstenen.rollenspel.rollen import Fase
from bouwstenen.rollenspel.spelen.services import make_inzet_together
from kennisbank.accounts.models import User
from tests.bouwstenen.rollenspel.making import advance_to, ended_spel, leader, make_spel
from tests.factories import GesprekFactory, UserFactory

pytestmark = pytest.mark.django_db
ADRES = "Mail naar j.jansen@example.org als je het anders ziet."


def reviewed(spel: Spel, **changes: dict[str, object]) -> list[Nagekeken]:
    """Every conclusion as it is, but for the changes by text."""
    return [
        Nagekeken(**{"sleutel": c.sleutel, "tekst": c.tekst, "soort": c.soort} | changes.get(c.tekst, {}))
        for c in spel.conclusies.all()
    ]


def test_the_facilitator_edits_drops_and_merges() -> None:
    spel = ended_spel(conclusies=("Een", "Twee", "Drie"))
    first = spel.conclusies.get(tekst="Een")
    changes = {
        "Een": {"tekst": "Een en twee horen bij elkaar.", "tegengeluid": True, "soort": "dilemma"},
        "Twee": {"bij": first.sleutel},
        "Drie": {"weg": True},
    }
    review_conclusies(spel, regels=reviewed(spel, **changes), user=leader(spel))
    kept = spel.conclusies.kept().get()
    assert (kept.tekst, kept.tegengeluid, kept.soort) == ("Een en twee horen bij elkaar.", True, "dilemma")


def test_one_cannot_be_merged_into_what_does_not_stay() -> None:
    spel = ended_spel(conclusies=("Een", "Twee"))
    second = spel.conclusies.get(tekst="Twee")
    for changes in ({"Een": {"bij": second.sleutel}, "Twee": {"weg": True}}, {"Een": {"bij": "weg"}}):
        with pytest.raises(ValidationError, match="zelf blijft staan"):
            review_conclusies(spel, regels=reviewed(spel, **changes), user=leader(spel))
    assert spel.conclusies.kept().count() == 2


def test_personal_data_is_only_kept_after_it_was_shown_and_confirmed() -> None:
    spel = ended_spel(conclusies=(ADRES, "Iets anders."))
    with pytest.raises(ValidationError, match="e-mailadres"):
        review_conclusies(spel, regels=reviewed(spel), user=leader(spel))
    new = {
        ADRES: {"bevestigd": True},
        "Iets anders.": {"tekst": f"Anders. {ADRES[10:]} bel 06-12345678", "bevestigd": True},
    }
    with pytest.raises(ValidationError, match="telefoonnummer"):
        review_conclusies(spel, regels=reviewed(spel, **new), user=leader(spel))
    review_conclusies(spel, regels=reviewed(spel, **{ADRES: {"bevestigd": True}}), user=leader(spel))
    assert make_gesprek(spel, user=leader(spel)).opbrengst.usable().count() == 2


def test_unseen_personal_data_goes_along_as_a_line_to_look_over() -> None:
    spel = ended_spel(conclusies=(ADRES,))
    gesprek = make_gesprek(spel, user=leader(spel))
    assert [(regel.tekst, regel.nagekeken) for regel in gesprek.opbrengst.all()] == [(ADRES, False)]


def test_the_conclusions_become_the_yield_of_a_gesprek_once() -> None:
    spel = make_spel()
    spel = advance_to(spel, Fase.RONDE_1)
    make_inzet_together(spel, rol="rechtmatig", ronde=1, keuze=1, argument="Geheim.", user=leader(spel))
    spel = advance_to(spel, Fase.CONCLUSIES)
    spel = ended_with(spel, "Vraag wie er mist.")
    gesprek = make_gesprek(spel, aantal_deelnemers=7, user=leader(spel))
    assert make_gesprek(Spel.objects.get(pk=spel.pk), user=leader(spel)) == gesprek
    assert make_gesprek(spel, user=leader(spel)) == gesprek
    assert Gesprek.objects.count() == 1
    assert (gesprek.format, gesprek.aantal_deelnemers, gesprek.opgave) == ("rollenspel", 7, "Goede dienstverlening")
    assert [(r.tekst, r.bron, r.canvasvak) for r in gesprek.opbrengst.all()] == [
        ("Vraag wie er mist.", "rollenspel", "kenmerk")
    ]
    assert "rechtmatig kiest 1" in gesprek.verslag
    assert "Geheim" not in gesprek.verslag


def ended_with(spel: Spel, tekst: str) -> Spel:
    spel.conclusies.create(tekst=tekst)
    return advance_to(spel, Fase.EINDE)


def test_a_planned_gesprek_of_ones_own_can_take_the_conclusions() -> None:
    spel = ended_spel()
    planned = GesprekFactory(format="rollenspel", gespreksleider=leader(spel), verslag="Al geschreven.")
    assert make_gesprek(spel, gesprek=planned, user=leader(spel)) == planned
    assert (planned.opbrengst.count(), planned.verslag) == (1, "Al geschreven.")


def test_a_gesprek_of_somebody_else_cannot() -> None:
    spel = ended_spel()
    other = GesprekFactory(format="rollenspel", gespreksleider=UserFactory(rol="gespreksleider"))
    with pytest.raises(PermissionDenied):
        make_gesprek(spel, gesprek=other, user=leader(spel))
    assert not other.opbrengst.exists()


def test_a_deelnemer_cannot_make_a_gesprek_but_hands_in(deelnemer: User) -> None:
    spel = ended_spel(deelnemer, conclusies=("Kijk eerst wie er mist. Dat scheelt veel.",))
    with pytest.raises(PermissionDenied):
        make_gesprek(spel, user=deelnemer)
    with pytest.raises(ValidationError, match="na"):
        hand_in_conclusies(spel, user=deelnemer)
    review_conclusies(spel, regels=reviewed(spel), user=deelnemer)
    made = hand_in_conclusies(spel, user=deelnemer)
    assert hand_in_conclusies(spel, user=deelnemer) == made
    assert [(b.status, b.ingebracht_door, b.tekst) for b in Bouwsteen.objects.all()] == [
        ("ingediend", deelnemer, "Kijk eerst wie er mist. Dat scheelt veel.")
    ]


def test_a_very_long_word_still_gives_a_title(deelnemer: User) -> None:
    spel = ended_spel(deelnemer, conclusies=("a" * 500,))
    review_conclusies(spel, regels=reviewed(spel), user=deelnemer)
    assert len(hand_in_conclusies(spel, user=deelnemer)[0].titel) <= 120


def test_what_was_handed_on_is_not_changed_here_any_more() -> None:
    spel = ended_spel()
    make_gesprek(spel, user=leader(spel))
    with pytest.raises(ValidationError, match="al doorgegeven"):
        review_conclusies(spel, regels=reviewed(spel), user=leader(spel))
    with pytest.raises(ValidationError, match="al bij een gesprek"):
        hand_in_conclusies(spel, user=leader(spel))


def test_nothing_to_hand_on_makes_no_gesprek() -> None:
    spel = ended_spel(conclusies=())
    with pytest.raises(ValidationError, match="geen conclusie"):
        make_gesprek(spel, user=leader(spel))
    assert not Gesprek.objects.exists()


def test_only_who_led_the_game_and_only_after_it(redacteur: User) -> None:
    going = make_spel()
    with pytest.raises(ValidationError, match="nog bezig"):
        make_gesprek(going, user=leader(going))
    for service in (make_gesprek, hand_in_conclusies, remove_spel):
        with pytest.raises(PermissionDenied):
            service(going, user=redacteur)
    with pytest.raises(PermissionDenied):
        review_conclusies(going, regels=[], user=redacteur)


def test_a_game_can_be_deleted_and_what_came_of_it_stays() -> None:
    spel = ended_spel()
    gesprek = make_gesprek(spel, user=leader(spel))
    remove_spel(spel, user=leader(spel))
    assert not Spel.objects.exists()
    assert gesprek.opbrengst.count() == 1

"""Whatever players and facilitator do, and in which order: the laws of the game hold."""

import contextlib
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from bouwstenen.rollenspel.models import Casus, Spel, Speler
from bouwstenen.rollenspel.rollen import Fase, Rol
from bouwstenen.rollenspel.spelen.services import (
    add_conclusie,
    advance_spel,
    choose_rol,
    join_spel,
    make_inzet,
    make_inzet_together,
    start_spel,
)
from kennisbank.accounts.models import User
from tests.bouwstenen.rollenspel.making import make_casus
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PHASES = list(Fase)


class Spelverloop(RuleBasedStateMachine):
    """Players and facilitator in any order, with forms that may be old."""

    casus: Casus
    leider: User

    def __init__(self) -> None:
        super().__init__()
        self.spel = start_spel(self.casus, vorm="telefoons", user=self.leider)
        self.spelers: list[Speler] = []
        self.seen = (0, 1)

    @rule()
    def join(self) -> None:
        try:
            self.spelers.append(join_spel(self.spel))
        except ValidationError:
            assert self.now.is_voorbij

    @rule(who=st.integers(0, 3), rol=st.sampled_from(Rol.values))
    def choose_role(self, who: int, rol: str) -> None:
        self._try(who, choose_rol, rol=rol)

    @rule(who=st.integers(0, 3), ronde=st.sampled_from([1, 2]), keuze=st.integers(1, 3))
    def choose(self, who: int, ronde: int, keuze: int) -> None:
        self._try(who, make_inzet, ronde=ronde, keuze=keuze, argument="Daarom.")

    @rule(ronde=st.sampled_from([1, 2]), rol=st.sampled_from(Rol.values))
    def choose_together(self, ronde: int, rol: str) -> None:
        with contextlib.suppress(ValidationError):
            make_inzet_together(self.spel, rol=rol, ronde=ronde, keuze=1, argument="Samen.", user=self.leider)

    @rule(who=st.integers(0, 3), token=st.sampled_from(["a", "b"]))
    def conclude(self, who: int, token: str) -> None:
        if self.spelers:
            speler = self.spelers[who % len(self.spelers)]
            with contextlib.suppress(ValidationError):
                add_conclusie(self.spel, vraag="geleerd", tekst="Zo zit het.", token=token, speler=speler)

    @rule(van=st.sampled_from(PHASES))
    def advance_from(self, van: Fase) -> None:
        """Also with a button of a page that is long out of date."""
        before = self.now.fase
        after = advance_spel(self.spel, van=van, user=self.leider).stap
        assert after == (van.volgende or van if before == van else Fase(before))

    @precondition(lambda self: not self.now.is_voorbij)
    @rule()
    def advance(self) -> None:
        advance_spel(self.spel, van=self.now.fase, user=self.leider)

    def _try(self, who: int, service: Any, **arguments: Any) -> None:
        if self.spelers:
            with contextlib.suppress(ValidationError):
                service(self.spelers[who % len(self.spelers)], **arguments)

    @property
    def now(self) -> Spel:
        """The game as it is stored."""
        return Spel.objects.get(pk=self.spel.pk)

    @invariant()
    def the_game_only_goes_forward(self) -> None:
        now = self.now
        place = PHASES.index(now.stap)
        assert place in {self.seen[0], self.seen[0] + 1}
        assert now.versie >= self.seen[1]
        self.seen = (place, now.versie)

    @invariant()
    def nobody_plays_the_same_role_twice(self) -> None:
        for speler in self.spel.spelers.all():
            assert not speler.eerste_rol or speler.rol != speler.eerste_rol
        roles = {(i.speler_id, i.rol) for i in self.spel.inzetten.filter(speler__isnull=False)}
        assert len(roles) == self.spel.inzetten.filter(speler__isnull=False).count()

    @invariant()
    def in_a_later_round_everybody_who_was_there_has_a_role(self) -> None:
        if self.now.fase in {Fase.EFFECTEN_1, Fase.EFFECTEN_2}:
            chose = self.spel.inzetten.filter(ronde=self.now.stap.ronde, speler__isnull=False)
            assert all(i.speler is not None and i.speler.rol == i.rol for i in chose.select_related("speler"))

    @invariant()
    def conclusions_come_once_and_only_when_they_are_asked(self) -> None:
        count = self.spel.conclusies.count()
        assert count <= 2 * len(self.spelers)
        assert count == 0 or PHASES.index(self.now.stap) >= PHASES.index(Fase.CONCLUSIES)

    @invariant()
    def a_game_that_is_over_has_its_result_and_no_code(self) -> None:
        now = self.now
        assert now.is_voorbij == bool(now.resultaat) == (now.code is None)


def test_the_laws_of_the_game_hold() -> None:
    Spelverloop.casus = make_casus()
    Spelverloop.leider = UserFactory(rol="gespreksleider")
    quick = settings(
        max_examples=5, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Spelverloop, settings=quick)

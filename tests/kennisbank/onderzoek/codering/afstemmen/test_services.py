"""Settling: with a reason, by the leader, only where coders differ, and never silently after the answers changed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kennisbank.onderzoek.codering.afstemmen.services import decide_verschillen, follow_meerderheid
from kennisbank.onderzoek.codering.lezen import read_stand
from kennisbank.onderzoek.codering.models import CodeBesluit, Codeerronde, Wijze
from kennisbank.onderzoek.codering.services import close_ronde, reopen_ronde, settle_ronde
from tests.coderen import answer, make_closed, make_open

pytestmark = pytest.mark.django_db
REDEN = "Zo bedoelde de definitie het."


def decide(ronde: Codeerronde, nummer: int, reden: str = REDEN, **keuzes: bool) -> int:
    chosen = {int(name.removeprefix("c")): value for name, value in keuzes.items()}
    return decide_verschillen(ronde, ronde.eenheden.get(nummer=nummer), keuzes=chosen, reden=reden, user=ronde.leider)


def test_every_difference_decided_lets_the_outcome_be_fixed() -> None:
    ronde = make_closed()
    assert decide(ronde, 1, c2=True) == 1
    assert decide(ronde, 4, c1=False, c3=True) == 2
    settled = settle_ronde(ronde, user=ronde.leider)
    assert read_stand(settled).outcome_as_data() == {"1": [1, 2], "2": [], "3": [3], "4": [3]}


def test_a_decision_needs_a_reason_a_difference_a_leader_and_a_closed_round() -> None:
    ronde = make_closed()
    with pytest.raises(ValidationError, match="Vertel waarom"):
        decide(ronde, 1, reden=" ", c2=True)
    with pytest.raises(ValidationError, match="verschillen de codeurs hier niet"):
        decide(ronde, 1, c1=True)
    with pytest.raises(ValidationError, match="ten minste één"):
        decide(ronde, 1)
    coder = ronde.codeurs.get(nummer=1).user
    with pytest.raises(PermissionDenied):
        follow_meerderheid(ronde, reden=REDEN, user=coder)
    with pytest.raises(ValidationError, match="Afstemmen kan"):
        follow_meerderheid(opened := make_open(), reden=REDEN, user=opened.leider)


def test_deciding_again_adds_a_line_and_the_last_one_counts() -> None:
    ronde = make_closed()
    assert [decide(ronde, 1, c2=True), decide(ronde, 1, c2=True), decide(ronde, 1, "Toch niet", c2=False)] == [1, 0, 1]
    assert [(each.toegekend, each.reden) for each in CodeBesluit.objects.all()] == [(True, REDEN), (False, "Toch niet")]
    plek = next(plek for plek in read_stand(ronde).verschillen() if plek.code.nummer == 2)
    assert plek.toegekend is False


def test_the_majority_decides_what_is_open_and_leaves_ties_to_the_leader() -> None:
    ronde = make_closed({1: ["1", "12", "1"], 2: ["1", "1", "-"], 3: ["2", "1", "?"]})
    decide(ronde, 2, c2=True)
    assert follow_meerderheid(ronde, reden="De meesten zien het zo", user=ronde.leider) == 2
    decided = CodeBesluit.objects.filter(wijze=Wijze.MEERDERHEID).order_by("code__nummer")
    assert [(each.eenheid.nummer, each.code.nummer, each.toegekend) for each in decided] == [
        (1, 1, True),
        (1, 2, False),
    ]
    waiting = read_stand(ronde).verschillen(open_only=True)
    assert [(plek.eenheid.nummer, plek.code.nummer) for plek in waiting] == [(3, 1)]


def test_a_decision_counts_no_longer_when_the_answers_it_rests_on_change() -> None:
    ronde = make_closed({1: ["1", "2"], 2: ["-", "-"], 3: ["-", "-"]})
    follow_meerderheid(ronde, reden="Meerderheid", user=ronde.leider)
    reopen_ronde(ronde, reden="Uitleg aangescherpt", user=ronde.leider)
    answer(ronde.codeurs.get(nummer=2), 1, "1")
    close_ronde(ronde, user=ronde.leider)
    waiting = read_stand(ronde).verschillen(open_only=True)
    assert [(plek.eenheid.nummer, plek.code.nummer) for plek in waiting] == [(1, 1)]

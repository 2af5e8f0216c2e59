"""The panel of the rollenspel on the page of an organiser."""

import pytest
from django.template.loader import render_to_string

from bouwstenen.rollenspel.nakijken.services import make_gesprek
from bouwstenen.rollenspel.registratie import cockpit_panel
from tests.bouwstenen.rollenspel.making import ended_spel, leader
from tests.factories import GesprekFactory

pytestmark = pytest.mark.django_db


def test_an_organiser_sees_the_games_of_the_gesprek_and_own_ones_to_go_with_it() -> None:
    spel = ended_spel()
    planned = GesprekFactory(format="rollenspel", gespreksleider=leader(spel))
    before = cockpit_panel(planned, leader(spel))
    make_gesprek(spel, gesprek=planned, user=leader(spel))
    after = cockpit_panel(planned, leader(spel))
    assert (before, after) == ({"spellen": [], "eigen": [spel]}, {"spellen": [spel], "eigen": []})
    for panel in (before, after):
        assert spel.kenmerk in render_to_string("rollenspel/cockpit.html", {"paneel": panel, "gesprek": planned})


def test_another_kind_of_gesprek_has_no_such_panel() -> None:
    gesprek = GesprekFactory(format="vragen")
    assert cockpit_panel(gesprek, gesprek.gespreksleider) is None

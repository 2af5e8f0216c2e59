"""The number at a choice is what the list shows when you make it."""

import random

import pytest
from django.http import QueryDict

from bouwstenen.facetten import apply_facets, sort_links
from bouwstenen.lijsten import bouwsteen_facetten, gesprek_facetten
from bouwstenen.models import Bouwsteen, BouwsteenSoort, Gesprek, GesprekFormat, Stand, Werkvorm
from tests.factories import BouwsteenFactory, GesprekFactory, OrganisatieFactory, ThemaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stenen() -> list[Bouwsteen]:
    """Thirty bouwstenen of every kind, the same on every run."""
    dice = random.Random(7)
    soorten = ["thema", "thema", "niveau", "ambitie", "relatie", "overheidsrol", "overheidsrol"]
    themas = [ThemaFactory(soort=soort, slug=f"begrip-{number}") for number, soort in enumerate(soorten)]
    parts = [None, *(ThemaFactory(soort="lichaamsdeel", slug=f"deel-{number}") for number in range(2))]
    gesprekken = GesprekFactory.create_batch(3)
    return [
        BouwsteenFactory(
            themas=dice.sample(themas, dice.randint(0, 4)),
            lichaamsdeel=dice.choice(parts),
            gesprek=dice.choice(gesprekken),
            soort=dice.choice(BouwsteenSoort.values),
            stand=dice.choice(Stand.values),
            tegengeluid=dice.random() < 0.3,
        )
        for _ in range(30)
    ]


@pytest.mark.parametrize("start", ["", "thema=begrip-0", "soort=vraag&soort=advies", "niveau=begrip-2&tegengeluid=ja"])
def test_every_number_comes_true(stenen, start):
    facets, rows = bouwsteen_facetten(), Bouwsteen.objects.current()
    lijst = apply_facets(rows, facets, QueryDict(start))
    checked = 0
    for facet in lijst.facetten:
        for option in facet["opties"]:
            query = QueryDict(start, mutable=True)
            query.setlist(facet["naam"], [option["waarde"]])
            assert apply_facets(rows, facets, query).rijen.count() == option["aantal"], (facet["naam"], option)
            checked += 1
    assert checked > 10


def test_every_number_of_gesprekken_comes_true():
    dice = random.Random(7)
    diensten = OrganisatieFactory.create_batch(3)
    for _ in range(15):
        GesprekFactory(
            format=dice.choice(GesprekFormat.values),
            werkvorm=dice.choice(Werkvorm.values),
            stap=dice.randint(1, 4),
            organisaties=dice.sample(diensten, dice.randint(0, 3)),
        )
    facets, rows = gesprek_facetten(), Gesprek.objects.published()
    for facet in apply_facets(rows, facets, QueryDict("werkvorm=online")).facetten:
        for option in facet["opties"]:
            query = QueryDict("werkvorm=online", mutable=True)
            query.setlist(facet["naam"], [option["waarde"]])
            assert apply_facets(rows, facets, query).rijen.count() == option["aantal"], (facet["naam"], option)


def test_a_choice_that_leads_nowhere_is_left_out_unless_chosen(stenen):
    facets, rows = bouwsteen_facetten(), Bouwsteen.objects.current().filter(soort="vraag")
    names = {
        facet["naam"]: [o["waarde"] for o in facet["opties"]]
        for facet in apply_facets(rows, facets, QueryDict()).facetten
    }
    assert names["soort"] == ["vraag"]
    lijst = apply_facets(rows, facets, QueryDict("soort=advies"))
    chosen = next(facet for facet in lijst.facetten if facet["naam"] == "soort")
    assert {option["waarde"] for option in chosen["opties"]} == {"vraag", "advies"}


def test_chips_keep_what_else_is_in_the_address(stenen):
    lijst = apply_facets(
        Bouwsteen.objects.current(),
        bouwsteen_facetten(),
        QueryDict("soort=vraag&stand=open&q=een+woord&x=1"),
        bewaar=("q",),
    )
    assert [chip["url"] for chip in lijst.gekozen] == ["?q=een+woord&stand=open", "?q=een+woord&soort=vraag"]
    assert lijst.wis_url == "?q=een+woord"
    assert lijst.aantal_filters == 2


def test_sort_links_start_at_the_first_page():
    links = sort_links(QueryDict("soort=vraag&pagina=3"), [("titel", "Titel"), ("oudste", "Oudste")], "oudste")
    assert [(link["url"], link["actief"]) for link in links] == [
        ("?soort=vraag&sorteer=titel", False),
        ("?soort=vraag&sorteer=oudste", True),
    ]

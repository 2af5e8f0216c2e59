"""Ways out when nothing was found."""

from kennisbank.search.services import count_results
from kennisbank.search.uitwegen import find_uitwegen
from kennisbank.search.zoekvraag import Zoekvraag


def test_each_choice_taken_away_with_what_it_gives(kennisbank):
    zoekvraag = Zoekvraag.from_string("q=tegenspraak&thema=morele-moed&soort=gesprek")
    assert count_results(zoekvraag) == 0
    ways = [(way.label, way.aantal, way.zoekvraag.urlencode()) for way in find_uitwegen(zoekvraag)]
    assert ways == [
        ("zonder filters", 11, "q=tegenspraak"),
        ("zonder gesprekken", 3, "q=tegenspraak&thema=morele-moed"),
        ("zonder Morele moed", 1, "q=tegenspraak&soort=gesprek"),
    ]


def test_without_the_dates(kennisbank):
    zoekvraag = Zoekvraag.from_string("q=tegenspraak&soort=gesprek&van=1990-01-01&tot=1990-01-02")
    assert ("zonder datum", 1) in [(way.label, way.aantal) for way in find_uitwegen(zoekvraag)]


def test_no_filters_no_ways_out(kennisbank):
    assert find_uitwegen(Zoekvraag("qqqq")) == []
    assert find_uitwegen(Zoekvraag.from_string("q=qqqq&jaar=1990")) == [], "without the filter there is nothing either"
    assert count_results(Zoekvraag()) == 0

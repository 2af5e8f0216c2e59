"""A question to the search page and its address."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.search.kinds import facet_keys
from kennisbank.search.zoekvraag import NEWEST, RELEVANCE, Zoekvraag, read_date

FULL = "q=tegenspraak&soort=bouwsteen&thema=moed&thema=tegenspraak&lens=burger&bouwsteensoort=dilemma&tegengeluid=ja"
FULL += "&verwerking=in_tekst&gesprek=abc&format=rollenspel&organisatie=3&jaar=2026&van=2026-01-01&tot=2026-12-31"
FULL += "&sorteer=nieuwste"


def test_the_facets_of_the_site_in_the_order_of_the_page():
    assert facet_keys() == [
        *("soort", "thema", "lens", "bouwsteensoort", "tegengeluid", "verwerking", "gesprek", "format", "organisatie"),
        "jaar",
    ]


def test_an_address_comes_back_as_it_was():
    zoekvraag = Zoekvraag.from_query(QueryDict(FULL))
    assert zoekvraag.vraag == "tegenspraak"
    assert zoekvraag.facetten["thema"] == ("moed", "tegenspraak")
    assert zoekvraag.facetten["jaar"] == (2026,)
    assert zoekvraag.facetten["organisatie"] == (3,)
    assert (zoekvraag.van, zoekvraag.tot, zoekvraag.sortering) == (date(2026, 1, 1), date(2026, 12, 31), NEWEST)
    assert zoekvraag.urlencode() == FULL


def test_what_asks_the_same_has_the_same_address():
    one = Zoekvraag.from_string("thema=b&thema=a&q=moed&thema=a&sorteer=relevantie&pagina=3&onzin=1")
    assert one.urlencode() == Zoekvraag.from_string("q=+moed&thema=a&thema=b").urlencode() == "q=moed&thema=a&thema=b"


@pytest.mark.parametrize(
    "query", ["jaar=abc", "organisatie=x", "van=gisteren", "tot=2026-02-30", "sorteer=onzin", "thema=%00", "q=%20"]
)
def test_nonsense_is_left_out(query):
    zoekvraag = Zoekvraag.from_string(query)
    assert zoekvraag == Zoekvraag()
    assert zoekvraag.is_empty()


@given(st.text(max_size=200))
def test_any_address_can_be_read_and_written_again(query):
    zoekvraag = Zoekvraag.from_string(query)
    assert Zoekvraag.from_string(zoekvraag.urlencode()) == zoekvraag


def test_within_one_kind_and_without_a_value():
    zoekvraag = Zoekvraag.from_string("q=moed&soort=gesprek&thema=a&thema=b")
    assert zoekvraag.only("bouwsteen").urlencode() == "q=moed&soort=bouwsteen&thema=a&thema=b"
    assert zoekvraag.without("thema", "a").without("soort", "gesprek").urlencode() == "q=moed&thema=b"
    assert zoekvraag.without("thema", "a").without("thema", "b").facetten == {"soort": ("gesprek",)}


def test_in_words(kennisbank):
    words = Zoekvraag.from_string("q=tegenspraak&thema=tegenspraak&thema=morele-moed&jaar=2026").describe()
    assert words == "‘tegenspraak’, thema Morele moed of Tegenspraak, 2026"
    assert Zoekvraag.from_string("soort=bouwsteen&tegengeluid=ja&verwerking=later").describe() == (
        "bouwstenen, Alleen tegengeluid, wat ermee gebeurd is Later"
    )
    assert Zoekvraag.from_string("thema=bestaat-niet").describe() == "thema bestaat-niet"
    assert Zoekvraag().describe() == "alles"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("van=2026-01-05&tot=2026-03-31", "van 5 januari 2026 tot en met 31 maart 2026"),
        ("van=2026-01-05", "vanaf 5 januari 2026"),
        ("tot=31-03-2026", "tot en met 31 maart 2026"),
    ],
)
def test_dates_in_words(query, words):
    assert Zoekvraag.from_string(query).describe() == words


def test_dates():
    assert read_date(" 2026-03-31 ") == read_date("31-03-2026") == read_date("31-3-2026") == date(2026, 3, 31)
    assert read_date("") is None
    for text in ("31 maart", "2026-13-01", "0-0-2026", "--", "99999-01-01", "²-1-2026"):
        with pytest.raises(ValueError, match=r"."):
            read_date(text)


def test_best_passend_is_the_usual_order():
    assert Zoekvraag.from_string("q=moed").sortering == RELEVANCE

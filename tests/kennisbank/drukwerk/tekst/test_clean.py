"""Addresses that work outside the site."""

import pytest

from kennisbank.drukwerk.tekst.clean import absolute

BASIS = "https://kennisbank.example/edities/3/"


@pytest.mark.parametrize(
    ("adres", "heel"),
    [
        ("/document/x/", "https://kennisbank.example/document/x/"),
        ("//elders.nl/a", "https://elders.nl/a"),
        ("https://elders.nl/a b?q=<é>#d#e", "https://elders.nl/a%20b?q=%3C%C3%A9%3E#d%23e"),
        ("https://elders.nl/%zz%20", "https://elders.nl/%25zz%20"),
        ("https://elders.nl/[x]", "https://elders.nl/%5Bx%5D"),
        ("https://ünï.nl/", "https://xn--n-nga1b.nl/"),
        ("mailto:a@b.nl", "mailto:a@b.nl"),
        ("mailto:", ""),
        ("javascript:alert(1)", ""),
        ("http://[bad", ""),
        ("http://x.nl:99999/", ""),
        ("http://x y.nl/", ""),
        ("https://x.nl/" + "a" * 3000, ""),
    ],
)
def test_an_address_is_whole_or_left_out(adres: str, heel: str) -> None:
    assert absolute(adres, BASIS) == heel


def test_without_the_address_of_the_book_a_relative_one_is_nothing() -> None:
    assert absolute("/document/x/", "") == ""

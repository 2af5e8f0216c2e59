"""Links are found as Markdown means them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.exchange.formats.links import Link, can_be_target, rewrite_links, write_wikilink

DEFINITIES = {"bron": ("https://example.org/bron", "Titel"), "plaat": ("img/x.png", "")}


def gevonden(tekst: str) -> list[tuple[str, str, bool]]:
    found: list[tuple[str, str, bool]] = []

    def note(link: Link) -> str:
        found.append((link.tekst, link.href, link.is_image))
        return link.as_markdown()

    rewrite_links(tekst, DEFINITIES, note)
    return found


@pytest.mark.parametrize(
    ("tekst", "links"),
    [
        ("[a](b.md)", [("a", "b.md", False)]),
        ("[a](<b c.md> 'titel')", [("a", "b c.md", False)]),
        ("[a](b_(c).md)", [("a", "b_(c).md", False)]),
        ("[a](map/Delft AVG.md)", [("a", "map/Delft AVG.md", False)]),
        ("![plaat](x.png)", [("plaat", "x.png", True)]),
        ("[tekst][bron] en [Bron][] en [bron]", [("tekst", "https://example.org/bron", False)] + [
            (woord, "https://example.org/bron", False) for woord in ("Bron", "bron")]),
        ("![x][plaat]", [("x", "img/x.png", True)]),
        ("`[a](b)` \\[a](b) [[Wiki|a]] [ ] taak [niets]", []),
        ("```\n[a](b)\n```\n[c](d)", [("c", "d", False)]),
        ("[`code]`](b)", [("`code]`", "b", False)]),
    ],
)  # fmt: skip
def test_finds_links(tekst: str, links: list[tuple[str, str, bool]]) -> None:
    assert gevonden(tekst) == links


def test_a_link_inside_a_link_comes_first() -> None:
    assert gevonden("[![alt](x.png)](y.md)") == [("alt", "x.png", True), ("![alt](x.png)", "y.md", False)]


def test_a_row_of_brackets_takes_linear_time() -> None:
    tekst = "[" * 100_000
    assert rewrite_links(tekst, {}, lambda link: "") == tekst


@given(st.text("[]()!\\`ab \n|", max_size=60))
def test_leaving_links_as_they_are_keeps_every_other_character(tekst: str) -> None:
    found: list[str] = []

    def mark(link: Link) -> str:
        found.append(link.href)
        return "\ue000"

    rest = rewrite_links(tekst, {}, mark)
    if not found:
        assert rest == tekst
    assert len(rest) <= len(tekst)


def test_wiki_links_say_what_readers_see() -> None:
    assert write_wikilink("Doel", "doel") == "[[Doel]]"
    assert write_wikilink("Doel", "lees [dit]") == "[[Doel|lees (dit)]]"
    assert write_wikilink("Doel", "x", in_table=True) == "[[Doel\\|x]]"


def test_names_that_a_wiki_link_cannot_hold() -> None:
    assert can_be_target("Gewoon", "Kop")
    assert not can_be_target("Een | twee")
    assert not can_be_target("x" * 300)

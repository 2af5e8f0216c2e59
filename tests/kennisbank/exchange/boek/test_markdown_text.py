"""Markdown written from a tree says what the tree says."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kennisbank.drukwerk.tekst.html import read_text, tidy
from kennisbank.drukwerk.tekst.tree import (
    Alinea,
    Blok,
    Blokken,
    Cel,
    Citaat,
    Code,
    Kop,
    Lijn,
    Lijst,
    Run,
    Runs,
    Stijl,
    Tabel,
)
from kennisbank.exchange.boek.markdown_text import MarkdownSchrijver
from tests.kennisbank.exchange.boek.samples import OPMAAK

WOORD = st.sampled_from(
    [
        "burger",
        "*",
        "_",
        "a_b",
        "[x]",
        "(y)",
        "`",
        "#",
        "1.",
        "-",
        "+",
        ">",
        "<b>",
        "&amp;",
        "|",
        "\\",
        "!",
        "~~~",
        "é",
        "=",
        ":",
    ]
)
TEKST = st.lists(WOORD, min_size=1, max_size=5).map(" ".join)
STIJLEN = st.sampled_from(
    [(), (), (Stijl.VET,), (Stijl.SCHUIN,), (Stijl.SCHUIN, Stijl.VET), (Stijl.SUP,), (Stijl.CODE,)]
)
URL = st.sampled_from(["", "", "https://x.nl/a_b%28c%29?d=1&e=2", "mailto:a@b.nl"])


@st.composite
def een_run(draw: st.DrawFn) -> Run:
    stijlen = draw(STIJLEN)
    if Stijl.CODE in stijlen:
        return Run(draw(st.sampled_from(["code", "a`b", "`", "[[x]]", "x | y"])), stijlen)
    return Run(draw(TEKST), stijlen, draw(URL))


def _plain_edges(runs: list[Run]) -> Runs:
    """Words of plain text between all runs, so that marks stand where writers put them."""
    return tidy([*(deel for run in runs for deel in (Run("woord "), run, Run(" "))), Run("slot")])


RUNS = st.lists(een_run(), min_size=1, max_size=4).map(_plain_edges)
EEN_BLOK = st.one_of(
    RUNS.map(Alinea),
    RUNS.map(Alinea),
    st.just(Code("x  y\n\n```\n  z")),
    st.just(Lijn()),
    st.lists(st.lists(RUNS.map(Cel), min_size=2, max_size=2).map(tuple), min_size=2, max_size=3).map(
        lambda rijen: Tabel(rijen[0], tuple(rijen[1:]))
    ),
)


def schrijf(blokken: Blokken) -> str:
    return MarkdownSchrijver().blocks(blokken)


def lees(tekst: str) -> Blokken:
    return read_text(tekst, links={}, niveau=3, resolve=lambda adres: adres).blokken


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(runs=RUNS)
@example(runs=(Run("a"), Run("vet", (Stijl.VET,)), Run("b", (Stijl.SCHUIN,)), Run(")", (Stijl.VET,)), Run("c")))
@example(runs=(Run("1."), Run("x", (Stijl.VET,))))
@example(runs=(Run("# geen kop\n- geen lijst\n> geen citaat\n=== geen kop\n3) geen lijst"),))
def test_runs_come_back_as_they_were(runs: Runs) -> None:
    assert lees(schrijf((Alinea(runs),))) == (Alinea(runs),)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blokken=st.lists(EEN_BLOK, min_size=1, max_size=4).map(tuple))
def test_blocks_come_back_as_they_were(blokken: Blokken) -> None:
    assert lees(schrijf(blokken)) == blokken
    assert lees(schrijf((Citaat(blokken),))) == (Citaat(blokken),)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    geordend=st.booleans(),
    items=st.lists(st.lists(RUNS.map(Alinea), min_size=1, max_size=3).map(tuple), min_size=1, max_size=4),
)
def test_lists_come_back_as_they_were(geordend: bool, items: list[Blokken]) -> None:
    lijst = Lijst(geordend, 3 if geordend else 1, tuple(items))
    assert lees(schrijf((lijst,))) == (lijst,)
    dubbel = Lijst(False, 1, ((*items[0], lijst),))
    assert lees(schrijf((dubbel,))) == (dubbel,)


@pytest.mark.parametrize("runs", [(Run("Kop ##"),), (Run("#"),), (Run("een"), Run("twee", (Stijl.VET,)))])
def test_headings_come_back_as_they_were(runs: Runs) -> None:
    assert lees(schrijf((Kop(3, runs),))) == (Kop(3, runs),)


def test_the_sample_comes_back_as_it_was() -> None:
    voor = read_text(OPMAAK, links={}, niveau=3, resolve=lambda adres: adres)
    schrijver = MarkdownSchrijver()
    tekst = "\n\n".join(
        [schrijver.blocks(voor.blokken), *(schrijver.note(n, noot) for n, noot in enumerate(voor.noten, start=1))]
    )
    na = read_text(tekst, links={}, niveau=3, resolve=lambda adres: adres)
    assert na.noten == voor.noten
    assert _without_pictures(na.blokken) == _without_pictures(voor.blokken)


def _without_pictures(blokken: Blokken) -> list[Blok]:
    """The description of a picture has become a link."""
    return [blok for blok in blokken if "Afbeelding" not in repr(blok)]

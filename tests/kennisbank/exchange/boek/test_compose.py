"""A book laid out: numbers, links and sources, before it has a format."""

from dataclasses import replace
from datetime import date

from kennisbank.drukwerk.tekst.tree import Alinea, Kop, all_runs, plain
from kennisbank.exchange.boek.compose import Uitgave, compose, write_date
from tests.kennisbank.exchange.boek.samples import INZICHT, TEGENGELUID, book_of, make_boek


def urls(uitgave: Uitgave, tekst: str) -> list[str]:
    blokken = (*uitgave.inleiding, *(blok for h in uitgave.hoofdstukken for s in h.secties for blok in s.blokken))
    return [run.url for runs in all_runs(blokken) for run in runs if run.tekst == tekst]


def test_a_link_to_a_part_of_the_book_stays_in_the_book() -> None:
    uitgave = compose(make_boek())
    assert urls(uitgave, "Tegenspraak") == ["#h1"]
    assert urls(uitgave, "wat helpt") == ["#h2-s1"]
    assert urls(uitgave, "link naar ") == ["https://www.voorbeeld.nl/gids?a=1&b=2"]


def test_a_link_to_a_section_that_is_gone_leads_to_its_hoofdstuk() -> None:
    boek = make_boek(inleiding="[verdwenen](/document/luisteren/#sectie-bestaat-niet) en [elders](/document/elders/)")
    uitgave = compose(boek)
    assert urls(uitgave, "verdwenen") == ["#h2"]
    assert urls(uitgave, "elders") == ["https://kennisbank.example/document/elders/"]


def test_a_source_has_one_number_in_its_hoofdstuk() -> None:
    eerste = compose(make_boek()).hoofdstukken[0]
    assert [(bron.nummer, bron.titel) for bron in eerste.bronnen] == [(1, INZICHT.titel), (2, TEGENGELUID.titel)]
    assert [[bron.nummer for bron in sectie.bronnen] for sectie in eerste.secties] == [[1], [1, 2]]
    assert [bron.nummer for bron in eerste.secties[0].kanttekeningen] == [2]


def test_dissent_is_named_as_such() -> None:
    bronnen = compose(make_boek()).hoofdstukken[0].bronnen
    assert bronnen[0].uitleg == "Inzicht. Gesprek van 3 maart 2026, responscanvas."
    assert bronnen[1].uitleg == "Dilemma, tegengeluid. Gesprek van 12 maart 2026, lichaamsdeel hart."


def test_footnotes_are_numbered_through_the_book() -> None:
    uitgave = compose(make_boek())
    assert list(uitgave.inleiding_noten.noten) == [1]
    assert list(uitgave.hoofdstukken[0].noten.noten) == [2, 3]


def test_a_note_without_a_mark_stands_at_the_end_of_its_text() -> None:
    (hoofdstuk,) = compose(book_of("Tekst.[^a]\n\n[^a]: Een, zie ook [^a].\n[^los]: Los.")).hoofdstukken
    assert [plain(runs) for runs in all_runs(hoofdstuk.secties[0].blokken)] == ["Tekst.", "Los."]
    assert list(hoofdstuk.noten.noten) == [1]
    assert plain(next(all_runs(hoofdstuk.noten.noten[1]))) == "Een, zie ook (noot 1)."


def test_no_level_of_heading_is_skipped_in_a_section_without_a_heading() -> None:
    (hoofdstuk,) = compose(book_of("#### Diep\n\ntekst", kop="")).hoofdstukken
    kop = hoofdstuk.secties[0].blokken[0]
    assert isinstance(kop, Kop)
    assert kop.niveau == 2


def test_a_summary_is_plain_text_in_paragraphs() -> None:
    boek = make_boek()
    eerste = replace(boek.hoofdstukken[0], samenvatting="Een *ster*\nblijft.\n\nTweede.")
    samenvatting = compose(replace(boek, hoofdstukken=(eerste,))).hoofdstukken[0].samenvatting
    assert [plain(blok.runs) for blok in samenvatting if isinstance(blok, Alinea)] == ["Een *ster* blijft.", "Tweede."]


def test_an_empty_book_still_has_a_title() -> None:
    uitgave = compose(make_boek(titel=" ", editie="", uitgever="", urn="", url="", hoofdstukken=(), inleiding=""))
    assert uitgave.titel == "Zonder titel"
    assert [regel.naam for regel in uitgave.colofon] == ["Titel", "Verschenen op"]


def test_dates_are_written_out() -> None:
    assert write_date(date(2026, 3, 9)) == "9 maart 2026"

"""What became of everything that was said, as the ledger has it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bouwstenen.models import Bouwsteen, BouwsteenStatus, Stand
from bouwstenen.services import merge_bouwstenen, split_bouwsteen, withdraw_bouwstenen
from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import newest_versie
from kennisbank.redactie.models import Besluit
from kennisbank.redactie.services import record_verwerking
from kennisbank.redactie.terugkoppeling.uitkomsten import read_terugkoppeling
from tests.edities import mend_links, publish, write
from tests.kennisbank.redactie.terugkoppeling.making import (
    EERSTE,
    TWEEDE,
    all_kinds,
    decline,
    make_gesprek,
    make_steen,
    outcome_of,
    postpone,
    put_in_text,
    read,
)
from tests.pages import SiteTree

VOOR = "Wie loyaal is, zegt wat er speelt. Zie [[De menselijke maat]]."


@pytest.fixture
def page(site_tree: SiteTree) -> Hoofdstuk:
    return site_tree.hoofdstukken[0]


def test_every_kind_of_decision_is_told(site_tree: SiteTree) -> None:
    gesprek, stenen = all_kinds(site_tree)
    stand = read(gesprek)
    assert {each.bouwsteen: each.stand.value for each in stand.uitkomsten} == {
        steen: name for name, steen in stenen.items()
    }
    assert [kind.value for kind, _ in stand.groepen()] == list(stenen)
    assert (stand.aantal, stand.besloten, stand.is_compleet) == (5, 4, False)


def test_reworded_sentence_is_shown_before_and_after(page: Hoofdstuk, redacteur: User) -> None:
    steen = make_steen(make_gesprek())
    zin = "Wie loyaal is, zegt ook hardop wat er niet goed gaat."
    put_in_text(page, steen, f"{zin} Zie [[De menselijke maat]].", user=redacteur)
    plaats = outcome_of(steen).plaats
    assert plaats is not None
    assert plaats.passage is not None
    assert plaats.passage.voor == "Wie loyaal is, zegt wat er speelt."
    assert plaats.passage.na == zin
    assert (plaats.versie, plaats.staat_er_nog, plaats.editie) == (2, True, None)
    assert plaats.url.endswith("#sectie-loyaal-is-niet-stil")
    assert plaats.versie_url == f"{page.url}versies/2/"


def test_added_words_have_nothing_before_them(page: Hoofdstuk, redacteur: User) -> None:
    steen = make_steen(make_gesprek())
    put_in_text(page, steen, user=redacteur)
    plaats = outcome_of(steen).plaats
    assert plaats is not None
    assert plaats.passage is not None
    assert (plaats.passage.voor, plaats.passage.na) == ("", steen.tekst)


def test_what_was_rewritten_later_says_what_it_says_now(page: Hoofdstuk, redacteur: User) -> None:
    steen = make_steen(make_gesprek())
    put_in_text(page, steen, "Wie loyaal is, zegt hardop wat er speelt.", user=redacteur)
    write(page, "Wie loyaal is, zegt altijd en overal hardop wat er speelt.", redacteur)
    plaats = outcome_of(steen).plaats
    assert plaats is not None
    assert plaats.passage is not None
    assert plaats.passage.na == "Wie loyaal is, zegt hardop wat er speelt."
    assert plaats.nu == "Wie loyaal is, zegt altijd en overal hardop wat er speelt."
    assert plaats.versie == 2


def test_words_that_went_out_again_are_said_to_be_gone(page: Hoofdstuk, redacteur: User) -> None:
    steen = make_steen(make_gesprek())
    put_in_text(page, steen, f"{VOOR}\n\nEen zin over laarzen en modder.", user=redacteur)
    write(page, "Iets heel anders over vergaderen op dinsdag.", redacteur)
    plaats = outcome_of(steen).plaats
    assert plaats is not None
    assert plaats.verdwenen


def test_draft_is_not_published_yet(page: Hoofdstuk, redacteur: User) -> None:
    steen = make_steen(make_gesprek())
    put_in_text(page, steen, publish=False, user=redacteur)
    plaats = outcome_of(steen).plaats
    assert plaats is not None
    assert (plaats.versie, plaats.passage) == (None, None)


def test_the_first_edition_that_holds_it_is_named(site_tree: SiteTree, page: Hoofdstuk) -> None:
    mend_links(site_tree)
    publish(site_tree, titel="Zonder")
    steen = make_steen(make_gesprek())
    put_in_text(page, steen, user=site_tree.user)
    before = outcome_of(steen).plaats
    assert before is not None
    assert before.editie is None
    publish(site_tree, titel="Met")
    publish(site_tree, titel="Nog eens") if write(page, "Anders.", site_tree.user, place=1) else None
    plaats = outcome_of(steen).plaats
    assert plaats is not None
    assert plaats.editie is not None
    assert (plaats.editie.nummer, plaats.editie.titel) == (2, "Met")
    assert read(steen.gesprek).editie.nummer == 3  # type: ignore[arg-type, union-attr]


def test_kanttekening_that_became_text_shows_when_it_became_text(page: Hoofdstuk, redacteur: User) -> None:
    steen = make_steen(make_gesprek())
    put_in_text(page, steen, besluit=Besluit.KANTTEKENING, user=redacteur)
    assert outcome_of(steen).plaats.versie == 2  # type: ignore[union-attr]
    put_in_text(page, steen, "Loyaal is niet hetzelfde als stil.", user=redacteur)
    uitkomst = outcome_of(steen)
    assert uitkomst.plaats is not None
    assert uitkomst.plaats.versie == 3
    assert [line.besluit for line in uitkomst.eerder] == ["kanttekening"]


def test_the_section_of_the_newest_decision_counts(page: Hoofdstuk, redacteur: User) -> None:
    steen = make_steen(make_gesprek())
    put_in_text(page, steen, "Eerst hier gezegd.", user=redacteur)
    write(page, "Eerst hier gezegd, en meer.", redacteur)
    put_in_text(page, steen, "Nu ook daar gezegd.", sectie_id=TWEEDE, user=redacteur)
    plaats = outcome_of(steen).plaats
    assert plaats is not None
    assert (plaats.versie, plaats.sectie) == (4, "Na het besluit")
    assert plaats.passage is not None
    assert plaats.passage.na == "Nu ook daar gezegd."


def test_corrections_are_history_newest_first(page: Hoofdstuk, redacteur: User) -> None:
    steen = make_steen(make_gesprek())
    postpone(steen, redacteur)
    decline(steen, redacteur, "Toch niet.")
    put_in_text(page, steen, user=redacteur)
    uitkomst = outcome_of(steen)
    assert uitkomst.stand == Stand.IN_TEKST
    assert [line.besluit for line in uitkomst.eerder] == ["niet_overgenomen", "later"]


def test_taken_back_decision_has_no_place_any_more(page: Hoofdstuk, redacteur: User) -> None:
    steen = make_steen(make_gesprek())
    put_in_text(page, steen, user=redacteur)
    decline(steen, redacteur)
    uitkomst = outcome_of(steen)
    assert (uitkomst.stand, uitkomst.plaats) == (Stand.NIET_OVERGENOMEN, None)


def test_split_one_follows_its_parts(page: Hoofdstuk, redacteur: User) -> None:
    steen = make_steen(make_gesprek())
    postpone(steen, redacteur)
    parts = [{"titel": "Eerste deel", "tekst": "Dit."}, {"titel": "Tweede deel", "tekst": "Dat."}]
    one, two = split_bouwsteen(steen, delen=parts, user=redacteur)
    put_in_text(page, one, user=redacteur)
    stand = read(steen.gesprek)  # type: ignore[arg-type]
    assert {each.bouwsteen: each.stand for each in stand.uitkomsten} == {one: Stand.IN_TEKST, two: Stand.OPEN}
    assert all(each.originelen == [steen] and each.is_gesplitst for each in stand.uitkomsten)
    assert all(line.bouwsteen == steen for each in stand.uitkomsten for line in each.eerder)


def test_merged_ones_follow_their_successor_also_out_of_the_gesprek(page: Hoofdstuk, redacteur: User) -> None:
    gesprek = make_gesprek()
    mine, other = make_steen(gesprek), make_steen(make_gesprek())
    between = merge_bouwstenen([mine, other], titel="Samen", tekst="Samen.", soort="inzicht", user=redacteur)
    third = make_steen(gesprek)
    last = merge_bouwstenen([between, third], titel="Alles", tekst="Alles.", soort="inzicht", user=redacteur)
    decline(last, redacteur)
    (uitkomst,) = read(gesprek).uitkomsten
    assert uitkomst.bouwsteen == last
    assert uitkomst.originelen == [mine, third]
    assert uitkomst.stand == Stand.NIET_OVERGENOMEN


def test_withdrawn_ones_are_counted_and_withdrawn_quotes_are_not_even_that(redacteur: User) -> None:
    gesprek = make_gesprek()
    make_steen(gesprek)
    withdraw_bouwstenen([make_steen(gesprek)], reden="Noemt een naam.", user=redacteur)
    make_steen(gesprek, status=BouwsteenStatus.INGETROKKEN, citaat_ingetrokken_op=timezone.now())
    stand = read(gesprek)
    assert (stand.aantal, stand.ingetrokken) == (1, 1)


def test_handed_in_ones_are_open_and_not_public(db: None) -> None:
    gesprek = make_gesprek()
    make_steen(gesprek, status=BouwsteenStatus.INGEDIEND)
    (uitkomst,) = read(gesprek).uitkomsten
    assert (uitkomst.stand, uitkomst.is_openbaar) == (Stand.OPEN, False)


def test_imported_decision_finds_the_version_before_it(page: Hoofdstuk, redacteur: User) -> None:
    """A ledger that was brought in later than the text."""
    steen = make_steen(make_gesprek())
    put_in_text(page, steen, user=redacteur)
    newest = newest_versie(page)
    record_verwerking(steen, besluit="in_tekst", reden="Nog eens.", hoofdstuk=page, sectie_id=EERSTE, user=redacteur)
    assert outcome_of(steen).plaats.versie == newest.nummer  # type: ignore[union-attr]


def _fill(site: SiteTree, number: int) -> Any:
    gesprek = make_gesprek()
    stenen = [make_steen(gesprek) for _ in range(number)]
    pages = site.hoofdstukken
    for place, steen in enumerate(stenen):
        if place % 4 == 0:
            put_in_text(pages[place % 2], steen, sectie_id=EERSTE if place % 2 == 0 else "", user=site.user)
        elif place % 4 == 1:
            decline(steen, site.user)
        elif place % 4 == 2:
            postpone(steen, site.user)
    return gesprek


def test_queries_do_not_depend_on_the_number_of_bouwstenen(site_tree: SiteTree) -> None:
    small, large = _fill(site_tree, 4), _fill(site_tree, 24)
    extra = Bouwsteen.objects.filter(gesprek=large).count()
    assert extra == 24
    counts = []
    for gesprek in (small, large):
        read_terugkoppeling(gesprek)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read_terugkoppeling(gesprek)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12

"""Importing bouwstenen: every bad row named, all or nothing, and again without doubles."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from bouwstenen.models import Bouwsteen, BouwsteenStatus
from bouwstenen.services import edit_bouwsteen, withdraw_bouwstenen
from kennisbank.accounts.models import User
from kennisbank.exchange import services
from kennisbank.exchange.formats.csv import read_csv, write_csv
from kennisbank.exchange.formats.rowfiles import read_table_bytes
from kennisbank.exchange.report import Importverslag
from kennisbank.exchange.rows import KOLOMMEN
from kennisbank.exchange.sample import KOPPEN, sample_csv, sample_xlsx
from kennisbank.exchange.services import import_bouwstenen
from tests.factories import GesprekFactory, SynoniemFactory, ThemaFactory

GOED = {"titel": "Vraag het eerst", "tekst": "Eerst vragen, dan schrijven.", "soort": "inzicht", "bron_id": "r1"}


def lees(user: User, *rijen: dict[str, str], **rest: Any) -> Importverslag:
    inhoud = write_csv([KOPPEN, *([rij.get(kop, "") for kop in KOPPEN] for rij in rijen)])
    return import_bouwstenen(read_csv(inhoud, "proef.csv", KOLOMMEN), user=user, **rest)


def fouten(verslag: Importverslag) -> list[tuple[int, str]]:
    return [(fout.rij, fout.kolom) for fout in verslag.fouten]


def test_a_row_becomes_a_published_bouwsteen(redacteur: User) -> None:
    gesprek = GesprekFactory(titel="Gesprek aan de balie")
    thema = ThemaFactory(naam="Dienstverlening")
    ander = ThemaFactory(naam="Tegenspraak")
    SynoniemFactory(thema=ander, term="Kritiek")
    lees(
        redacteur,
        GOED
        | {
            "gesprek": "gesprek aan de Balie",
            "canvasvak": "Waar het schuurt",
            "soort": "Dilemma",
            "tegengeluid": "Ja",
            "themas": "dienstverlening; kritiek",
            "datum": "12-03-2025",
        },
    )
    bouwsteen = Bouwsteen.objects.get()
    assert (bouwsteen.soort, bouwsteen.canvasvak, bouwsteen.tegengeluid) == ("dilemma", "spanning", True)
    assert (bouwsteen.gesprek, bouwsteen.herkomst, bouwsteen.status) == (
        gesprek,
        "gesprek",
        BouwsteenStatus.GEPUBLICEERD,
    )
    assert set(bouwsteen.themas.all()) == {thema, ander}
    assert str(bouwsteen.aangemaakt_op.date()) == "2025-03-12"
    assert bouwsteen.versies.count() == 1


def test_a_gesprek_is_found_by_its_urn(redacteur: User) -> None:
    gesprek = GesprekFactory()
    lees(redacteur, GOED | {"gesprek": gesprek.urn})
    bouwsteen = Bouwsteen.objects.get()
    assert bouwsteen.gesprek == gesprek
    assert bouwsteen.aangemaakt_op.date() == gesprek.datum


def test_every_fault_is_named_with_row_and_column(redacteur: User) -> None:
    GesprekFactory.create_batch(2, titel="Dubbel")
    ThemaFactory(naam="Hart", soort="lichaamsdeel")
    ThemaFactory(naam="Team", slug="team-thema")
    ThemaFactory(naam="Team", slug="team-niveau", soort="niveau")
    verslag = lees(
        redacteur,
        GOED,
        {"titel": "x" * 121, "tekst": "", "soort": "mening", "tegengeluid": "misschien", "bron_id": "r2"},
        GOED | {"bron_id": "r3", "gesprek": "Dubbel", "datum": "31-02-2025", "themas": "Hart; Onbekend; Team"},
        GOED | {"bron_id": "r4", "gesprek": "X", "datum": "2999-01-01", "canvasvak": "verhaal", "lichaamsdeel": "hart"},
        GOED | {"bron_id": "r1"},
        GOED | {"bron_id": "b" * 101, "tekst": "t" * 1_000_000},
    )  # fmt: skip
    assert set(fouten(verslag)) == {
        (3, "titel"), (3, "tekst"), (3, "soort"), (3, "tegengeluid"),
        (4, "gesprek"), (4, "datum"), (4, "themas"),
        (5, "gesprek"), (5, "datum"), (5, "lichaamsdeel"),
        (6, "bron_id"),
        (7, "bron_id"), (7, "tekst"),
    }  # fmt: skip
    assert verslag.is_geweigerd
    assert not Bouwsteen.objects.exists()
    text = "\n".join(verslag.lines())
    assert "Rij 4, kolom ‘datum’: ‘31-02-2025’ is geen datum." in text
    assert "‘team-thema’ (thema)" in text


def test_good_rows_come_in_when_asked(redacteur: User) -> None:
    verslag = lees(redacteur, GOED, {"titel": "Zonder tekst", "soort": "vraag"}, all_or_nothing=False)
    assert [bouwsteen.titel for bouwsteen in Bouwsteen.objects.all()] == ["Vraag het eerst"]
    assert (len(verslag.toegevoegd), fouten(verslag)) == (1, [(3, "tekst")])
    assert not verslag.is_geweigerd


def test_a_trial_run_changes_nothing(redacteur: User) -> None:
    assert len(lees(redacteur, GOED, dry_run=True).toegevoegd) == 1
    assert not Bouwsteen.objects.exists()


def test_importing_again_updates_and_doubles_nothing(redacteur: User) -> None:
    zonder = {"titel": "Zonder kenmerk", "tekst": "Tekst.", "soort": "vraag"}
    lees(redacteur, GOED, zonder)
    assert lees(redacteur, GOED, zonder).is_ongewijzigd
    verslag = lees(redacteur, GOED | {"tekst": "Eerst vragen. Dan pas schrijven.", "soort": "advies"}, zonder)
    assert len(verslag.gewijzigd) == 1
    assert Bouwsteen.objects.count() == 2
    bouwsteen = Bouwsteen.objects.get(bron_id="r1")
    assert (bouwsteen.soort, bouwsteen.versies.count()) == ("advies", 2)


def test_wording_that_was_edited_here_is_left_alone(redacteur: User) -> None:
    lees(redacteur, GOED)
    bouwsteen = Bouwsteen.objects.get()
    bouwsteen.tekst = "Hier verbeterd."
    edit_bouwsteen(bouwsteen, user=redacteur)
    verslag = lees(redacteur, GOED)
    assert "Op de site bewerkt" in verslag.overgeslagen[0].tekst
    assert Bouwsteen.objects.get().tekst == "Hier verbeterd."


def test_a_withdrawn_one_is_left_alone(redacteur: User) -> None:
    lees(redacteur, GOED)
    withdraw_bouwstenen(Bouwsteen.objects.all(), reden="Dubbel", user=redacteur)
    assert "ingetrokken" in lees(redacteur, GOED | {"soort": "vraag"}).overgeslagen[0].tekst


def test_the_same_words_twice_in_one_file_are_a_fault(redacteur: User) -> None:
    zonder = {"titel": "Zonder kenmerk", "tekst": "Tekst.", "soort": "vraag"}
    assert fouten(lees(redacteur, zonder, zonder)) == [(3, "titel")]


def test_nothing_is_half_imported(redacteur: User, monkeypatch: pytest.MonkeyPatch) -> None:
    create = services.create_bouwsteen

    def dies(bouwsteen: Bouwsteen, **rest: Any) -> Any:
        if bouwsteen.bron_id == "r2":
            raise SystemExit("the process is stopped")
        return create(bouwsteen, **rest)

    monkeypatch.setattr(services, "create_bouwsteen", dies)
    with pytest.raises(SystemExit):
        lees(redacteur, GOED, GOED | {"bron_id": "r2"})
    assert not Bouwsteen.objects.exists()


def test_markup_is_stored_as_text_and_defused_when_shown(redacteur: User) -> None:
    lees(redacteur, GOED | {"titel": "=1+1 <b>", "tekst": "<script>alert(1)</script>\r\n**ja**\u202e"})
    bouwsteen = Bouwsteen.objects.get()
    assert bouwsteen.titel == "=1+1 <b>"
    assert bouwsteen.tekst == "<script>alert(1)</script>\n**ja**"


@pytest.mark.parametrize(("naam", "inhoud"), [("sjabloon.csv", sample_csv()), ("sjabloon.xlsx", sample_xlsx())])
def test_the_template_can_be_imported(redacteur: User, naam: str, inhoud: bytes) -> None:
    verslag = import_bouwstenen(read_table_bytes(inhoud, naam, KOLOMMEN), user=redacteur)
    assert (len(verslag.toegevoegd), verslag.fouten) == (2, [])


def test_only_who_may_can_import(deelnemer: User) -> None:
    with pytest.raises(PermissionDenied):
        lees(deelnemer, GOED)

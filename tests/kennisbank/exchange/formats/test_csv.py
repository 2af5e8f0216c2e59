"""CSV as people save it, and clear words for what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.exchange.formats.csv import read_csv, write_csv
from kennisbank.exchange.formats.source import LeesFout
from kennisbank.exchange.formats.tables import Kolom

KOLOMMEN = (Kolom("titel", "", verplicht=True), Kolom("tekst", ""), Kolom("tegengeluid", ""))


def lees(inhoud: bytes) -> list[dict[str, str]]:
    return [rij.cellen for rij in read_csv(inhoud, "proef.csv", KOLOMMEN).rijen]


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("teken", [",", ";", "\t"])
def test_reads_every_usual_encoding_and_delimiter(codering: str, teken: str) -> None:
    bom = b"\xff\xfe" if codering == "utf-16-le" else b""
    inhoud = bom + f'titel{teken}tekst\r\nIdeeën{teken}"a{teken}b"\r\n'.encode(codering)
    assert lees(inhoud) == [{"titel": "Ideeën", "tekst": f"a{teken}b"}]


def test_reads_windows_1252_with_a_warning() -> None:
    tabel = read_csv("titel;tekst\nIdeeën;één\n".encode("cp1252"), "proef.csv", KOLOMMEN)
    assert tabel.rijen[0].cellen["titel"] == "Ideeën"
    assert "Windows-1252" in tabel.waarschuwingen[0].tekst


def test_a_line_that_names_the_delimiter_is_no_header() -> None:
    assert lees(b"sep=;\r\ntitel;tekst\r\na;b\r\n") == [{"titel": "a", "tekst": "b"}]


def test_header_in_any_capitals_and_a_cell_over_several_lines() -> None:
    assert lees(b'Titel;Tekst\n"a";"regel 1\nregel 2"\n') == [{"titel": "a", "tekst": "regel 1\nregel 2"}]


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"", "leeg"),
        (b"\n\n", "leeg"),
        (b"titel;tekst\n", "geen rijen"),
        (b"titel;titel\na;b\n", "‘titel’ staat er meer dan één keer in"),
        (b"tekst\na\n", "‘titel’ ontbreekt"),
        (b"titel;tegengeluit\na;b\n", "Bedoel je ‘tegengeluid’?"),
        (b"titel;tekst\na;\x00b\n", "nultekens"),
        (b"titel;tekst\n\x81\xffa;b\n", "tekencodering"),
        (b'titel;tekst\n"a;b\n', "aanhalingstekens"),
        (b"\xff\xfet", "UTF-16"),
        (b"PK\x03\x04\x00\x00niets", "ontbreekt|nultekens|tekst"),
    ],
)
def test_says_what_is_wrong(inhoud: bytes, melding: str) -> None:
    with pytest.raises(LeesFout, match=melding):
        lees(inhoud)


def test_unknown_columns_are_named_and_left_out() -> None:
    tabel = read_csv(b"titel;kleur\na;rood\n", "proef.csv", KOLOMMEN)
    assert tabel.kolommen == ("titel",)
    assert "kleur" in tabel.waarschuwingen[0].tekst


def test_a_row_with_too_many_cells_is_a_bad_row() -> None:
    tabel = read_csv(b"titel;tekst\na;b;c\nd;e\n", "proef.csv", KOLOMMEN)
    assert "meer cellen" in tabel.rijen[0].fout
    assert tabel.rijen[1].fout == ""
    assert tabel.rijen[1].nummer == 3


def test_a_cell_of_one_megabyte_is_read() -> None:
    assert len(lees(b"titel;tekst\na;" + b"x" * 1_000_000 + b"\n")[0]["tekst"]) == 1_000_000


TEKSTEN = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=40)


@given(st.lists(st.tuples(TEKSTEN, TEKSTEN), min_size=1, max_size=8))
def test_what_was_written_is_read(rijen: list[tuple[str, str]]) -> None:
    gevuld = [rij for rij in rijen if rij[0].strip() or rij[1].strip()] or [("x", "")]
    inhoud = write_csv([("titel", "tekst"), *gevuld])
    assert [(rij["titel"], rij["tekst"]) for rij in lees(inhoud)] == gevuld

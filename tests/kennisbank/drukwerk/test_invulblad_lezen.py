"""What was typed comes back, line by line, in its box; anything else gets a clear answer."""

import io
import warnings
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.drukwerk import PdfFout, brief_pdf, invulblad_pdf, read_invulblad
from kennisbank.drukwerk.brieven import Brief
from kennisbank.drukwerk.invulblad_lezen import MAX_BYTES, MAX_VELDEN, split_lines
from kennisbank.drukwerk.pdf_fouten import (
    AndereVersie,
    GeenPdf,
    PdfBeschadigd,
    PdfLeeg,
    PdfTeGroot,
    PdfVersleuteld,
    VreemdFormulier,
)
from tests.kennisbank.drukwerk.bladen import CANVAS, MODEL
from tests.kennisbank.drukwerk.invullers import (
    fill_flattened,
    fill_with_pdfium,
    fill_with_pikepdf,
    fill_with_pypdf,
)

PDF = {CANVAS: invulblad_pdf(CANVAS), MODEL: invulblad_pdf(MODEL)}
VULLERS = [fill_with_pypdf, fill_with_pikepdf, fill_flattened, fill_with_pdfium]
REGELS = {
    "kenmerk": ["Eén ‘ding’ tegelijk doen", "“Nee” kunnen zeggen – en blijven", "coöperatie, reëel, façade: € 5"],
    "voor_wie": ["Voor wie belt & wacht"],
    "meegeven": ["x" * 900, "(haakjes) \\ en een schuine streep"],
}
Vuller = Callable[[bytes, dict[str, str]], bytes]


@pytest.mark.parametrize("vul", VULLERS, ids=lambda vul: vul.__name__)
def test_every_line_comes_back_in_its_box(vul: Vuller) -> None:
    teksten = {
        f"vak.{sleutel}.{nummer}": regel for sleutel, rij in REGELS.items() for nummer, regel in enumerate(rij, start=1)
    }
    ingevuld = read_invulblad(vul(PDF[CANVAS], teksten))
    assert (ingevuld.soort, ingevuld.kenmerk) == ("responscanvas", "0123456789")
    assert ingevuld.regels == {vak.sleutel: REGELS.get(vak.sleutel, []) for vak in CANVAS.vakken}


@pytest.mark.parametrize("vul", VULLERS, ids=lambda vul: vul.__name__)
def test_every_line_of_a_field_is_one_item(vul: Vuller) -> None:
    teksten = {"vak.buik.2": "drie\nvier", "vak.buik.1": "een\n\n  twee  ", "vak.hart.6": "laatste"}
    ingevuld = read_invulblad(vul(PDF[MODEL], teksten))
    assert (ingevuld.soort, ingevuld.kenmerk) == ("model", "")
    assert ingevuld.regels["buik"] == ["een", "twee", "drie", "vier"]
    assert ingevuld.regels["hart"] == ["laatste"]


def test_an_empty_form_has_every_vak_and_no_lines() -> None:
    assert read_invulblad(PDF[MODEL]).regels == {vak.sleutel: [] for vak in MODEL.vakken}


def test_filling_in_twice_keeps_the_last() -> None:
    eerst = fill_with_pdfium(PDF[MODEL], {"vak.hart.1": "oud"})
    assert read_invulblad(fill_with_pikepdf(eerst, {"vak.hart.1": "nieuw"})).regels["hart"] == ["nieuw"]


def test_a_program_that_forgets_the_list_of_fields_loses_nothing() -> None:
    with pikepdf.open(io.BytesIO(fill_with_pikepdf(PDF[MODEL], {"vak.hart.1": "er nog"}))) as heel:
        heel.Root["/AcroForm"]["/Fields"] = pikepdf.Array()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the warning is what this is about
            data = save(heel)
    assert read_invulblad(data).regels["hart"] == ["er nog"]


def test_xfa_beside_the_fields_is_ignored() -> None:
    with pikepdf.open(io.BytesIO(fill_with_pikepdf(PDF[MODEL], {"vak.hart.1": "gewoon"}))) as heel:
        heel.Root["/AcroForm"]["/XFA"] = heel.make_stream(b"<xdp><veld>kwaad</veld></xdp>")
        assert read_invulblad(save(heel)).regels["hart"] == ["gewoon"]


LETTERS = st.characters(codec="cp1252", exclude_categories=["Cc", "Cf", "Zl", "Zp"])
ALLE = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])


@given(st.lists(st.text(ALLE, max_size=200), max_size=8))
@settings(max_examples=20, deadline=None)
def test_any_text_comes_back_as_its_lines(regels: list[str]) -> None:
    terug = read_invulblad(fill_with_pikepdf(PDF[MODEL], {"vak.voeten.3": "\r".join(regels)}))
    assert terug.regels["voeten"] == split_lines("\n".join(regels))


@given(st.lists(st.text(LETTERS, max_size=60), max_size=4))
@settings(max_examples=5, deadline=None)
def test_any_text_that_is_typed_comes_back_as_its_lines(regels: list[str]) -> None:
    terug = read_invulblad(fill_with_pdfium(PDF[MODEL], {"vak.voeten.3": "\n".join(regels)}))
    assert terug.regels["voeten"] == split_lines("\n".join(regels))


@given(st.text(ALLE | st.sampled_from("\n\r\t-•"), max_size=200))
def test_lines_are_clean_and_stay_so(tekst: str) -> None:
    regels = split_lines(tekst)
    assert all(regel and regel == regel.strip() and "\n" not in regel for regel in regels)
    assert [woord for regel in regels for woord in regel.split()] == " ".join(regels).split()


@pytest.mark.parametrize(
    ("tekst", "regels"),
    [
        ("- een\r\n• twee\r– drie", ["een", "twee", "drie"]),
        ("e\ufb03ci\u00ebnt, \u0133verig", ["efficiënt, ijverig"]),
        ("e\u0301e\u0301n", ["één"]),
        ("\x1bnl\x1bin het Nederlands", ["in het Nederlands"]),
        ("zacht\u00adafgebroken\u00a0woord", ["zachtafgebroken woord"]),
        ("-5 graden", ["-5 graden"]),
        ("\u202eomgekeerd", ["omgekeerd"]),
        (" \n\n ", []),
    ],
)
def test_odd_spellings(tekst: str, regels: list[str]) -> None:
    assert split_lines(tekst) == regels


def save(heel: pikepdf.Pdf, **wensen: object) -> bytes:
    uit = io.BytesIO()
    heel.save(uit, **wensen)
    return uit.getvalue()


def encrypted(user: str) -> bytes:
    with pikepdf.open(io.BytesIO(PDF[MODEL])) as heel:
        return save(heel, encryption=pikepdf.Encryption(owner="geheim", user=user))


def marked(merk: str) -> bytes:
    with pikepdf.open(io.BytesIO(PDF[MODEL])) as heel:
        for veld in heel.acroform.fields:
            if veld.fully_qualified_name == "kennisbank":
                veld.obj["/V"] = pikepdf.String(merk)
        return save(heel)


def printed() -> bytes:
    with pikepdf.open(io.BytesIO(PDF[MODEL])) as heel:
        del heel.pages[0]["/Annots"], heel.Root["/AcroForm"]
        return save(heel)


def bomb() -> bytes:
    """A value of 80 MB in a file of 100 kB."""
    with pikepdf.open(io.BytesIO(PDF[MODEL])) as heel:
        heel.Root["/AcroForm"]["/Fields"][0]["/V"] = heel.make_stream(b"x" * 80_000_000)
        return save(heel, compress_streams=True)


def too_many_fields() -> bytes:
    with pikepdf.open(io.BytesIO(PDF[MODEL])) as heel:
        extra = [pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=f"v{nummer}") for nummer in range(MAX_VELDEN)]
        heel.Root["/AcroForm"]["/Fields"].extend(extra)
        return save(heel)


def too_many_pages() -> bytes:
    with pikepdf.new() as heel:
        for _ in range(60):
            heel.add_blank_page()
        return save(heel)


@pytest.mark.parametrize(
    ("make", "fout"),
    [
        (lambda: b"", PdfLeeg),
        (lambda: b"\x89PNG\r\n" + bytes(100), GeenPdf),
        (lambda: b"Gewoon tekst", GeenPdf),
        (lambda: PDF[MODEL] + bytes(MAX_BYTES), PdfTeGroot),
        (lambda: b"%PDF-1.7\n", PdfBeschadigd),
        (lambda: b"%PDF-1.7\n" + b"\xff" * 5000, PdfBeschadigd),
        (lambda: PDF[MODEL][: len(PDF[MODEL]) // 3], PdfBeschadigd),
        (lambda: encrypted("wachtwoord"), PdfVersleuteld),
        (lambda: encrypted(""), PdfVersleuteld),
        (lambda: brief_pdf(Brief("Brief", "Geen formulier")), VreemdFormulier),
        (printed, VreemdFormulier),
        (lambda: marked("formulier van een ander"), VreemdFormulier),
        (lambda: marked("invulblad 2 model"), AndereVersie),
        (lambda: marked("invulblad 1 peiling"), AndereVersie),
        (too_many_fields, PdfTeGroot),
        (too_many_pages, PdfTeGroot),
    ],
)
def test_what_is_no_form_of_ours_gets_a_clear_answer(make: Callable[[], bytes], fout: type[PdfFout]) -> None:
    with pytest.raises(PdfFout) as gezien:
        read_invulblad(make())
    assert type(gezien.value) is fout
    assert str(gezien.value).endswith(".")


def test_a_value_that_unpacks_to_far_more_than_a_form_is_refused() -> None:
    with pytest.raises(PdfFout):
        read_invulblad(bomb())


def test_fields_in_a_circle_end() -> None:
    with pikepdf.open(io.BytesIO(PDF[MODEL])) as heel:
        vak = heel.Root["/AcroForm"]["/Fields"][0]
        vak["/Kids"][0]["/Kids"].append(vak)
        vak["/Parent"] = vak["/Kids"][0]
        assert read_invulblad(save(heel)).soort == "model"


@given(st.lists(st.tuples(st.integers(0, len(PDF[MODEL]) - 1), st.binary(min_size=1, max_size=12)), max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_damaged_form_is_read_or_refused_and_never_more(plekken: list[tuple[int, bytes]]) -> None:
    data = bytearray(PDF[MODEL])
    for plek, ruis in plekken:
        data[plek : plek + len(ruis)] = ruis
    try:
        read_invulblad(bytes(data))
    except PdfFout as fout:
        assert str(fout)

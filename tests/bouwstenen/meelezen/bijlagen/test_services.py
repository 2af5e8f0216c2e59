"""Laws of what comes in by a file: every line in its box, once, and nothing more than was meant."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from docx import Document
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from bouwstenen.meelezen.bijlagen.inlezen import read_account
from bouwstenen.meelezen.bijlagen.services import (
    accept_concept,
    add_beeldverslag,
    add_verslag,
    import_invulblad,
    mark_passages,
    remove_concepten,
    remove_verslag,
    save_concept,
    set_openbaar,
)
from bouwstenen.meelezen.services import deliver_opbrengst, set_toestemming
from bouwstenen.opbrengst.models import Bijlage
from bouwstenen.opbrengst.plekken import canvasvakken
from bouwstenen.opbrengst.services import remove_regel
from bouwstenen.persoonsgegevens import PersoonsgegevensGevonden
from kennisbank.drukwerk import Invulblad, Vak, invulblad_pdf
from tests.factories import UserFactory
from tests.kennisbank.drukwerk.invullers import fill_with_pypdf

pytestmark = pytest.mark.django_db

VERSLAG = "Het begon stil. Toen zei iemand: ik sliep slecht. Daarna praatte iedereen.\n\nAan het eind was er koffie."


_BLANK: dict[str, bytes] = {}


def filled(kenmerk, regels):
    """A canvas for this gesprek with words in it: {"kenmerk.1": "Luisteren"}."""
    if kenmerk not in _BLANK:
        vakken = tuple(Vak(plek.sleutel, plek.naam) for plek in canvasvakken())
        _BLANK[kenmerk] = invulblad_pdf(Invulblad("responscanvas", kenmerk, "Responscanvas", "", vakken))
    return ContentFile(fill_with_pypdf(_BLANK[kenmerk], {f"vak.{key}": text for key, text in regels.items()}), "a.pdf")


@pytest.fixture
def verslag(gesprek, leider):
    return add_verslag(gesprek, tekst=VERSLAG, openbaar=True, user=leider)


class TestInvulblad:
    def test_every_line_comes_back_in_its_box_as_a_draft(self, gesprek, leider):
        bestand = filled(gesprek.urn_id, {"kenmerk.1": "Luisteren\nDoorvragen", "spanning.2": "Haast"})
        read = import_invulblad(gesprek, bestand=bestand, user=leider)
        assert {(r.canvasvak, r.tekst) for r in read.regels} == {
            ("kenmerk", "Luisteren"),
            ("kenmerk", "Doorvragen"),
            ("spanning", "Haast"),
        }
        assert not any(regel.nagekeken for regel in read.regels)
        assert read.bijlage.soort == "invulblad"

    def test_the_same_file_twice_gives_no_doubles_and_a_fuller_one_only_what_is_new(self, gesprek, leider):
        regels = {"kenmerk.1": "Luisteren", "kenmerk.2": "Luisteren"}
        import_invulblad(gesprek, bestand=filled(gesprek.urn_id, regels), user=leider)
        again = import_invulblad(gesprek, bestand=filled(gesprek.urn_id, regels), user=leider)
        fuller = import_invulblad(
            gesprek, bestand=filled(gesprek.urn_id, regels | {"verhaal.1": "Koffie"}), user=leider
        )
        assert (len(again.regels), again.bekend) == (0, 1)
        assert [regel.tekst for regel in fuller.regels] == ["Koffie"]

    def test_what_was_taken_up_or_thrown_away_stays_so(self, gesprek, leider):
        bestand = filled(gesprek.urn_id, {"kenmerk.1": "Luisteren", "kenmerk.2": "Onzin"})
        een, twee = import_invulblad(gesprek, bestand=bestand, user=leider).regels
        accept_concept(een, tekst="Goed luisteren", soort="advies", user=leider)
        remove_concepten([twee], user=leider)
        import_invulblad(gesprek, bestand=bestand, user=leider)
        assert [(r.tekst, r.nagekeken) for r in gesprek.opbrengst.present()] == [("Goed luisteren", True)]

    def test_a_form_of_another_gesprek_is_refused_and_one_of_none_is_not(self, gesprek, leider):
        with pytest.raises(ValidationError, match="ander gesprek"):
            import_invulblad(gesprek, bestand=filled("0123456789", {"kenmerk.1": "Luisteren"}), user=leider)
        assert import_invulblad(gesprek, bestand=filled("", {"kenmerk.1": "Luisteren"}), user=leider).regels
        assert gesprek.bijlagen.count() == 1

    @pytest.mark.parametrize("data", [b"", b"geen pdf", b"%PDF-1.7\nkapot"])
    def test_another_file_gets_a_clear_error(self, gesprek, leider, data):
        with pytest.raises(ValidationError) as refused:
            import_invulblad(gesprek, bestand=ContentFile(data, "x.pdf"), user=leider)
        assert "bestand" in refused.value.message_dict

    def test_an_empty_form_is_not_an_empty_success(self, gesprek, leider):
        with pytest.raises(ValidationError, match="niets ingevuld"):
            import_invulblad(gesprek, bestand=filled(gesprek.urn_id, {}), user=leider)

    def test_names_are_asked_about_when_a_draft_is_taken_up(self, gesprek, leider, joost):
        bestand = filled(gesprek.urn_id, {"kenmerk.1": "Joost Kiekendief luistert"})
        (regel,) = import_invulblad(gesprek, bestand=bestand, user=leider).regels
        with pytest.raises(PersoonsgegevensGevonden):
            accept_concept(regel, tekst=regel.tekst, soort="inzicht", user=leider)
        save_concept(regel, tekst="Iemand luistert", soort="inzicht", user=leider)
        regel.refresh_from_db()
        assert not regel.nagekeken
        accept_concept(regel, tekst="Iemand luistert", soort="inzicht", user=leider)

    def test_only_the_organiser(self, gesprek):
        with pytest.raises(PermissionDenied):
            import_invulblad(
                gesprek, bestand=filled(gesprek.urn_id, {"kenmerk.1": "x"}), user=UserFactory(rol="gespreksleider")
            )


class TestBeeldverslag:
    def picture(self):
        target = BytesIO()
        Image.new("RGB", (40, 30), "teal").save(target, "PNG", pnginfo=None)
        return ContentFile(target.getvalue(), "beeld.png")

    def test_a_picture_is_made_anew(self, gesprek, leider):
        bijlage = add_beeldverslag(
            gesprek, bestand=self.picture(), tekstalternatief="Een blauw vlak.", openbaar=True, user=leider
        )
        assert (bijlage.mime, bijlage.openbaar) == ("image/jpeg", True)

    def test_a_pdf_keeps_its_pages_and_loses_everything_else(self, gesprek, leider):
        writer = PdfWriter()
        writer.add_blank_page(100, 100)
        writer.add_metadata({"/Author": "Joost Kiekendief"})
        action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('hoi')")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject(key): value for key, value in action.items()}
        )
        writer.add_attachment("geheim.txt", b"Joost Kiekendief")
        target = BytesIO()
        writer.write(target)
        bijlage = add_beeldverslag(
            gesprek,
            bestand=ContentFile(target.getvalue(), "b.pdf"),
            tekstalternatief="Leeg.",
            openbaar=False,
            user=leider,
        )
        with bijlage.bestand.open("rb") as kept:
            data = kept.read()
        assert b"Kiekendief" not in data
        assert b"app.alert" not in data
        assert len(PdfReader(BytesIO(data)).pages) == 1

    def test_not_without_words(self, gesprek, leider):
        with pytest.raises(ValidationError) as refused:
            add_beeldverslag(gesprek, bestand=self.picture(), tekstalternatief=" ", openbaar=True, user=leider)
        assert "tekstalternatief" in refused.value.message_dict

    @pytest.mark.parametrize("data", [b"tekst", b"PK\x03\x04", b"%PDF-1.4 kapot", b"\x00\x01\x02"])
    def test_other_files_are_refused(self, gesprek, leider, data):
        with pytest.raises(ValidationError) as refused:
            add_beeldverslag(gesprek, bestand=ContentFile(data, "x"), tekstalternatief="x", openbaar=True, user=leider)
        assert "bestand" in refused.value.message_dict

    def test_after_delivery_it_can_be_hidden_and_not_shown(self, gesprek, schrijf, leider):
        schrijf("Luister eerst.")
        bijlage = add_beeldverslag(
            gesprek, bestand=self.picture(), tekstalternatief="Een blauw vlak.", openbaar=True, user=leider
        )
        deliver_opbrengst(gesprek, user=leider)
        assert gesprek.verslagvorm == "beeldverslag"
        set_openbaar(bijlage, openbaar=False, user=leider)
        with pytest.raises(ValidationError, match="opgeleverd"):
            set_openbaar(bijlage, openbaar=True, user=leider)


class TestVerslag:
    def test_a_word_file_becomes_markdown(self):
        document = Document()
        document.add_heading("Wat er gebeurde", level=1)
        document.add_paragraph("Het begon ").add_run("stil").bold = True
        document.add_paragraph("koffie", style="List Bullet")
        document.add_paragraph("thee", style="List Bullet")
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text, table.cell(1, 1).text = "kop", "cel"
        target = BytesIO()
        document.save(target)
        tekst = read_account("", ContentFile(target.getvalue(), "verslag.docx"))
        assert tekst.startswith("## Wat er gebeurde\n\nHet begon **stil**\n\n- koffie\n- thee\n")
        assert "| kop |  |" in tekst

    @pytest.mark.parametrize("data", [b"PK\x03\x04kapot", b"\xff\xfe\x00\x01", b" "])
    def test_other_files_get_a_clear_error(self, data):
        with pytest.raises(ValidationError) as refused:
            read_account("", ContentFile(data, "x.docx"))
        assert "bestand" in refused.value.message_dict

    def test_names_are_asked_about_and_the_same_words_are_one_account(self, gesprek, leider, joost, verslag):
        with pytest.raises(PersoonsgegevensGevonden):
            add_verslag(gesprek, tekst="Joost Kiekendief begon.", user=leider)
        assert add_verslag(gesprek, tekst=VERSLAG, openbaar=True, user=leider) == verslag
        assert Bijlage.objects.count() == 1

    def test_a_passage_keeps_its_place_and_comes_in_once(self, gesprek, leider, verslag):
        place = (VERSLAG.index("Daarna"), VERSLAG.index("\n\n"))
        (regel,) = mark_passages(verslag, spans=[place], soort="voorbeeld", user=leider)
        assert (regel.tekst, regel.bron_begin, regel.bron_einde) == ("Daarna praatte iedereen.", *place)
        assert mark_passages(verslag, spans=[place], user=leider) == [regel]
        remove_regel(regel, user=leider)
        assert mark_passages(verslag, spans=[place], user=leider) != [regel]
        deliver_opbrengst(gesprek, user=leider)
        assert gesprek.verslagvorm == "reporter"

    @pytest.mark.parametrize("span", [(5, 5), (9, 2), (0, 9999), (-3, 4)])
    def test_not_a_place_outside_the_text(self, leider, verslag, span):
        with pytest.raises(ValidationError):
            mark_passages(verslag, spans=[span], user=leider)

    def test_an_account_with_passages_is_not_taken_out(self, leider, verslag):
        mark_passages(verslag, spans=[(0, 15)], user=leider)
        with pytest.raises(ValidationError, match="passages"):
            remove_verslag(verslag, user=leider)

    def test_a_passage_in_somebodys_words_needs_their_consent(self, gesprek, leider, iris, verslag):
        begin = VERSLAG.index("Toen")
        (regel,) = mark_passages(verslag, spans=[(begin, begin + 34)], citaat_van=iris, user=leider)
        assert regel.citaat_stand == "gevraagd"
        set_toestemming(regel, deelnemer=iris, gegeven=True)
        assert len(deliver_opbrengst(gesprek, user=leider)) == 1

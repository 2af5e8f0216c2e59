"""How the Word file looks: real styles under the names that Word gives them, so that readers can change them."""

from dataclasses import dataclass

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from kennisbank.drukwerk.tekst.docx_package import Pakket
from kennisbank.drukwerk.tekst.docx_xml import Element, w

LETTER = "Calibri"
MONO = "Consolas"
INKT = "0D3F44"
GRIJS = "475659"
OKER = "8A5200"
LIJN = "B4C2C2"
_KEEP = {
    "Normal", "Header", "Footer", "Default Paragraph Font", "Normal Table", "No List", "Title", "Subtitle",
    "Body Text", "List Bullet", "List Number", "List Continue", "Quote", "TOC Heading",
    *(f"Heading {niveau}" for niveau in range(1, 7)),
}  # fmt: skip


@dataclass(frozen=True)
class _Look:
    """One paragraph style: size and white space in points."""

    naam: str
    maat: float = 11
    voor: float = 0
    na: float = 8
    regel: float = 1.25
    vet: bool = False
    schuin: bool = False
    kleur: str = ""
    bij_volgende: bool = False
    nieuw: str = ""  # the id of a style that the library's file does not have; Word's own have names in lower case
    letter: str = LETTER


_LOOKS = (
    _Look("Normal"),
    _Look("Body Text"),
    _Look("Title", 30, voor=150, na=14, regel=1.05, vet=True, kleur=INKT),
    _Look("Subtitle", 15, na=200, schuin=True, kleur=GRIJS),
    _Look("Heading 1", 23, voor=30, na=16, regel=1.05, vet=True, kleur=INKT, bij_volgende=True),
    _Look("Heading 2", 15, voor=22, na=8, regel=1.1, vet=True, kleur=INKT, bij_volgende=True),
    _Look("Heading 3", 12.5, voor=16, na=6, vet=True, kleur=INKT, bij_volgende=True),
    _Look("Heading 4", 11.5, voor=14, na=4, vet=True, schuin=True, kleur=INKT, bij_volgende=True),
    _Look("Heading 5", 11, voor=12, na=4, schuin=True, kleur=INKT, bij_volgende=True),
    _Look("Heading 6", 11, voor=12, na=4, schuin=True, kleur=GRIJS, bij_volgende=True),
    _Look("TOC Heading", 23, voor=30, na=16, vet=True, kleur=INKT, bij_volgende=True),
    _Look("List Bullet", na=4),
    _Look("List Number", na=4),
    _Look("List Continue", na=4),
    _Look("Quote", kleur=GRIJS),
    _Look("Header", 9, na=0, schuin=True, kleur=GRIJS),
    _Look("Footer", 9, na=0, kleur=GRIJS),
    _Look("toc 1", voor=10, na=2, vet=True, nieuw="TOC1"),
    _Look("toc 2", 10.5, na=2, nieuw="TOC2"),
    _Look("footnote text", 9, na=3, regel=1.1, nieuw="FootnoteText"),
    _Look("Uitgave", 12, na=4, kleur=GRIJS, nieuw="Uitgave"),
    _Look("Colofon", 10, na=3, kleur=GRIJS, nieuw="Colofon"),
    _Look("Samenvatting", 13, na=10, kleur=INKT, nieuw="Samenvatting"),
    _Look("Hoofdstukregel", 9.5, na=2, kleur=GRIJS, nieuw="Hoofdstukregel"),
    _Look("Kanttekening", 10.5, voor=10, na=10, nieuw="Kanttekening"),
    _Look("Bronregel", 9.5, voor=6, na=10, kleur=GRIJS, nieuw="Bronregel"),
    _Look("Code", 9.5, voor=8, na=10, regel=1.1, nieuw="Code", letter=MONO),
    _Look("Scheiding", 6, voor=8, na=14, nieuw="Scheiding"),
    _Look("Tabelkop", 10, voor=3, na=3, regel=1.1, vet=True, kleur=INKT, bij_volgende=True, nieuw="Tabelkop"),
    _Look("Tabeltekst", 10, voor=3, na=3, regel=1.1, nieuw="Tabeltekst"),
    _Look("NaTabel", 6, na=6, nieuw="NaTabel"),
    _Look("Einde", 1, na=0, regel=1, nieuw="Einde"),
)


def set_styles(pakket: Pakket) -> None:
    """Give the file its styles, and the Dutch language."""
    stijlen = pakket.document.styles
    for stijl in list(stijlen):
        if stijl.name not in _KEEP:
            stijlen.element.remove(stijl.element)
    _drop_dangling(stijlen.element)
    _set_defaults(stijlen.element)
    for look in _LOOKS:
        _apply(pakket, look)
    _add_character_styles(pakket)
    stijlen.element.append(_table_style())
    _decorate(pakket)


def _drop_dangling(element: Element) -> None:
    """Take out what refers to a style that is gone."""
    bekend = {stijl.get(qn("w:styleId")) for stijl in element.iter(qn("w:style"))}
    for naam in ("w:link", "w:next", "w:basedOn"):
        for verwijzing in list(element.iter(qn(naam))):
            if verwijzing.get(qn("w:val")) not in bekend:
                verwijzing.getparent().remove(verwijzing)


def _set_defaults(element: Element) -> None:
    taal = element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    if taal is not None:
        for naam, waarde in (("val", "nl-NL"), ("eastAsia", "nl-NL"), ("bidi", "ar-SA")):
            taal.set(qn(f"w:{naam}"), waarde)


def _apply(pakket: Pakket, look: _Look) -> None:
    stijlen = pakket.document.styles
    if look.nieuw:
        stijl = stijlen.add_style(look.naam, WD_STYLE_TYPE.PARAGRAPH, builtin=look.naam.islower())
        stijl.element.set(qn("w:styleId"), look.nieuw)
        stijl.base_style = stijlen["Normal"]
    else:
        stijl = stijlen[look.naam]
    assert isinstance(stijl, ParagraphStyle)  # noqa: S101
    for oud in stijl.element.findall(qn("w:pPr")) + stijl.element.findall(qn("w:rPr")):
        _clear(oud)
    _set_font(stijl, look)
    opmaak = stijl.paragraph_format
    opmaak.space_before, opmaak.space_after = Pt(look.voor), Pt(look.na)
    opmaak.line_spacing = look.regel
    opmaak.keep_with_next = look.bij_volgende or None
    opmaak.widow_control = True
    stijl.hidden, stijl.quick_style = False, True


def _clear(element: Element) -> None:
    """Take out what the style had, but for its place in the outline."""
    for deel in list(element):
        if deel.tag != qn("w:outlineLvl"):
            element.remove(deel)


def _set_font(stijl: ParagraphStyle | CharacterStyle, look: _Look) -> None:
    stijl.font.name, stijl.font.size = look.letter, Pt(look.maat)
    lettertypen = stijl.element.rPr.rFonts
    for soort in ("cs", "eastAsia"):
        lettertypen.set(qn(f"w:{soort}"), look.letter)
    stijl.font.bold, stijl.font.italic = look.vet or None, look.schuin or None
    if look.kleur:
        stijl.font.color.rgb = RGBColor.from_string(look.kleur)


def _add_character_styles(pakket: Pakket) -> None:
    for naam, sleutel in (
        ("Hyperlink", "Hyperlink"),
        ("footnote reference", "FootnoteReference"),
        ("Code teken", "CodeTeken"),
    ):
        stijl = pakket.document.styles.add_style(naam, WD_STYLE_TYPE.CHARACTER, builtin=naam != "Code teken")
        assert isinstance(stijl, CharacterStyle)  # noqa: S101
        stijl.element.set(qn("w:styleId"), sleutel)
        if sleutel == "Hyperlink":
            stijl.font.color.rgb, stijl.font.underline = RGBColor.from_string("0B5A63"), True
        elif sleutel == "FootnoteReference":
            stijl.font.superscript = True
        else:
            stijl.font.name = MONO


def _table_style() -> Element:
    """Lines under the rows, a heavier one under the header."""
    lijn = {"val": "single", "sz": "4", "space": "0", "color": LIJN}
    return w(
        "style",
        w("name", val="Boektabel"),
        w("basedOn", val="TableNormal"),
        w(
            "tblPr",
            w("tblBorders", w("bottom", **lijn), w("insideH", **lijn)),
            w("tblCellMar", w("left", w="80", type="dxa"), w("right", w="80", type="dxa")),
        ),
        w(
            "tblStylePr",
            w("tcPr", w("tcBorders", w("bottom", val="single", sz="8", space="0", color=INKT))),
            type="firstRow",
        ),
        type="table", customStyle="1", styleId="Boektabel",
    )  # fmt: skip


def _decorate(pakket: Pakket) -> None:
    """Lines, shades, indents and numbers that the library has no words for."""
    for naam, nummer in (("List Bullet", "1"), ("List Number", "2")):
        _insert(pakket, naam, w("numPr", w("numId", val=nummer)), *_AFTER_NUMBER)
        _style(pakket, naam).paragraph_format.first_line_indent = Pt(-18)
    for naam, kant, kleur, dikte in _BORDERS:
        _insert(pakket, naam, w("pBdr", w(kant, val="single", sz=dikte, space="8", color=kleur)), *_AFTER_BORDER)
    for naam, links in _INDENTS:
        _style(pakket, naam).paragraph_format.left_indent = Pt(links)
    _insert(pakket, "Code", w("shd", val="clear", color="auto", fill="EEF3F2"), *_AFTER_SHADE)
    _style(pakket, "Header").paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT


_BORDERS = (("Quote", "left", LIJN, "12"), ("Kanttekening", "left", OKER, "12"), ("Scheiding", "bottom", LIJN, "6"))
_INDENTS = (
    ("Quote", 14), ("Kanttekening", 14), ("toc 2", 18), ("List Bullet", 18), ("List Number", 18), ("List Continue", 18)
)  # fmt: skip
_AFTER_SHADE = ("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
_AFTER_BORDER = ("w:shd", *_AFTER_SHADE)
_AFTER_NUMBER = ("w:suppressLineNumbers", "w:pBdr", *_AFTER_BORDER)


def _style(pakket: Pakket, naam: str) -> ParagraphStyle:
    stijl = pakket.document.styles[naam]
    assert isinstance(stijl, ParagraphStyle)  # noqa: S101
    return stijl


def _insert(pakket: Pakket, naam: str, element: Element, *later: str) -> None:
    """Put a property in its place, which the schema fixes: before all of `later`."""
    _style(pakket, naam).element.get_or_add_pPr().insert_element_before(element, *later)

"""From a text to its tree."""

import pytest

from kennisbank.drukwerk.tekst.html import read_text
from kennisbank.drukwerk.tekst.tree import Alinea, Cel, Citaat, Code, Inhoud, Kop, Lijn, Lijst, Run, Stijl, Tabel, plain
from kennisbank.text.markdown import Doel, TekstTeLang

VET, SCHUIN = (Stijl.VET,), (Stijl.SCHUIN,)


def lees(tekst: str) -> Inhoud:
    links = {"Doel": Doel("/doel/", "Doel", "hoofdstuk")}
    return read_text(tekst, links=links, niveau=3, resolve=lambda adres: f"https://x.nl{adres}")


def blok(tekst: str) -> object:
    (een,) = lees(tekst).blokken
    return een


def test_styles_and_links_are_runs() -> None:
    assert blok("Een **vet**, *schuin* [woord](/a) en [[Doel]].") == Alinea(
        (
            Run("Een "),
            Run("vet", VET),
            Run(", "),
            Run("schuin", SCHUIN),
            Run(" "),
            Run("woord", url="https://x.nl/a"),
            Run(" en "),
            Run("Doel", url="https://x.nl/doel/"),
            Run("."),
        )
    )


def test_lines_of_a_paragraph_are_one_line_but_for_breaks() -> None:
    assert blok("een\ntwee\\\ndrie<br> vier  vijf") == Alinea((Run("een twee\ndrie\nvier vijf"),))


def test_what_a_page_says_to_screen_readers_is_no_text() -> None:
    assert blok("Zie [[Onbekend]].") == Alinea((Run("Zie Onbekend."),))


def test_lists_hold_blocks() -> None:
    assert blok("3. een\n\n    nog een\n\n    - diep") == Lijst(
        True,
        3,
        ((Alinea((Run("een"),)), Alinea((Run("nog een"),)), Lijst(False, 1, ((Alinea((Run("diep"),)),),))),),
    )


def test_tables_quotations_code_headings_and_rules() -> None:
    assert blok("|a|b|\n|-|-:|\n|1|2|") == Tabel(
        (Cel((Run("a"),)), Cel((Run("b"),), rechts=True)), ((Cel((Run("1"),)), Cel((Run("2"),), rechts=True)),)
    )
    assert blok("> een\n>\n> > twee") == Citaat((Alinea((Run("een"),)), Citaat((Alinea((Run("twee"),)),))))
    assert blok("```\na  b\n\n\tc\n```") == Code("a  b\n\n    c")
    assert blok("# Kop") == Kop(3, (Run("Kop"),))
    assert blok("---") == Lijn()


def test_notes_stand_apart_and_have_no_way_back() -> None:
    inhoud = lees("Woord[^a] en [^b] en [^a].\n\n[^b]: Tweede.\n[^a]: Eerste\n\n    alinea.")
    (alinea,) = inhoud.blokken
    assert isinstance(alinea, Alinea)
    assert [run.noot for run in alinea.runs if run.noot] == [1, 2, 1]
    assert inhoud.noten == (
        (Alinea((Run("Eerste"),)), Alinea((Run("alinea."),))),
        (Alinea((Run("Tweede."),)),),
    )


def test_a_picture_is_its_description_and_leads_to_the_site() -> None:
    assert blok("![Een schets](/media/x.png)") == Alinea(
        (Run("[Afbeelding: Een schets]", SCHUIN, "https://x.nl/media/x.png"),)
    )


@pytest.mark.parametrize("tekst", ["a&#1;b", "a\x00b", "a&#xD800;b", "a&#xFFFE;b"])
def test_characters_that_xml_refuses_are_gone(tekst: str) -> None:
    (alinea,) = lees(tekst).blokken
    assert isinstance(alinea, Alinea)
    assert plain(alinea.runs).replace("\ufffd", "") == "ab"


def test_a_text_over_the_limit_is_refused_as_on_the_site() -> None:
    with pytest.raises(TekstTeLang):
        lees("x" * 200_001)

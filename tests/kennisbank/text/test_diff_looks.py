"""Bold, links and lists are shown as such in a difference, and a change in them alone is told in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.text.diff import AlineaSoort, Soort, Status, diff_texts, side_by_side
from kennisbank.text.inline import see
from kennisbank.text.limits import MAX_BLOK
from kennisbank.text.normalise import normalise
from kennisbank.text.plain import to_plain
from kennisbank.text.units import split_units
from tests.kennisbank.text.strategies import MARKDOWN, WORD
from tests.kennisbank.text.test_diff import gezien, kaal


def looks(delen):
    return [(stuk.tekst.strip(), "+".join(sorted(stuk.vorm)), stuk.doel) for deel in delen for stuk in deel.stukken]


def test_the_text_is_shown_without_its_marks_and_with_its_looks():
    tekst = "Een **vet** en *[link](http://x.nl/a_b)* met `code *x*` in [[Doel|dit]] en [[Dat]]."
    (alinea,) = diff_texts(tekst, tekst)
    assert "".join(deel.tekst for deel in alinea.delen) == "Een vet en link met code *x* in dit en Dat."
    assert [deel for deel in looks(alinea.delen) if deel[1]] == [
        ("vet", "vet", ""),
        ("link", "cursief+link", "http://x.nl/a_b"),
        ("code *x*", "code", ""),
        ("dit", "link", "[[Doel]]"),
        ("Dat", "link", "[[Dat]]"),
    ]


@pytest.mark.parametrize(
    ("oud", "nieuw", "opmaak"),
    [
        ("Dit is belangrijk nu.", "Dit is **belangrijk** nu.", "vet gemaakt"),
        ("Dit is **belangrijk** nu.", "Dit is belangrijk nu.", "niet meer vet"),
        ("Dit is *belangrijk* nu.", "Dit is **belangrijk** nu.", "vet gemaakt, niet meer cursief"),
        ("Dit is belangrijk nu.", "Dit is `belangrijk` nu.", "als code gezet"),
        ("Dit is belangrijk nu.", "Dit is [belangrijk](/x/) nu.", "link gemaakt naar /x/"),
        ("Dit is [belangrijk](/x/) nu.", "Dit is belangrijk nu.", "geen link meer naar /x/"),
        ("Dit is [belangrijk](/x/) nu.", "Dit is [belangrijk](/y/) nu.", "link gaat nu naar /y/, eerst naar /x/"),
        (
            "Dit is [[belangrijk]] nu.",
            "Dit is [[Doel|belangrijk]] nu.",
            "link gaat nu naar [[Doel]], eerst naar [[belangrijk]]",
        ),
        ("Dit is belangrijk nu.", "Dit is **belang**rijk nu.", "vet gemaakt"),
        ("Dit is **belangrijk** nu.", "Dit is **belang**rijk nu.", "opmaak van een deel van het woord gewijzigd"),
    ],
)
def test_a_change_of_looks_is_told_in_words_and_marks_none(oud, nieuw, opmaak):
    (alinea,) = diff_texts(oud, nieuw)
    assert alinea.status == Status.GEWIJZIGD
    assert {deel.soort for deel in alinea.delen} == {Soort.GELIJK}
    assert [(deel.tekst.strip(), deel.opmaak) for deel in alinea.delen if deel.opmaak] == [("belangrijk", opmaak)]


def test_several_words_that_changed_alike_are_told_of_once():
    (alinea,) = diff_texts("Dit is heel erg belangrijk nu.", "Dit is **heel erg belangrijk** nu.")
    assert [(deel.tekst, deel.opmaak) for deel in alinea.delen] == [
        ("Dit is", ""),
        (" heel erg belangrijk", "vet gemaakt"),
        (" nu.", ""),
    ]


def test_side_by_side_shows_the_looks_of_then_and_of_now():
    (rij,) = side_by_side(diff_texts("Dit is *belangrijk* nu.", "Dit is **belangrijk** nu."))
    assert [(deel.tekst.strip(), sorted(deel.vorm), deel.opmaak) for deel in rij.links] == [
        ("Dit is", [], ""),
        ("belangrijk", ["cursief"], ""),
        ("nu.", [], ""),
    ]
    assert rij.rechts[1].opmaak == "vet gemaakt, niet meer cursief"
    assert rij.rechts[1].vorm == {"vet"}


@pytest.mark.parametrize(
    ("oud", "nieuw", "soort", "opmaak"),
    [
        ("Een zin.", "- Een zin.", AlineaSoort.LIJSTITEM, "was gewone tekst, is nu een punt in een lijst"),
        ("- Een zin.", "1. Een zin.", AlineaSoort.LIJSTITEM, "nummers in plaats van punten"),
        ("## Een zin.", "### Een zin.", AlineaSoort.KOP, "kop van een ander niveau"),
        ("> Een zin.", "Een zin.", AlineaSoort.ALINEA, "was een citaat, is nu gewone tekst"),
        ("```\nx\n```", "```py\nx\n```", AlineaSoort.CODE, "code in py"),
        ("Een *zin*.", "Een _zin_.", AlineaSoort.ALINEA, "alleen de tekens voor de opmaak zijn anders"),
    ],
)
def test_a_change_of_kind_is_told_in_words(oud, nieuw, soort, opmaak):
    (alinea,) = diff_texts(oud, nieuw)
    assert (alinea.status, alinea.soort, alinea.opmaak) == (Status.GEWIJZIGD, soort, opmaak)
    assert {deel.soort for deel in alinea.delen} == {Soort.GELIJK}


def test_the_number_of_a_list_item_is_no_difference():
    verschil = diff_texts("1. een\n2. twee", "1. nul\n2. een\n3. twee")
    assert [(alinea.status.value, alinea.merk) for alinea in verschil] == [
        ("nieuw", "1."),
        ("ongewijzigd", "2."),
        ("ongewijzigd", "3."),
    ]


def test_units_of_every_kind():
    tekst = (
        "# Kop #\nTekst\nloopt\n- een\n  door\n- twee\n  - diep\n1. x\n\n> citaat\n> door\n>\n> nieuw\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n```py\nx = 1\n```\nIn\n1984. was het\n---"
    )
    assert [(deel.soort.value, deel.niveau, deel.merk, deel.bron) for deel in split_units(tekst)] == [
        ("kop", 1, "", "Kop"),
        ("alinea", 0, "", "Tekst\nloopt"),
        ("lijstitem", 0, "•", "een\n  door"),
        ("lijstitem", 0, "•", "twee"),
        ("lijstitem", 1, "•", "diep"),
        ("lijstitem", 0, "1.", "x"),
        ("citaat", 0, "", "citaat\ndoor"),
        ("citaat", 0, "", "nieuw"),
        ("tabelrij", 0, "", "a | b"),
        ("tabelrij", 0, "|---|---|", ""),
        ("tabelrij", 0, "", "c | d"),
        ("code", 0, "py", "x = 1"),
        ("alinea", 0, "", "In\n1984. was het\n---"),
    ]


MERKEN = st.sampled_from(["{}", "**{}**", "*{}*", "_{}_", "`{}`", "[{}](/a/a_b/)", "[[{}]]", "[[A|{}]]", "***{}***"])
STUK = st.builds(lambda merk, woorden: merk.format(" ".join(woorden)), MERKEN, st.lists(WORD, min_size=1, max_size=3))
REGEL = st.lists(STUK, min_size=1, max_size=6).map(" ".join)
BLOK = st.builds(str.format, st.sampled_from(["{}", "- {}", "1. {}", "> {}", "## {}"]), REGEL)
NET = st.lists(BLOK, min_size=1, max_size=5).map("\n\n".join)


@given(NET)
def test_what_is_seen_is_what_the_page_shows(tekst):
    assert gezien(tekst) == kaal(to_plain(tekst))


@given(NET | MARKDOWN, st.data())
def test_pieces_are_the_text_of_their_part(tekst, data):
    anders = data.draw(NET | MARKDOWN | st.just(tekst.replace("*", "")))
    for alinea in diff_texts(tekst, anders):
        for deel in alinea.delen:
            assert not deel.stukken or "".join(stuk.tekst for stuk in deel.stukken) == deel.tekst
            assert not deel.was or kaal("".join(stuk.tekst for stuk in deel.was)) == kaal(deel.tekst)


@given(NET, NET)
def test_no_change_of_a_text_goes_untold(oud, nieuw):
    gelijk = " ".join(normalise(oud).split()) == " ".join(normalise(nieuw).split())
    if not gelijk and gezien(oud) != gezien(nieuw):
        assert any(alinea.status != Status.ONGEWIJZIGD for alinea in diff_texts(oud, nieuw))


@given(st.lists(STUK, min_size=3, max_size=8), st.integers(0, 7))
def test_a_change_of_looks_never_marks_a_word(stukken, plek):
    kale = [see(stuk).tekst for stuk in stukken]
    anders = [kale[nummer] if nummer == plek else stuk for nummer, stuk in enumerate(stukken)]
    verschil = diff_texts(" ".join(stukken), " ".join(anders))
    assert {deel.soort for alinea in verschil for deel in alinea.delen} == {Soort.GELIJK}


def test_a_paragraph_too_long_to_be_read_as_markdown_is_shown_as_typed():
    assert see("**woord** " * (MAX_BLOK // 8)).tekst.startswith("**woord**")

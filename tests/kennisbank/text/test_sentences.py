import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.text.code_spans import code_ranges
from kennisbank.text.sentences import sentence_spans, sentences
from tests.kennisbank.text.strategies import MARKDOWN, PROSE


@pytest.mark.parametrize(
    "zinnen",
    [
        ["Dit is o.a. een proef, d.w.z. een test.", "Dat is alles."],
        ["Volgens art. 3 van de wet mag dhr. J. Jansen dat, bijv. op maandag.", "Mevr. De Wit niet."],
        ['"Mag dat?" vroeg hij.', '"Ja."', "En toen?"],
        ["Hij vroeg: “Mag dat?”", "Zij zweeg."],
        ["Het kost 3.50 euro of € 1.250,00.", "Dat is veel."],
        ["Wij kiezen plan B.", "De rest volgt t/m 3 mei a.s. om 10.00 uur."],
        ["Ook dr. A.B. de Vries en prof. mr. C. Bakker waren er.", "Wij ook."],
        ["Dat weet ik niet…", "Of toch... misschien wel."],
        ["Neem pennen, papier enz. mee.", "Koffie, thee enz.", "Die is er al."],
        ["Dat deed hij.", "'s Avonds niet.", "'t Is laat."],
        ["Ja!", "Nee?!", "**Let op!**", "Dit telt.", "(Ook dit.)", "*Zeker.*"],
        ["Zie https://voorbeeld.nl/a.B.c.", "En [art. 2. Het doel](https://x.nl/a.) daarna.", "Klaar."],
        ["Gebruik `a. B. C` hier.", "`x` is een naam."],
        ["Lees [dit. En dat.](/x/)", "Daarna verder."],
        ["Zie [[Hst. 2. Doel|hoofdstuk 2. Doel]] voor meer.", "Klaar."],
        ["De 1e kamer, de 2e. en de 3e kamer.", "Op 1. staat niets."],
        ["Dat is de max. snelheid.", "Dit is het max.", "De rest volgt."],
        ["Het gaat om nr. 12 en blz. 3 e.v. van het rapport.", "Vgl. par. 4."],
        ["In 1984 n.Chr. was dat zo.", "Nu niet."],
    ],
)
def test_sentences_of_a_paragraph(zinnen):
    assert sentences(" ".join(zinnen)) == zinnen


def test_sentences_run_over_lines():
    assert sentences("Een zin\nover twee regels. En\nnog een.") == ["Een zin\nover twee regels.", "En\nnog een."]


def test_blocks_end_sentences():
    tekst = (
        "# Kop\nTekst zonder punt\n\n- punt een\n- punt twee. Nog iets\n  en meer\n1. stap\n\n> Citaat. Nog\n> een.\n\n"
        "| a. B | c |\n|---|---|\n| d | e |\n\n```\nx = 1. Y\n\nz\n```\n[^1]: Noot. Meer."
    )
    assert sentences(tekst) == [
        "# Kop",
        "Tekst zonder punt",
        "- punt een",
        "- punt twee.",
        "Nog iets\n  en meer",
        "1. stap",
        "> Citaat.",
        "Nog\n> een.",
        "| a. B | c |",
        "|---|---|",
        "| d | e |",
        "```\nx = 1. Y\n\nz\n```",
        "[^1]: Noot.",
        "Meer.",
    ]


def test_places_count_code_points():
    tekst = "👩‍💻 Één. Twee."
    assert [tekst[begin:einde] for begin, einde in sentence_spans(tekst)] == ["👩‍💻 Één.", "Twee."]


@given(MARKDOWN | PROSE | st.text())
def test_sentences_and_white_space_give_the_text_back(tekst):
    plek = 0
    for begin, einde in sentence_spans(tekst):
        assert plek <= begin < einde
        assert not tekst[plek:begin].strip()
        assert tekst[begin:einde] == tekst[begin:einde].strip()
        plek = einde
    assert not tekst[plek:].strip()


@given(PROSE)
def test_plain_prose_splits_at_every_full_stop(tekst):
    assert len(sentences(tekst)) == tekst.count(".")


GEHEEL = [
    "`a. B`",
    "``x. `Y`. Z``",
    "[tekst. Meer](https://x.nl/a.)",
    "[[Doel. Twee|naam. Drie]]",
    "![beeld. X](/a.png)",
    "<https://x.nl/a.B>",
    "https://x.nl/a.B",
]


@given(st.lists(st.sampled_from([*GEHEEL, "Een zin.", "woord", "Nog een!", "bijv.", "(", '"']), max_size=20))
def test_no_sentence_starts_or_ends_inside_a_link_or_code(stukken):
    tekst = " ".join(stukken)
    plek = 0
    heel = []
    for stuk in stukken:
        if stuk in GEHEEL:
            heel.append((plek, plek + len(stuk)))
        plek += len(stuk) + 1
    for grens in {punt for span in sentence_spans(tekst) for punt in span}:
        assert not [bereik for bereik in heel if bereik[0] < grens < bereik[1]]


@given(MARKDOWN)
def test_code_ranges_are_in_order(tekst):
    bereiken = code_ranges(tekst)
    assert bereiken == sorted(bereiken)
    assert all(begin < einde for begin, einde in bereiken)
    assert all(een[1] <= twee[0] for een, twee in zip(bereiken, bereiken[1:], strict=False))

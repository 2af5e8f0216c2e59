from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.text.anchors import find_passage
from kennisbank.text.normalise import normalise
from kennisbank.text.plain import to_plain
from kennisbank.text.visible import visible
from tests.kennisbank.text.strategies import MARKDOWN, PROSE, WORD

MERKEN = [  # a bar in a link is escaped, for it may stand in a table
    "{}", "**{}**", "*{}*", "_{}_", "`{}`", "[{}](/a/a_b/)", "[[{}]]", "[[A\\|{}]]", "***{}***", "R&amp;D {}", "\\*{}",
]  # fmt: skip
STUK = st.builds(
    lambda merk, woorden: merk.format(" ".join(woorden)),
    st.sampled_from(MERKEN),
    st.lists(WORD, min_size=1, max_size=3),
)
REGEL = st.lists(STUK, min_size=1, max_size=6).map(" ".join)
VORMEN = ["{}", "- {}", "1. {}", "> {}", "## {}", "| {} | x |\n|---|---|\n| y | z |", "```\ncode\n```\n\n{}"]
NET = st.lists(st.builds(str.format, st.sampled_from(VORMEN), REGEL), min_size=1, max_size=5).map("\n\n".join)


def kaal(tekst):
    return "".join(tekst.split())


@given(NET)
def test_what_is_visible_is_what_the_page_shows(tekst):
    assert visible(normalise(tekst)).tekens == kaal(to_plain(tekst))


@given(NET | MARKDOWN | PROSE)
def test_every_visible_character_has_its_place(tekst):
    tekst = normalise(tekst)
    gezien = visible(tekst)
    assert len(gezien.tekens) == len(gezien.begin) == len(gezien.einde)
    assert gezien.begin == sorted(gezien.begin)
    for teken, begin, einde in zip(gezien.tekens, gezien.begin, gezien.einde, strict=True):
        assert tekst[begin:einde] == teken or tekst[begin] == "&"


@settings(max_examples=200)
@given(NET, st.data())
def test_words_selected_on_the_page_are_found_in_the_source_or_not_at_all(tekst, data):
    pagina = to_plain(tekst)
    begin = data.draw(st.integers(0, len(pagina) - 1))
    einde = data.draw(st.integers(begin + 1, len(pagina)))
    exact = pagina[begin:einde]
    anker = find_passage(tekst, exact, pagina[max(0, begin - 64) : begin], pagina[einde : einde + 64])
    if not exact.strip():
        assert anker is None
    elif anker is None:
        assert kaal(pagina).count(kaal(exact)) > 1
    else:
        bron = visible(normalise(tekst))
        plekken = [plek for plek, van in enumerate(bron.begin) if anker.begin <= van < anker.einde]
        assert kaal(exact) in ("".join(bron.tekens[plek] for plek in plekken), kaal(anker.exact))


def test_context_decides_between_equal_words_and_doubt_finds_nothing():
    tekst = "Bel de burger eerst. Schrijf daarna. Bel de burger nooit."
    eerste, tweede = tekst.index("de burger"), tekst.rindex("de burger")
    assert find_passage(tekst, "de burger") is None
    assert find_passage(tekst, "de burger", "", " eerst.").begin == eerste
    assert find_passage(tekst, "de burger", "Schrijf daarna. Bel ", " nooit").begin == tweede
    assert find_passage(tekst, "de burger", "Groet ", " altijd") is None
    assert find_passage(tekst, "Schrijf  daarna").exact == "Schrijf daarna"


def test_words_of_a_table_and_of_a_list_are_found():
    assert find_passage("| a | b |\n|---|---|\n| een twee | drie |", "twee drie").exact == "twee | drie"
    assert find_passage("- een **twee**\n- drie", "twee\ndrie").exact == "twee**\n- drie"
    assert (
        find_passage("Zie ![beeld](/a.png) dit[^1].\n\n[^1]: Noot.", "Zie dit.").exact
        == "Zie ![beeld](/a.png) dit[^1]."
    )

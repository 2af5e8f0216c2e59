"""Sections by headings, and nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from kennisbank.exchange.formats.markdown_sections import find_headings, split_sections

GEEN_TEKST = "\u2028\u2029\x85\ue000\ue001"
REGELS = st.one_of(
    st.sampled_from(
        [
            "", "", "# Titel", "## Kop", "### Dieper", "#### Nog dieper", "Een zin.", "Twee woorden", "===", "---",
            "```", "~~~", "# geen kop", "- punt", "    code", "> citaat", "| a | b |", "#geen", "## Kop {#eigen-id}",
            "[a]: https://example.org", "[^1]: noot", "***",
        ]
    ),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters=GEEN_TEKST), max_size=30),
)  # fmt: skip


def koppen(tekst: str, titel: str = "") -> list[str]:
    return [deel.kop for deel in split_sections(tekst, titel).delen]


def test_the_highest_level_below_the_title_makes_sections() -> None:
    tekst = "# Titel\n\nVooraf.\n\n## Een\n\nA\n\n### Dieper\n\nB\n\n## Twee\n\nC"
    delen = split_sections(tekst, "Titel").delen
    assert [deel.kop for deel in delen] == ["Inleiding", "Een", "Twee"]
    assert delen[1].tekst.strip() == "A\n\n### Dieper\n\nB"


def test_a_title_is_recognised_whatever_its_signs() -> None:
    assert koppen("# Over &middot; ons!\n\nTekst", "over · ons") == ["Inleiding"]


def test_another_heading_at_the_top_becomes_the_heading_of_what_follows() -> None:
    assert koppen("# Richtlijn: test\n\nEerst\n\n## Dan\n\nx", "Testen") == ["Richtlijn: test", "Dan"]


def test_a_heading_at_the_top_without_text_is_named_as_left_out() -> None:
    indeling = split_sections("# Anders\n\n## Dan\n\nx", "Testen")
    assert indeling.weggelaten_kop == "Anders"
    assert [deel.kop for deel in indeling.delen] == ["Dan"]


def test_headings_in_code_are_code() -> None:
    assert koppen("```sh\n# commentaar\n```\n\n## Kop\n\nx\n\n~~~\n## niet\n~~~") == ["Inleiding", "Kop"]


def test_underlined_headings_count() -> None:
    assert koppen("Titel\n=====\n\nEen\n---\n\na\n\nTwee\n---\n\nb", "Titel") == ["Een", "Twee"]


def test_rules_tables_and_lists_are_no_underlines() -> None:
    tekst = "Tekst\n\n---\n\n- punt\n---\n\n| a |\n|---|\n| 1 |\n\ntwee\nregels\n---\n"
    assert find_headings(tekst) == []


def test_a_text_before_the_first_top_heading_is_divided_by_its_own() -> None:
    assert koppen("# T\n\n## A\n\na\n\n## B\n\nb\n\n# C\n\n## D\n\nd", "T") == ["A", "B", "C"]


def test_ids_of_headings_are_kept_apart() -> None:
    (deel,) = split_sections("## Kop {#mijn-kop}\n\ntekst").delen
    assert (deel.kop, deel.ids) == ("Kop", ("mijn-kop",))


def test_an_empty_text_has_no_sections() -> None:
    assert koppen("\n\n") == []


@given(st.lists(REGELS, max_size=40))
def test_no_line_of_text_gets_lost(regels: list[str]) -> None:
    tekst = "\n".join(regels)
    op_kopregel = {plek for kop in find_headings(tekst) for plek in range(kop.begin, kop.einde)}
    bewaard, plek = [], 0
    for regel in tekst.split("\n"):
        if plek not in op_kopregel and regel.strip():
            bewaard.append(regel)
        plek += len(regel) + 1
    delen = split_sections(tekst).delen
    assert [regel for deel in delen for regel in _flat(deel.tekst, deel.binnenkoppen)] == bewaard


def _flat(tekst: str, binnenkoppen: tuple[object, ...]) -> list[str]:
    """Lines of a section without its inner headings, which `find_headings` finds at the same places again."""
    weg = {plek for kop in find_headings(tekst) for plek in range(kop.begin, kop.einde)} if binnenkoppen else set()
    regels, plek = [], 0
    for regel in tekst.split("\n"):
        if plek not in weg and regel.strip():
            regels.append(regel)
        plek += len(regel) + 1
    return regels


@given(st.lists(REGELS, max_size=40))
def test_every_heading_is_found_again(regels: list[str]) -> None:
    tekst = "\n".join(regels)
    indeling = split_sections(tekst)
    gevonden = [indeling.weggelaten_kop] if indeling.weggelaten_kop else []
    for deel in indeling.delen:
        gevonden += [deel.kop, *(binnen.kop for binnen in deel.binnenkoppen)]
    assert [kop for kop in gevonden if kop != "Inleiding"] == [kop.kop for kop in find_headings(tekst)]

"""All the ways in which a word is found, on a handful of texts."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennisbank.search.evaluation.data import Text
from kennisbank.search.evaluation.ours import Ours
from kennisbank.search.finding import find
from kennisbank.search.planning import QuestionPlanner
from kennisbank.search.question import parse_question
from kennisbank.search.synoniemen.groepen import Synoniemen
from kennisbank.search.whoosh import ranking
from kennisbank.search.whoosh.analysis import stem
from kennisbank.search.whoosh.forms import other_forms
from kennisbank.search.whoosh.lexicon import lexicon_of

TEXTS = {
    "canvas": ("Gesprekscanvas", "Een blad om samen in te vullen."),
    "los": ("Praten", "Neem een canvas en voer het gesprek."),
    "koken": ("Samen koken", "Een recept voor soep."),
    "regel": ("De regel", "Zo hoort het."),
    "regels": ("Alle regels", "Zo hoort het."),
    "creatie": ("Co-creatie", "Met elkaar maken."),
    "cafe": ("Café Ambtenaar", "Een ontmoeting in Zoëterwoude."),
    "besluit": ("Besluiten", "Zij hebben het systeem gebruikt."),
    "avg": ("Privacy", "De algemene verordening gegevensbescherming geldt."),
    "maat": ("Menselijke maat", "Tegenspraak helpt de leidinggevende."),
    "omgekeerd": ("Iets anders", "De maat is vol, de menselijke kant telt."),
}
SYNONYMS = Synoniemen([("AVG", "algemene verordening gegevensbescherming"), ("baas", "leidinggevende", "chef")])


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    texts = [Text(name, title, text) for name, (title, text) in TEXTS.items()]
    return Ours(texts, tmp_path_factory.mktemp("index"))


def found(ours: Ours, question: str) -> list[str]:
    results, _ = find(ours, parse_question(question), SYNONYMS)
    return [result.docid for result in ranking.best(results, 0, 20)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("canvas voor het gesprek", ["los", "canvas"]),
        ("gesprekscanvas", ["canvas", "los"]),
        ("gesprek canvas", ["los", "canvas"]),
        ("cocreatie", ["creatie"]),
        ("co creatie", ["creatie"]),
        ("co-creatie", ["creatie"]),
        ("cafe zoeterwoude", ["cafe"]),
        ("CAFÉ", ["cafe"]),
        ("tegnspraak", ["maat"]),
        ("gesprekscanvsa", ["canvas", "los"]),
        ("systemen gebruiken", ["besluit"]),
        ("avg", ["avg"]),
        ("algemene verordening gegevensbescherming", ["avg"]),
        ("bazen", []),
        ("baas", ["maat"]),
        ('"menselijke maat"', ["maat"]),
        ("soep -recept", []),
        ("maat NIET tegenspraak", ["omgekeerd"]),
        ("soep OF tegenspraak", ["koken", "maat"]),
        ("soep EN tegenspraak", []),
        ("titel:maat", ["maat"]),
        ('titel:"menselijke maat"', ["maat"]),
        ("titel:soep", []),
        ("qqqq", []),
    ],
)
def test_found(ours, question, expected):
    assert sorted(found(ours, question)) == sorted(expected)


def test_as_written_comes_first(ours):
    assert found(ours, "regel") == ["regel", "regels"]
    assert found(ours, "regels") == ["regels", "regel"]


def test_words_together_come_first(ours):
    assert found(ours, "menselijke maat") == ["maat", "omgekeerd"]


def test_not_all_words_have_to_occur(ours):
    assert found(ours, "hoe kook ik lekkere soep zonder recept of ervaring?")[0] == "koken"


def test_nothing_found_is_rather_something(ours):
    assert found(ours, 'soep "die ik nooit at"') == ["koken"]
    assert found(ours, '"soep die ik nooit at"') == [], "who quotes means just that"


def test_lexicon(ours):
    lexicon = lexicon_of(ours.snapshot)
    assert lexicon.parts("gesprekscanvas") == ("gesprek", "canvas")
    assert lexicon.parts("canvasgesprek") == ("canvas", "gesprek")
    assert lexicon.parts("gesprek") == lexicon.parts("a" * 5_000) == ()
    assert lexicon.joined("gesprek", "canvas") == ("gesprekscanvas",)
    assert lexicon.compounds("canvas") == lexicon.compounds("gesprek") == ("gesprekscanvas",)
    assert lexicon.corrections("gesprk") == ("gesprek",)
    assert lexicon_of(ours.snapshot) is lexicon


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("gebruiken", "gebruikt"),
        ("gebruikt", "gebruik"),
        ("gemaakt", "mak"),
        ("maken", "gemaakt"),
        ("registratie", "geregistreerd"),
        ("geregistreerd", "registratie"),
        ("aanpassen", "aangepast"),
        ("gewijzigd", "wijzig"),
    ],
)
def test_other_forms(word, form):
    assert form in other_forms(word)


@pytest.mark.parametrize("word", ["de", "12", "a1b2", "", "recht", "beleid"])
def test_no_forms_of_what_is_no_verb(word):
    assert word not in other_forms(word)


PIECES = st.sampled_from(
    [
        '"',
        "(",
        ")",
        " -",
        " EN ",
        " OF ",
        " NIET ",
        "thema:",
        "titel:",
        "jaar:",
        "soort:",
        " ",
        "gesprekscanvas",
        "maat",
    ]
)


@given(st.one_of(st.text(max_size=600), st.lists(PIECES, max_size=120).map("".join)))
@settings(deadline=1_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_question_is_answered_within_a_second(ours, question):
    found(ours, question)


@pytest.mark.parametrize(
    "piece", ["a", "aaaaab", "(", '"', "-", "gesprek", "maat OF ", "(maat OF ", "NIET ", "titel:maat "]
)
def test_ten_thousand_characters_are_answered_within_a_second(ours, piece):
    started = time.monotonic()
    found(ours, piece * (10_000 // len(piece)))
    assert time.monotonic() - started < 1


def test_many_unknown_words_are_answered_within_a_second(ours):
    question = " ".join(f"gespreks{letter}canvas{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    started = time.monotonic()
    found(ours, question)
    assert time.monotonic() - started < 1


def test_a_synonym_with_the_word_itself_in_it_marks_nothing_else(ours):
    planner = QuestionPlanner(ours.snapshot, synonyms=Synoniemen([("maat", "menselijke maat", "proportie")]))
    planner.every(parse_question("maat"))
    assert planner.wording.stems == {stem("maat"), stem("proportie")}


def test_function_words_in_a_synonym_are_not_marked(ours):
    planner = QuestionPlanner(ours.snapshot, synonyms=Synoniemen([("maat", "oog voor de mens")]))
    planner.every(parse_question("maat"))
    assert planner.wording.stems == {stem("maat"), stem("oog"), stem("mens")}


def test_a_compound_that_many_texts_have_is_not_found_by_half_of_it(tmp_path):
    """Alone it finds itself and texts with both its parts; with other words a part may help."""
    texts = [Text(f"t{number}", "Over tegenspraak", "Zeg het als het schuurt.") for number in range(4)]
    texts += [Text("tegen", "Zij was tegen", "Nee is ook een antwoord."), Text("spraak", "Spraak", "Hoe je klinkt.")]
    texts += [Text("beide", "Tegen de spraak in", "Praten tegen een muur.")]
    ours = Ours(texts, tmp_path / "index")
    assert set(found(ours, "tegenspraak")) == {"t0", "t1", "t2", "t3", "beide"}
    assert "tegen" in found(ours, "tegenspraak antwoord")


def test_words_that_only_ask_hardly_count_beside_words_that_tell(tmp_path):
    """ "Wat betekent": the text that says what it is need not have "betekent"; a rare word must not win by that."""
    texts = [
        Text("antwoord", "Over het oordeel", "De proportionaliteit weegt doel en middel."),
        Text("woorden", "Een lijst", "Zie ook wat betekent en wat bedoelt, met voorbeelden."),
        Text("verder", "De proportionaliteit", "Zo gaat het er in de praktijk aan toe."),
    ]
    ours = Ours(texts, tmp_path / "index")
    assert found(ours, "Wat betekent proportionaliteit?")[-1] == "woorden"
    results, complete = find(ours, parse_question("Wat gebeurt er met de proportionaliteit?"), SYNONYMS)
    assert ranking.count(results) == 2
    assert complete, "none lacks anything that was asked"
    assert found(ours, "bedoelt betekent") == ["woorden"], "when nothing else was asked they tell"

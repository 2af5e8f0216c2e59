"""The rounds of coding in the demo: the files fit what they are about, and what contradicts itself is said."""

from pathlib import Path

import pytest

from kennisbank.exchange.demo.codering import Coderen
from kennisbank.exchange.demo.source import DemoError, Row, read_yaml
from kennisbank.onderzoek.codering.models import Fase
from kennisbank.onderzoek.memos.models import Memo
from tests.coderen import make_selectie
from tests.factories import ThemaFactory, UserFactory

FIXTURES = Path(__file__).resolve().parents[4] / "fixtures"
RONDE: Row = {
    "id": "proef",
    "naam": "Proef",
    "selectie": "keuze",
    "door": "onderzoeker",
    "themas": ["een", "twee"],
    "steekproef": 3,
    "zaad": 1,
    "instructie": "Kies.",
    "codeurs": [{"wie": "redacteur", "anders": {"b1": ["twee"]}}, {"wie": "onderzoeker", "tot": 2}],
}
MEMO: Row = {"titel": "Memo", "tekst": "Tekst.", "door": "redacteur", "over": {"ronde": "proef"}}


def load(ronde: Row, memo: Row = MEMO) -> Coderen:
    users = {name: UserFactory(rol=name) for name in ("onderzoeker", "redacteur")}
    themas = {slug: ThemaFactory(slug=slug) for slug in ("een", "twee")}
    selectie = make_selectie(users["onderzoeker"], 3)
    lines = selectie.regels.select_related("bouwsteen")
    stenen = {f"b{number}": line.bouwsteen for number, line in enumerate(lines, start=1)}
    stenen["b1"].themas.add(themas["een"])
    loaded = Coderen(users, stenen, themas, {"keuze": selectie}, lambda key: "0123456789")
    loaded.load([ronde], [memo])
    return loaded


@pytest.mark.django_db
def test_a_round_that_differs_is_settled_by_majority_and_decisions() -> None:
    decided = {"steen": "b1", "codes": {"een": True, "twee": False}, "reden": "Zo staat het er."}
    ronde = load(RONDE | {"vastgesteld": True, "reden": "Meerderheid", "besluiten": [decided]}).rondes["proef"]
    assert (ronde.fase, Memo.objects.get().ronde_id) == (Fase.VASTGESTELD, ronde.pk)


@pytest.mark.django_db
def test_a_round_without_an_outcome_stays_open_with_what_each_answered() -> None:
    ronde = load(RONDE).rondes["proef"]
    assert ronde.fase == Fase.OPEN
    assert [codeur.coderingen.count() for codeur in ronde.codeurs.order_by("nummer")] == [3, 2]


@pytest.mark.parametrize(
    ("ronde", "memo", "message"),
    [
        (
            RONDE | {"codeurs": [{"wie": "redacteur", "anders": {"b9": []}}, {"wie": "onderzoeker"}]},
            MEMO,
            "niet in de steekproef",
        ),
        (RONDE, MEMO | {"over": {"bouwsteen": "b9"}}, "onbekend"),
    ],
)
@pytest.mark.django_db
def test_what_is_not_there_is_an_error(ronde: Row, memo: Row, message: str) -> None:
    with pytest.raises(DemoError, match=message):
        load(ronde, memo)


def test_every_file_of_the_demo_names_things_that_are_there() -> None:
    themas = {row["slug"] for row in read_yaml(FIXTURES / "themas.yaml")}
    selecties = {row["id"] for row in read_yaml(FIXTURES / "selecties.yaml")}
    stenen = {row["id"] for row in read_yaml(FIXTURES / "bouwstenen.yaml")}
    for row in read_yaml(FIXTURES / "codering.yaml"):
        assert row["selectie"] in selecties
        assert set(row["themas"]) <= themas
        for each in row["codeurs"]:
            assert set(each.get("anders") or {}) <= stenen

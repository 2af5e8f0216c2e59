"""The dry run: what a voorstel would do to the text of today, without changing anything."""

import pytest
from django.core.exceptions import ValidationError

from kennisbank.accounts.models import User
from kennisbank.document.freezing import Inhoud
from kennisbank.redactie.voorstellen.models import VoorstelSoort
from kennisbank.redactie.voorstellen.planning import (
    Inbreng,
    apply_inbreng,
    list_onderdelen,
    newest_voorstelversie,
    plan_voorstel,
)
from kennisbank.text.conflicts import OnopgelosteConflicten
from tests.factories import BouwsteenFactory
from tests.kennisbank.redactie.voorstellen.making import EERSTE, NIEUW, TEKST, TWEEDE, propose, rewrite, tekst_of
from tests.pages import SiteTree, inhoud, sectie

BASIS = inhoud(
    "Titel", sectie(1, "Een", "Eerste tekst."), sectie(2, "Twee", "Tweede tekst."), sectie(3, "Drie", "Derde.")
)
IDS = [each["id"] for each in BASIS["secties"]]


def koppen(result: Inhoud) -> list[str]:
    return [each["kop"] for each in result["secties"]]


def test_other_words_leave_everything_else_as_it_is() -> None:
    result = apply_inbreng(BASIS, soort="wijziging", sectie_id=IDS[1], inbreng=Inbreng("Twee!", "Beter."))
    assert koppen(result) == ["Een", "Twee!", "Drie"]
    assert result["secties"][1]["tekst"] == "Beter."
    assert (result["secties"][0], result["secties"][2]) == (BASIS["secties"][0], BASIS["secties"][2])


@pytest.mark.parametrize(
    ("na", "expected"),
    [
        ("", ["Nieuw", "Een", "Twee", "Drie"]),
        (IDS[0], ["Een", "Nieuw", "Twee", "Drie"]),
        (IDS[2], ["Een", "Twee", "Drie", "Nieuw"]),
        ("vervallen", ["Nieuw", "Een", "Twee", "Drie"]),
    ],
)
def test_a_new_section_comes_after_the_one_chosen(na: str, expected: list[str]) -> None:
    result = apply_inbreng(BASIS, soort="nieuwe_sectie", sectie_id="nieuw", inbreng=Inbreng("Nieuw", "Tekst.", na))
    assert koppen(result) == expected


@pytest.mark.parametrize(
    ("na", "expected"),
    [("", ["Twee", "Een", "Drie"]), (IDS[0], ["Een", "Twee", "Drie"]), (IDS[2], ["Een", "Drie", "Twee"])],
)
def test_a_move_takes_the_section_along_unchanged(na: str, expected: list[str]) -> None:
    moved = apply_inbreng(BASIS, soort="verplaatsing", sectie_id=IDS[1], inbreng=Inbreng("Genegeerd", "Genegeerd.", na))
    assert koppen(moved) == expected
    assert BASIS["secties"][1] in moved["secties"]


def test_removal_takes_one_section_away() -> None:
    assert koppen(apply_inbreng(BASIS, soort="verwijdering", sectie_id=IDS[1], inbreng=Inbreng("", ""))) == [
        "Een",
        "Drie",
    ]


def test_bouwstenen_join_the_sources_once() -> None:
    with_source = inhoud("Titel", sectie(1, "Een", "Tekst.", (("aaaaaaaaaa", "kanttekening"),)))
    result = apply_inbreng(
        with_source,
        soort="wijziging",
        sectie_id=IDS[0],
        inbreng=Inbreng("Een", "Anders."),
        bronnen=["aaaaaaaaaa", "bbbbbbbbbb"],
    )
    assert result["secties"][0]["bronnen"] == [
        {"bouwsteen": "aaaaaaaaaa", "rol": "kanttekening"},
        {"bouwsteen": "bbbbbbbbbb", "rol": "bron"},
    ]


def test_on_the_text_it_was_written_on(site_tree: SiteTree, deelnemer: User) -> None:
    steen = BouwsteenFactory()
    plan = plan_voorstel(propose(site_tree, deelnemer, bouwstenen=[steen]))
    assert (plan.is_verouderd, plan.has_conflict, plan.changes_nothing) == (False, False, False)
    assert plan.resolve() == plan.voorgesteld
    assert plan.resolve()["secties"][0] == {
        **plan.basis["secties"][0],
        "tekst": NIEUW,
        "bronnen": [{"bouwsteen": steen.urn_id, "rol": "bron"}],
    }
    assert tekst_of(site_tree) == TEKST


def test_what_others_published_since_stays(site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
    voorstel = propose(site_tree, deelnemer)
    rewrite(site_tree, redacteur, eerste=f"Vooraf. {TEKST}", tweede="Voer het daarna uit.")
    plan = plan_voorstel(voorstel)
    assert (plan.is_verouderd, plan.has_conflict) == (True, False)
    assert [each["tekst"] for each in plan.resolve()["secties"]] == [f"Vooraf. {NIEUW}", "Voer het daarna uit."]


def test_the_same_sentence_twice_is_a_conflict(site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
    voorstel = propose(site_tree, deelnemer)
    rewrite(site_tree, redacteur, eerste=TEKST.replace("zegt wat er speelt", "zwijgt niet"))
    plan = plan_voorstel(voorstel)
    [conflict] = plan.samenvoeging.conflicten
    assert plan.has_conflict
    assert conflict.sectie_id == EERSTE
    with pytest.raises(OnopgelosteConflicten):
        plan.fingerprint()
    assert plan.fingerprint({conflict.sleutel: "A."}) != plan.fingerprint({conflict.sleutel: "B."})


def test_what_is_there_already_changes_nothing(site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
    voorstel = propose(site_tree, deelnemer)
    rewrite(site_tree, redacteur, eerste=NIEUW)
    assert plan_voorstel(voorstel).changes_nothing


def test_the_fingerprint_is_of_the_whole_text(site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
    voorstel = propose(site_tree, deelnemer)
    before = plan_voorstel(voorstel).fingerprint()
    assert plan_voorstel(voorstel).fingerprint() == before
    rewrite(site_tree, redacteur, tweede="Voer het daarna uit.")
    assert plan_voorstel(voorstel).fingerprint() != before


class TestInPart:
    BEIDE = NIEUW.replace("Zie", "Lees")

    def test_each_change_can_be_taken_alone(self, site_tree: SiteTree, deelnemer: User) -> None:
        voorstel = propose(site_tree, deelnemer, tekst=self.BEIDE)
        first, second = list_onderdelen(voorstel, newest_voorstelversie(voorstel))
        texts = {
            numbers: plan_voorstel(voorstel, onderdelen=numbers).resolve()["secties"][0]["tekst"]
            for numbers in [(first.nummer,), (second.nummer,), (first.nummer, second.nummer)]
        }
        assert list(texts.values()) == [NIEUW, TEKST.replace("Zie", "Lees"), self.BEIDE]

    @pytest.mark.parametrize("numbers", [[], [99]])
    def test_nothing_chosen_is_refused(self, site_tree: SiteTree, deelnemer: User, numbers: list[int]) -> None:
        with pytest.raises(ValidationError) as refused:
            plan_voorstel(propose(site_tree, deelnemer), onderdelen=numbers)
        assert "onderdelen" in refused.value.message_dict

    def test_only_a_change_of_text_has_parts(self, site_tree: SiteTree, deelnemer: User) -> None:
        voorstel = propose(site_tree, deelnemer, "", soort=VoorstelSoort.VERPLAATSING, na_sectie_id=TWEEDE)
        assert list_onderdelen(voorstel, newest_voorstelversie(voorstel)) == []
        with pytest.raises(ValidationError):
            plan_voorstel(voorstel, onderdelen=[1])

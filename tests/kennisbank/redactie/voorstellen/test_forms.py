"""The form of a voorstel: the fields each soort needs, and bouwstenen to choose."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.http import QueryDict

from kennisbank.document.models import HoofdstukVersie
from kennisbank.redactie.voorstellen.forms import Bouwsteenkiezer, VoorstelForm, first_values
from kennisbank.redactie.voorstellen.planning import Inbreng
from tests.factories import BouwsteenFactory
from tests.pages import inhoud, sectie

EEN, TWEE = sectie(1, "Een", "Eerste tekst."), sectie(2, "Twee", "Tweede tekst.")
BASIS = HoofdstukVersie(nummer=3, inhoud=inhoud("Titel", EEN, TWEE))

pytestmark = pytest.mark.django_db


def form(soort: str = "wijziging", typed: str | None = None, **kwargs: object) -> VoorstelForm:
    data = None if typed is None else QueryDict(typed)
    return VoorstelForm(data, soort=soort, versie=BASIS, sectie_id=EEN["id"], **kwargs)


@pytest.mark.parametrize(
    ("soort", "names"),
    [
        ("wijziging", ["kop", "tekst", "motivatie"]),
        ("nieuwe_sectie", ["kop", "tekst", "na_sectie_id", "motivatie"]),
        ("verwijdering", ["motivatie"]),
        ("verplaatsing", ["na_sectie_id", "motivatie"]),
    ],
)
def test_each_soort_asks_what_it_needs(soort: str, names: list[str]) -> None:
    assert [veld.name for veld in form(soort).velden] == names
    assert [veld.name for veld in form(soort, is_revision=True).velden] == [*names, "toelichting"]


def test_it_begins_with_the_text_of_today() -> None:
    assert first_values("wijziging", BASIS, EEN["id"]) == {"kop": "Een", "tekst": "Eerste tekst."}
    assert first_values("nieuwe_sectie", BASIS, "") == {}
    assert form().initial["basis"] == 3


def test_places_leave_out_the_section_itself() -> None:
    assert form("verplaatsing").fields["na_sectie_id"].choices == [("", "Helemaal vooraan"), (TWEE["id"], "Na ‘Twee’")]


def test_white_space_that_means_something_is_kept() -> None:
    bound = form(typed="basis=3&kop=Een&motivatie=Zo&tekst=%20%20%20%20code%0D%0Atekst")
    assert bound.is_valid()
    assert bound.inbreng() == Inbreng("Een", "    code\ntekst")


def test_faults_are_said_in_dutch_at_the_field() -> None:
    bound = form("nieuwe_sectie", "basis=&na_sectie_id=weg")
    assert set(bound.errors) == {"__all__", "kop", "tekst", "motivatie", "na_sectie_id"}
    assert "Open het opnieuw" in bound.errors["__all__"][0]
    assert bound.errors["na_sectie_id"] == ["Deze plaats is er niet meer. Kies een andere."]


def test_what_the_service_refuses_stands_at_its_field() -> None:
    bound = form(typed="basis=3&kop=Een&motivatie=Zo&tekst=Tekst")
    bound.is_valid()
    bound.add_refusal(ValidationError({"tekst": "Te kort.", "basis": "Te oud.", "bouwstenen": "Niet deze."}))
    bound.add_refusal(ValidationError("Gesloten."))
    assert bound.errors["tekst"] == ["Te kort."]
    assert bound.errors["__all__"] == ["Te oud.", "Niet deze.", "Gesloten."]


class TestBouwsteenkiezer:
    def test_chosen_ones_stay_and_are_not_found_again(self) -> None:
        brief, ander = (BouwsteenFactory(titel=f"Een brief van {naam}") for naam in ("Rijk", "gemeente"))
        BouwsteenFactory(titel="Een brief die nog niemand las", ingezonden=True)
        call_command("update_index", verbosity=0)
        kiezer = Bouwsteenkiezer([brief.urn_id, brief.urn_id, "onzin", "0000000000"], " brief ")
        assert (kiezer.gekozen, kiezer.gevonden, kiezer.vraag) == ([brief], [ander], "brief")

    def test_nothing_asked_nothing_found(self, django_assert_num_queries) -> None:
        with django_assert_num_queries(0):
            kiezer = Bouwsteenkiezer([], "  ")
        assert (kiezer.gekozen, kiezer.gevonden) == ([], [])

    def test_a_form_that_comes_back_keeps_them(self) -> None:
        steen = BouwsteenFactory()
        assert form(typed=f"bouwstenen={steen.urn_id}&zoek=iets").kiezer.gekozen == [steen]
        assert form(initial={"bouwstenen": [steen.urn_id]}).kiezer.gekozen == [steen]

"""Taking over suggested themas: the redactie only, after a question, and back again."""

from collections.abc import Callable

import pytest
from django.test import Client

from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from tests.factories import BouwsteenFactory, ThemaFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/onderzoek/themavoorstellen/"


@pytest.fixture
def steen() -> Bouwsteen:
    """One without a thema, that speaks of letters as those about taal do."""
    taal, moed = ThemaFactory(naam="Taal", slug="taal"), ThemaFactory(naam="Moed", slug="moed")
    for number in range(5):
        BouwsteenFactory(titel=f"Schrijf brieven in gewone woorden {number}", themas=[taal])
        BouwsteenFactory(titel=f"Spreek je baas tegen {number}", themas=[moed])
    return BouwsteenFactory(titel="Gewone woorden in brieven werken", tekst="Dat merkten we.")


@pytest.fixture
def redacteur(client: Client) -> User:
    user = UserFactory(rol="redacteur")
    client.force_login(user)
    return user


def names(steen: Bouwsteen) -> list[str]:
    return sorted(steen.themas.values_list("naam", flat=True))


def test_researchers_see_why_and_cannot_take_it_over(
    html: Callable[..., str], client: Client, steen: Bouwsteen
) -> None:
    page = html(ADDRESS)
    assert "1 bouwsteen heeft nog geen thema." in page
    assert "Taal" in page
    assert "brieven" in page
    assert 'name="voorstel"' not in page
    values = {"voorstel": [f"{steen.urn_id}:taal"], "bevestig": "ja"}
    assert client.post(f"{ADDRESS}aannemen/", values).status_code == 403
    assert client.post(f"{ADDRESS}terugnemen/").status_code == 403
    assert names(steen) == []


def test_the_redactie_is_asked_first_and_can_take_it_back(client: Client, steen: Bouwsteen, redacteur: User) -> None:
    value = f"{steen.urn_id}:taal"
    assert f'value="{value}"' in client.get(ADDRESS).content.decode()
    asked = client.post(f"{ADDRESS}aannemen/", {"voorstel": [value], "terug": f"{ADDRESS}?hoeveel=2"})
    assert "Geef deze thema’s" in asked.content.decode()
    assert names(steen) == []
    done = client.post(
        f"{ADDRESS}aannemen/", {"voorstel": [value], "bevestig": "ja", "terug": f"{ADDRESS}?hoeveel=2"}, follow=True
    )
    assert done.redirect_chain[-1][0] == f"{ADDRESS}?hoeveel=2"
    assert names(steen) == ["Taal"]
    assert "Draai dat terug" in done.content.decode()
    client.post(f"{ADDRESS}terugnemen/")
    assert names(steen) == []
    again = client.post(f"{ADDRESS}terugnemen/", follow=True)
    assert "niets meer om terug te draaien" in again.content.decode()


def test_taking_back_leaves_what_was_there_before(client: Client, steen: Bouwsteen, redacteur: User) -> None:
    steen.themas.add(ThemaFactory(naam="Eerder", slug="eerder"))
    other = BouwsteenFactory(titel="Had het al")
    other.themas.set(steen.themas.model.objects.filter(slug="taal"))
    values = [f"{steen.urn_id}:taal", f"{other.urn_id}:taal"]
    client.post(f"{ADDRESS}aannemen/", {"voorstel": values, "bevestig": "ja"})
    client.post(f"{ADDRESS}terugnemen/")
    assert names(steen) == ["Eerder"]
    assert names(other) == ["Taal"]


@pytest.mark.parametrize("values", [[], ["onzin"], ["0000000000:taal"], ["x:y:z"]])
def test_nothing_ticked_or_nonsense_changes_nothing(
    client: Client, steen: Bouwsteen, redacteur: User, values: list[str]
) -> None:
    answer = client.post(f"{ADDRESS}aannemen/", {"voorstel": values, "bevestig": "ja"}, follow=True)
    assert "Vink eerst een of meer voorstellen aan." in answer.content.decode()
    assert names(steen) == []


def test_one_is_sent_back_to_our_own_page_only(client: Client, steen: Bouwsteen, redacteur: User) -> None:
    values = {"voorstel": [f"{steen.urn_id}:taal"], "bevestig": "ja", "terug": "https://elders.example/"}
    assert client.post(f"{ADDRESS}aannemen/", values)["Location"] == ADDRESS

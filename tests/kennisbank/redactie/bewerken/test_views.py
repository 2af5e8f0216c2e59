"""Writing on the site: no keystroke is lost, whatever somebody else did in the meantime."""

import pytest
from django.test import Client

from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import newest_versie, update_hoofdstuk
from kennisbank.redactie.bewerken.services import mark_present
from tests.factories import UserFactory
from tests.pages import SiteTree

pytestmark = pytest.mark.django_db

ZINNEN = "Eerste zin blijft. Tweede zin blijft. Derde zin blijft."


@pytest.fixture
def hoofdstuk(site_tree: SiteTree) -> Hoofdstuk:
    page = Hoofdstuk.objects.get(pk=site_tree.hoofdstukken[0].pk)
    _publish(page, ZINNEN, site_tree.user)
    return Hoofdstuk.objects.get(pk=page.pk)


def _publish(page: Hoofdstuk, tekst: str, user: User) -> None:
    secties = newest_versie(page).inhoud["secties"]
    secties[0]["tekst"] = tekst
    update_hoofdstuk(page, secties=secties, user=user, publish=True, toelichting="Anders")


def _address(page: Hoofdstuk) -> str:
    return f"{page.url}bewerken/?sectie={newest_versie(page).inhoud['secties'][0]['id']}"


def _typed(tekst: str, basis: int = 2, **extra: str) -> dict[str, object]:
    return {
        "kop": "Loyaal is niet stil",
        "tekst": tekst,
        "toelichting": "Scherper gezegd",
        "wijzigingssoort": "redactioneel",
        "basis": basis,
        **extra,
    }


def _text(page: Hoofdstuk) -> str:
    return str(newest_versie(page).inhoud["secties"][0]["tekst"])


def test_only_who_may_publish_comes_in(client: Client, hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    assert client.get(_address(hoofdstuk)).status_code == 302
    client.force_login(UserFactory(rol="deelnemer"))
    assert client.get(_address(hoofdstuk)).status_code == 403
    assert client.post(_address(hoofdstuk), _typed("Anders.")).status_code == 403
    assert "bewerken/?sectie=" not in client.get(hoofdstuk.url).content.decode()
    client.force_login(redacteur)
    assert "bewerken/?sectie=" in client.get(hoofdstuk.url).content.decode()
    assert client.get(_address(hoofdstuk)).status_code == 200
    assert _text(hoofdstuk) == ZINNEN


def test_publishing_leads_to_the_section(client: Client, hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    client.force_login(redacteur)
    response = client.post(_address(hoofdstuk), _typed(ZINNEN.replace("Eerste", "Voorste")))
    assert response.status_code == 302
    assert response["Location"].endswith("#sectie-loyaal-is-niet-stil")
    versie = newest_versie(hoofdstuk)
    assert (versie.toelichting, versie.wijzigingssoort, versie.gemaakt_door) == (
        "Scherper gezegd",
        "redactioneel",
        redacteur,
    )


def test_an_older_base_is_merged_and_told(client: Client, hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    _publish(hoofdstuk, ZINNEN.replace("Derde", "Laatste"), redacteur)
    client.force_login(redacteur)
    response = client.post(_address(hoofdstuk), _typed(ZINNEN.replace("Eerste", "Voorste")), follow=True)
    assert "Wat anderen intussen veranderden, staat er ook in." in response.content.decode()
    assert _text(hoofdstuk) == "Voorste zin blijft. Tweede zin blijft. Laatste zin blijft."


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"keuze_1": "huidig"}, "Eerste zin blijft. Wat zij zei. Derde zin blijft."),
        ({"keuze_1": "voorgesteld"}, "Eerste zin blijft. Wat ik zei. Derde zin blijft."),
        ({"keuze_1": "beide"}, "Eerste zin blijft. Wat zij zei. Wat ik zei. Derde zin blijft."),
        ({"keuze_1": "eigen", "eigen_1": "Wat wij zeggen."}, "Eerste zin blijft. Wat wij zeggen. Derde zin blijft."),
    ],
)
def test_a_conflict_is_solved_on_its_screen(
    client: Client, hoofdstuk: Hoofdstuk, redacteur: User, answer: dict[str, str], expected: str
) -> None:
    _publish(hoofdstuk, ZINNEN.replace("Tweede zin blijft", "Wat zij zei"), redacteur)
    client.force_login(redacteur)
    mine = _typed(ZINNEN.replace("Tweede zin blijft", "Wat ik zei"))
    screen = client.post(_address(hoofdstuk), mine)
    assert screen.status_code == 409
    html = screen.content.decode()
    assert "Wat ik zei." in html
    assert "Wat zij zei." in html
    mark = screen.context["conflictformulier"]["conflict_1"].value()
    if answer == {"keuze_1": "huidig"}:  # then there is nothing left to publish, and that is said
        refused = client.post(_address(hoofdstuk), {**mine, "conflict_1": mark, **answer})
        assert refused.status_code == 422
    else:
        assert client.post(_address(hoofdstuk), {**mine, "conflict_1": mark, **answer}).status_code == 302
    assert _text(hoofdstuk) == expected


def test_a_conflict_without_an_answer_is_asked_again_and_keeps_everything(
    client: Client, hoofdstuk: Hoofdstuk, redacteur: User
) -> None:
    _publish(hoofdstuk, ZINNEN.replace("Tweede zin blijft", "Wat zij zei"), redacteur)
    client.force_login(redacteur)
    mine = _typed(ZINNEN.replace("Tweede zin blijft", "Wat ik zei"), conflict_1="", eigen_1="Mijn eigen woorden")
    screen = client.post(_address(hoofdstuk), mine)
    assert screen.status_code == 409
    assert "Mijn eigen woorden" in screen.content.decode()
    assert "Scherper gezegd" in screen.content.decode()


@pytest.mark.parametrize("wrong", [{"kop": ""}, {"tekst": " "}, {"toelichting": ""}, {"basis": 99}])
def test_a_mistake_keeps_what_was_typed(
    client: Client, hoofdstuk: Hoofdstuk, redacteur: User, wrong: dict[str, object]
) -> None:
    client.force_login(redacteur)
    response = client.post(_address(hoofdstuk), _typed("Mijn lange verhaal.") | wrong)
    assert response.status_code == 422
    if "tekst" not in wrong:
        assert "Mijn lange verhaal." in response.content.decode()


def test_preview_shows_text_and_difference_and_publishes_nothing(
    client: Client, hoofdstuk: Hoofdstuk, redacteur: User
) -> None:
    client.force_login(redacteur)
    response = client.post(_address(hoofdstuk), _typed("Een **vette** zin.", voorbeeld="ja"))
    assert response.status_code == 200
    assert "<strong>vette</strong>" in response.content.decode()
    assert _text(hoofdstuk) == ZINNEN


def test_everyone_sees_who_else_writes(client: Client, hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    mark_present(hoofdstuk, user=UserFactory(rol="redacteur", weergavenaam="Anna Proef"))
    client.force_login(redacteur)
    sentence = "Anna Proef schrijft nu ook in dit hoofdstuk."
    assert sentence in client.get(_address(hoofdstuk)).content.decode()
    assert sentence in client.get(hoofdstuk.url).content.decode()
    assert client.post(f"{hoofdstuk.url}aanwezig/").json() == {"tekst": sentence}
    client.logout()
    assert "Anna Proef" not in client.get(hoofdstuk.url).content.decode()


def test_leaving_is_told(client: Client, hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    client.force_login(redacteur)
    client.get(_address(hoofdstuk))
    client.post(f"{hoofdstuk.url}aanwezig/", {"weg": "ja"})
    client.force_login(UserFactory(rol="redacteur"))
    assert client.post(f"{hoofdstuk.url}aanwezig/").json() == {"tekst": ""}

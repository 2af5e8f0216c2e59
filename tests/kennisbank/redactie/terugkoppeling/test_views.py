"""The page for everybody, and the one behind a participant's link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bouwstenen.deelnemers.links import make_token
from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.models import Bouwsteen, BouwsteenStatus, Gesprek
from kennisbank.accounts.models import User
from kennisbank.redactie.terugkoppeling.models import Herkenning
from kennisbank.redactie.terugkoppeling.services import handle_herkenning, save_herkenning
from tests.edities import mend_links, publish
from tests.factories import UserFactory
from tests.kennisbank.redactie.terugkoppeling.making import (
    all_kinds,
    decline,
    make_deelnemer,
    make_gesprek,
    make_steen,
    put_in_text,
)
from tests.pages import SiteTree


def _url(gesprek: Gesprek) -> str:
    return reverse("terugkoppeling:gesprek", args=[gesprek.urn_id])


def _own_url(deelnemer: Deelnemer) -> str:
    return reverse("terugkoppeling:terugkoppeling", args=[make_token(deelnemer, "terugkoppeling")])


@pytest.fixture
def kinds(site_tree: SiteTree) -> tuple[Gesprek, dict[str, Bouwsteen]]:
    return all_kinds(site_tree)


def test_page_tells_what_every_bouwsteen_became(client: Client, kinds: tuple[Gesprek, dict[str, Bouwsteen]]) -> None:
    gesprek, stenen = kinds
    page = client.get(_url(gesprek)).content.decode()
    assert "Uit dit gesprek komen 5 bouwstenen: 1 staat in de tekst, 1 staat als kanttekening naast de tekst" in page
    assert "1 is niet overgenomen, 1 is op later gezet en 1 wacht nog op een besluit." in page
    assert "Dit staat al in een ander document." in page
    assert "Eerst horen of anderen dit herkennen." in page
    assert "Nog niet in een editie" in page
    assert "Er is nog geen editie van het document verschenen" in page
    for steen in stenen.values():
        assert f'id="bouwsteen-{steen.urn_id}"' in page
        assert f'href="#bouwsteen-{steen.urn_id}"' in page


def test_page_names_the_newest_edition(
    client: Client, site_tree: SiteTree, kinds: tuple[Gesprek, dict[str, Bouwsteen]]
) -> None:
    mend_links(site_tree)
    editie = publish(site_tree)
    page = client.get(_url(kinds[0])).content.decode()
    assert f'Bijgewerkt tot en met <a class="nl-link" href="{editie.get_absolute_url()}">editie 1</a>' in page
    assert "Nog niet in een editie" not in page


@pytest.mark.parametrize("fields", [{"opgeleverd_op": None}, {"zichtbaar": False}])
def test_nothing_before_delivery_or_of_a_hidden_gesprek(client: Client, db: None, fields: dict[str, None]) -> None:
    gesprek = make_gesprek(**fields)
    make_steen(gesprek)
    assert client.get(_url(gesprek)).status_code == 404
    client.force_login(UserFactory(rol="redacteur"))
    assert client.get(_url(gesprek)).status_code == 404


def test_words_that_the_redactie_did_not_read_are_for_participants_only(client: Client, db: None) -> None:
    gesprek = make_gesprek()
    steen = make_steen(gesprek, status=BouwsteenStatus.INGEDIEND, titel="Nog ongelezen", tekst="Van iemand.")
    quote = make_steen(
        gesprek, status=BouwsteenStatus.INGETROKKEN, citaat_ingetrokken_op=timezone.now(), titel="Teruggenomen"
    )
    public = client.get(_url(gesprek)).content.decode()
    own = client.get(_own_url(make_deelnemer(gesprek))).content.decode()
    assert steen.titel not in public
    assert steen.tekst not in public
    assert f'id="bouwsteen-{steen.urn_id}"' in public
    assert steen.titel in own
    assert quote.titel not in public + own
    assert quote.urn_id not in public + own


def test_queries_stay_the_same_for_a_hundred_bouwstenen(
    client: Client, site_tree: SiteTree, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    gesprek = make_gesprek()
    put_in_text(site_tree.hoofdstukken[0], make_steen(gesprek), user=site_tree.user)
    Bouwsteen.objects.bulk_create(
        Bouwsteen(titel=f"Steen {n}", tekst="Met [[Tegenspraak geven]].", soort="inzicht", herkomst="gesprek",
                  gesprek=gesprek, status="gepubliceerd")
        for n in range(100)
    )  # fmt: skip
    client.get(_url(gesprek))
    with django_assert_max_num_queries(25):
        assert client.get(_url(gesprek)).status_code == 200
    deelnemer = make_deelnemer(gesprek)
    client.get(_own_url(deelnemer))
    with django_assert_max_num_queries(25):
        assert client.get(_own_url(deelnemer)).status_code == 200


def test_gesprek_and_bouwsteen_lead_to_it(client: Client, kinds: tuple[Gesprek, dict[str, Bouwsteen]]) -> None:
    gesprek, stenen = kinds
    assert f'href="{_url(gesprek)}"' in client.get(gesprek.get_absolute_url()).content.decode()
    steen = stenen["later"]
    assert f"{_url(gesprek)}#bouwsteen-{steen.urn_id}" in client.get(steen.get_absolute_url()).content.decode()
    planned = make_gesprek(opgeleverd_op=None)
    assert "terugkoppeling/" not in client.get(planned.get_absolute_url()).content.decode()


# The own page


def _answer(client: Client, deelnemer: Deelnemer, over: str, **fields: str) -> int:
    data = {"over": over} | {f"{over}-{name}": value for name, value in fields.items()}
    return client.post(_own_url(deelnemer), data).status_code


def test_participant_answers_and_sees_their_answer_again(
    client: Client, kinds: tuple[Gesprek, dict[str, Bouwsteen]], redacteur: User
) -> None:
    gesprek, stenen = kinds
    deelnemer, steen = make_deelnemer(gesprek), stenen["niet_overgenomen"]
    address = _own_url(deelnemer)
    response = client.post(
        address,
        {"over": steen.urn_id, f"{steen.urn_id}-antwoord": "deels", f"{steen.urn_id}-opmerking": "Bijna."},
    )
    assert response["Location"] == f"{address}#bouwsteen-{steen.urn_id}"
    row = Herkenning.objects.get()
    assert (row.bouwsteen, row.antwoord, row.opmerking) == (steen, "deels", "Bijna.")
    assert "Je antwoord: Deels" in client.get(_own_url(deelnemer)).content.decode()
    handle_herkenning(row, reactie="Dank voor je aanvulling.", user=redacteur)
    assert "Dank voor je aanvulling." in client.get(_own_url(deelnemer)).content.decode()
    other = make_deelnemer(gesprek, "Bram de Wit")
    assert "Dank voor je aanvulling." not in client.get(_own_url(other)).content.decode()
    assert "Dank voor je aanvulling." not in client.get(_url(gesprek)).content.decode()


def test_an_answer_about_the_whole(client: Client, kinds: tuple[Gesprek, dict[str, Bouwsteen]]) -> None:
    deelnemer = make_deelnemer(kinds[0])
    assert _answer(client, deelnemer, "geheel", antwoord="ja") == 302
    assert Herkenning.objects.get().bouwsteen is None


def test_no_choice_is_an_error_and_keeps_what_was_typed(
    client: Client, kinds: tuple[Gesprek, dict[str, Bouwsteen]]
) -> None:
    response = client.post(_own_url(make_deelnemer(kinds[0])), {"over": "geheel", "geheel-opmerking": "Mijn opmerking"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Kies of je dit herkent: ja, deels of nee." in page
    assert "Mijn opmerking" in page


def test_personal_data_are_asked_about_first(client: Client, kinds: tuple[Gesprek, dict[str, Bouwsteen]]) -> None:
    gesprek = kinds[0]
    deelnemer = make_deelnemer(gesprek)
    make_deelnemer(gesprek, "Bram de Wit")
    typed = {"antwoord": "nee", "opmerking": "Dat zei Bram, bel 06-12345678."}
    data = {"over": "geheel"} | {f"geheel-{name}": value for name, value in typed.items()}
    response = client.post(_own_url(deelnemer), data)
    assert response.status_code == 422
    page = response.content.decode()
    assert "een telefoonnummer" in page
    assert "de naam van een deelnemer" in page
    assert "Dit mag zo naar de redactie" in page
    assert not Herkenning.objects.exists()
    assert _answer(client, deelnemer, "geheel", **typed, toch="on") == 302
    assert Herkenning.objects.get().opmerking == typed["opmerking"]


def test_nobody_answers_about_what_is_not_theirs(client: Client, kinds: tuple[Gesprek, dict[str, Bouwsteen]]) -> None:
    deelnemer = make_deelnemer(kinds[0])
    elsewhere = make_steen(make_gesprek())
    for over in (elsewhere.urn_id, kinds[1]["open"].urn_id, "", "x"):
        assert client.post(_own_url(deelnemer), {"over": over}).status_code == 404


def test_link_that_is_wrong_or_of_somebody_deleted_is_gone(
    client: Client, kinds: tuple[Gesprek, dict[str, Bouwsteen]]
) -> None:
    deelnemer = make_deelnemer(kinds[0])
    address = _own_url(deelnemer)
    response = client.get(address)
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert client.get(address.replace("/d/terugkoppeling/", "/d/terugkoppeling/x")).status_code == 410
    other = reverse("terugkoppeling:terugkoppeling", args=[make_token(deelnemer, "gegevens")])
    assert client.get(other).status_code == 410
    deelnemer.delete()
    assert client.get(address).status_code == 410


def test_own_page_of_an_undelivered_gesprek_is_not_there(client: Client, db: None) -> None:
    assert client.get(_own_url(make_deelnemer(make_gesprek(opgeleverd_op=None)))).status_code == 404


# The redactie


LIJST = "/beheer/terugkoppeling/"


def test_redactie_answers_in_the_queue(
    client: Client, kinds: tuple[Gesprek, dict[str, Bouwsteen]], redacteur: User
) -> None:
    gesprek, stenen = kinds
    row = save_herkenning(make_deelnemer(gesprek), bouwsteen=stenen["later"], antwoord="nee", opmerking="<b>Nee</b>")
    client.force_login(redacteur)
    page = client.get(LIJST).content.decode()
    assert "&lt;b&gt;Nee&lt;/b&gt;" in page
    assert "Noor" not in page
    assert "antwoord van een deelnemer" in client.get("/beheer/").content.decode()
    empty = client.post(LIJST, {"herkenning": row.pk, f"h{row.pk}-reactie": ""})
    assert empty.status_code == 422
    assert "Schrijf een antwoord." in empty.content.decode()
    assert client.post(LIJST, {"herkenning": row.pk, f"h{row.pk}-reactie": "Dank."}).status_code == 302
    assert "Er wacht niets" in client.get(LIJST).content.decode()
    assert "Dank." in client.get(f"{LIJST}?beeld=afgehandeld").content.decode()
    assert client.post(LIJST, {"herkenning": "x"}).status_code == 404


@pytest.mark.parametrize("rol", ["deelnemer", "gespreksleider", "onderzoeker", "redacteur", "beheerder"])
def test_only_the_redactie_opens_the_screens(client: Client, db: None, rol: str) -> None:
    client.force_login(UserFactory(rol=rol))
    allowed = rol in {"redacteur", "beheerder"}
    for path in (LIJST, f"{LIJST}wachttijd/", f"{LIJST}antwoordtijd.csv"):
        assert (client.get(path).status_code == 200) == allowed, path


def test_waiting_times_by_quarter_and_what_waits(client: Client, redacteur: User) -> None:
    now = timezone.now()
    gesprek = make_gesprek(titel="=HYPERLINK(1)")
    for days in (10, 20, 60):
        decline(make_steen(gesprek, aangemaakt_op=now - timedelta(days=days)), redacteur)
    make_steen(gesprek, aangemaakt_op=now - timedelta(days=40))
    client.force_login(redacteur)
    response = client.get(f"{LIJST}wachttijd/")
    assert (response.context["kwartalen"][0].mediaan, response.context["kwartalen"][0].langst) == (20, 60)
    assert (response.context["nu"].aantal, response.context["nu"].langst) == (1, 40)
    (waiting,) = response.context["gesprekken"]
    assert (waiting.gesprek, waiting.open, waiting.totaal, waiting.dagen) == (gesprek, 1, 4, 40)
    csv = client.get(f"{LIJST}wachtend.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1);" in csv
    assert "Mediaan in dagen" in client.get(f"{LIJST}antwoordtijd.csv").content.decode("utf-8-sig")
    assert client.get(f"{LIJST}iets.csv").status_code == 404


def test_exports_hold_counts_and_nobodys_words(
    client: Client, kinds: tuple[Gesprek, dict[str, Bouwsteen]], redacteur: User
) -> None:
    save_herkenning(make_deelnemer(kinds[0]), bouwsteen=None, antwoord="nee", opmerking="Mijn eigen woorden")
    client.force_login(redacteur)
    csv = client.get(f"{LIJST}herkenning.csv").content.decode("utf-8-sig")
    assert f"{kinds[0].titel};{kinds[0].urn};0;0;1;1;1" in csv
    assert "woorden" not in csv
    assert "Noor" not in csv

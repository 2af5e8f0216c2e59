"""Deciding on a voorstel: what the editor saw is what readers get."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kennisbank.accounts.models import User
from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import latest_draft, newest_versie, update_hoofdstuk
from kennisbank.redactie.voorstellen.models import Voorstel
from kennisbank.redactie.voorstellen.planning import Inbreng, plan_voorstel
from kennisbank.redactie.voorstellen.services import (
    accept_voorstel,
    decline_voorstel,
    request_changes,
    revise_voorstel,
)
from tests.beslissingen import (
    BEL,
    BELLEN,
    LUISTER,
    MELD,
    SCHRIJVEN,
    TEKST,
    WACHT,
    filled_in,
    make_hoofdstuk,
    propose,
    publish,
    read,
    screen_of,
)
from tests.factories import BouwsteenFactory, UserFactory
from tests.pages import SiteTree, sectie

BETER = BEL.replace("belt eerst", "belt altijd eerst")
MELDER = MELD.replace("meld", "zeg")


@pytest.fixture
def hoofdstuk(site_tree: SiteTree) -> Hoofdstuk:
    """A hoofdstuk with a section of four sentences."""
    return make_hoofdstuk(site_tree)


@pytest.fixture
def editor(client: Client, redacteur: User) -> Client:
    """A browser in which the redacteur is logged in."""
    client.force_login(redacteur)
    return client


def said(response: HttpResponse) -> str:
    """The messages that the next page will show."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def status_of(voorstel: Voorstel) -> str:
    """Where it stands now."""
    voorstel.refresh_from_db()
    return voorstel.status


# Looking


def test_the_screen_shows_what_would_change_why_and_who(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    steen = BouwsteenFactory(titel="Wie belt, hoort meer")
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT, bouwstenen=[steen])
    voorstel.steun.create(user=UserFactory(weergavenaam="Sanne Steunt"))
    page = editor.get(screen_of(voorstel)).content.decode()
    assert "Toegevoegd: </span> altijd" in page
    assert "Zo doen wij het al jaren." in page
    assert "Wie belt, hoort meer" in page
    assert "Sanne Steunt" in page
    assert voorstel.indiener.naam in page
    assert voorstel.get_absolute_url() in page
    assert "Los het conflict op" not in page


def test_looking_changes_nothing(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    page = editor.get(screen_of(voorstel))
    assert editor.post(screen_of(voorstel), filled_in(page, "", voorbeeld="1")).status_code == 200
    assert read(hoofdstuk) == TEKST
    assert status_of(voorstel) == "open"


# Taking over


def test_taking_over_publishes_exactly_what_was_on_the_screen(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    page = editor.get(screen_of(voorstel))
    seen = page.context["screen"].resultaat
    response = editor.post(screen_of(voorstel), filled_in(page, wijzigingssoort="redactioneel"))
    assert response.status_code == 302
    versie = newest_versie(hoofdstuk)
    assert (versie.inhoud, versie.toelichting, versie.wijzigingssoort) == (seen, "Uit de praktijk", "redactioneel")
    assert inhoud_of(Hoofdstuk.objects.get(pk=hoofdstuk.pk)) == seen
    assert read(hoofdstuk) == BETER + LUISTER + MELD + WACHT
    assert status_of(voorstel) == "overgenomen"
    assert versie.get_absolute_url() in said(response)


def test_a_draft_in_hand_is_announced_kept_and_not_published(
    editor: Client, hoofdstuk: Hoofdstuk, redacteur: User
) -> None:
    collega = UserFactory(rol="redacteur", weergavenaam="Carla Collega")
    secties = [sectie(101, "Bellen", TEKST), sectie(102, "Schrijven", "Nog een geheim concept.")]
    update_hoofdstuk(hoofdstuk, secties=secties, user=collega, publish=False, toelichting="")
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    page = editor.get(screen_of(voorstel))
    assert "Er ligt een concept van Carla Collega; dat wordt bijgewerkt, niet gepubliceerd." in page.content.decode()
    assert editor.post(screen_of(voorstel), filled_in(page)).status_code == 302
    assert read(hoofdstuk) == BETER + LUISTER + MELD + WACHT
    assert read(hoofdstuk, SCHRIJVEN) == "Schrijf kort en helder."
    draft = inhoud_of(latest_draft(Hoofdstuk.objects.get(pk=hoofdstuk.pk)))["secties"]
    assert [each["tekst"] for each in draft] == [BETER + LUISTER + MELD + WACHT, "Nog een geheim concept."]


def test_a_voorstel_that_was_revised_in_between_is_not_published(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    data = filled_in(editor.get(screen_of(voorstel)), reden="Half getypt")
    revise_voorstel(
        voorstel, basis=1, inbreng=Inbreng("Bellen", "Bel nooit."), motivatie="Toch anders.", user=voorstel.indiener
    )
    response = editor.post(screen_of(voorstel), data)
    assert response.status_code == 409
    assert read(hoofdstuk) == TEKST
    assert newest_versie(hoofdstuk).nummer == 1
    page = response.content.decode()
    assert "Er is niets gepubliceerd" in page.replace("\n", " ")
    assert "Bel nooit." in page
    assert "Uit de praktijk" in page
    assert "Half getypt" in page
    again = editor.post(screen_of(voorstel), filled_in(response))
    assert again.status_code == 302
    assert read(hoofdstuk) == "Bel nooit."


def test_a_text_that_changed_in_between_is_shown_first(editor: Client, hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    data = filled_in(editor.get(screen_of(voorstel)))
    publish(hoofdstuk, BEL + LUISTER + MELDER + WACHT, redacteur)
    response = editor.post(screen_of(voorstel), data)
    assert response.status_code == 409
    assert newest_versie(hoofdstuk).nummer == 2
    assert editor.post(screen_of(voorstel), filled_in(response)).status_code == 302
    assert read(hoofdstuk) == BETER + LUISTER + MELDER + WACHT


def test_what_was_not_on_the_screen_is_not_published(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    data = filled_in(editor.get(screen_of(voorstel)), resultaat="0" * 64)
    response = editor.post(screen_of(voorstel), data)
    assert response.status_code == 422
    assert "Er is nog niets gepubliceerd" in response.content.decode()
    assert read(hoofdstuk) == TEKST


def test_a_note_is_asked_for_at_the_field_and_the_rest_stays(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    data = filled_in(editor.get(screen_of(voorstel)), toelichting=" ", wijzigingssoort="", reden="Een begin")
    response = editor.post(screen_of(voorstel), data)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Vertel lezers in een zin wat er verandert en waarom." in page
    assert "Kies of dit een redactionele of een inhoudelijke wijziging is." in page
    assert "Een begin" in page
    assert read(hoofdstuk) == TEKST


def test_a_voorstel_that_changes_nothing_any_more_cannot_be_taken_over(
    editor: Client, hoofdstuk: Hoofdstuk, redacteur: User
) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    publish(hoofdstuk, BETER + LUISTER + MELD + WACHT, redacteur)
    page = editor.get(screen_of(voorstel))
    assert "De tekst blijft zoals die nu is." in page.content.decode()
    response = editor.post(screen_of(voorstel), filled_in(page))
    assert response.status_code == 422
    assert "Wijs het voorstel af" in response.content.decode()


def test_a_locked_hoofdstuk_says_so_before_anything_is_typed(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    Hoofdstuk.objects.filter(pk=hoofdstuk.pk).update(locked=True, locked_by=UserFactory(rol="redacteur"))
    page = editor.get(screen_of(voorstel))
    assert "op slot gezet" in page.content.decode()
    response = editor.post(screen_of(voorstel), filled_in(page))
    assert (response.status_code, read(hoofdstuk)) == (422, TEKST)
    assert "Uit de praktijk" in response.content.decode()


def test_a_hoofdstuk_that_was_taken_off_the_site_does_not_come_back_by_accepting(
    editor: Client, hoofdstuk: Hoofdstuk, redacteur: User
) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    Hoofdstuk.objects.get(pk=hoofdstuk.pk).unpublish(user=redacteur)
    page = editor.get(screen_of(voorstel))
    assert "niet meer te lezen op de site" in page.content.decode()
    assert editor.post(screen_of(voorstel), filled_in(page)).status_code == 422
    assert not Hoofdstuk.objects.get(pk=hoofdstuk.pk).live


@pytest.mark.parametrize(
    ("soort", "after"),
    [("verwijdering", [SCHRIJVEN]), ("verplaatsing", [SCHRIJVEN, BELLEN])],
)
def test_sections_go_and_move_as_shown(editor: Client, hoofdstuk: Hoofdstuk, soort: str, after: list[str]) -> None:
    voorstel = propose(hoofdstuk, "", soort=soort, na_sectie_id=SCHRIJVEN)
    page = editor.get(screen_of(voorstel))
    assert "Sectie v" in page.content.decode()
    assert editor.post(screen_of(voorstel), filled_in(page)).status_code == 302
    assert [each["id"] for each in newest_versie(hoofdstuk).inhoud["secties"]] == after


# In part


def test_one_of_two_changes_can_be_taken_over(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELDER + WACHT)
    page = editor.get(screen_of(voorstel))
    assert len(page.context["screen"].keuzes) == 2
    planned = editor.post(screen_of(voorstel), filled_in(page, "", voorbeeld="1", onderdeel=["2"]))
    assert "Je neemt 1 van de 2 wijzigingen over." in planned.content.decode()
    assert editor.post(screen_of(voorstel), filled_in(planned)).status_code == 302
    assert read(hoofdstuk) == BEL + LUISTER + MELDER + WACHT
    assert status_of(voorstel) == "deels_overgenomen"
    assert voorstel.gebeurtenissen.last().toelichting == "Uit de praktijk"


def test_a_tick_taken_away_after_looking_is_not_published_unseen(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELDER + WACHT)
    data = filled_in(editor.get(screen_of(voorstel)), onderdeel=["1"])
    response = editor.post(screen_of(voorstel), data)
    assert (response.status_code, read(hoofdstuk)) == (422, TEKST)
    assert editor.post(screen_of(voorstel), filled_in(response)).status_code == 302
    assert read(hoofdstuk) == BETER + LUISTER + MELD + WACHT


def test_nothing_of_it_is_no_way_to_take_it_over(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELDER + WACHT)
    data = filled_in(editor.get(screen_of(voorstel)), onderdeel=[])
    response = editor.post(screen_of(voorstel), data)
    assert (response.status_code, read(hoofdstuk)) == (422, TEKST)
    assert "Kies ten minste één wijziging om over te nemen." in response.content.decode()


def test_ticks_for_a_wording_that_was_revised_count_no_more(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELDER + WACHT)
    data = filled_in(editor.get(screen_of(voorstel)), onderdeel=["1"])
    inbreng = Inbreng("Bellen", BEL + LUISTER.replace("luister", "kijk") + MELDER + WACHT)
    revise_voorstel(voorstel, basis=1, inbreng=inbreng, motivatie="Toch anders.", user=voorstel.indiener)
    response = editor.post(screen_of(voorstel), data)
    assert response.status_code == 409
    assert [keuze.gekozen for keuze in response.context["screen"].keuzes] == [True, True]


# Not taking over


def test_declining_asks_for_a_reason_and_then_whether_you_are_sure(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    page = editor.get(screen_of(voorstel))
    without = editor.post(screen_of(voorstel), filled_in(page, "afwijzen"))
    assert without.status_code == 422
    assert "Geef een reden." in without.content.decode()
    asked = editor.post(screen_of(voorstel), filled_in(page, "afwijzen", reden="Dit staat er al."))
    assert (asked.status_code, status_of(voorstel)) == (200, "open")
    assert "Weet je zeker dat je dit voorstel afwijst?" in asked.content.decode()
    done = editor.post(screen_of(voorstel), filled_in(asked, "zeker_afwijzen"))
    assert (done.status_code, status_of(voorstel)) == (302, "afgewezen")
    assert voorstel.gebeurtenissen.last().toelichting == "Dit staat er al."
    assert read(hoofdstuk) == TEKST


def test_asking_for_a_change_tells_the_proposer_what(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    page = editor.get(screen_of(voorstel))
    assert editor.post(screen_of(voorstel), filled_in(page, "aanpassen")).status_code == 422
    assert editor.post(screen_of(voorstel), filled_in(page, "aanpassen", reden="Korter graag.")).status_code == 302
    assert status_of(voorstel) == "aanpassen"
    assert "Korter graag." in editor.get(screen_of(voorstel)).content.decode()


def test_after_a_decision_the_next_one_is_offered(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    first = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    second = propose(hoofdstuk, "Schrijf kort.", sectie_id=SCHRIJVEN, kop="Schrijven")
    url = f"{screen_of(first)}?volgorde=nieuw&onzin=1"
    response = editor.post(url, filled_in(editor.get(url), "aanpassen", reden="Korter graag."))
    assert response.url == f"{reverse('voorstellen_beheer:lijst')}?volgorde=nieuw"
    assert f"{screen_of(second)}?volgorde=nieuw" in said(response)


def test_what_is_decided_shows_its_outcome_and_takes_no_decision(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    page = editor.get(screen_of(voorstel))
    data = filled_in(page)
    editor.post(screen_of(voorstel), data)
    assert "Over dit voorstel is al beslist: overgenomen" in editor.get(screen_of(voorstel)).content.decode()
    assert editor.post(screen_of(voorstel), data).status_code == 422
    assert newest_versie(hoofdstuk).nummer == 2


# Who may


ACTIES = ["overnemen", "aanpassen", "afwijzen", "zeker_afwijzen"]


@pytest.mark.parametrize("actie", ACTIES)
def test_nobody_decides_on_their_own_voorstel(
    client: Client, editor: Client, hoofdstuk: Hoofdstuk, redacteur: User, actie: str
) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT, user=redacteur)
    page = editor.get(screen_of(voorstel))
    assert "Dit is je eigen voorstel." in page.content.decode()
    assert "Neem over en publiceer" not in page.content.decode()
    response = editor.post(screen_of(voorstel), filled_in(page, actie, reden="Omdat ik het zeg."))
    assert response.status_code == 403
    assert (read(hoofdstuk), status_of(voorstel)) == (TEKST, "open")


@pytest.mark.parametrize("eigen", [True, False])
def test_past_the_screen_the_service_refuses_as_well(hoofdstuk: Hoofdstuk, redacteur: User, eigen: bool) -> None:
    deelnemer = UserFactory(rol="deelnemer")
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT, user=redacteur if eigen else deelnemer)
    user = redacteur if eigen else UserFactory(rol="deelnemer")
    plan = plan_voorstel(voorstel)
    with pytest.raises(PermissionDenied):
        accept_voorstel(
            voorstel, nummer=1, huidig=1, resultaat=plan.fingerprint(), toelichting="Omdat ik het zeg.", user=user
        )
    with pytest.raises(PermissionDenied):
        decline_voorstel(voorstel, toelichting="Omdat ik het zeg.", user=user)
    with pytest.raises(PermissionDenied):
        request_changes(voorstel, toelichting="Omdat ik het zeg.", user=user)
    assert (read(hoofdstuk), status_of(voorstel)) == (TEKST, "open")


@pytest.mark.parametrize("actie", ACTIES)
@pytest.mark.parametrize("rol", ["deelnemer", "onderzoeker", "gespreksleider", "indiener", "niemand"])
def test_who_is_not_of_the_redactie_has_no_screen_and_decides_nothing(
    client: Client, hoofdstuk: Hoofdstuk, redacteur: User, rol: str, actie: str
) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    client.force_login(redacteur)
    data = filled_in(client.get(screen_of(voorstel)), actie, reden="Omdat ik het zeg.")
    client.logout()
    if rol != "niemand":
        client.force_login(voorstel.indiener if rol == "indiener" else UserFactory(rol=rol))
    for response in (client.get(screen_of(voorstel)), client.post(screen_of(voorstel), data)):
        assert response.status_code in {302, 403}
    assert client.get(reverse("voorstellen_beheer:lijst")).status_code in {302, 403}
    assert (read(hoofdstuk), status_of(voorstel)) == (TEKST, "open")


def test_who_is_not_logged_in_goes_to_the_login_page_and_back(client: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = propose(hoofdstuk, BETER + LUISTER + MELD + WACHT)
    response = client.get(screen_of(voorstel))
    assert response.status_code == 302
    assert response.url.endswith(f"?next={screen_of(voorstel)}")


def test_an_unknown_voorstel_is_not_there(editor: Client, site_tree: SiteTree) -> None:
    assert editor.get(reverse("voorstellen_beheer:beslissen", args=["bestaatniet"])).status_code == 404

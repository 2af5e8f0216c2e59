"""Preparing an edition on the screens of the admin."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kennisbank.accounts.models import User
from kennisbank.document.models import Editie, EditieConcept
from kennisbank.document.services import create_hoofdstuk
from kennisbank.redactie.edities.services import chosen_versies, create_concept, plan_editie
from tests.edities import change, publish, write
from tests.factories import BouwsteenFactory, UserFactory
from tests.pages import SiteTree, inhoud, sectie


@pytest.fixture
def editor(client: Client, redacteur: User) -> Client:
    """A browser in which the redacteur is logged in."""
    client.force_login(redacteur)
    return client


@pytest.fixture
def concept(site: SiteTree) -> EditieConcept:
    """An edition in preparation, ready to come out."""
    return create_concept(site.document, user=site.user)


def address(name: str, concept: EditieConcept) -> str:
    return reverse(f"editiebeheer:{name}", args=[concept.pk])


def filled_in(response: HttpResponse, **changes: Any) -> dict[str, Any]:
    """What the form on the page would send."""
    form = response.context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (data | changes).items() if value not in {None, False}}


def said(response: HttpResponse) -> str:
    """The messages that the next page will show."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


# Preparing


def test_the_menu_leads_to_the_editions_and_a_button_starts_one(editor: Client, site: SiteTree) -> None:
    assert reverse("editiebeheer:lijst") in editor.get("/beheer/").content.decode()
    page = editor.get(reverse("editiebeheer:lijst")).content.decode()
    assert "Bereid een editie voor van ‘Samen werken’" in page
    response = editor.post(reverse("editiebeheer:nieuw"), {"document": site.document.urn_id})
    concept = EditieConcept.objects.get()
    assert response["Location"] == address("bewerken", concept)
    assert "Bereid een editie voor" not in editor.get(reverse("editiebeheer:lijst")).content.decode()


def test_an_unknown_document_is_not_found(editor: Client, site: SiteTree) -> None:
    assert editor.post(reverse("editiebeheer:nieuw"), {"document": "nergens"}).status_code == 404


def test_every_hoofdstuk_has_its_versions_newest_first_and_a_way_to_leave_it_out(
    editor: Client, site: SiteTree, concept: EditieConcept
) -> None:
    page = editor.get(address("bewerken", concept))
    field = page.context["form"].fields[f"hoofdstuk_{site.hoofdstukken[0].pk}"]
    labels = [label for _, label in field.choices]
    assert labels[0] == "Kies een versie"
    assert labels[1].startswith("Versie 2 · ")
    assert "Link weg." in labels[1]
    assert labels[2].startswith("Versie 1 · ")
    assert labels[-1] == "Niet in deze editie"
    assert "Dit wordt de eerste editie." in page.content.decode()
    assert "Er staat niets in de weg." in page.content.decode()


def test_what_is_chosen_and_typed_is_kept(editor: Client, site: SiteTree, concept: EditieConcept) -> None:
    first = site.hoofdstukken[0]
    data = filled_in(
        editor.get(address("bewerken", concept)),
        titel="Najaar",
        inleiding="Een *begin*.",
        **{f"hoofdstuk_{first.pk}": first.versies.get(nummer=1).pk},
    )
    response = editor.post(address("bewerken", concept), data | {"bewaar": "1"})
    assert (response.status_code, said(response)) == (302, "De voorbereiding is bewaard.")
    kept = EditieConcept.objects.get()
    assert (kept.titel, kept.inleiding) == ("Najaar", "Een *begin*.")
    assert [versie.nummer for versie in chosen_versies(kept)] == [1, 1]
    onward = editor.post(address("bewerken", kept), filled_in(editor.get(address("bewerken", kept))) | {"verder": "1"})
    assert onward["Location"] == address("publiceren", kept)


def test_leaving_out_is_confirmed(editor: Client, site: SiteTree, concept: EditieConcept) -> None:
    name = f"hoofdstuk_{site.hoofdstukken[1].pk}"
    data = filled_in(editor.get(address("bewerken", concept)), **{name: "weglaten"})
    refused = editor.post(address("bewerken", concept), data)
    assert refused.status_code == 422
    assert "Bevestig dat je hoofdstukken weglaat" in refused.content.decode()
    assert refused.context["form"][name].value() == "weglaten"
    assert editor.post(address("bewerken", concept), data | {"bevestigd": "on"}).status_code == 302
    assert list(EditieConcept.objects.get().weggelaten.all()) == [site.hoofdstukken[1]]


@pytest.mark.parametrize("value", ["999999", "x", "-1", "1; DROP TABLE"])
def test_a_version_that_is_not_on_the_list_is_refused_at_its_field(
    editor: Client, site: SiteTree, concept: EditieConcept, value: str
) -> None:
    name = f"hoofdstuk_{site.hoofdstukken[0].pk}"
    page = editor.post(
        address("bewerken", concept), filled_in(editor.get(address("bewerken", concept)), **{name: value})
    )
    assert page.status_code == 422
    assert page.context["form"].errors[name] == ["Kies een van de versies van dit hoofdstuk."]


def test_a_missing_title_is_told_at_the_field_and_the_rest_stays(
    editor: Client, site: SiteTree, concept: EditieConcept
) -> None:
    data = filled_in(editor.get(address("bewerken", concept)), titel="  ", inleiding="Mijn inleiding")
    page = editor.post(address("bewerken", concept), data)
    assert page.status_code == 422
    assert page.context["form"].errors["titel"] == ["Geef de editie een titel."]
    assert "Mijn inleiding</textarea>" in page.content.decode()


def test_the_example_shows_what_a_choice_means_and_saves_nothing(
    editor: Client, site: SiteTree, concept: EditieConcept
) -> None:
    name = f"hoofdstuk_{site.hoofdstukken[0].pk}"
    data = filled_in(editor.get(address("bewerken", concept)), titel="", inleiding="Zie [[Nergens]].", **{name: ""})
    page = editor.post(address("bewerken", concept), data | {"voorbeeld": "1"})
    html = page.content.decode()
    assert page.status_code == 200
    assert "In de inleiding leidt [[Nergens]] nergens heen." in html
    assert "Van ‘Tegenspraak geven’ is nog geen versie gekozen." in html
    assert "Geef de editie een titel." not in html
    assert EditieConcept.objects.get().inleiding == ""


def test_the_screen_tells_what_changed_since_the_last_edition(editor: Client, site: SiteTree) -> None:
    publish(site)
    write(site.hoofdstukken[0], "Nieuwe woorden.", site.user, toelichting="Scherper gemaakt.")
    concept = create_concept(site.document, user=site.user)
    html = editor.get(address("bewerken", concept)).content.decode()
    assert "Dit wordt editie 2." in html
    assert "Gewijzigd: van versie 2 naar 3" in html
    assert "Scherper gemaakt." in html
    assert "/document/tegenspraak/versies/vergelijken/?van=2&amp;naar=3" in html
    assert "Gelijk aan de vorige editie" in html


def test_another_editor_is_not_overwritten_and_nothing_typed_is_lost(
    editor: Client, site: SiteTree, concept: EditieConcept
) -> None:
    mine = filled_in(editor.get(address("bewerken", concept)), inleiding="Mijn eigen woorden.")
    change(concept, site.user, inleiding="Woorden van een ander.")
    refused = editor.post(address("bewerken", concept), mine)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Iemand anders heeft deze voorbereiding intussen gewijzigd" in html
    assert "Mijn eigen woorden.</textarea>" in html
    assert "Jouw inleiding naast die van de ander" in html
    assert EditieConcept.objects.get().inleiding == "Woorden van een ander."
    again = editor.post(address("bewerken", concept), filled_in(refused))
    assert again.status_code == 302
    assert EditieConcept.objects.get().inleiding == "Mijn eigen woorden."


def test_everything_in_the_way_has_a_link_to_solve_it(editor: Client, site: SiteTree, concept: EditieConcept) -> None:
    steen = BouwsteenFactory(tegengeluid=True)
    page = site.hoofdstukken[0]
    write(page, "Zie [[Nergens]].", site.user)
    newest = [hoofdstuk.versies.order_by("-nummer")[0] for hoofdstuk in site.hoofdstukken]
    change(concept, site.user, versies=newest)
    later = create_hoofdstuk(site.document, inhoud=inhoud("Later", sectie(9, "Kop", "Tekst.")), user=site.user)
    html = editor.get(address("bewerken", concept)).content.decode()
    for expected in [
        f"{reverse('redactie:verwerken')}?tegengeluid=1&amp;bouwsteen={steen.urn_id}",
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        f"#id_hoofdstuk_{later.pk}",
    ]:
        assert f'href="{expected}"' in html or expected in html, expected


def test_the_proof_is_the_edition_as_readers_will_get_it(
    editor: Client, site: SiteTree, concept: EditieConcept
) -> None:
    change(concept, site.user, inleiding="Een **proef**.")
    html = editor.get(address("proef", concept)).content.decode()
    for expected in ["<strong>proef</strong>", "1. Tegenspraak geven", "Daarna voer je uit.", "2. De menselijke maat"]:
        assert expected in html


def test_throwing_away_asks_a_post_and_leaves_nothing(editor: Client, concept: EditieConcept) -> None:
    assert editor.get(address("weggooien", concept)).status_code == 405
    assert editor.post(address("weggooien", concept)).status_code == 302
    assert not EditieConcept.objects.exists()
    assert editor.get(address("bewerken", concept)).status_code == 404


# Publishing


def basis(response: HttpResponse) -> str:
    return str(response.context["basis"])


def test_publishing_brings_the_edition_to_readers(editor: Client, site: SiteTree, concept: EditieConcept) -> None:
    page = editor.get(address("publiceren", concept))
    response = editor.post(address("publiceren", concept), {"publiceer": "1", "basis": basis(page)})
    assert (response.status_code, said(response)) == (302, "Editie 1 is gepubliceerd.")
    editie = Editie.objects.get()
    assert editor.get(editie.get_absolute_url()).status_code == 200
    assert editor.get(address("bewerken", concept))["Location"] == editie.get_absolute_url()


def test_a_button_pressed_twice_makes_one_edition(editor: Client, concept: EditieConcept) -> None:
    data = {"publiceer": "1", "basis": basis(editor.get(address("publiceren", concept)))}
    assert [editor.post(address("publiceren", concept), data).status_code for _ in range(2)] == [302, 302]
    assert Editie.objects.count() == 1


def test_what_was_changed_meanwhile_is_not_published_unseen(
    editor: Client, site: SiteTree, concept: EditieConcept
) -> None:
    page = editor.get(address("publiceren", concept))
    change(concept, site.user, inleiding="Van een ander.")
    response = editor.post(address("publiceren", concept), {"publiceer": "1", "basis": basis(page)})
    assert response.status_code == 422
    assert "intussen gewijzigd" in response.content.decode()
    assert not Editie.objects.exists()


def test_publishing_by_a_crafted_request_is_refused_with_the_list(
    editor: Client, site: SiteTree, concept: EditieConcept
) -> None:
    BouwsteenFactory(titel="Dit klopt niet", tegengeluid=True)
    page = editor.get(address("publiceren", concept))
    assert "disabled" in page.content.decode()
    response = editor.post(address("publiceren", concept), {"publiceer": "1", "basis": basis(page)})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Over ‘Dit klopt niet’ is nog niet besloten." in html
    assert not Editie.objects.exists()


# At a set time


def test_a_moment_is_in_dutch_time_and_can_be_changed_and_taken_back(editor: Client, concept: EditieConcept) -> None:
    url = address("publiceren", concept)
    response = editor.post(url, {"plan": "1", "datum": "2031-07-01", "tijd": "09:00"})
    assert said(response) == "De editie verschijnt op 1 juli 2031, 09.00 uur."
    planned = EditieConcept.objects.get()
    assert planned.publiceren_op == datetime(2031, 7, 1, 7, tzinfo=ZoneInfo("UTC"))
    page = editor.get(url)
    assert 'value="2031-07-01"' in page.content.decode()
    assert 'value="09:00"' in page.content.decode()
    editor.post(url, {"plan": "1", "datum": "2031-07-02", "tijd": "10:30"})
    assert timezone.localtime(EditieConcept.objects.get().publiceren_op).hour == 10
    assert editor.post(url, {"plan_weg": "1"}).status_code == 302
    assert EditieConcept.objects.get().publiceren_op is None


@pytest.mark.parametrize(
    ("changes", "field", "text"),
    [
        ({"datum": ""}, "datum", "Kies een datum."),
        ({"datum": "morgen"}, "datum", "Dit is geen datum."),
        ({"tijd": ""}, "tijd", "Kies een tijd."),
        ({"tijd": "25:00"}, "tijd", "Dit is geen tijd."),
        ({"datum": "2001-01-01"}, "datum", "Kies een moment in de toekomst."),
        ({"datum": "2031-03-30", "tijd": "02:30"}, "tijd", "gaat de klok een uur"),
        ({"datum": "2031-10-26", "tijd": "02:30"}, "tijd", "gaat de klok een uur"),
    ],
)
def test_a_moment_that_cannot_be_is_told_at_its_field_and_stays_typed(
    editor: Client, concept: EditieConcept, changes: dict[str, str], field: str, text: str
) -> None:
    data = {"plan": "1", "datum": "2031-07-01", "tijd": "09:00"} | changes
    page = editor.post(address("publiceren", concept), data)
    assert page.status_code == 422
    assert text in " ".join(page.context["form"].errors[field])
    assert all(f'value="{value}"' in page.content.decode() for name, value in data.items() if name != "plan" and value)
    assert EditieConcept.objects.get().publiceren_op is None


def test_what_went_wrong_with_a_plan_is_on_the_home_page_of_the_admin(
    editor: Client, site: SiteTree, concept: EditieConcept
) -> None:
    EditieConcept.objects.filter(pk=concept.pk).update(melding="Gepland voor 1 juli.\nOver ‘X’ is niet besloten.")
    for url in ["/beheer/", reverse("editiebeheer:lijst"), address("bewerken", concept)]:
        assert "Over ‘X’ is niet besloten." in editor.get(url).content.decode(), url
    plan_editie(concept, op=timezone.now() + timedelta(days=1), user=site.user)
    assert "gepland door Renske Redacteur" in editor.get("/beheer/").content.decode()


# Who may


@pytest.mark.parametrize("rol", ["deelnemer", "onderzoeker", "gespreksleider", ""])
def test_screens_are_for_the_redactie_also_for_who_crafts_a_request(
    client: Client, site: SiteTree, concept: EditieConcept, rol: str
) -> None:
    if rol:
        client.force_login(UserFactory(rol=rol))
    pages = [address(name, concept) for name in ("bewerken", "publiceren", "proef")]
    for url in [reverse("editiebeheer:lijst"), *pages]:
        assert client.get(url).status_code in {302, 403}, url
    posts = [*pages, address("weggooien", concept), reverse("editiebeheer:nieuw")]
    data = {"publiceer": "1", "plan": "1", "datum": "2031-07-01", "tijd": "09:00", "document": site.document.urn_id}
    for url in posts:
        assert client.post(url, data).status_code in {302, 403, 405}, url
    assert not Editie.objects.exists()
    assert EditieConcept.objects.get().publiceren_op is None


@pytest.mark.parametrize("name", ["bewerken", "publiceren", "proef"])
def test_screens_stay_within_their_budget(
    editor: Client, site: SiteTree, name: str, django_assert_max_num_queries: Any
) -> None:
    publish(site)
    for number in range(6):
        create_hoofdstuk(
            site.document, inhoud=inhoud(f"Hoofdstuk {number}", sectie(50 + number, "Kop", "Tekst.")), user=site.user
        )
    concept = create_concept(site.document, user=site.user)
    editor.get(address(name, concept))
    with django_assert_max_num_queries(50):
        assert editor.get(address(name, concept)).status_code == 200


def test_the_list_stays_within_its_budget(editor: Client, site: SiteTree, django_assert_max_num_queries: Any) -> None:
    for _ in range(5):
        publish(site)
    editor.get(reverse("editiebeheer:lijst"))
    with django_assert_max_num_queries(24):
        editor.get(reverse("editiebeheer:lijst"))

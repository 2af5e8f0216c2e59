"""The wizard as a person walks it: on, back, away and back again, with errors at the field."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from bouwstenen.models import Gesprek
from bouwstenen.organiseren.models import Gespreksplan
from tests.factories import OrganisatieFactory, UserFactory
from tests.plannen import VANDAAG, complete_plan, gespreksleider, planned

pytestmark = pytest.mark.django_db

MIJN = "/gesprekken/organiseren/"
NIEUW = "/gesprekken/organiseren/nieuw/"


@pytest.fixture
def leider():
    return gespreksleider()


@pytest.fixture
def ingelogd(client, leider):
    client.force_login(leider)
    return client


def ahead(days=30):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def antwoorden():
    return {
        "wanneer": {"hoe": "dag", "dag": ahead(), "begin": "13:30", "duur": "90"},
        "waar": {"werkvorm": "hybride", "locatie": "Zaal 3", "vergaderlink": ""},
        "wie": {"plaatsen": "8", "opgave": "Wonen", "nieuwe_organisaties": "Bureau Brug\r\n"},
        "begeleiding": {"begeleiding": "zelf"},
        "openbaar": {"toegang": "open", "aanmelden_tot": ""},
    }


def begin(client, **fields):
    client.post(NIEUW, {"titel": "Wie belt er terug?", "format": "vragen", "actie": "verder", **fields})
    return Gespreksplan.objects.get()


def url(plan, stap):
    return f"{MIJN}{plan.kenmerk}/stap/{stap}/"


def test_from_the_first_step_to_a_planned_gesprek(ingelogd, leider):
    OrganisatieFactory(naam="Dienst Wegen")
    plan = begin(ingelogd)
    following = ["waar", "wie", "begeleiding", "openbaar", "overzicht"]
    for (stap, data), after in zip(antwoorden().items(), following, strict=True):
        response = ingelogd.post(url(plan, stap), data | {"actie": "verder"})
        assert response["Location"] == url(plan, after)
    page = ingelogd.get(url(plan, "overzicht")).content.decode()
    assert "Wie belt er terug?" in page
    assert "Bureau Brug" in page
    response = ingelogd.post(url(plan, "overzicht"))
    assert response["Location"] == f"{MIJN}{plan.kenmerk}/"
    gesprek = Gesprek.objects.get()
    assert (gesprek.titel, gesprek.gespreksleider) == ("Wie belt er terug?", leider)
    cockpit = ingelogd.get(response["Location"]).content.decode()
    assert "van 13.30 tot 15.00 uur" in cockpit
    assert "Verstuur de uitnodiging" in cockpit


def test_looking_at_the_first_step_makes_nothing(ingelogd):
    assert ingelogd.get(NIEUW).status_code == 200
    assert not Gespreksplan.objects.exists()


def test_sending_the_first_step_twice_makes_one_plan(ingelogd):
    kenmerk = re.search(r'name="kenmerk" value="([0-9a-z]{10})"', ingelogd.get(NIEUW).content.decode())[1]
    for _ in range(2):
        begin(ingelogd, kenmerk=kenmerk)
    assert Gespreksplan.objects.get().kenmerk == kenmerk


def test_leave_and_come_back_where_it_was(ingelogd):
    plan = begin(ingelogd)
    response = ingelogd.post(url(plan, "wanneer"), {"hoe": "dag", "dag": ahead(), "duur": "60", "actie": "bewaren"})
    assert response["Location"] == MIJN
    assert "Wie belt er terug?" in ingelogd.get(MIJN).content.decode()
    response = ingelogd.get(f"{MIJN}{plan.kenmerk}/")
    assert response["Location"] == url(plan, "wanneer")
    page = ingelogd.get(url(plan, "wanneer")).content.decode()
    assert f'value="{ahead()}"' in page
    assert 'value="60"' in page


def test_going_back_keeps_what_was_typed(ingelogd):
    plan = begin(ingelogd)
    response = ingelogd.post(url(plan, "waar"), {"werkvorm": "", "locatie": "Zaal 3", "actie": "terug"})
    assert response["Location"] == url(plan, "wanneer")
    assert "Zaal 3" in ingelogd.get(url(plan, "waar")).content.decode()


def test_nonsense_is_not_thrown_away_when_going_back(ingelogd):
    plan = begin(ingelogd)
    data = {"hoe": "dag", "dag": "volgende week", "begin": "half twee", "duur": "90", "actie": "terug"}
    response = ingelogd.post(url(plan, "wanneer"), data)
    assert response.status_code == 422
    page = response.content.decode()
    assert "volgende week" in page
    assert "Schrijf de dag als 20-01-2027." in page


def test_a_change_from_the_overview_leads_back_to_it(ingelogd, leider):
    plan = complete_plan(leider)
    response = ingelogd.post(url(plan, "wie"), {"plaatsen": "10", "actie": "verder"})
    assert response["Location"] == url(plan, "overzicht")


@pytest.mark.parametrize(
    ("stap", "data", "fout"),
    [
        ("vorm", {"titel": ""}, "Geef je gesprek een naam"),
        ("vorm", {"format": ""}, "Kies een vorm."),
        ("vorm", {"titel": "x" * 151}, "hoogstens 150 tekens"),
        ("vorm", {"format": "dansen"}, "Kies een van deze vormen."),
        ("wanneer", {"hoe": ""}, "Kies wat je al weet."),
        ("wanneer", {"dag": ""}, "Kies een dag."),
        ("wanneer", {"dag": "31-02-2027"}, "Schrijf de dag als"),
        ("wanneer", {"dag": "2020-01-01"}, "Deze dag is al voorbij."),
        ("wanneer", {"dag": "2126-01-01"}, "Klopt het jaar?"),
        ("wanneer", {"begin": ""}, "Vul in hoe laat het begint"),
        ("wanneer", {"begin": "laat"}, "Schrijf de tijd als 13:30."),
        ("wanneer", {"duur": ""}, "Vul in hoeveel minuten"),
        ("wanneer", {"duur": "lang"}, "in cijfers"),
        ("wanneer", {"duur": "5"}, "ten minste 15 minuten"),
        ("wanneer", {"duur": "900"}, "houdt niemand vol"),
        ("waar", {"werkvorm": ""}, "Kies waar het gesprek is."),
        ("waar", {"locatie": ""}, "waar mensen naartoe moeten komen"),
        ("waar", {"locatie": "x" * 201}, "Houd het bij 200 tekens."),
        ("waar", {"vergaderlink": "geen adres"}, "Dit is geen webadres."),
        ("wie", {"plaatsen": ""}, "Vul het aantal plaatsen in."),
        ("wie", {"plaatsen": "acht"}, "in cijfers"),
        ("wie", {"plaatsen": "1"}, "ten minste 2 plaatsen"),
        ("wie", {"plaatsen": "201"}, "Maak er dan meer gesprekken van."),
        ("wie", {"opgave": "x" * 201}, "Houd het bij 200 tekens."),
        ("wie", {"organisaties": "999999"}, "staat niet meer in de lijst"),
        ("wie", {"nieuwe_organisaties": "\n".join(f"Dienst {n}" for n in range(9))}, "hoogstens 8 organisaties"),
        ("begeleiding", {"begeleiding": ""}, "Kies wie het gesprek begeleidt."),
        ("begeleiding", {"begeleiding": "robot"}, "Kies een van deze drie."),
        ("openbaar", {"toegang": ""}, "Kies wie mag meedoen."),
        ("openbaar", {"aanmelden_tot": "ooit"}, "Schrijf de dag als"),
        ("openbaar", {"aanmelden_tot": "2126-01-01"}, "Dit is na het gesprek."),
    ],
)
def test_an_error_is_said_at_its_field_and_what_was_typed_stays(ingelogd, leider, stap, data, fout):
    plan = complete_plan(leider)
    sent = {"vorm": {"titel": "Een naam", "format": "vragen"}, **antwoorden()}[stap] | data | {"actie": "verder"}
    response = ingelogd.post(url(plan, stap), sent)
    page = response.content.decode()
    veld = next(iter(data))
    assert response.status_code == 422
    assert re.search(rf'id="id_{veld}-fout".*?{re.escape(fout)}', page, re.S), page
    assert "Er klopt nog iets niet" in page
    typed = str(data[veld])
    assert typed in page or not typed or veld in {"format", "organisaties", "begeleiding", "werkvorm"}
    stored = Gespreksplan.objects.get(pk=plan.pk)
    assert (stored.titel, stored.plaatsen, stored.duur) == (plan.titel, plan.plaatsen, plan.duur)


def test_advice_is_given_and_nothing_refused(ingelogd):
    plan = begin(ingelogd)
    response = ingelogd.post(url(plan, "wie"), antwoorden()["wie"] | {"plaatsen": "20", "actie": "verder"}, follow=True)
    assert "Met 20 mensen komt niet iedereen aan het woord" in response.content.decode()
    assert Gespreksplan.objects.get().plaatsen == 20


def test_the_overview_names_what_is_missing_with_the_way_there(ingelogd):
    plan = begin(ingelogd)
    assert "Kies een dag." in ingelogd.get(url(plan, "overzicht")).content.decode()
    response = ingelogd.post(url(plan, "overzicht"))
    assert response.status_code == 422
    page = response.content.decode()
    assert "Je kunt het gesprek nog niet inplannen" in page
    assert f'href="{url(plan, "wanneer")}"' in page


def test_choosing_the_pool_leads_there_and_on(ingelogd):
    plan = begin(ingelogd)
    ingelogd.post(url(plan, "wanneer"), antwoorden()["wanneer"])
    response = ingelogd.post(url(plan, "begeleiding"), {"begeleiding": "pool", "actie": "verder"})
    assert response["Location"] == f"{MIJN}{plan.kenmerk}/begeleider/"
    assert f'href="{url(plan, "openbaar")}"' in ingelogd.get(response["Location"]).content.decode()


def test_throwing_a_draft_away_asks_first(ingelogd):
    plan = begin(ingelogd)
    address = f"{MIJN}{plan.kenmerk}/weggooien/"
    assert "Gooi je dit concept weg?" in ingelogd.get(address).content.decode()
    assert Gespreksplan.objects.exists()
    assert ingelogd.post(address)["Location"] == MIJN
    assert not Gespreksplan.objects.exists()


def test_changing_a_planned_gesprek_goes_back_to_its_page(ingelogd, leider):
    plan, gesprek = planned(leider)
    page = ingelogd.get(url(plan, "wanneer")).content.decode()
    assert "krijgt iedereen die komt daar een mail over" in page
    assert "Vorige" not in page
    response = ingelogd.post(url(plan, "wanneer"), antwoorden()["wanneer"])
    assert response["Location"] == f"{MIJN}{plan.kenmerk}/"
    gesprek.refresh_from_db()
    assert gesprek.datum.isoformat() == ahead()


def test_who_is_not_logged_in_logs_in_first(client, leider):
    plan = complete_plan(leider)
    for path in (MIJN, NIEUW, url(plan, "vorm"), f"{MIJN}{plan.kenmerk}/"):
        assert client.get(path)["Location"].startswith("/inloggen/?next=/gesprekken/organiseren/")


def test_without_the_role_one_reads_how_to_get_it(client, deelnemer):
    for user in (deelnemer, UserFactory()):
        client.force_login(user)
        for response in (client.get(NIEUW), client.post(NIEUW, {"titel": "x", "format": "vragen"}), client.get(MIJN)):
            assert response.status_code == 403
            page = response.content.decode()
            assert "rol gespreksleider" in page
            assert "/startkit/" in page
    assert not Gespreksplan.objects.exists()


def test_a_draft_of_another_is_closed(client, leider):
    plan = complete_plan(leider)
    client.force_login(gespreksleider())
    paths = [f"stap/{stap}/" for stap in (*antwoorden(), "vorm", "overzicht")] + ["", "weggooien/", "begeleider/"]
    for path in paths:
        assert client.get(f"{MIJN}{plan.kenmerk}/{path}").status_code == 403, path
    for path in ("stap/vorm/", "stap/overzicht/", "weggooien/"):
        assert client.post(f"{MIJN}{plan.kenmerk}/{path}", antwoorden()["wanneer"]).status_code == 403
    assert Gespreksplan.objects.get().gesprek is None


def test_what_does_not_exist_is_not_found(ingelogd, leider):
    plan = complete_plan(leider)
    for path in (f"{MIJN}0000000000/", f"{MIJN}x/stap/vorm/", url(plan, "dansen")):
        assert ingelogd.get(path).status_code == 404


def test_each_step_costs_few_queries(ingelogd, leider, django_assert_max_num_queries):
    OrganisatieFactory.create_batch(20)
    plan = complete_plan(leider, dag=VANDAAG)
    for stap in (*antwoorden(), "vorm", "overzicht"):
        with django_assert_max_num_queries(10):
            assert ingelogd.get(url(plan, stap)).status_code == 200

"""The cockpit, the own list and everything that hangs on a planned gesprek."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader

from bouwstenen.models import Gesprek
from bouwstenen.organiseren import cockpit
from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.organiseren.pool.services import accept_verzoek, request_facilitator
from bouwstenen.organiseren.services import cancel_gesprek, set_vragen, start_plan
from tests.factories import GesprekFactory, OrganisatieFactory
from tests.plannen import GESPREKSDAG, VANDAAG, complete_plan, facilitator, gespreksleider, planned

pytestmark = pytest.mark.django_db

MIJN = "/gesprekken/organiseren/"


@pytest.fixture
def leider():
    return gespreksleider()


@pytest.fixture
def ingelogd(client, leider):
    client.force_login(leider)
    return client


def html(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def move(plan, days):
    """Put a planned gesprek `days` from today."""
    day = timezone.localdate() + timedelta(days=days)
    Gespreksplan.objects.filter(pk=plan.pk).update(dag=day)
    Gesprek.objects.filter(plan=plan).update(datum=day)


def test_the_header_and_the_facts(ingelogd, leider):
    plan, _ = planned(leider, organisaties=[OrganisatieFactory(naam="Dienst Wegen")])
    page = html(ingelogd, plan.get_absolute_url())
    for text in (
        "Wie belt er terug?",
        "van 13.30 tot 15.00 uur",
        "Zaal 3, Utrecht en online",
        "Dienst Wegen",
        "Gepland",
    ):
        assert text in page


def test_late_tasks_are_named_in_words(ingelogd, leider):
    plan, _ = planned(leider)
    move(plan, -3)
    page = html(ingelogd, plan.get_absolute_url())
    assert "taken zijn te laat" in page
    assert "Te laat ·" in page
    assert "taken zijn te laat" in html(ingelogd, MIJN)


def test_ticking_a_task_and_putting_it_back(ingelogd, leider):
    plan, _ = planned(leider)
    address = f"{plan.get_absolute_url()}taken/uitnodigen/"
    assert ingelogd.post(address, {"gedaan": "ja"})["Location"] == f"{plan.get_absolute_url()}#taak-uitnodigen"
    assert "afgevinkt op" in html(ingelogd, plan.get_absolute_url())
    ingelogd.post(address, {"gedaan": "nee"})
    assert Gespreksplan.objects.get().afgevinkt == {}
    assert ingelogd.get(address).status_code == 405
    assert ingelogd.post(f"{plan.get_absolute_url()}taken/dansen/").status_code == 404


def test_a_panel_of_another_app_is_shown_in_its_place(ingelogd, leider, monkeypatch):
    panels = {
        "twee": cockpit.Onderdeel("twee", "Tweede paneel", 5, lambda gesprek, user: {}, "organiseren/status.html"),
        "een": cockpit.Onderdeel("een", "Eerste paneel", 4, lambda gesprek, user: {}, "organiseren/status.html"),
        "leeg": cockpit.Onderdeel("leeg", "Leeg paneel", 1, lambda gesprek, user: None, "organiseren/status.html"),
    }
    monkeypatch.setattr(cockpit, "_onderdelen", panels)
    plan, _ = planned(leider)
    page = html(ingelogd, plan.get_absolute_url())
    assert page.index('id="een"') < page.index('id="twee"')
    assert "Leeg paneel" not in page


def test_calling_off_asks_first_and_tells_what_happens(ingelogd, leider):
    plan, gesprek = planned(leider)
    address = f"{plan.get_absolute_url()}afgelasten/"
    assert "Gaat dit gesprek niet door?" in html(ingelogd, address)
    assert ingelogd.post(address, {"reden": "x" * 301}).status_code == 422
    assert Gespreksplan.objects.get().afgelast_op is None
    page = ingelogd.post(address, {"reden": "Te weinig mensen."}, follow=True).content.decode()
    assert "Dit gesprek gaat niet door." in page
    gesprek.refresh_from_db()
    assert not gesprek.zichtbaar
    assert ingelogd.get(address)["Location"] == plan.get_absolute_url()
    assert ingelogd.get(f"{plan.get_absolute_url()}stap/vorm/")["Location"] == plan.get_absolute_url()


def test_a_follow_up_starts_at_the_day(ingelogd, leider):
    _, gesprek = planned(leider)
    response = ingelogd.post(f"{MIJN}vervolg/{gesprek.urn_id}/")
    vervolg = gesprek.vervolgplannen.get()
    assert response["Location"] == f"{MIJN}{vervolg.kenmerk}/stap/wanneer/"
    assert ingelogd.post(f"{MIJN}vervolg/0000000000/").status_code == 404


def test_a_gesprek_of_the_admin_can_be_taken_over(ingelogd, leider):
    gesprek = GesprekFactory(gespreksleider=leider)
    assert gesprek.titel in html(ingelogd, MIJN)
    response = ingelogd.post(f"{MIJN}vanuit/{gesprek.urn_id}/")
    assert response["Location"] == gesprek.plan.get_absolute_url()
    assert "Takenlijst" in html(ingelogd, response["Location"])


def test_the_lists_hold_what_they_say(ingelogd, leider):
    concept = start_plan(user=leider)
    gepland, _ = planned(leider, titel="Komt nog")
    gehouden, _ = planned(leider, titel="Al geweest")
    move(gehouden, -5)
    af, _ = planned(leider, titel="Gaat niet door")
    cancel_gesprek(af, user=leider)
    klaar, gesprek = planned(leider, titel="Helemaal klaar")
    Gesprek.objects.filter(pk=gesprek.pk).update(opgeleverd_op=timezone.now())
    planned(gespreksleider(), titel="Van een ander")
    expected = {
        "": [gehouden, gepland, concept],
        "?toon=onzin": [gehouden, gepland, concept],
        "?toon=concept": [concept],
        "?toon=gepland": [gepland],
        "?toon=gehouden": [gehouden],
        "?toon=opgeleverd": [klaar],
        "?toon=afgelast": [af],
    }
    everything = {concept, gepland, gehouden, af, klaar}
    for query, plans in expected.items():
        page = html(ingelogd, f"{MIJN}{query}")
        for plan in everything:
            assert (f'href="{plan.get_absolute_url()}"' in page) is (plan in plans), (query, plan)
        assert "Van een ander" not in page


def test_an_empty_list_says_what_to_do(ingelogd):
    assert "Plan een gesprek" in html(ingelogd, MIJN)
    assert "Hier staat niets" in html(ingelogd, f"{MIJN}?toon=opgeleverd")


def test_an_accepted_facilitator_manages_this_gesprek(client, leider):
    ander = facilitator()
    plan, _ = planned(leider, begeleiding="pool")
    verzoek = request_facilitator(plan, ander, user=leider)
    client.force_login(ander.user)
    assert client.get(plan.get_absolute_url()).status_code == 403
    accept_verzoek(verzoek, user=ander.user)
    page = html(client, plan.get_absolute_url())
    assert "Wie belt er terug?" in page
    assert "afgelasten/" not in page, "that is for who organises it"
    assert client.post(f"{plan.get_absolute_url()}afgelasten/").status_code == 403
    assert client.post(f"{plan.get_absolute_url()}taken/uitnodigen/", {"gedaan": "ja"}).status_code == 302
    assert "Wie belt er terug?" in html(client, MIJN)


PLAN_PATHS = (
    "",
    "afgelasten/",
    "timer/",
    "vragen/",
    "agenda/",
    "agenda.ics",
    "materiaal/dankbericht.txt",
    "begeleider/",
)


def test_who_sees_a_planned_gesprek(client, leider, deelnemer, redacteur):
    plan, _ = planned(leider)
    for user, allowed in ((leider, True), (redacteur, True), (gespreksleider(), False), (deelnemer, False)):
        client.force_login(user)
        for path in PLAN_PATHS:
            status = client.get(f"{plan.get_absolute_url()}{path}").status_code
            assert (status != 403) is allowed, (user, path, status)
    client.logout()
    for path in PLAN_PATHS:
        assert client.get(f"{plan.get_absolute_url()}{path}")["Location"].startswith("/inloggen/")


def test_what_others_may_not_send(client, leider):
    plan, gesprek = planned(leider)
    client.force_login(gespreksleider())
    paths = [f"{plan.get_absolute_url()}{path}" for path in ("afgelasten/", "taken/uitnodigen/", "vragen/", "agenda/")]
    paths += [f"{MIJN}vervolg/{gesprek.urn_id}/", f"{MIJN}vanuit/{gesprek.urn_id}/"]
    for path in paths:
        assert client.post(path, {"gedaan": "ja", "v": "vak-1"}).status_code == 403, path
    plan.refresh_from_db()
    assert (plan.afgevinkt, plan.vragen, plan.afgelast_op) == ({}, [], None)
    assert not Gespreksplan.objects.filter(vervolg_van=gesprek).exists()


def test_every_change_needs_the_token_of_the_form(leider):
    plan, gesprek = planned(leider)
    client = Client(enforce_csrf_checks=True)
    client.force_login(leider)
    for path in ("taken/uitnodigen/", "afgelasten/", "vragen/"):
        assert client.post(f"{plan.get_absolute_url()}{path}").status_code == 403
    assert client.post(f"{MIJN}vervolg/{gesprek.urn_id}/").status_code == 403


def test_the_timer_runs_the_agenda_of_the_plan(ingelogd, leider):
    plan, _ = planned(leider)
    address = f"{plan.get_absolute_url()}agenda/"
    assert "Vrij gesprek" in html(ingelogd, f"{plan.get_absolute_url()}timer/")
    data = {"titel": ["Begin", "Midden", ""], "minuten": ["10", "60", ""], "uitleg": ["", "Praat.", ""]}
    assert ingelogd.post(address, data)["Location"] == f"{plan.get_absolute_url()}#materiaal"
    page = html(ingelogd, f"{plan.get_absolute_url()}timer/")
    assert "Midden" in page
    assert "Vrij gesprek" not in page
    ingelogd.post(address, data | {"terugzetten": "ja"})
    assert "Vrij gesprek" in html(ingelogd, f"{plan.get_absolute_url()}timer/")


@pytest.mark.parametrize(
    ("titel", "minuten", "fout"),
    [
        ("", "10", "Geef dit onderdeel een naam."),
        ("Begin", "veel", "in cijfers"),
        ("Begin", "0", "tussen 1 en 240"),
        ("Begin", "999", "tussen 1 en 240"),
        ("", "", "ten minste één onderdeel"),
    ],
)
def test_a_wrong_agenda_is_said_at_its_line(ingelogd, leider, titel, minuten, fout):
    plan, _ = planned(leider)
    response = ingelogd.post(
        f"{plan.get_absolute_url()}agenda/",
        {
            "titel": [titel, "Blijft staan"][: 2 if titel or minuten else 1],
            "minuten": [minuten, "5"],
            "uitleg": ["", ""],
        },
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert fout in page
    assert Gespreksplan.objects.get().agenda == []


def test_questions_are_chosen_in_the_startkit_and_kept_here(ingelogd, leider):
    plan, _ = planned(leider)
    address = f"{plan.get_absolute_url()}vragen/"
    assert ingelogd.get(address)["Location"].startswith("/startkit/vragen/?")
    ingelogd.post(address, {"v": ["vak-2", "~Wat zou jij doen?"]})
    assert Gespreksplan.objects.get().vragen == ["vak-2", "~Wat zou jij doen?"]
    assert "Je koos 2 vragen." in html(ingelogd, plan.get_absolute_url())
    ingelogd.post(address, {"v": [f"~Vraag {n}" for n in range(21)]})
    assert len(Gespreksplan.objects.get().vragen) == 2
    assert "Wat zou jij doen?" in ingelogd.get(address, follow=True).content.decode()


def test_the_startkit_knows_the_plan_of_who_organises_it(client, leider):
    plan, _ = planned(leider)
    set_vragen(plan, vragen=["vak-2"], user=leider)
    address = f"/startkit/materiaal/uitnodiging-mail/?plan={plan.kenmerk}"
    client.force_login(leider)
    assert "Wie belt er terug?" in html(client, address)
    client.force_login(gespreksleider())
    assert "Wie belt er terug?" not in html(client, address)
    client.logout()
    assert "Wie belt er terug?" not in html(client, address)


def test_letters_and_sheets_carry_the_facts_and_not_the_link_to_the_meeting(ingelogd, leider):
    plan, _ = planned(leider)
    base = f"{plan.get_absolute_url()}materiaal/"
    text = ingelogd.get(f"{base}uitnodiging-mail.txt").content.decode()
    assert "Wie belt er terug?" in text
    assert "vergader.example" not in text
    reader = PdfReader(BytesIO(ingelogd.get(f"{base}responscanvas.pdf").content))
    assert reader.get_fields()
    assert ingelogd.get(f"{base}uitnodiging-mail.docx").content[:2] == b"PK"
    for path in ("dansen.pdf", "uitnodiging-mail.exe", "model.docx"):
        assert ingelogd.get(f"{base}{path}").status_code == 404


def test_the_calendar_file_keeps_its_name_and_counts_changes(ingelogd, leider):
    plan, _ = planned(leider)
    address = f"{plan.get_absolute_url()}agenda.ics"

    def event():
        (found,) = Calendar.from_ical(ingelogd.get(address).content).walk("VEVENT")
        return found

    first = event()
    assert timezone.localdate(first["DTSTART"].dt) == GESPREKSDAG
    ingelogd.post(
        f"{plan.get_absolute_url()}stap/wanneer/",
        {"hoe": "dag", "dag": (GESPREKSDAG + timedelta(days=7)).isoformat(), "begin": "09:00", "duur": "60"},
    )
    second = event()
    assert second["UID"] == first["UID"]
    assert second["SEQUENCE"] == 1
    assert timezone.localdate(second["DTSTART"].dt) == GESPREKSDAG + timedelta(days=7)
    week = complete_plan(leider, alleen_week=True)
    assert ingelogd.get(f"{MIJN}{week.kenmerk}/agenda.ics").status_code == 404


def test_the_lists_cost_a_fixed_number_of_queries(ingelogd, leider, django_assert_max_num_queries):
    for _ in range(3):
        planned(leider, begeleiding="pool")
    with django_assert_max_num_queries(14):
        html(ingelogd, MIJN)
    for number in range(12):
        planned(leider, titel=f"Nog een {number}", begeleiding="pool")
    with django_assert_max_num_queries(14):
        html(ingelogd, MIJN)


def test_the_cockpit_costs_a_bounded_number_of_queries(ingelogd, leider, django_assert_max_num_queries):
    plan, _ = planned(leider, organisaties=OrganisatieFactory.create_batch(5))
    with django_assert_max_num_queries(40):
        html(ingelogd, plan.get_absolute_url())


def test_a_week_without_a_day_is_said_as_such(ingelogd, leider):
    plan, _ = planned(leider, alleen_week=True)
    page = html(ingelogd, plan.get_absolute_url())
    assert "In de week van" in page
    assert ".ics" not in page


def test_the_day_of_today_is_not_over(ingelogd, leider):
    plan, _ = planned(leider)
    move(plan, 0)
    assert "Gepland" in html(ingelogd, plan.get_absolute_url())
    assert timezone.localdate() < VANDAAG


def test_readers_see_that_a_gesprek_is_off_and_nothing_of_a_hidden_one(client, leider):
    open_plan, open_gesprek = planned(leider)
    hidden_plan, hidden = planned(leider, openbaar=False, zichtbaar=False)
    for plan in (open_plan, hidden_plan):
        cancel_gesprek(plan, reden="Alleen voor deelnemers.", user=leider)
    response = client.get(open_gesprek.get_absolute_url())
    assert response.status_code == 410
    page = response.content.decode()
    assert "Dit gesprek gaat niet door" in page
    assert "Alleen voor deelnemers." not in page
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert open_gesprek.titel not in html(client, "/gesprekken/")


def test_the_way_here_from_the_list_the_profile_and_the_admin(client, leider, deelnemer):
    assert "/gesprekken/organiseren/nieuw/" in html(client, "/gesprekken/")
    client.force_login(deelnemer)
    assert "/gesprekken/organiseren/nieuw/" in html(client, "/profiel/")
    client.force_login(leider)
    assert 'href="/gesprekken/organiseren/"' in html(client, "/profiel/")
    assert "/gesprekken/organiseren/nieuw/" in html(client, "/beheer/bouwstenen/gesprek/")


def test_a_gesprek_of_which_only_the_week_is_known_says_so_to_readers(client, leider):
    _, gesprek = planned(leider, alleen_week=True)
    assert "gepland in de week van" in html(client, gesprek.get_absolute_url())

"""The pages of the pool."""

from datetime import timedelta

import pytest

from bouwstenen.organiseren.models import Facilitator, FacilitatorVerzoek
from bouwstenen.organiseren.pool.services import accept_verzoek, request_facilitator
from bouwstenen.organiseren.services import cancel_gesprek
from tests.plannen import GESPREKSDAG, complete_plan, facilitator, gespreksleider, planned

pytestmark = pytest.mark.django_db

POOL = "/gesprekken/pool/"
GOED = {"actief": "on", "formats": ["vragen"], "regios": ["online"], "dagdelen": ["wo-middag"]}


@pytest.fixture
def leider():
    return gespreksleider(weergavenaam="Olga Organisator")


@pytest.fixture
def ingelogd(client, leider):
    client.force_login(leider)
    return client


def names(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def somebody(naam, **changes):
    return facilitator(gespreksleider(weergavenaam=naam), **changes)


def test_the_pool_is_for_organisers_who_are_logged_in(client, deelnemer):
    somebody("Fien")
    assert client.get(POOL)["Location"].startswith("/inloggen/")
    client.force_login(deelnemer)
    for path in (POOL, f"{POOL}beschikbaar/"):
        response = client.get(path)
        assert response.status_code == 403
        assert "Fien" not in response.content.decode()


def test_looking_by_format_region_and_day(ingelogd):
    somebody("Anna", formats=["model"], regios=["zeeland"], dagdelen=["ma-ochtend"])
    somebody("Bart", formats=["vragen"], regios=["online"], dagdelen=["wo-middag"])
    somebody("Cora", actief=False)
    weg = {"afwezig_van": GESPREKSDAG, "afwezig_tot": GESPREKSDAG + timedelta(days=7)}
    somebody("Daan", formats=["vragen"], regios=["online"], dagdelen=["wo-ochtend"], **weg)
    expected = {
        "": {"Anna", "Bart", "Daan"},
        "?vorm=model": {"Anna"},
        "?regio=online": {"Bart", "Daan"},
        "?weekdag=ma": {"Anna"},
        f"?dag={GESPREKSDAG.isoformat()}": {"Bart"},
        "?vorm=model&regio=online": set(),
    }
    for query, found in expected.items():
        page = names(ingelogd, f"{POOL}{query}")
        assert {naam for naam in ("Anna", "Bart", "Cora", "Daan") if naam in page} == found, query
    assert "Niemand past hierbij" in names(ingelogd, f"{POOL}?vorm=model&regio=online")
    assert ingelogd.get(f"{POOL}?dag=ooit").status_code == 422


def test_an_address_is_never_shown(ingelogd):
    ander = somebody("Anna")
    assert ander.user.email not in names(ingelogd, POOL)
    assert ander.user.username not in names(ingelogd, POOL)


def test_joining_the_pool_and_leaving_it(ingelogd, leider):
    address = f"{POOL}beschikbaar/"
    assert "Je staat nog niet in de pool." in names(ingelogd, address)
    response = ingelogd.post(address, GOED | {"formats": []})
    assert response.status_code == 422
    assert "Kies ten minste één vorm" in response.content.decode()
    assert ingelogd.post(address, GOED | {"afwezig_van": "2027-01-01"}).status_code == 422
    assert not Facilitator.objects.exists()
    assert ingelogd.post(address, GOED)["Location"] == address
    assert Facilitator.objects.get().user == leider
    ingelogd.post(address, {name: value for name, value in GOED.items() if name != "actief"})
    assert not Facilitator.objects.get().actief


def test_choosing_shows_who_fits_first_and_what_speaks_against_the_others(ingelogd, leider):
    somebody("Zoë Past", formats=["vragen"], dagdelen=["wo-middag"])
    somebody("Anna Past-niet", formats=["model"], dagdelen=["ma-ochtend"])
    plan = complete_plan(leider, begeleiding="pool")
    page = names(ingelogd, f"{plan.get_absolute_url()}begeleider/")
    assert page.index("Zoë Past") < page.index("Anna Past-niet")
    assert "Begeleidt deze vorm niet. Kan niet op dit dagdeel." in page


def test_who_promised_that_day_is_marked(ingelogd, leider):
    ander = somebody("Fien")
    first, _ = planned(leider, begeleiding="pool")
    accept_verzoek(request_facilitator(first, ander, user=leider), user=ander.user)
    second = complete_plan(leider, begeleiding="pool")
    assert "Begeleidt die dag al een gesprek" in names(ingelogd, f"{second.get_absolute_url()}begeleider/")
    cancel_gesprek(first, user=leider)
    assert "Begeleidt die dag al een gesprek" not in names(ingelogd, f"{second.get_absolute_url()}begeleider/")


def test_asking_from_the_page_and_taking_it_back(ingelogd, leider):
    ander = somebody("Fien")
    plan, _ = planned(leider, begeleiding="pool")
    address = f"{plan.get_absolute_url()}begeleider/{ander.kenmerk}/"
    assert "Vraag Fien" in names(ingelogd, address)
    assert ingelogd.post(address, {"bericht": "x" * 1001}).status_code == 422
    page = ingelogd.post(address, {"bericht": "Kom je?"}, follow=True).content.decode()
    assert "Fien krijgt een mail met je vraag." in page
    verzoek = FacilitatorVerzoek.objects.get()
    ingelogd.post(f"{plan.get_absolute_url()}verzoeken/{verzoek.kenmerk}/intrekken/")
    verzoek.refresh_from_db()
    assert verzoek.status == "ingetrokken"
    assert ingelogd.get(f"{plan.get_absolute_url()}begeleider/0000000000/").status_code == 404


def test_saying_yes_on_the_page(client, leider):
    ander = somebody("Fien")
    plan, _ = planned(leider, begeleiding="pool")
    verzoek = request_facilitator(plan, ander, bericht="Kom je <b>echt</b>?", user=leider)
    client.force_login(ander.user)
    assert "Een collega vraagt je als begeleider" in names(client, "/gesprekken/organiseren/")
    page = names(client, verzoek.get_absolute_url())
    assert "Kom je &lt;b&gt;echt&lt;/b&gt;?" in page
    assert "Ja, ik begeleid dit gesprek" in page
    client.post(verzoek.get_absolute_url(), {"antwoord": "ja"})
    page = names(client, verzoek.get_absolute_url())
    assert "Dit verzoek is aangenomen." in page
    assert plan.get_absolute_url() in page


def test_saying_no_with_a_reason_that_the_organiser_reads(client, leider):
    ander = somebody("Fien")
    plan, _ = planned(leider, begeleiding="pool")
    verzoek = request_facilitator(plan, ander, user=leider)
    client.force_login(ander.user)
    assert client.post(verzoek.get_absolute_url(), {"antwoord": "nee", "reden": "x" * 1001}).status_code == 422
    client.post(verzoek.get_absolute_url(), {"antwoord": "nee", "reden": "Ik ben dan vrij."})
    client.force_login(leider)
    assert "Ik ben dan vrij." in names(client, f"{plan.get_absolute_url()}begeleider/")


def test_too_late_is_said_on_the_page(client, leider):
    een, twee = somebody("Een"), somebody("Twee")
    plan, _ = planned(leider, begeleiding="pool")
    verzoeken = [request_facilitator(plan, who, user=leider) for who in (een, twee)]
    accept_verzoek(verzoeken[0], user=een.user)
    client.force_login(twee.user)
    response = client.post(verzoeken[1].get_absolute_url(), {"antwoord": "ja"})
    assert response.status_code == 422
    assert "Een collega was je voor." in response.content.decode()


def test_a_request_is_between_two(client, leider, deelnemer):
    plan, _ = planned(leider, begeleiding="pool")
    verzoek = request_facilitator(plan, somebody("Fien"), user=leider)
    for user in (gespreksleider(), deelnemer):
        client.force_login(user)
        assert client.get(verzoek.get_absolute_url()).status_code == 403
        assert client.post(verzoek.get_absolute_url(), {"antwoord": "ja"}).status_code == 403
    client.force_login(leider)
    assert "Ja, ik begeleid" not in names(client, verzoek.get_absolute_url())
    assert client.post(verzoek.get_absolute_url(), {"antwoord": "ja"}).status_code == 403


def test_the_pool_costs_a_fixed_number_of_queries(ingelogd, leider, django_assert_max_num_queries):
    plan = complete_plan(leider, begeleiding="pool")
    for number in range(6):
        somebody(f"Collega {number}")
    with django_assert_max_num_queries(12):
        names(ingelogd, f"{POOL}?dag={GESPREKSDAG.isoformat()}")
    with django_assert_max_num_queries(12):
        names(ingelogd, f"{plan.get_absolute_url()}begeleider/")

"""The pages of the startkit, for anybody and without JavaScript."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from bouwstenen.startkit import inhoud, koppeling
from bouwstenen.startkit.materiaal import SOORTEN
from bouwstenen.startkit.paden import materiaal_url, stap_url, vorm_url
from tests.bouwstenen.startkit.conftest import PLAN
from tests.factories import UserFactory

VRAGEN = "/startkit/vragen/"
MAIL = "/startkit/materiaal/uitnodiging-mail/"
TIMER = "/startkit/vormen/vragen/timer/"
PAGES = [
    "/startkit/",
    "/startkit/vormen/",
    VRAGEN,
    "/startkit/materiaal/",
    TIMER,
    *(stap_url(stap.sleutel) for stap in inhoud.stappen()),
    *(vorm_url(sleutel) for sleutel in inhoud.formats()),
    *(materiaal_url(sleutel) for sleutel in SOORTEN),
]
FACTS = {"titel": "Praten", "datum": "3-12-2026", "begin": "13:30", "duur": "90", "plek": "Zaal 4", "contact": "Wim"}


@pytest.fixture
def page(client: Client):
    """Get a page as anybody, without a query to the database, and give its HTML."""

    def get(path: str, params: object = None) -> str:
        response = client.get(path, params or {})
        assert response.status_code == 200, (path, response.status_code)
        return response.content.decode()

    return get


def chosen(html: str) -> list[str]:
    return re.findall(r'data-sleutel="([^"]+)"', html)


class TestPages:
    @pytest.mark.parametrize("path", PAGES)
    def test_is_there_without_login_and_without_a_query(self, page, path):
        assert "<h1" in page(path)

    @pytest.mark.parametrize(
        "path",
        [
            "/startkit/onzin/",
            "/startkit/vormen/onzin/",
            "/startkit/vormen/onzin/timer/",
            "/startkit/materiaal/onzin/",
            "/startkit/materiaal/uitnodiging_mail/",
            "/startkit/materiaal/peiling.pdf",
            "/startkit/materiaal/onzin.pdf",
        ],
    )
    @pytest.mark.django_db
    def test_what_does_not_exist_is_not_found(self, client, path):
        assert client.get(path).status_code == 404

    def test_links_in_the_content_lead_to_the_site(self):
        links = [taak.link for taak in inhoud.taken()] + [made.url for made in inhoud.formats().values()]
        links += [url for stap in inhoud.stappen() for _, url, _ in stap.materiaal]
        for link in filter(None, links):
            assert resolve(urlsplit(link).path).view_name != "wagtail_serve", link

    @pytest.mark.django_db
    def test_search_engines_find_every_page_but_the_timer(self, client, site_tree):
        listed = client.get("/sitemap.xml").content.decode()
        assert all(f"<loc>http://testserver{path}</loc>" in listed for path in PAGES if path != TIMER)
        assert "timer" not in listed

    def test_a_format_shows_its_agenda_in_minutes(self, page):
        html = page("/startkit/vormen/verhalen/")
        assert all(part.titel in html for part in inhoud.formats()["verhalen"].agenda)
        assert ">75<" in html
        assert inhoud.verhalen().beeld[0] in html

    def test_the_model_shows_the_figure_and_what_to_ask(self, page):
        for path in ("/startkit/vormen/model/", "/startkit/materiaal/model/"):
            html = page(path)
            assert 'src="/startkit/figuur.svg" alt="Tekening' in html
            assert all(deel.vraag in html for deel in inhoud.lichaamsdelen())

    def test_the_figure_is_a_picture(self, client):
        answer = client.get("/startkit/figuur.svg")
        assert answer["Content-Type"] == "image/svg+xml"
        assert b"kb-figuur__hart" in answer.content


class TestVragen:
    def test_every_question_can_be_chosen(self, page):
        html = page(VRAGEN)
        assert all(f'name="erbij" value="{sleutel}"' in html for sleutel in inhoud.vraag_op_sleutel())
        assert chosen(html) == []

    def test_the_address_holds_the_set_in_order(self, page):
        html = page(VRAGEN, {"v": ["trots-2", "~Wat <nu>?", "vak-1", "bestaat-niet"]})
        assert chosen(html) == ["trots-2", "~Wat &lt;nu&gt;?", "vak-1"]
        assert "noindex" in html

    @pytest.mark.parametrize(
        ("params", "after", "anchor"),
        [
            ({"erbij": "maat-3", "menu": "ja"}, ["vak-1", "vak-2", "maat-3"], "cluster-maat"),
            ({"weg": "vak-1"}, ["vak-2"], "gekozen"),
            ({"omhoog": "vak-2"}, ["vak-2", "vak-1"], "gekozen"),
            ({"leeg": "ja"}, [], "gekozen"),
        ],
    )
    def test_a_button_leads_to_the_address_of_the_new_set(self, client, params, after, anchor):
        answer = client.get(VRAGEN, {"v": ["vak-1", "vak-2"], **params})
        assert answer.status_code == 302
        target = urlsplit(answer["Location"])
        assert parse_qs(target.query).get("v", []) == after
        assert target.fragment == anchor

    def test_a_full_set_offers_no_more(self, page):
        html = page(VRAGEN, {"v": list(inhoud.vraag_op_sleutel())})
        assert len(chosen(html)) == 20
        assert "Haal er eerst een weg" in html
        assert 'id="eigen-vraag"' not in html


class TestTimer:
    def test_shows_clock_times_from_a_chosen_start(self, page):
        html = page(TIMER, {"begin": "13:30"})
        assert re.findall(r"data-timer-begin>([^<]*)<", html) == ["13.30", "13.35", "13.45", "14.20", "14.35"]
        assert "data-timer-einde>14.45<" in html

    def test_minutes_can_be_changed(self, page):
        html = page(TIMER, {"begin": "09:00", "m0": "10", "m2": "20"})
        assert re.findall(r'data-minuten="(\d+)"', html) == ["10", "10", "20", "15", "10"]
        assert "data-timer-einde>10.05<" in html

    def test_says_after_how_long_each_part_begins_when_the_start_is_open(self, page):
        assert re.findall(r"data-timer-begin>([^<]*)<", page(TIMER))[:3] == ["start", "na 5 min", "na 15 min"]

    @pytest.mark.parametrize("params", [{"begin": "25:99"}, {"m0": "0"}, {"m1": "veel"}, {"m2": "9999"}])
    def test_says_what_is_wrong_and_keeps_what_was_typed(self, client, params):
        answer = client.get(TIMER, {"begin": "09:00", **params})
        assert answer.status_code == 422
        html = answer.content.decode()
        assert "Er klopt nog iets niet" in html
        assert f'value="{next(iter(params.values()))}"' in html


class TestMateriaal:
    def test_a_letter_is_there_with_blanks_before_anything_is_typed(self, page):
        assert "[dag en tijd]" in page(MAIL)

    def test_what_is_typed_comes_into_the_letter(self, client):
        html = client.post(MAIL, FACTS).content.decode()
        assert "donderdag 3 december 2026, van 13.30 tot 15.00 uur" in html
        assert 'value="Zaal 4"' in html

    @pytest.mark.parametrize(
        ("formaat", "begin", "mime"),
        [
            ("pdf", b"%PDF-", "application/pdf"),
            ("docx", b"PK", "wordprocessingml"),
            ("ics", b"BEGIN:VCALENDAR", "text/calendar"),
        ],
    )
    def test_downloads(self, client, formaat, begin, mime):
        answer = client.post(MAIL, {**FACTS, "formaat": formaat})
        assert answer.content.startswith(begin)
        assert mime in answer["Content-Type"]
        assert answer["Content-Disposition"] == f'attachment; filename="uitnodiging-per-e-mail.{formaat}"'
        assert "no-store" in answer["Cache-Control"]

    def test_a_date_for_the_calendar_needs_day_and_hour(self, client):
        answer = client.post(MAIL, {"duur": "90", "titel": "Praten", "formaat": "ics"})
        assert answer["Content-Type"].startswith("text/html")
        assert "een datum en een begintijd nodig" in answer.content.decode()

    @pytest.mark.parametrize(
        ("path", "wrong"),
        [
            (MAIL, {"datum": "straks"}),
            (MAIL, {"duur": "5"}),
            (MAIL, {"aanmelden": "javascript:alert(1)"}),
            (MAIL, {"titel": "x" * 151}),
            ("/startkit/materiaal/peiling/", {"eigen_stellingen": "\n".join(map(str, range(11)))}),
            ("/startkit/materiaal/peiling/", {"eigen_stellingen": "x" * 201}),
            ("/startkit/materiaal/peiling/", {"stellingen": [row.sleutel for row in inhoud.stellingen()[:11]]}),
            ("/startkit/materiaal/peiling/", {"stellingen": "bestaat-niet"}),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_typed(self, client, path, wrong):
        answer = client.post(path, {"contact": "Wim van Brieven", "duur": "90", **wrong})
        html = answer.content.decode()
        assert answer.status_code == 422
        assert "Er klopt nog iets niet" in html
        assert "Wim van Brieven" in html

    def test_a_poll_from_chosen_and_own_stellingen(self, client):
        data = {"stellingen": ["neutraal"], "eigen_stellingen": "Koffie helpt.\n\n Thee ook. "}
        html = client.post("/startkit/materiaal/peiling/", data).content.decode()
        assert "1. Neutraal zijn" in html
        assert "2. Koffie helpt." in html
        assert "3. Thee ook." in html

    def test_html_that_was_typed_stays_text(self, client):
        html = client.post(MAIL, {**FACTS, "contact": "<img src=x onerror=y>", "opgave": "[x](javascript:y)"}).content
        assert b"<img src=x" not in html
        assert b'href="javascript' not in html

    @pytest.mark.parametrize("soort", ["model", "responscanvas"])
    def test_sheets_can_be_taken_along(self, client, soort):
        answer = client.get(f"/startkit/materiaal/{soort}.pdf")
        assert answer.content.startswith(b"%PDF-")


class TestPlan:
    QUERY = f"plan={PLAN.kenmerk}"

    def test_letters_are_filled_in_from_the_plan(self, client, organisator):
        client.force_login(organisator)
        html = client.get(f"{MAIL}?{self.QUERY}").content.decode()
        assert "donderdag 3 december 2026, van 13.30 tot 15.00 uur" in html
        assert 'value="2026-12-03"' in html
        assert f'href="{PLAN.url}"' in html

    def test_the_composer_starts_with_the_questions_of_the_plan_and_saves_them_there(self, client, organisator):
        client.force_login(organisator)
        html = client.get(f"{VRAGEN}?{self.QUERY}").content.decode()
        assert chosen(html) == ["trots-2", "~Wat maakt een brief goed?"]
        assert "Deze vragen staan bij je gesprek" in html
        html = client.get(f"{VRAGEN}?{self.QUERY}&v=vak-1").content.decode()
        assert f'method="post" action="{PLAN.vragen_url}"' in html
        assert "Bewaar bij je gesprek" in html
        answer = client.get(f"{VRAGEN}?{self.QUERY}&v=vak-1&weg=vak-1")
        assert chosen(client.get(answer["Location"]).content.decode()) == []

    def test_the_timer_runs_the_agenda_of_the_plan(self, client, organisator):
        client.force_login(organisator)
        html = client.get(f"{TIMER}?{self.QUERY}").content.decode()
        assert re.findall(r'data-titel="([^"]*)"', html) == ["Lezen", "Praten"]
        assert f'data-timer="plan-{PLAN.kenmerk}"' in html
        assert f'name="plan" value="{PLAN.kenmerk}"' in html

    def test_the_sheet_is_that_of_the_gesprek_and_can_be_handed_in(self, client, organisator):
        client.force_login(organisator)
        html = client.get(f"/startkit/materiaal/model/?{self.QUERY}").content.decode()
        assert f'href="{PLAN.bladen["model"]}"' in html
        assert "Lever het ingevuld weer in" in html
        assert (
            'href="/startkit/materiaal/responscanvas.pdf"'
            in client.get(f"/startkit/materiaal/responscanvas/?{self.QUERY}").content.decode()
        )

    def test_links_keep_the_plan_at_hand(self, client, organisator):
        client.force_login(organisator)
        html = client.get(f"/startkit/?{self.QUERY}").content.decode()
        assert f'href="/startkit/vormen/model/?{self.QUERY}"' in html

    @pytest.mark.parametrize("path", ["/startkit/", VRAGEN, MAIL, TIMER])
    def test_nobody_else_sees_it(self, client, organisator, path):
        for user in (None, UserFactory(rol="deelnemer")):
            if user:
                client.force_login(user)
            html = client.get(f"{path}?{self.QUERY}").content.decode()
            assert PLAN.titel not in html

    def test_a_strange_plan_is_none(self, client, organisator):
        client.force_login(organisator)
        assert PLAN.titel not in client.get("/startkit/?plan=" + "x" * 500).content.decode()

    def test_without_an_app_that_keeps_plans_there_is_none(self, client, db, monkeypatch):
        monkeypatch.setattr(koppeling, "_finders", [])
        client.force_login(UserFactory(rol="deelnemer"))
        assert client.get(f"/startkit/?{self.QUERY}").status_code == 200

    def test_the_last_one_to_register_finds_the_plans(self, monkeypatch):
        monkeypatch.setattr(koppeling, "_finders", [])
        koppeling.register_plannen(lambda kenmerk, user: None)
        koppeling.register_plannen(lambda kenmerk, user: PLAN)
        assert len(koppeling._finders) == 1

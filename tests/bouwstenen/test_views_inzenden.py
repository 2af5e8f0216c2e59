"""Handing in a bouwsteen through the public form."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from bouwstenen.models import Bouwsteen
from bouwstenen.services import MAX_TEKST
from tests.factories import GesprekFactory, SynoniemFactory, ThemaFactory, UserFactory

pytestmark = pytest.mark.django_db

ADRES = "/bouwstenen/inzenden/"
GOED = {"titel": "Vraag eerst", "tekst": "Vraag eerst, schrijf *dan*.", "soort": "advies", "token": "abcdefgh12"}


@pytest.fixture
def ingelogd(client, deelnemer):
    client.force_login(deelnemer)
    return client


def test_log_in_first_and_come_back(client):
    response = client.get(ADRES)
    assert response.status_code == 302
    assert response["Location"].startswith("/inloggen/?next=/bouwstenen/inzenden/")
    assert client.post(ADRES, GOED).status_code == 302
    assert not Bouwsteen.objects.exists()


def test_without_the_right_it_says_what_to_do(client):
    client.force_login(UserFactory())
    for response in (client.get(ADRES), client.post(ADRES, GOED)):
        assert response.status_code == 403
        assert "Vraag de beheerder" in response.content.decode()
    assert not Bouwsteen.objects.exists()


def test_the_form_shows_themas_by_kind_with_other_words(ingelogd):
    SynoniemFactory(thema=ThemaFactory(naam="Lef tonen"), term="moed")
    ThemaFactory(soort="niveau", naam="Het team")
    ThemaFactory(soort="lichaamsdeel", naam="De knie")
    page = ingelogd.get(ADRES).content.decode()
    assert "Lef tonen (ook: moed)" in page
    assert "Op welk niveau speelt het?" in page
    assert "De knie" not in page
    assert 'data-bewaar="bouwsteen-inzenden"' in page
    assert 'data-voorbeeld-url="/bouwstenen/voorbeeld/"' in page
    assert re.search(r'name="token" value="[0-9a-z]{10}"', page)


def test_handing_in(ingelogd, deelnemer):
    thema, lens = ThemaFactory(slug="lef"), ThemaFactory(soort="niveau", slug="niveau-team")
    data = GOED | {"themas": ["lef"], "niveau": ["niveau-team"], "tegengeluid": "on"}
    response = ingelogd.post(ADRES, data, follow=True)
    steen = Bouwsteen.objects.get()
    assert (steen.titel, steen.status, steen.tegengeluid, steen.ingebracht_door) == (
        "Vraag eerst",
        "ingediend",
        True,
        deelnemer,
    )
    assert set(steen.themas.all()) == {thema, lens}
    page = response.content.decode()
    assert response.redirect_chain == [(f"/bouwstenen/inzenden/bedankt/{steen.urn_id}/", 302)]
    assert "Wat gebeurt er nu?" in page
    assert steen.get_absolute_url() in page


def test_from_a_gesprek_that_was_held(ingelogd, deelnemer):
    gesprek = GesprekFactory(titel="Achter de balie")
    GesprekFactory(titel="Nog te houden", datum=timezone.localdate() + timedelta(days=3))
    GesprekFactory(titel="Verborgen", zichtbaar=False)
    page = ingelogd.get(ADRES).content.decode()
    assert "Achter de balie" in page
    assert "Nog te houden" not in page
    assert "Verborgen" not in page
    ingelogd.post(ADRES, GOED | {"gesprek": gesprek.urn_id})
    steen = Bouwsteen.objects.get()
    assert (steen.gesprek, steen.herkomst, steen.ingebracht_door) == (gesprek, "gesprek", deelnemer)


def test_the_thank_you_page_is_for_the_contributor(ingelogd, client):
    ingelogd.post(ADRES, GOED)
    address = f"/bouwstenen/inzenden/bedankt/{Bouwsteen.objects.get().urn_id}/"
    assert ingelogd.get(address).status_code == 200
    client.force_login(UserFactory(rol="deelnemer"))
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_handing_in_twice_makes_one(ingelogd):
    first, second = ingelogd.post(ADRES, GOED), ingelogd.post(ADRES, GOED)
    assert first["Location"] == second["Location"]
    assert Bouwsteen.objects.count() == 1


def test_somebody_elses_token_makes_no_error_500(ingelogd, client):
    ingelogd.post(ADRES, GOED)
    client.force_login(UserFactory(rol="deelnemer"))
    assert client.post(ADRES, GOED).status_code == 422
    assert Bouwsteen.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x", "<script>", "a" * 400])
def test_a_strange_token_is_replaced(ingelogd, token):
    assert ingelogd.post(ADRES, GOED | {"token": token}).status_code == 302
    assert re.fullmatch(r"inzending:[0-9a-z]{10}", Bouwsteen.objects.get().bron_id)


@pytest.mark.parametrize(
    ("change", "veld", "melding"),
    [
        ({"titel": ""}, "titel", "Schrijf in één zin wat je wilt zeggen."),
        ({"titel": " \t "}, "titel", "Schrijf in één zin wat je wilt zeggen."),
        ({"titel": "x" * 121}, "titel", "hoogstens 120 tekens. Nu zijn het er 121."),
        ({"tekst": ""}, "tekst", "Vertel in een paar zinnen wat je bedoelt."),
        ({"tekst": "x" * (MAX_TEKST + 1)}, "tekst", "Deze tekst is te lang"),
        ({"tekst": "\u200b\u2060"}, "tekst", "Vertel in een paar zinnen wat je bedoelt."),
        ({"soort": "gerucht"}, "soort", "Kies een van de vijf soorten."),
        ({"soort": ""}, "soort", "Kies wat het is."),
        ({"gesprek": "0000000000"}, "gesprek", "Dit gesprek staat niet in de lijst."),
        ({"gesprek": "'; DROP TABLE"}, "gesprek", "Dit gesprek staat niet in de lijst."),
        ({"themas": ["bestaat-niet"]}, "themas", "Dit thema bestaat niet meer."),
    ],
)
def test_mistakes_are_named_at_their_field_and_nothing_is_lost(ingelogd, change, veld, melding):
    ThemaFactory(slug="lef")
    response = ingelogd.post(ADRES, GOED | {"themas": ["lef"]} | change)
    page = response.content.decode()
    assert response.status_code == 422
    assert not Bouwsteen.objects.exists()
    assert melding in page
    assert f'href="#id_{veld}"' in page
    for name in {"titel", "tekst"} - set(change):
        assert GOED[name] in page
    if "soort" not in change:
        assert re.search(r'value="advies"[^>]*checked', page)
    if "themas" not in change:
        assert re.search(r'value="lef"[^>]*checked', page)
    assert 'value="abcdefgh12"' in page


def test_what_was_typed_is_escaped(ingelogd):
    page = ingelogd.post(ADRES, GOED | {"titel": '"><script>alert(1)</script>' * 9}).content.decode()
    assert "<script>alert" not in page


def test_a_megabyte_is_refused_without_an_error(ingelogd):
    assert ingelogd.post(ADRES, GOED | {"tekst": "woord " * 200_000}).status_code == 422


def test_preview_without_javascript_keeps_everything_and_complains_about_nothing(ingelogd):
    ThemaFactory(slug="lef")
    data = {"titel": "", "tekst": "Zeg **het**.", "voorbeeld": "ja", "token": "abcdefgh12", "themas": ["lef"]}
    page = ingelogd.post(ADRES, data).content.decode()
    assert "<strong>het</strong>" in page
    assert "Er klopt nog iets niet" not in page
    assert 'value="abcdefgh12"' in page
    assert re.search(r'value="lef"[^>]*checked', page)
    assert not Bouwsteen.objects.exists()


class TestVoorbeeld:
    def test_gives_a_piece_of_safe_html(self, ingelogd):
        answer = ingelogd.post("/bouwstenen/voorbeeld/", {"tekst": "**Ja** <script>alert(1)</script> [[Nergens]]"})
        html = answer.content.decode()
        assert "<strong>Ja</strong>" in html
        assert "<script" not in html
        assert "<html" not in html
        assert "kb-wikilink--leeg" in html

    @pytest.mark.parametrize("tekst", ["", "\x00", "[" * 5000, "> " * 3000, "x" * 500_000])
    def test_strange_texts_are_no_error(self, ingelogd, tekst):
        assert ingelogd.post("/bouwstenen/voorbeeld/", {"tekst": tekst}).status_code == 200

    def test_only_for_who_is_logged_in(self, client):
        assert client.post("/bouwstenen/voorbeeld/", {"tekst": "x"}).status_code == 403

    def test_only_post(self, ingelogd):
        assert ingelogd.get("/bouwstenen/voorbeeld/").status_code == 405


def test_query_budget(ingelogd, django_assert_max_num_queries):
    for thema in ThemaFactory.create_batch(10):
        SynoniemFactory(thema=thema)
    with django_assert_max_num_queries(10):
        ingelogd.get(ADRES)


def test_personal_data_are_asked_about_before_handing_in(ingelogd):
    data = GOED | {"titel": "Bel 06 12345678", "tekst": "Mail naar jan@example.org of bel 06 12345678."}
    response = ingelogd.post(ADRES, data)
    page = response.content.decode()
    assert response.status_code == 422
    assert not Bouwsteen.objects.exists()
    assert "‘jan@example.org’ lijkt een e-mailadres" in page
    fields = re.findall(r'name="(vondst-[0-9a-f]+)"', page)
    phone, mail = dict.fromkeys(fields)
    again = ingelogd.post(ADRES, data | {phone: "vervangen"})
    assert again.status_code == 422
    assert ingelogd.post(ADRES, data | {phone: "vervangen", mail: "laten"}).status_code == 302
    steen = Bouwsteen.objects.get()
    assert (steen.titel, steen.tekst) == (
        "Bel [telefoonnummer]",
        "Mail naar jan@example.org of bel [telefoonnummer].",
    )

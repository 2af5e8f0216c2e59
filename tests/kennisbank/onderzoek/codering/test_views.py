"""The pages of a round as its leader, its coders and others meet them; all by plain forms."""

import pytest
from django.test import Client
from django.urls import reverse

from kennisbank.accounts.models import User
from kennisbank.onderzoek.codering.models import Codeerronde, Codering, Fase
from kennisbank.onderzoek.codering.services import close_ronde
from tests.coderen import answer, make_closed, make_concept, make_open, make_selectie, make_settled, onderzoekers
from tests.factories import ThemaFactory, UserFactory

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, ronde: Codeerronde, *rest: object) -> str:
    return reverse(f"codering:{name}", args=[ronde.kenmerk, *rest])


def test_a_round_from_the_first_form_to_the_first_answer() -> None:
    leider, other = onderzoekers(2)
    selectie, themas = make_selectie(leider, 2), ThemaFactory.create_batch(2)
    client = client_of(leider)
    form = {"naam": "Ronde", "selectie": selectie.kenmerk, "zaad": "1", "themas": [thema.pk for thema in themas]}
    assert client.post(reverse("codering:nieuw"), form).status_code == 302
    ronde = Codeerronde.objects.get()
    people = address("codeurs", ronde)
    other.weergavenaam = "Noor van Dijk"
    other.save()
    found = client.get(people, {"naam": "noor"}).content.decode()
    assert "Noor van Dijk" in found
    assert other.email not in found
    assert other.username not in found
    client.post(people, {"persoon": [other.pk]})
    client.post(people, {"ikzelf": "ja"})
    assert client.post(address("stap", ronde, "openen")).status_code == 302
    coder = client_of(other)
    assert "Begin met coderen" in coder.get(ronde.get_absolute_url()).content.decode()
    first = coder.get(address("coderen", ronde), follow=True)
    assert first.redirect_chain[-1][0] == address("eenheid", ronde, 1)
    answer_page = coder.post(address("eenheid", ronde, 1), {"codes": ["1"], "volgende": "ja"})
    assert answer_page["Location"] == address("eenheid", ronde, 2)
    last = coder.post(address("eenheid", ronde, 2), {"weet_niet": "on", "volgende": "ja"}, follow=True)
    assert "Je hebt alles beantwoord" in last.content.decode()


def test_a_selectie_leads_to_its_rounds_and_to_a_new_one() -> None:
    ronde = make_concept()
    client = client_of(ronde.leider)
    page = client.get(ronde.selectie.get_absolute_url()).content.decode()
    begin = f"{reverse('codering:nieuw')}?selectie={ronde.selectie.kenmerk}"
    assert (begin in page, ronde.naam in page) == (True, True)
    assert f'value="{ronde.selectie.kenmerk}" selected' in client.get(begin).content.decode()


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost() -> None:
    (user,) = onderzoekers(1)
    make_selectie(user, 1)
    page = client_of(user).post(reverse("codering:nieuw"), {"naam": "Mijn ronde", "zaad": "x", "instructie": "Let op."})
    text = page.content.decode()
    assert page.status_code == 422
    for expected in ("Mijn ronde", "Let op.", "Kies een selectie.", "Vul een geheel getal in.", "Kies 2 tot 40"):
        assert expected in text
    ronde = make_open()
    coder = ronde.codeurs.get(nummer=1)
    page = client_of(coder.user).post(
        address("eenheid", ronde, 1), {"codes": ["1"], "weet_niet": "on", "opmerking": "Twijfel"}
    )
    assert page.status_code == 422
    assert "Twijfel" in page.content.decode()
    assert not Codering.objects.exists()


def test_a_change_kept_by_the_script_answers_with_how_far_one_is() -> None:
    ronde = make_open(stenen=2)
    client = client_of(ronde.codeurs.get(nummer=1).user)
    kept = client.post(address("eenheid", ronde, 1), {"codes": ["2"], "vanzelf": "ja"})
    assert kept.json()["gedaan"] == 1
    wrong = client.post(address("eenheid", ronde, 1), {"codes": ["99"], "vanzelf": "ja"})
    assert (wrong.status_code, "hoort niet bij" in wrong.json()["melding"]) == (422, True)


@pytest.mark.parametrize("by_script", [False, True])
def test_closing_while_somebody_codes_says_so_and_keeps_the_answer(by_script: bool) -> None:
    ronde = make_open(stenen=2)
    coder = ronde.codeurs.get(nummer=1)
    answer(coder, 1, "1")
    close_ronde(ronde, user=ronde.leider)
    data = {"codes": ["2"], "opmerking": "Bijna"} | ({"vanzelf": "ja"} if by_script else {"volgende": "ja"})
    page = client_of(coder.user).post(address("eenheid", ronde, 2), data)
    assert page.status_code == 409
    text = page.json()["melding"] if by_script else page.content.decode()
    assert "apart bewaard" in text
    assert by_script or "Bijna" in text


def test_nobody_sees_an_answer_of_another_while_the_round_is_open() -> None:
    ronde = make_open(codes=2)
    one, two = ronde.codeurs.order_by("nummer")
    answer(one, 1, "1", "Geheime opmerking")
    for user in (two.user, ronde.leider):
        client = client_of(user)
        for name in ("overeenstemming", "spoor", "ronde"):
            page = client.get(address(name, ronde))
            assert "Geheime opmerking" not in page.content.decode()
        assert client.get(address("overeenstemming", ronde)).status_code == 403
        assert client.get(address("csv", ronde, "antwoorden")).status_code == 403
    assert client_of(two.user).get(address("eenheid", ronde, 1)).content.decode().count("checked") == 1  # the switch


def test_who_may_see_what() -> None:
    ronde, settled = make_open(), make_settled()
    (other,) = onderzoekers(1)
    reader = UserFactory(rol="deelnemer")
    assert Client().get(reverse("codering:lijst")).status_code == 302
    assert client_of(reader).get(reverse("codering:lijst")).status_code == 403
    client = client_of(other)
    assert client.get(ronde.get_absolute_url()).status_code == 404
    assert client.get(settled.get_absolute_url()).status_code == 200
    assert client.get(address("afstemmen", settled)).status_code == 403
    assert client.get(address("eenheid", settled, 1)).status_code == 403
    coder = client_of(ronde.codeurs.get(nummer=1).user)
    assert coder.post(address("stap", ronde, "sluiten")).status_code == 403
    draft = make_concept()
    assert client_of(draft.codeurs.get(nummer=1).user).get(draft.get_absolute_url()).status_code == 404


def test_settling_and_fixing_by_forms() -> None:
    ronde = make_closed()
    client = client_of(ronde.leider)
    assert "Over 3 moet je nog besluiten" in client.get(ronde.get_absolute_url()).content.decode()
    refused = client.post(address("stap", ronde, "vaststellen"))
    assert refused.status_code == 422
    without = client.post(address("verschil", ronde, 1), {"code-2": "wel", "reden": ""})
    assert (without.status_code, "Vertel waarom" in without.content.decode()) == (422, True)
    step = client.post(address("verschil", ronde, 1), {"code-2": "wel", "reden": "Past"})
    assert step["Location"] == address("verschil", ronde, 4)
    assert "nog niet besloten" in client.get(address("afstemmen", ronde), {"stand": "open"}).content.decode()
    bulk = client.post(address("meerderheid", ronde), {"reden": "Meeste stemmen"}, follow=True)
    assert "0 keer de meerderheid gevolgd" in bulk.content.decode()
    client.post(address("verschil", ronde, 4), {"code-1": "niet", "code-3": "wel", "reden": "Past"})
    client.post(address("stap", ronde, "vaststellen"))
    ronde.refresh_from_db()
    assert ronde.fase == Fase.VASTGESTELD
    assert "Past" in client.get(address("spoor", ronde)).content.decode()


def test_going_back_without_a_reason_shows_the_form_again() -> None:
    ronde = make_settled()
    page = client_of(ronde.leider).post(address("stap", ronde, "heropenen"), {"reden": ""})
    assert (page.status_code, "Vertel waarom." in page.content.decode()) == (422, True)


def test_others_see_coders_by_number_only_and_files_never_hold_a_name() -> None:
    ronde = make_settled()
    (other,) = onderzoekers(1)
    names = [codeur.user.weergavenaam for codeur in ronde.codeurs.all()]
    seen = client_of(other).get(address("overeenstemming", ronde)).content.decode()
    assert "Codeur 1 en Codeur 2" in seen
    own = client_of(ronde.leider)
    texts = [seen, *(own.get(address("csv", ronde, name)).content.decode("utf-8-sig") for name in
                     ("codes", "codeurs", "verwarring", "antwoorden"))]  # fmt: skip
    texts += [own.get(address("bestand", ronde, "svg")).content.decode()]
    assert not [name for name in names for text in texts if name in text]
    assert own.get(address("bestand", ronde, "png")).content.startswith(b"\x89PNG")
    assert own.get(address("csv", ronde, "iets")).status_code == 404


def test_the_redactie_takes_over_after_seeing_what_changes(redacteur: User) -> None:
    ronde = make_settled()
    assert client_of(ronde.leider).get(address("overnemen", ronde)).status_code == 403
    client = client_of(redacteur)
    page = client.get(address("overnemen", ronde))
    steen = ronde.eenheden.get(nummer=1).versie.bouwsteen
    data = {"vingerafdruk": page.context["plan"].vingerafdruk, "weghalen": ""}
    nothing = client.post(address("overnemen", ronde), data)
    assert (nothing.status_code, "ten minste één" in nothing.content.decode()) == (422, True)
    client.post(address("overnemen", ronde), data | {"steen": [steen.urn_id]})
    assert [thema.pk for thema in steen.themas.all()] == [ronde.codes.get(nummer=1).thema_id]


def test_a_draft_is_thrown_away_after_asking() -> None:
    ronde = make_concept()
    client = client_of(ronde.leider)
    assert client.get(address("verwijderen", ronde)).status_code == 200
    client.post(address("verwijderen", ronde))
    assert not Codeerronde.objects.exists()


def test_pages_ask_a_fixed_number_of_queries(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    ronde = make_closed()
    for _ in range(3):
        make_settled()
    open_round = make_open(stenen=6)
    leider, coder = client_of(ronde.leider), client_of(open_round.codeurs.get(nummer=1).user)
    for client, path, budget in (
        (leider, reverse("codering:lijst"), 14),
        (leider, ronde.get_absolute_url(), 30),
        (leider, address("overeenstemming", ronde), 20),
        (leider, address("afstemmen", ronde), 20),
        (coder, address("eenheid", open_round, 1), 22),
        (coder, address("overzicht", open_round), 20),
    ):
        with django_assert_max_num_queries(budget):
            assert client.get(path).status_code == 200

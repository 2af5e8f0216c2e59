"""The screens on which editors tie sentences, and handle what lost its place."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kennisbank.accounts.models import User
from kennisbank.redactie.ankers.models import Anker, Ankerstand
from kennisbank.redactie.ankers.wezen import read_place
from kennisbank.text.statements import statements
from tests.factories import BouwsteenFactory
from tests.kennisbank.redactie.ankers.conftest import BRIEF, EEN, PRINTER, SLOT, TWEE, VRAAG, Werk
from tests.pages import sectie

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, redacteur: User) -> Client:
    """A browser in which the redacteur is logged in."""
    client.force_login(redacteur)
    return client


def said(response: HttpResponse) -> str:
    """The messages that the next page will show."""
    return " ".join(str(message).strip() for message in get_messages(response.wsgi_request))


class TestKoppelen:
    """Tying the sentences of a section afterwards."""

    def url(self, werk: Werk, sectie_id: str = EEN) -> str:
        return f"{reverse('herkomst:koppelen', args=[werk.hoofdstuk.pk])}?sectie={sectie_id}"

    def values(self, werk: Werk, *zinnen: str) -> list[str]:
        text = werk.versie.inhoud["secties"][0]["tekst"]
        return [f"{begin}-{einde}" for begin, einde in statements(text) if text[begin:einde] in zinnen]

    def send(self, editor: Client, werk: Werk, actie: str, **data: Any) -> HttpResponse:
        return editor.post(self.url(werk), {"actie": actie, "versie": werk.versie.nummer, **data})

    def test_sentences_and_the_bouwstenen_of_the_section_are_there_to_tick(self, editor: Client, werk: Werk) -> None:
        steen = BouwsteenFactory(titel="Over brieven", tekst="Mevrouw Smit wachtte drie weken op een brief.")
        werk.publish(sectie(1, "Vragen", f"{VRAAG} {BRIEF}", ((steen.urn_id, "bron"),)))
        html = editor.get(self.url(werk)).content.decode()
        assert VRAAG in html
        assert f'name="bouwsteen" value="{steen.urn_id}"' in html
        assert "Lijkt op de woorden van ‘Over brieven’" in html
        assert "0/2" in html

    def test_ticked_sentences_are_tied_to_ticked_bouwstenen(self, editor: Client, werk: Werk) -> None:
        stenen = BouwsteenFactory.create_batch(2)
        werk.publish(sectie(1, "Vragen", f"{VRAAG} {BRIEF}", tuple((steen.urn_id, "bron") for steen in stenen)))
        response = self.send(
            editor, werk, "koppel", zin=self.values(werk, BRIEF), bouwsteen=[steen.urn_id for steen in stenen]
        )
        assert response.status_code == 302
        assert said(response) == "2 koppelingen gemaakt."
        assert {(anker.exact, anker.bouwsteen) for anker in Anker.objects.current()} == {
            (BRIEF, steen) for steen in stenen
        }

    def test_a_bouwsteen_from_elsewhere_is_searched_for_with_all_ticks_kept(self, editor: Client, werk: Werk) -> None:
        elders = BouwsteenFactory(titel="Iets over de lantaarnpaal")
        zinnen = self.values(werk, BRIEF)
        html = self.send(editor, werk, "zoek", q="lantaarnpaal", zin=zinnen).content.decode()
        assert "Iets over de lantaarnpaal" in html
        assert f'value="{zinnen[0]}" checked' in html
        response = self.send(editor, werk, "koppel", zin=zinnen, bouwsteen=[elders.urn_id], q="")
        assert response.status_code == 302
        assert werk.now(elders.pk).exact == BRIEF

    def test_sentences_are_marked_as_redactioneel(self, editor: Client, werk: Werk) -> None:
        assert said(self.send(editor, werk, "redactioneel", zin=self.values(werk, BRIEF))) == "1 zin is redactioneel."
        assert werk.now(None).exact == BRIEF
        assert "niets veranderd" in said(self.send(editor, werk, "redactioneel", zin=self.values(werk, BRIEF)))

    def test_ties_are_undone_with_a_reason(self, editor: Client, werk: Werk) -> None:
        ankers = [werk.tie(BRIEF), werk.tie(VRAAG)]
        response = self.send(editor, werk, "los", anker=[anker.pk for anker in ankers], reden="Hoort hier niet")
        assert said(response) == "De koppelingen zijn los."
        assert not Anker.objects.current().exists()
        assert {anker.reden for anker in Anker.objects.all()} == {"Hoort hier niet"}

    @pytest.mark.parametrize(
        ("actie", "melding"),
        [
            ("koppel", "Vink ten minste één zin aan."),
            ("redactioneel", "Vink ten minste één zin aan."),
            ("los", "Vink ten minste één koppeling aan"),
            ("onzin", "Kies wat je wilt doen."),
        ],
    )
    def test_without_ticks_it_says_what_is_missing(self, editor: Client, werk: Werk, actie: str, melding: str) -> None:
        response = self.send(editor, werk, actie)
        assert response.status_code == 422
        assert melding in response.content.decode()

    def test_without_a_reason_nothing_is_undone_and_the_ticks_stay(self, editor: Client, werk: Werk) -> None:
        anker = werk.tie(BRIEF)
        response = self.send(editor, werk, "los", anker=[anker.pk])
        assert response.status_code == 422
        assert f'name="anker" value="{anker.pk}" checked' in response.content.decode()
        assert "Geef een reden" in response.content.decode()
        assert Anker.objects.current().exists()

    def test_when_the_text_changed_meanwhile_nothing_is_tied(self, editor: Client, werk: Werk) -> None:
        steen = BouwsteenFactory()
        werk.publish(sectie(1, "Vragen", BRIEF, ((steen.urn_id, "bron"),)))
        zinnen = self.values(werk, BRIEF)
        old = werk.versie.nummer
        werk.publish(sectie(1, "Vragen", BRIEF, ((steen.urn_id, "bron"),)), sectie(2, "Meer", "Nieuw."))
        response = editor.post(
            self.url(werk), {"actie": "koppel", "versie": old, "zin": zinnen, "bouwsteen": [steen.urn_id]}
        )
        assert response.status_code == 422
        assert "intussen gewijzigd" in response.content.decode()
        assert f'name="versie" value="{werk.versie.nummer}"' in response.content.decode()
        assert not Anker.objects.exists()

    def test_an_anchor_of_another_section_or_a_made_up_sentence_is_refused(self, editor: Client, werk: Werk) -> None:
        other = werk.tie("Een ander verhaal.", sectie_id=TWEE)
        assert self.send(editor, werk, "los", anker=[other.pk], reden="Weg").status_code == 422
        assert self.send(editor, werk, "redactioneel", zin=["0-5"]).status_code == 422
        assert werk.now(other.bouwsteen_id) == other

    def test_a_section_or_hoofdstuk_that_is_not_there_is_not_found(self, editor: Client, werk: Werk) -> None:
        assert editor.get(self.url(werk, "bestaat-niet")).status_code == 404
        assert editor.get(reverse("herkomst:koppelen", args=[999_999])).status_code == 404
        assert editor.get(reverse("herkomst:koppelen", args=[werk.hoofdstuk.pk])).status_code == 200

    def test_a_deelnemer_gets_nowhere(self, client: Client, deelnemer: User, werk: Werk) -> None:
        client.force_login(deelnemer)
        for url in (self.url(werk), reverse("herkomst:wezen")):
            assert client.get(url).status_code in {302, 403}
            assert client.post(url, {"actie": "redactioneel"}).status_code in {302, 403}
        assert not Anker.objects.exists()

    def test_number_of_queries_does_not_grow(
        self, editor: Client, werk: Werk, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        zinnen = [f"Dit is zin nummer {number} over onderwerp {number * 7}." for number in range(60)]
        stenen = BouwsteenFactory.create_batch(20)
        werk.publish(sectie(1, "Vragen", " ".join(zinnen), tuple((steen.urn_id, "bron") for steen in stenen)))
        self.send(editor, werk, "koppel", zin=self.values(werk, *zinnen), bouwsteen=[steen.urn_id for steen in stenen])
        editor.get(self.url(werk))
        with django_assert_max_num_queries(45):
            assert editor.get(self.url(werk)).content.decode().count('name="anker"') == 1200

    def test_editors_find_the_way_below_each_section_and_readers_do_not(self, client: Client, werk: Werk) -> None:
        assert "Koppel bouwstenen" not in client.get(werk.hoofdstuk.url).content.decode()
        client.force_login(werk.user)
        html = client.get(werk.hoofdstuk.url).content.decode()
        assert f"/beheer/herkomst/{werk.hoofdstuk.pk}/?sectie={EEN}" in html


class TestWezen:
    """The queue after a publication."""

    @pytest.fixture
    def wees(self, werk: Werk) -> Anker:
        """An orphan: its sentence was written anew."""
        werk.tie(BRIEF)
        werk.publish_texts(f"{VRAAG} Die brief bleef te lang liggen op een stapel.\n\n{PRINTER}")
        return Anker.objects.wezen().get()

    def send(self, editor: Client, werk: Werk, anker: Anker, actie: str, **data: Any) -> HttpResponse:
        asked = {"anker": anker.pk, "versie": werk.versie.nummer, "actie": actie}
        return editor.post(reverse("herkomst:wezen"), asked | data)

    def test_an_orphan_is_shown_in_its_old_place_with_sentences_that_look_like_it(
        self, editor: Client, werk: Werk, wees: Anker
    ) -> None:
        html = editor.get(reverse("herkomst:wezen")).content.decode()
        assert wees.bouwsteen is not None
        assert wees.bouwsteen.titel in html
        assert f"Zo stond het in versie {werk.versie.nummer - 1}" in html
        assert f'id="toen-{wees.pk}-zin-1">{BRIEF}</span>' in html
        assert "Die brief bleef te lang liggen op een stapel." in html
        assert "1 te bekijken" in html

    def test_it_is_attached_to_the_chosen_sentence(self, editor: Client, werk: Werk, wees: Anker) -> None:
        page = editor.get(reverse("herkomst:wezen"))
        (geval,) = page.context["gevallen"]
        response = self.send(editor, werk, wees, "hecht", plek=geval.kandidaten[0].waarde)
        assert response.status_code == 302
        assert werk.now(wees.bouwsteen_id).exact == "Die brief bleef te lang liggen op een stapel."
        assert not Anker.objects.wezen().exists()

    def test_it_is_let_go_with_a_reason(self, editor: Client, werk: Werk, wees: Anker) -> None:
        response = self.send(editor, werk, wees, "los", reden="")
        assert response.status_code == 422
        assert "Geef een reden" in response.content.decode()
        assert self.send(editor, werk, wees, "los", reden="De zin is geschrapt").status_code == 302
        wees.refresh_from_db()
        assert (wees.losgelaten, wees.reden) == (True, "De zin is geschrapt")

    def test_a_choice_is_needed_and_a_made_up_one_refused(self, editor: Client, werk: Werk, wees: Anker) -> None:
        for plek in ("", "onzin", f"{EEN}:5-3", f"{EEN}:0-99999", f"{EEN}:²-9"):
            response = self.send(editor, werk, wees, "hecht", plek=plek)
            assert response.status_code == 422
            assert 'role="alert"' in response.content.decode()
        assert self.send(editor, werk, wees, "onzin").status_code == 422
        assert Anker.objects.wezen().exists()

    def test_on_an_outdated_version_nothing_happens(self, editor: Client, werk: Werk, wees: Anker) -> None:
        response = self.send(editor, werk, wees, "los", reden="Weg", versie=werk.versie.nummer - 1)
        assert response.status_code == 422
        assert "intussen gewijzigd" in response.content.decode()

    def test_handled_by_somebody_else_it_says_so(self, editor: Client, werk: Werk, wees: Anker) -> None:
        self.send(editor, werk, wees, "los", reden="Weg")
        response = self.send(editor, werk, wees, "los", reden="Weg")
        assert response.status_code == 302
        assert "iemand anders" in said(response)

    def test_a_big_change_is_listed_with_the_difference_and_confirmed(self, editor: Client, werk: Werk) -> None:
        anker = werk.tie(BRIEF)
        werk.publish_texts(
            f"{VRAAG} De brief aan mevrouw Smit lag te lang op een stapel, en dat deugt niet.\n\n{PRINTER}"
        )
        html = editor.get(reverse("herkomst:wezen")).content.decode()
        assert "Ter controle" in html
        assert "<ins" in html
        current = werk.now(anker.bouwsteen_id)
        assert self.send(editor, werk, current, "bevestig").status_code == 302
        assert werk.now(anker.bouwsteen_id).stand == Ankerstand.VAST
        assert "Niets te doen" in editor.get(reverse("herkomst:wezen")).content.decode()

    def test_a_section_that_is_gone_still_tells_what_it_was(self, editor: Client, werk: Werk) -> None:
        werk.tie(BRIEF)
        werk.publish(sectie(2, "Brieven", "Een ander verhaal."))
        html = editor.get(reverse("herkomst:wezen")).content.decode()
        assert "sectie ‘Vragen’" in html
        assert BRIEF in html

    def test_what_waits_for_a_draft_is_told_apart(self, editor: Client, werk: Werk) -> None:
        werk.draft_texts(f"{VRAAG} {SLOT}")
        Anker.objects.create(
            hoofdstuk=werk.hoofdstuk,
            bouwsteen=BouwsteenFactory(),
            sectie_id=EEN,
            exact=SLOT,
            begin=0,
            einde=len(SLOT),
            door=werk.user,
        )
        html = editor.get(reverse("herkomst:wezen")).content.decode()
        assert "Niets te doen" in html
        assert "Wacht op een concept" in html

    def test_the_menu_and_the_home_page_say_how_many_wait(self, editor: Client, wees: Anker) -> None:
        html = editor.get(reverse("wagtailadmin_home")).content.decode()
        assert "Wezen (1)" in html
        assert "zin zonder vaste plek" in html

    def test_number_of_queries_does_not_grow_and_the_queue_has_pages(
        self, editor: Client, werk: Werk, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        zinnen = [f"Dit is zin nummer {number} over onderwerp {number * 7}." for number in range(12)]
        werk.publish_texts(" ".join(zinnen))
        for zin in zinnen:
            werk.tie(zin)
        werk.publish_texts("Alles is anders geworden.")
        editor.get(reverse("herkomst:wezen"))
        with django_assert_max_num_queries(40):
            page = editor.get(reverse("herkomst:wezen"))
        assert len(page.context["gevallen"]) == 10
        assert len(editor.get(reverse("herkomst:wezen"), {"p": 2}).context["gevallen"]) == 2


def test_read_place_knows_nonsense() -> None:
    assert read_place(f"{EEN}:3-9") == (EEN, 3, 9)
    assert read_place("") is None
    assert read_place("x:1") is None
    assert read_place("x:-1-5") is None

"""The queue of voorstellen: what waits, for whom, and what conflicts."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk
from kennisbank.redactie.overview import waiting_work
from kennisbank.redactie.voorstellen import wachtrij
from kennisbank.redactie.voorstellen.models import Voorstel
from kennisbank.redactie.voorstellen.services import request_changes
from kennisbank.redactie.voorstellen.wachtrij import Wachtrij
from tests.beslissingen import BEL, LUISTER, MELD, SCHRIJVEN, WACHT, make_hoofdstuk, propose, publish
from tests.factories import ThemaFactory, UserFactory
from tests.pages import SiteTree

ALTIJD = BEL.replace("belt eerst", "belt altijd eerst")
LIEFST = BEL.replace("belt eerst", "belt liefst vooraf")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """No answers about conflicts from another test."""
    cache.clear()


@pytest.fixture
def hoofdstuk(site_tree: SiteTree) -> Hoofdstuk:
    """A hoofdstuk with a section of four sentences."""
    return make_hoofdstuk(site_tree)


@pytest.fixture
def editor(client: Client, redacteur: User) -> Client:
    """A browser in which the redacteur is logged in."""
    client.force_login(redacteur)
    return client


def queue(editor: Client, **params: Any) -> Wachtrij:
    """The queue that the editor sees."""
    found: Wachtrij = editor.get(reverse("voorstellen_beheer:lijst"), params).context["wachtrij"]
    return found


def shown(found: Wachtrij) -> list[Voorstel]:
    """The voorstellen in it, in order."""
    return [regel.voorstel for regel in found.regels]


def add(hoofdstuk: Hoofdstuk, *, dagen: int = 0, **changes: Any) -> Voorstel:
    """A voorstel that was handed in some days ago."""
    voorstel = propose(hoofdstuk, changes.pop("tekst", ALTIJD + LUISTER + MELD + WACHT), **changes)
    Voorstel.objects.filter(pk=voorstel.pk).update(ingediend_op=timezone.now() - timedelta(days=dagen))
    return voorstel


def test_the_longest_waiting_comes_first_with_its_age(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    old, new, yesterday = add(hoofdstuk, dagen=12), add(hoofdstuk), add(hoofdstuk, dagen=1)
    found = queue(editor)
    assert shown(found) == [old, yesterday, new]
    assert [regel.ouderdom for regel in found.regels] == ["12 dagen", "1 dag", "vandaag"]
    assert shown(queue(editor, volgorde="nieuw")) == [new, yesterday, old]


def test_a_line_says_what_it_is_about_who_waits_and_how_many_support_it(
    editor: Client, hoofdstuk: Hoofdstuk, redacteur: User
) -> None:
    hoofdstuk.themas.add(ThemaFactory(naam="Tegenspraak"))
    hoofdstuk.save()
    voorstel = add(hoofdstuk)
    voorstel.steun.create(user=UserFactory())
    page = editor.get(reverse("voorstellen_beheer:lijst")).content.decode()
    for text in ("Tekst wijzigen", "Tegenspraak", hoofdstuk.title, voorstel.indiener.naam, "de redactie", "geen"):
        assert text in page
    assert queue(editor).regels[0].voorstel.aantal_steun == 1  # type: ignore[attr-defined]
    request_changes(voorstel, toelichting="Korter graag.", user=redacteur)
    assert "de indiener" in editor.get(reverse("voorstellen_beheer:lijst")).content.decode()


def test_what_is_decided_is_not_in_the_queue(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    voorstel = add(hoofdstuk)
    Voorstel.objects.filter(pk=voorstel.pk).update(status="afgewezen")
    found = queue(editor)
    assert shown(found) == []
    assert "Er wacht niets." in editor.get(reverse("voorstellen_beheer:lijst")).content.decode()


def test_filters_on_hoofdstuk_thema_status_and_own(
    editor: Client, site_tree: SiteTree, hoofdstuk: Hoofdstuk, redacteur: User
) -> None:
    ander = make_hoofdstuk(site_tree, titel="Een ander hoofdstuk")
    thema = ThemaFactory()
    ander.themas.add(thema)
    ander.save()
    hier, daar, eigen = add(hoofdstuk, dagen=3), add(ander, dagen=2), add(hoofdstuk, dagen=1, user=redacteur)
    request_changes(hier, toelichting="Korter graag.", user=redacteur)
    assert shown(queue(editor, hoofdstuk=ander.pk)) == [daar]
    assert shown(queue(editor, thema=thema.slug)) == [daar]
    assert shown(queue(editor, status="indiener")) == [hier]
    assert shown(queue(editor, status="redactie")) == [daar, eigen]
    assert shown(queue(editor, zonder_eigen="1")) == [hier, daar]
    assert [regel.eigen for regel in queue(editor).regels] == [False, False, True]
    found = queue(editor)
    assert found.hoofdstukken == [hoofdstuk, ander]
    assert found.themas == [thema]


@pytest.mark.parametrize(
    "params", [{"hoofdstuk": "x"}, {"hoofdstuk": "9" * 30}, {"status": "x"}, {"conflict": "x"}, {"p": "x"}]
)
def test_nonsense_in_the_address_is_left_out(editor: Client, hoofdstuk: Hoofdstuk, params: dict[str, str]) -> None:
    voorstel = add(hoofdstuk)
    assert shown(queue(editor, **params)) == [voorstel]


def test_nothing_found_offers_all_of_them(editor: Client, hoofdstuk: Hoofdstuk) -> None:
    add(hoofdstuk)
    page = editor.get(reverse("voorstellen_beheer:lijst"), {"thema": "bestaat-niet"}).content.decode()
    assert "Toon ze allemaal" in page


def test_a_dry_run_tells_what_conflicts(editor: Client, hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    botst = add(hoofdstuk, dagen=3)
    past = add(hoofdstuk, dagen=2, tekst=BEL + LUISTER + MELD.replace("meld", "zeg") + WACHT)
    publish(hoofdstuk, LIEFST + LUISTER + MELD + WACHT, redacteur)
    vers = add(hoofdstuk, dagen=1, tekst="Schrijf kort.", sectie_id=SCHRIJVEN, kop="Schrijven")
    assert [(regel.voorstel, regel.conflict) for regel in queue(editor).regels] == [
        (botst, True),
        (past, False),
        (vers, False),
    ]
    assert shown(queue(editor, conflict="ja")) == [botst]
    assert shown(queue(editor, conflict="nee")) == [past, vers]
    assert "kbb-merk--conflict" in editor.get(reverse("voorstellen_beheer:lijst")).content.decode()


def test_an_answer_is_kept_until_the_text_changes(
    editor: Client, hoofdstuk: Hoofdstuk, redacteur: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    merges = []
    merge = wachtrij.merge_inhoud
    monkeypatch.setattr(wachtrij, "merge_inhoud", lambda *args: merges.append(1) or merge(*args))
    voorstel = add(hoofdstuk)
    queue(editor)
    assert merges == []
    publish(hoofdstuk, LIEFST + LUISTER + MELD + WACHT, redacteur)
    assert [queue(editor).regels[0].conflict for _ in range(3)] == [True, True, True]
    assert len(merges) == 1
    publish(hoofdstuk, BEL + LUISTER + MELD + WACHT, redacteur)
    assert shown(queue(editor, conflict="nee")) == [voorstel]
    assert len(merges) == 2


def test_one_look_takes_no_more_merges_than_it_may(
    editor: Client, hoofdstuk: Hoofdstuk, redacteur: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wachtrij, "MAX_CHECKED", 2)
    voorstellen = [add(hoofdstuk, dagen=9 - number) for number in range(3)]
    publish(hoofdstuk, LIEFST + LUISTER + MELD + WACHT, redacteur)
    url = reverse("voorstellen_beheer:lijst")
    first = editor.get(url, {"conflict": "ja"})
    assert shown(first.context["wachtrij"]) == voorstellen[:2]
    assert "Laad de pagina opnieuw" in first.content.decode()
    second = editor.get(url, {"conflict": "ja"})
    assert shown(second.context["wachtrij"]) == voorstellen
    assert "Laad de pagina opnieuw" not in second.content.decode()


def test_the_menu_and_the_home_page_count_what_you_can_decide_on(
    editor: Client, hoofdstuk: Hoofdstuk, redacteur: User
) -> None:
    add(hoofdstuk)
    add(hoofdstuk, user=redacteur)
    request_changes(add(hoofdstuk), toelichting="Korter graag.", user=redacteur)
    page = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "Voorstellen (1)" in page
    assert "voorstel wacht" in page
    work = {soort.label: soort for soort in waiting_work(redacteur)}["voorstel wacht"]
    assert work.aantal == len(editor.get(work.url).context["wachtrij"].regels) == 1


def test_the_queue_comes_in_pages_with_a_fixed_number_of_queries(
    editor: Client, hoofdstuk: Hoofdstuk, redacteur: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    indiener = UserFactory(rol="deelnemer")
    for number in range(30):
        add(hoofdstuk, user=indiener, tekst=ALTIJD + LUISTER + MELD + WACHT + f" Dat is reden {number}.")
    publish(hoofdstuk, LIEFST + LUISTER + MELD + WACHT, redacteur)
    editor.get(reverse("voorstellen_beheer:lijst"))
    cache.clear()
    with django_assert_max_num_queries(24):
        found = queue(editor)
    assert len(found.regels) == 25
    assert found.pagina.paginator.num_pages == 2
    assert all(regel.conflict for regel in found.regels)
    assert len(queue(editor, p="2").regels) == 5

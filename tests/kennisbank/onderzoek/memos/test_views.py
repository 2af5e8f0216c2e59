"""Writing, finding and reading memos, and where they show."""

import pytest
from django.test import Client
from django.urls import reverse

from kennisbank.accounts.models import User
from kennisbank.onderzoek.memos.models import Memo
from kennisbank.onderzoek.memos.services import save_memo
from tests.coderen import make_settled, make_stenen, onderzoekers
from tests.factories import ThemaFactory, UserFactory

pytestmark = pytest.mark.django_db
FORM = {"titel": "Over durven", "tekst": "Eerst **bellen**.", "basis": ""}


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_write_change_and_delete_on_the_page_of_a_bouwsteen() -> None:
    (user,) = onderzoekers(1)
    (steen,) = make_stenen(1)
    client = client_of(user)
    link = f"{reverse('memos:nieuw')}?soort=bouwsteen&over={steen.urn_id}"
    assert link.replace("&", "&amp;") in client.get(steen.get_absolute_url()).content.decode()
    made = client.post(link, FORM)
    memo = Memo.objects.get()
    assert (made["Location"], memo.bouwsteen) == (memo.get_absolute_url(), steen)
    assert "<strong>bellen</strong>" in client.get(memo.get_absolute_url()).content.decode()
    edit = reverse("memos:bewerken", args=[memo.kenmerk])
    stale = client.post(edit, FORM | {"tekst": "Uit een oud tabblad.", "basis": "2020"})
    text = stale.content.decode()
    assert stale.status_code == 422
    assert "Uit een oud tabblad." in text
    assert "Eerst **bellen**." in text
    first = client.get(edit).context["formulier"].initial
    assert client.post(edit, FORM | {"tekst": "Nu dit.", "basis": first["basis"]}).status_code == 302
    client.post(reverse("memos:verwijderen", args=[memo.kenmerk]))
    assert not Memo.objects.exists()


def test_a_faulty_memo_comes_back_with_what_was_typed() -> None:
    client = client_of(onderzoekers(1)[0])
    page = client.post(reverse("memos:nieuw"), {"titel": "", "tekst": "Wel tekst"})
    assert (page.status_code, "Wel tekst" in page.content.decode()) == (422, True)
    mail = FORM | {"tekst": "Mail jan.jansen@rijksoverheid.nl", "gedeeld": "on"}
    asked = client.post(reverse("memos:nieuw"), mail)
    assert (asked.status_code, 'name="akkoord"' in asked.content.decode()) == (422, True)
    assert client.post(reverse("memos:nieuw"), mail | {"akkoord": "on"}).status_code == 302


def test_memos_show_on_the_pages_of_the_thing_for_the_workbench_alone() -> None:
    ronde = make_settled()
    user, other = onderzoekers(2)
    thema = ThemaFactory()
    things = [ronde.eenheden.first().versie.bouwsteen, thema, ronde.selectie, ronde]
    for number, thing in enumerate(things):
        save_memo(None, titel=f"Memo {number}", tekst="Tekst.", gedeeld=True, onderwerp=thing, user=user)
        save_memo(None, titel=f"Stiekem {number}", tekst="Tekst.", gedeeld=False, onderwerp=thing, user=user)
    seen, readers = client_of(other), [Client(), client_of(UserFactory(rol="deelnemer"))]
    for number, thing in enumerate(things):
        page = seen.get(thing.get_absolute_url()).content.decode()
        assert f"Memo {number}" in page
        assert "Stiekem" not in page
        for reader in readers:
            assert f"Memo {number}" not in reader.get(thing.get_absolute_url()).content.decode()


def test_the_list_filters_and_asks_a_fixed_number_of_queries(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    user, other = onderzoekers(2)
    for number, steen in enumerate(make_stenen(6)):
        save_memo(None, titel=f"Steen {number}", tekst="T.", gedeeld=True, onderwerp=steen, user=user)
    save_memo(None, titel="Los", tekst="Durven.", gedeeld=True, user=other)
    client = client_of(user)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("memos:lijst"))
    assert len(page.context["regels"]) == 7
    found = {
        query: [row["memo"].titel for row in client.get(f"{reverse('memos:lijst')}?{query}").context["regels"]]
        for query in ("q=durven", "van=anderen", "over=niets", "over=thema", "van=onzin")
    }
    assert found["q=durven"] == found["van=anderen"] == found["over=niets"] == ["Los"]
    assert (found["over=thema"], len(found["van=onzin"])) == ([], 7)


def test_what_is_not_there_or_not_shared_is_not_found() -> None:
    user, other = onderzoekers(2)
    memo = save_memo(None, titel="Stiekem", tekst="T.", gedeeld=False, user=user)
    client = client_of(other)
    for path in (
        memo.get_absolute_url(),
        f"{reverse('memos:nieuw')}?soort=thema&over=bestaatniet",
        f"{reverse('memos:nieuw')}?soort=onzin&over=1",
    ):
        assert client.get(path).status_code == 404

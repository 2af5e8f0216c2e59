"""Laws of quotes: who said it may take it back, everywhere at once, and nobody else brings it back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from bouwstenen.bronnen import resolve
from bouwstenen.citaten.services import restore_quote, withdraw_quote
from bouwstenen.models import Bouwsteen, BouwsteenStatus
from bouwstenen.services import edit_bouwsteen, freeze_bouwsteen, merge_bouwstenen, publish_bouwstenen, split_bouwsteen
from kennisbank.redactie.discussie.services import start_discussie
from kennisbank.search.services import search_site
from kennisbank.search.testing import fresh_index
from tests.factories import BouwsteenFactory, UserFactory

pytestmark = pytest.mark.django_db

CITAAT = "Ik lag wakker van die kwetsbare kwartelkwestie."


@pytest.fixture
def citaat(redacteur):
    steen = BouwsteenFactory(titel="Kwartelkwestie hield iemand wakker", tekst=CITAAT)
    freeze_bouwsteen(steen, user=redacteur)
    return steen


def test_a_withdrawn_quote_is_out_of_every_list(citaat, redacteur):
    assert withdraw_quote(citaat) == [citaat]
    assert not Bouwsteen.objects.published().exists()
    assert not Bouwsteen.objects.visible_to(redacteur).exists()
    assert not Bouwsteen.get_indexed_objects().exists()
    assert resolve([citaat.urn_id]) == {}


def test_nobody_brings_it_back_by_publishing(citaat, redacteur):
    withdraw_quote(citaat)
    with pytest.raises(ValidationError, match="trok de toestemming"):
        publish_bouwstenen([citaat], user=redacteur)
    edit_bouwsteen(Bouwsteen.objects.get(), reden="Tikfout", user=redacteur)
    assert Bouwsteen.objects.get().status == BouwsteenStatus.INGETROKKEN


def test_the_database_itself_refuses_to_show_it(citaat):
    withdraw_quote(citaat)
    with pytest.raises(IntegrityError), transaction.atomic():
        Bouwsteen.objects.update(status=BouwsteenStatus.GEPUBLICEERD)


def test_only_the_redactie_does_it_for_a_speaker(citaat, redacteur):
    with pytest.raises(PermissionDenied):
        withdraw_quote(citaat, user=UserFactory(rol="gespreksleider"))
    assert withdraw_quote(citaat, user=redacteur) == [citaat]


def test_what_was_made_of_it_goes_along_and_what_it_was_merged_with_comes_back(citaat, redacteur):
    ander = BouwsteenFactory(titel="Iets van een ander")
    samen = merge_bouwstenen([citaat, ander], titel="Samen", tekst=CITAAT, soort="inzicht", user=redacteur)
    delen = split_bouwsteen(
        samen, delen=[{"titel": "Een", "tekst": "Een."}, {"titel": "Twee", "tekst": "Twee."}], user=redacteur
    )
    assert set(withdraw_quote(citaat)) == {citaat, samen, *delen}
    assert list(Bouwsteen.objects.published()) == [ander]
    assert Bouwsteen.objects.get(pk=ander.pk).status == BouwsteenStatus.GEPUBLICEERD


def test_withdrawing_twice_changes_nothing(citaat):
    withdraw_quote(citaat)
    assert withdraw_quote(citaat) == []


def test_consent_given_again_lets_the_redactie_look_at_it_again(citaat, redacteur):
    withdraw_quote(citaat)
    restore_quote(citaat)
    restore_quote(citaat)
    assert Bouwsteen.objects.get().status == BouwsteenStatus.INGEDIEND
    publish_bouwstenen([Bouwsteen.objects.get()], user=redacteur)
    assert Bouwsteen.objects.published().exists()


def test_its_page_and_its_discussions_are_gone_for_everybody(citaat, redacteur, client):
    discussie = start_discussie(citaat, tekst="Herkenbaar.", user=redacteur)
    withdraw_quote(citaat)
    client.force_login(redacteur)
    for url in (citaat.get_absolute_url(), discussie.get_absolute_url()):
        assert client.get(url).status_code == 404
    listing = client.get(reverse(Bouwsteen.snippet_viewset.get_url_name("list"))).content.decode()
    assert "Kwartelkwestie" not in listing


def test_the_search_index_forgets_it(redacteur, tmp_path, django_capture_on_commit_callbacks):
    def found() -> int:
        return search_site("kwartelkwestie").totaal

    with fresh_index(tmp_path):
        with django_capture_on_commit_callbacks(execute=True):
            steen = BouwsteenFactory(titel="Kwartelkwestie", tekst=CITAAT)
        assert found() == 1
        with django_capture_on_commit_callbacks(execute=True):
            withdraw_quote(steen)
        assert found() == 0
        with django_capture_on_commit_callbacks(execute=True):
            restore_quote(steen)
            publish_bouwstenen([Bouwsteen.objects.get()], user=redacteur)
        assert found() == 1

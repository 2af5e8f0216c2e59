"""A quote that is taken back is read nowhere any more: pages, lists, search, feeds, exports, the admin."""

import pytest
from django.urls import reverse

from bouwstenen.meelezen.bijlagen.services import add_verslag, mark_passages
from bouwstenen.meelezen.services import deliver_opbrengst, set_toestemming
from bouwstenen.models import Bouwsteen
from bouwstenen.services import edit_bouwsteen, publish_bouwstenen
from kennisbank.document.services import newest_versie
from kennisbank.redactie.ankers.services import attach_sentences
from kennisbank.redactie.discussie.services import start_discussie
from kennisbank.search.services import search_site
from kennisbank.search.testing import fresh_index
from kennisbank.text.statements import statements
from tests.factories import BouwsteenFactory, ThemaFactory

pytestmark = pytest.mark.django_db

WOORD = "kwartelkwestie"
CITAAT = f"Ik lag wakker van die {WOORD}."


@pytest.fixture
def site(site_tree, gesprek, leider, iris, redacteur):
    """A site on which the quote is read in every way there is; gives its line and pages."""
    thema = ThemaFactory()
    account = add_verslag(gesprek, tekst=f"Het begon stil. {CITAAT} Daarna koffie.", openbaar=True, user=leider)
    (regel,) = mark_passages(account, spans=[(16, 16 + len(CITAAT))], citaat_van=iris, user=leider)
    set_toestemming(regel, deelnemer=iris, gegeven=True)
    publish_bouwstenen(deliver_opbrengst(gesprek, user=leider), user=redacteur)
    steen = Bouwsteen.objects.get()
    steen.tekst = f"{CITAAT} Nog steeds."
    edit_bouwsteen(steen, themas=[thema], reden="Aangevuld", user=redacteur)
    BouwsteenFactory(themas=[thema], gesprek=gesprek)
    hoofdstuk = site_tree.hoofdstukken[0]
    versie = newest_versie(hoofdstuk)
    sectie = versie.inhoud["secties"][0]
    attach_sentences(
        hoofdstuk,
        sectie_id=sectie["id"],
        tekst=sectie["tekst"],
        zinnen=statements(sectie["tekst"])[:1],
        nummer=versie.nummer,
        bouwstenen=[steen],
        user=redacteur,
    )
    discussie = start_discussie(steen, tekst="Herkenbaar.", user=redacteur)
    listing = reverse(Bouwsteen.snippet_viewset.get_url_name("list"))
    public = [
        "/", "/bouwstenen/", f"/bouwstenen/?q={WOORD}", steen.get_absolute_url(), "/gesprekken/",
        gesprek.get_absolute_url(), thema.get_absolute_url(), f"/zoeken/?q={WOORD}", hoofdstuk.url,
        f"{hoofdstuk.url}versies/{versie.nummer}/", "/sitemap.xml", discussie.get_absolute_url(),
    ]  # fmt: skip
    admin = [
        listing, f"{listing}?export=csv", f"{listing}?q={WOORD}", reverse("herkomst:wezen"),
        reverse("herkomst:koppelen", args=[hoofdstuk.pk]), reverse("redactie:verwerken"),
    ]  # fmt: skip
    return regel, public, admin


def read(client, url):
    response = client.get(url)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


def test_it_is_read_nowhere(site, iris, client, redacteur, tmp_path, django_capture_on_commit_callbacks):
    regel, public, admin = site
    with fresh_index(tmp_path):
        with django_capture_on_commit_callbacks(execute=True):
            Bouwsteen.objects.get(opbrengstregel=regel).save()
        assert search_site(WOORD).totaal == 1
        before = [url for url in public if WOORD in read(client, url)]
        assert len(before) >= 6, before
        with django_capture_on_commit_callbacks(execute=True):
            set_toestemming(regel, deelnemer=iris, gegeven=False)
        # The question itself is repeated on the pages that search.
        asks = {f"/zoeken/?q={WOORD}", f"/bouwstenen/?q={WOORD}"}
        assert search_site(WOORD).totaal == 0
        for url in public:
            assert CITAAT not in read(client, url)
            assert url in asks or WOORD not in read(client, url), url
        client.force_login(redacteur)
        for url in [*public, *admin]:
            assert CITAAT not in read(client, url), url
            assert url in asks or "?q=" in url or WOORD not in read(client, url), url

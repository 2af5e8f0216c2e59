"""The page of one bouwsteen: what it says, where it comes from, what became of it."""

import re

import pytest
from django.utils import timezone

from bouwstenen.models import Bouwsteen
from bouwstenen.services import (
    edit_bouwsteen,
    merge_bouwstenen,
    publish_bouwstenen,
    split_bouwsteen,
    submit_bouwsteen,
    withdraw_bouwstenen,
)
from kennisbank.document.services import update_hoofdstuk
from kennisbank.redactie.services import (
    Invoeging,
    decide_bouwstenen,
    fingerprint_draft,
    merge_bouwstenen_into_hoofdstuk,
)
from tests.factories import BouwsteenFactory, ThemaFactory, UserFactory
from tests.kaarten import titles

pytestmark = pytest.mark.django_db


class TestBouwsteen:
    def test_shows_words_origin_and_themas(self, html):
        thema, lens = ThemaFactory(naam="Lef tonen"), ThemaFactory(soort="niveau", naam="Het team")
        steen = BouwsteenFactory(tekst="Zeg **het** gewoon.", canvasvak="spanning", themas=[thema, lens])
        page = html(steen.get_absolute_url())
        for text in (
            steen.titel,
            "<strong>het</strong>",
            f'href="{steen.gesprek.get_absolute_url()}"',
            "Waar het schuurt",
            "Lef tonen",
            "Het team",
            steen.urn,
            f"http://testserver/bouwstenen/{steen.urn_id}/",
            "heeft nog geen besluit genomen",
        ):
            assert text in page

    def test_who_handed_it_in_is_nowhere(self, html):
        user = UserFactory(username="geheim1", weergavenaam="Noor Onbekend", email="noor@example.org")
        steen = BouwsteenFactory(ingezonden=True, status="gepubliceerd", ingebracht_door=user)
        for page in (html(steen.get_absolute_url()), html("/bouwstenen/")):
            assert "Ingezonden" in page
            assert not re.search("Noor|geheim1|noor@", page)

    def test_a_hidden_gesprek_is_not_named(self, html):
        steen = BouwsteenFactory(gesprek__zichtbaar=False, gesprek__titel="Besloten kring")
        page = html(steen.get_absolute_url())
        assert "Besloten kring" not in page
        assert "Uit een gesprek" in page

    @pytest.mark.parametrize(
        "evil", ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "[x](javascript:alert(1))"]
    )
    def test_html_and_script_are_neutralised(self, html, evil):
        steen = BouwsteenFactory(titel=f"Kijk {evil}"[:120], tekst=f"Lees {evil}")
        for path in (steen.get_absolute_url(), "/bouwstenen/", steen.gesprek.get_absolute_url()):
            page = html(path)
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert 'href="javascript:' not in page

    def test_capitals_lead_to_the_address(self, client):
        steen = BouwsteenFactory(urn_id="abcdefgh12")
        response = client.get("/bouwstenen/ABCDEFGH12/")
        assert (response.status_code, response["Location"]) == (301, steen.get_absolute_url())

    @pytest.mark.parametrize("urn_id", ["0123456789", "kort", "iiiiiiiiii", "a" * 500, "%00", "' OR 1=1"])
    def test_unknown_is_404(self, client, urn_id):
        assert client.get(f"/bouwstenen/{urn_id}/").status_code == 404

    def test_related_ones_share_most_themas(self, html):
        een, twee = ThemaFactory.create_batch(2)
        steen = BouwsteenFactory(themas=[een, twee])
        BouwsteenFactory(titel="Deelt er een", themas=[een])
        BouwsteenFactory(titel="Deelt beide", themas=[een, twee])
        BouwsteenFactory(titel="Deelt niets")
        assert titles(html(steen.get_absolute_url())) == ["Deelt beide", "Deelt er een"]

    def test_wording_history_shows_the_difference(self, html, redacteur):
        steen = BouwsteenFactory(tekst="Bel de aanvrager eerst op.", gepubliceerd_op=timezone.now())
        edit_bouwsteen(steen, user=redacteur)
        steen.tekst = "Bel de aanvrager daarna op."
        edit_bouwsteen(steen, reden="Volgorde klopte niet", user=redacteur)
        page = html(steen.get_absolute_url())
        assert "Hoe de tekst veranderde" in page
        assert "Volgorde klopte niet" in page
        assert re.search(r"<del[^>]*>.*eerst.*</del>", page, re.S)
        assert re.search(r"<ins[^>]*>.*daarna.*</ins>", page, re.S)

    def test_what_was_taken_out_before_publishing_stays_unseen(self, client, deelnemer, redacteur):
        steen = submit_bouwsteen(titel="Bel eerst", tekst="Piet belde eerst.", soort="advies", user=deelnemer)
        steen.tekst = "Een collega belde eerst."
        edit_bouwsteen(steen, reden="Naam eruit", user=redacteur)
        publish_bouwstenen([steen], user=redacteur)
        steen.tekst = "Een collega belde als eerste."
        edit_bouwsteen(steen, reden="Taal", user=redacteur)
        page = client.get(steen.get_absolute_url()).content.decode()
        assert "Hoe de tekst veranderde" in page
        assert "Piet" not in page
        for user in (deelnemer, redacteur):
            client.force_login(user)
            assert "Piet" in client.get(steen.get_absolute_url()).content.decode()

    def test_a_name_that_was_published_goes_by_withdrawing_and_publishing_again(self, html, redacteur):
        steen = BouwsteenFactory(tekst="Piet belde eerst.", gepubliceerd_op=timezone.now())
        edit_bouwsteen(steen, user=redacteur)
        withdraw_bouwstenen([steen], reden="Er staat een naam in", user=redacteur)
        steen.tekst = "Een collega belde eerst."
        edit_bouwsteen(steen, reden="Naam eruit", user=redacteur)
        publish_bouwstenen([steen], user=redacteur)
        assert "Piet" not in html(steen.get_absolute_url())

    def test_split_and_merge_can_be_walked_both_ways(self, html, redacteur):
        steen, ander = BouwsteenFactory(), BouwsteenFactory()
        delen = split_bouwsteen(
            steen, delen=[{"titel": "Deel een", "tekst": "1."}, {"titel": "Deel twee", "tekst": "2."}], user=redacteur
        )
        samen = merge_bouwstenen([delen[0], ander], titel="Samen", tekst="3.", soort="inzicht", user=redacteur)
        page = html(steen.get_absolute_url())
        assert "Deze bouwsteen is vervangen" in page
        assert delen[0].get_absolute_url() in page
        assert delen[1].get_absolute_url() in page
        page = html(samen.get_absolute_url())
        assert "Samengevoegd uit andere bouwstenen" in page
        assert delen[0].get_absolute_url() in page
        assert ander.get_absolute_url() in page

    @pytest.mark.parametrize("status", ["ingediend", "ingetrokken"])
    def test_hidden_from_readers_not_from_contributor_and_redactie(self, client, redacteur, deelnemer, status):
        steen = BouwsteenFactory(ingezonden=True, status=status, ingebracht_door=deelnemer)
        assert client.get(steen.get_absolute_url()).status_code == 404
        client.force_login(UserFactory(rol="deelnemer"))
        assert client.get(steen.get_absolute_url()).status_code == 404
        for user in (deelnemer, redacteur):
            client.force_login(user)
            page = client.get(steen.get_absolute_url()).content.decode()
            assert "Alleen de inzender en de redactie" in page
            assert "noindex" in page

    def test_query_budget(self, client, site_tree, redacteur, django_assert_max_num_queries):
        steen = BouwsteenFactory(themas=ThemaFactory.create_batch(3))
        BouwsteenFactory.create_batch(5, themas=list(steen.themas.all()))
        for hoofdstuk in site_tree.hoofdstukken:
            merge(steen, hoofdstuk, redacteur)
        with django_assert_max_num_queries(18):
            client.get(steen.get_absolute_url())


def merge(steen: Bouwsteen, hoofdstuk, user, *, publish: bool = True, toelichting: str = "Bouwsteen verwerkt"):
    """Put a bouwsteen into the first section of a hoofdstuk."""
    sectie_id = str(hoofdstuk.body[0].id)
    return merge_bouwstenen_into_hoofdstuk(
        hoofdstuk,
        [steen],
        invoeging=Invoeging(sectie_id=sectie_id),
        toelichting=toelichting,
        publish=publish,
        basis=fingerprint_draft(hoofdstuk),
        user=user,
    )


class TestWatErmeeGebeurde:
    def test_published_leads_to_the_section_and_the_first_version(self, html, site_tree):
        steen, hoofdstuk = BouwsteenFactory(), site_tree.hoofdstukken[0]
        merge(steen, hoofdstuk, site_tree.user, toelichting="Hier hoort het thuis")
        merge(BouwsteenFactory(), hoofdstuk, site_tree.user)
        page = html(steen.get_absolute_url())
        assert 'href="/document/tegenspraak/#sectie-loyaal-is-niet-stil"' in page
        assert 'href="/document/tegenspraak/versies/2/"' in page
        assert "en nu nog te lezen" in page
        assert "Hier hoort het thuis" in page
        assert site_tree.user.weergavenaam not in page

    def test_that_anchor_is_on_the_page(self, html, site_tree):
        merge(BouwsteenFactory(), site_tree.hoofdstukken[0], site_tree.user)
        assert 'id="sectie-loyaal-is-niet-stil"' in html("/document/tegenspraak/")

    def test_a_draft_is_not_published_yet(self, html, site_tree):
        steen = BouwsteenFactory()
        merge(steen, site_tree.hoofdstukken[0], site_tree.user, publish=False)
        assert "Nog niet gepubliceerd" in html(steen.get_absolute_url())

    def test_rewritten_since(self, html, site_tree):
        steen, hoofdstuk = BouwsteenFactory(), site_tree.hoofdstukken[0]
        secties = hoofdstuk.versies.get().inhoud["secties"]
        merge(steen, hoofdstuk, site_tree.user)
        update_hoofdstuk(hoofdstuk, secties=secties, user=site_tree.user, publish=True, toelichting="Terug")
        page = html(steen.get_absolute_url())
        assert "Het laatst in versie 2" in page
        assert "de tekst is daarna herschreven" in page

    def test_every_line_of_the_ledger_newest_first(self, html, site_tree, redacteur):
        steen = BouwsteenFactory()
        decide_bouwstenen([steen], besluit="later", reden="Eerst meer verhalen", user=redacteur)
        decide_bouwstenen([steen], besluit="niet_overgenomen", reden="Staat er al in andere woorden", user=redacteur)
        page = html(steen.get_absolute_url())
        assert page.index("Staat er al in andere woorden") < page.index("Eerst meer verhalen")
        assert "Niet overgenomen" in page

    def test_a_hoofdstuk_that_is_not_live_is_not_named(self, html, site_tree):
        steen, hoofdstuk = BouwsteenFactory(), site_tree.hoofdstukken[0]
        merge(steen, hoofdstuk, site_tree.user)
        hoofdstuk.unpublish()
        page = html(steen.get_absolute_url())
        assert hoofdstuk.title not in page
        assert "een hoofdstuk dat nog niet te lezen is" in page

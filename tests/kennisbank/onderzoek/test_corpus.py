"""What the workbench reads: the same everywhere, in few queries, and never who said it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from bouwstenen.models import Bouwsteen, BouwsteenStatus
from bouwstenen.services import assign_themas, edit_bouwsteen
from kennisbank.accounts.models import User
from kennisbank.onderzoek.corpus import read_corpus, read_selectie, simplify
from kennisbank.onderzoek.services import create_selectie
from kennisbank.onderzoek.vergelijking import compare_with_now
from kennisbank.search.zoekvraag import Zoekvraag
from tests.factories import BouwsteenFactory, GesprekFactory, OrganisatieFactory, ThemaFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def redactie() -> User:
    return UserFactory(rol="redacteur")


def titles(stenen: Any) -> list[str]:
    return [steen.titel for steen in stenen]


def test_everything_is_what_readers_see_in_lists() -> None:
    BouwsteenFactory(titel="Zichtbaar")
    BouwsteenFactory(ingezonden=True)
    BouwsteenFactory(status=BouwsteenStatus.VERVANGEN)
    BouwsteenFactory(status=BouwsteenStatus.INGETROKKEN, citaat_ingetrokken_op=timezone.now())
    corpus = read_corpus()
    assert titles(corpus.bouwstenen) == ["Zichtbaar"]
    assert corpus.titel == "Alle bouwstenen"


def test_a_search_narrows_it(index: None, redactie: User, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tegenspraak = ThemaFactory(naam="Tegenspraak", slug="tegenspraak")
        BouwsteenFactory(titel="Zeg wat je ziet", themas=[tegenspraak])
        BouwsteenFactory(titel="Bel eerst even op")
        for steen in Bouwsteen.objects.all():
            edit_bouwsteen(steen, user=redactie)
    found = read_corpus(Zoekvraag.from_query(QueryDict("q=even+op&sorteer=nieuwste")))
    assert titles(found.bouwstenen) == ["Bel eerst even op"]
    assert found.titel == "‘even op’"
    assert titles(read_corpus(Zoekvraag.from_query(QueryDict("thema=tegenspraak"))).bouwstenen) == ["Zeg wat je ziet"]


def test_kind_and_order_make_no_difference() -> None:
    assert simplify(Zoekvraag.from_query(QueryDict("soort=gesprek&sorteer=nieuwste"))) is None


def test_reading_takes_few_queries_and_loads_all_an_analysis_needs(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    themas = ThemaFactory.create_batch(3)
    deel = ThemaFactory(soort="lichaamsdeel")
    for _ in range(4):
        gesprek = GesprekFactory(organisaties=OrganisatieFactory.create_batch(2))
        BouwsteenFactory.create_batch(3, gesprek=gesprek, themas=themas, lichaamsdeel=deel)
    with django_assert_num_queries(6):
        corpus = read_corpus()
        for steen in corpus.bouwstenen:
            assert len(steen.themas.all()) == 3
            assert steen.gesprek is not None
            assert len(steen.gesprek.organisaties.all()) == 2
            assert steen.lichaamsdeel == deel
        assert corpus.vingerafdruk
        assert len(corpus.gesprekken) == 4


def test_who_handed_it_in_is_not_read() -> None:
    steen = BouwsteenFactory(ingezonden=True)
    Bouwsteen.objects.filter(pk=steen.pk).update(status=BouwsteenStatus.GEPUBLICEERD)
    [read] = read_corpus().bouwstenen
    assert "ingebracht_door_id" in read.get_deferred_fields()


def test_the_fingerprint_follows_what_is_analysed(redactie: User) -> None:
    thema = ThemaFactory()
    steen = BouwsteenFactory()
    edit_bouwsteen(steen, user=redactie)
    first = read_corpus().vingerafdruk
    assert read_corpus().vingerafdruk == first
    assign_themas([steen], add=[thema], user=redactie)
    second = read_corpus().vingerafdruk
    steen.tekst = "Andere woorden."
    edit_bouwsteen(steen, user=redactie)
    assert len({first, second, read_corpus().vingerafdruk}) == 3


class TestSelectie:
    @pytest.fixture
    def steen(self, redactie: User) -> Bouwsteen:
        """One bouwsteen with one thema."""
        made = BouwsteenFactory(titel="Zoals het was", tekst="De woorden van toen.", themas=[ThemaFactory(naam="Lef")])
        return edit_bouwsteen(made, user=redactie)

    def test_keeps_words_and_themas_as_they_were(self, steen: Bouwsteen, redactie: User) -> None:
        selectie = create_selectie(read_corpus(), naam="Toen", user=redactie)
        steen.titel, steen.tekst = "Zoals het nu is", "Woorden van nu."
        edit_bouwsteen(steen, themas=[ThemaFactory(naam="Moed")], user=redactie)
        BouwsteenFactory(titel="Later erbij")
        corpus = read_selectie(selectie)
        assert titles(corpus.bouwstenen) == ["Zoals het was"]
        assert corpus.bouwstenen[0].tekst == "De woorden van toen."
        assert [thema.naam for thema in corpus.bouwstenen[0].themas.all()] == ["Lef"]
        assert corpus.vingerafdruk == selectie.vingerafdruk
        assert corpus.titel == "Toen"
        now = compare_with_now(selectie)
        assert (now.gewijzigd, now.erbij, now.eraf) == (1, 1, 0)
        assert now.zin.startswith("Wie nu zoekt, vindt iets anders: 1 gewijzigd, 1 erbij.")

    def test_what_was_taken_back_is_gone_here_too(self, steen: Bouwsteen, redactie: User) -> None:
        BouwsteenFactory()
        selectie = create_selectie(read_corpus(), naam="Toen", user=redactie)
        Bouwsteen.objects.filter(pk=steen.pk).update(
            status=BouwsteenStatus.INGETROKKEN, citaat_ingetrokken_op=timezone.now()
        )
        corpus = read_selectie(selectie)
        assert len(corpus.bouwstenen) == corpus.weggelaten == 1
        assert corpus.vingerafdruk != selectie.vingerafdruk
        assert compare_with_now(selectie).eraf == 1

    def test_nothing_changed_is_said(self, steen: Bouwsteen, redactie: User) -> None:
        assert compare_with_now(create_selectie(read_corpus(), naam="Toen", user=redactie)).is_gelijk

    def test_reading_takes_few_queries(
        self, steen: Bouwsteen, redactie: User, django_assert_num_queries: Callable[..., Any]
    ) -> None:
        BouwsteenFactory.create_batch(5, themas=ThemaFactory.create_batch(2))
        selectie = create_selectie(read_corpus(), naam="Toen", user=redactie)
        with django_assert_num_queries(7):
            assert [steen.gesprek for steen in read_selectie(selectie).bouwstenen]

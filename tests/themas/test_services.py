"""Laws of the vocabulary: no cycles, and a merged thema loses nothing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Revision

from bouwstenen.models import Bouwsteen
from kennisbank.document.services import update_hoofdstuk
from tests.factories import BouwsteenFactory, LeeraanbodFactory, SynoniemFactory, ThemaFactory
from themas.models import Synoniem, Thema
from themas.services import merge_thema, save_thema, set_relaties, set_synoniemen

pytestmark = pytest.mark.django_db


def closure(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Every (narrow, broad) that follows from the direct ones."""
    result = set(pairs)
    while True:
        more = {(a, d) for a, b in result for c, d in result if b == c} - result
        if not more:
            return result
        result |= more


def hierarchy() -> set[tuple[int, int]]:
    return set(Thema.breder.through.objects.values_list("from_thema_id", "to_thema_id"))


class TestSave:
    def test_adds_a_thema_and_logs_it(self, redacteur):
        thema = save_thema(Thema(naam="Moed", slug="moed", definitie="Doen wat spannend is."), user=redacteur)
        assert Thema.objects.get(slug="moed") == thema
        assert thema.urn == f"urn:kennisbank-av:thema:{thema.urn_id}"

    def test_a_deelnemer_may_not(self, deelnemer):
        with pytest.raises(PermissionDenied):
            save_thema(Thema(naam="Moed", slug="moed", definitie="x"), user=deelnemer)
        with pytest.raises(PermissionDenied):
            save_thema(ThemaFactory(), user=deelnemer)

    def test_one_name_per_soort(self, redacteur):
        ThemaFactory(naam="Moed")
        with pytest.raises(ValidationError):
            save_thema(Thema(naam="Moed", slug="moed-2", definitie="x"), user=redacteur)
        save_thema(Thema(soort="relatie", naam="Moed", slug="moed-3", definitie="x"), user=redacteur)


class TestRelaties:
    def test_a_thema_may_have_several_broader_terms(self, redacteur):
        thema, een, twee = ThemaFactory.create_batch(3)
        set_relaties(thema, breder=[een, twee], verwant=[], user=redacteur)
        assert set(thema.breder.all()) == {een, twee}
        assert list(een.smaller.all()) == [thema]

    def test_verwant_works_both_ways(self, redacteur):
        een, twee = ThemaFactory.create_batch(2)
        set_relaties(een, breder=[], verwant=[twee], user=redacteur)
        assert list(twee.verwant.all()) == [een]

    def test_not_below_itself(self, redacteur):
        thema = ThemaFactory(naam="Moed")
        with pytest.raises(ValidationError, match="niet onder zichzelf"):
            set_relaties(thema, breder=[thema], verwant=[], user=redacteur)

    def test_not_below_itself_through_others(self, redacteur):
        top, midden, onder = ThemaFactory.create_batch(3)
        set_relaties(onder, breder=[midden], verwant=[], user=redacteur)
        set_relaties(midden, breder=[top], verwant=[], user=redacteur)
        with pytest.raises(ValidationError):
            set_relaties(top, breder=[onder], verwant=[], user=redacteur)
        assert not top.breder.exists()

    def test_not_related_to_itself(self, redacteur):
        thema = ThemaFactory()
        with pytest.raises(ValidationError, match="niet verwant aan zichzelf"):
            set_relaties(thema, breder=[], verwant=[thema], user=redacteur)

    def test_a_deelnemer_may_not(self, deelnemer):
        with pytest.raises(PermissionDenied):
            set_relaties(ThemaFactory(), breder=[], verwant=[], user=deelnemer)

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        edges=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=14),
        merges=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=3),
    )
    def test_whatever_is_tried_nothing_stands_above_itself(self, redacteur, edges, merges):
        themas = ThemaFactory.create_batch(6)
        for narrow, broad in edges:
            chosen = [*themas[narrow].breder.all(), themas[broad]]
            try:
                set_relaties(themas[narrow], breder=chosen, verwant=[], user=redacteur)
            except ValidationError:
                continue
        for bron, doel in merges:
            try:
                merge_thema(
                    Thema.objects.get(pk=themas[bron].pk), Thema.objects.get(pk=themas[doel].pk), user=redacteur
                )
            except ValidationError:
                continue
        assert not [pair for pair in closure(hierarchy()) if pair[0] == pair[1]]
        assert not Thema.objects.filter(opgegaan_in__opgegaan_in__isnull=False).exists()
        merged = set(Thema.objects.filter(opgegaan_in__isnull=False).values_list("pk", flat=True))
        assert not merged & {pk for pair in hierarchy() for pk in pair}


class TestSynoniemen:
    def test_replaces_what_was_there(self, redacteur):
        thema = ThemaFactory()
        set_synoniemen(thema, termen=["weerwoord", "tegengas"], user=redacteur)
        set_synoniemen(thema, termen=["  tegengas ", "kritisch   geluid", ""], user=redacteur)
        assert sorted(thema.synoniemen.values_list("term", flat=True)) == ["kritisch geluid", "tegengas"]

    def test_one_word_one_thema(self, redacteur):
        SynoniemFactory(term="weerwoord", thema__naam="Tegenspraak")
        with pytest.raises(ValidationError, match="Tegenspraak"):
            set_synoniemen(ThemaFactory(), termen=["weerwoord"], user=redacteur)

    def test_a_deelnemer_may_not(self, deelnemer):
        with pytest.raises(PermissionDenied):
            set_synoniemen(ThemaFactory(), termen=["x"], user=deelnemer)


class TestMerge:
    @pytest.fixture
    def bron(self):
        return ThemaFactory(naam="Weerwoord", slug="weerwoord")

    @pytest.fixture
    def doel(self):
        return ThemaFactory(naam="Tegenspraak", slug="tegenspraak-thema")

    def test_bouwstenen_move_along_and_are_linked_once(self, redacteur, bron, doel):
        een, beide = BouwsteenFactory(themas=[bron]), BouwsteenFactory(themas=[bron, doel])
        merge_thema(bron, doel, user=redacteur)
        assert list(een.themas.all()) == [doel]
        assert list(beide.themas.all()) == [doel]
        assert not bron.bouwstenen.exists()

    def test_leeraanbod_moves_along(self, redacteur, bron, doel):
        leergang = LeeraanbodFactory(themas=[bron])
        merge_thema(bron, doel, user=redacteur)
        assert list(leergang.themas.all()) == [doel]

    def test_hoofdstukken_move_along_also_in_their_next_edit(self, site_tree, bron, doel):
        hoofdstuk = site_tree.hoofdstukken[0]
        secties = [dict(sectie) for sectie in hoofdstuk.versies.get().inhoud["secties"]]
        update_hoofdstuk(
            hoofdstuk, secties=secties, themas=[bron], user=site_tree.user, publish=True, toelichting="Thema erbij"
        )
        assert list(hoofdstuk.themas.all()) == [bron]
        merge_thema(bron, doel, user=site_tree.user)
        hoofdstuk = type(hoofdstuk).objects.get(pk=hoofdstuk.pk)
        assert list(hoofdstuk.themas.all()) == [doel]
        update_hoofdstuk(hoofdstuk, secties=secties[:1], user=site_tree.user, publish=True, toelichting="Korter")
        assert list(type(hoofdstuk).objects.get(pk=hoofdstuk.pk).themas.all()) == [doel]

    def test_other_drafts_are_left_alone(self, site_tree, bron, doel):
        before = dict(Revision.objects.values_list("pk", "content"))
        merge_thema(bron, doel, user=site_tree.user)
        assert dict(Revision.objects.values_list("pk", "content")) == before

    def test_where_it_was_said_moves_along(self, redacteur):
        bron, doel = ThemaFactory.create_batch(2, soort="lichaamsdeel")
        bouwsteen = BouwsteenFactory(lichaamsdeel=bron)
        merge_thema(bron, doel, user=redacteur)
        assert Bouwsteen.objects.get(pk=bouwsteen.pk).lichaamsdeel == doel

    def test_synonyms_move_and_the_old_name_becomes_one(self, redacteur, bron, doel):
        SynoniemFactory(thema=bron, term="tegengas")
        merge_thema(bron, doel, user=redacteur)
        assert sorted(doel.synoniemen.values_list("term", flat=True)) == ["Weerwoord", "tegengas"]

    def test_a_name_that_is_a_synonym_already_stays_where_it_is(self, redacteur, bron, doel):
        elders = SynoniemFactory(term="Weerwoord").thema
        merge_thema(bron, doel, user=redacteur)
        assert Synoniem.objects.get(term="Weerwoord").thema == elders

    def test_broader_narrower_and_related_move_along(self, redacteur, bron, doel):
        breed, smal, verwant = ThemaFactory.create_batch(3)
        set_relaties(bron, breder=[breed], verwant=[verwant, doel], user=redacteur)
        set_relaties(smal, breder=[bron], verwant=[], user=redacteur)
        merge_thema(bron, doel, user=redacteur)
        assert list(doel.breder.all()) == [breed]
        assert list(doel.smaller.all()) == [smal]
        assert list(doel.verwant.all()) == [verwant]
        assert not (bron.breder.exists() or bron.smaller.exists() or bron.verwant.exists())

    def test_merging_with_its_own_broader_term_makes_no_cycle(self, redacteur, bron, doel):
        set_relaties(bron, breder=[doel], verwant=[], user=redacteur)
        merge_thema(bron, doel, user=redacteur)
        assert hierarchy() == set()

    def test_what_stands_between_the_two_is_not_put_above_itself(self, redacteur, bron, doel):
        tussen = ThemaFactory()
        set_relaties(tussen, breder=[bron], verwant=[], user=redacteur)
        set_relaties(doel, breder=[tussen], verwant=[], user=redacteur)
        merge_thema(bron, doel, user=redacteur)
        assert hierarchy() == {(doel.pk, tussen.pk)}

    def test_earlier_merges_point_at_the_new_one(self, redacteur, bron, doel):
        vroeger = ThemaFactory()
        merge_thema(vroeger, bron, user=redacteur)
        merge_thema(Thema.objects.get(pk=bron.pk), doel, user=redacteur)
        vroeger.refresh_from_db()
        assert vroeger.opgegaan_in == doel

    def test_the_merged_one_stays_but_is_out_of_use(self, redacteur, bron, doel):
        merge_thema(bron, doel, user=redacteur)
        assert list(Thema.objects.current()) == [doel]
        assert Thema.objects.get(slug="weerwoord").opgegaan_in == doel

    @pytest.mark.parametrize(("soort_doel", "tekst"), [("relatie", "dezelfde soort"), ("niveau", "dezelfde soort")])
    def test_only_within_one_soort(self, redacteur, bron, soort_doel, tekst):
        with pytest.raises(ValidationError, match=tekst):
            merge_thema(bron, ThemaFactory(soort=soort_doel), user=redacteur)

    def test_not_with_itself(self, redacteur, bron):
        with pytest.raises(ValidationError, match="twee verschillende"):
            merge_thema(bron, bron, user=redacteur)

    def test_not_twice(self, redacteur, bron, doel):
        merge_thema(bron, doel, user=redacteur)
        with pytest.raises(ValidationError, match="al opgegaan"):
            merge_thema(bron, ThemaFactory(), user=redacteur)
        with pytest.raises(ValidationError, match="al opgegaan"):
            merge_thema(ThemaFactory(), bron, user=redacteur)

    def test_a_deelnemer_may_not(self, deelnemer, bron, doel):
        with pytest.raises(PermissionDenied):
            merge_thema(bron, doel, user=deelnemer)

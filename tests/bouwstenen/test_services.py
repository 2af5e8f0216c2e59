"""Laws of gesprekken and bouwstenen: nothing that was handed in gets lost, nothing is shown unread."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from bouwstenen.models import Bouwsteen, BouwsteenVersie
from bouwstenen.services import (
    MAX_TEKST,
    assign_themas,
    create_bouwsteen,
    edit_bouwsteen,
    merge_bouwstenen,
    publish_bouwstenen,
    set_stand,
    split_bouwsteen,
    submit_bouwsteen,
    withdraw_bouwstenen,
)
from tests.factories import BouwsteenFactory, GesprekFactory, ThemaFactory, UserFactory
from themas.services import merge_thema

pytestmark = pytest.mark.django_db

INHOUD = {"titel": "Vraag eerst", "tekst": "Vraag eerst, schrijf dan.", "soort": "advies"}
DELEN = [{"titel": "Het ene", "tekst": "Dit is het ene."}, {"titel": "Het andere", "tekst": "Dit is het andere."}]


class TestSubmit:
    def test_waits_for_the_redactie(self, deelnemer):
        thema = ThemaFactory()
        bouwsteen = submit_bouwsteen(**INHOUD, tegengeluid=True, themas=[thema], user=deelnemer)
        assert (bouwsteen.status, bouwsteen.stand, bouwsteen.herkomst) == ("ingediend", "open", "inzending")
        assert bouwsteen.tegengeluid
        assert bouwsteen.ingebracht_door == deelnemer
        assert list(bouwsteen.themas.all()) == [thema]
        assert not Bouwsteen.objects.published().exists()
        assert list(Bouwsteen.objects.waiting()) == [bouwsteen]

    def test_keeps_the_first_wording_as_version_1(self, deelnemer):
        bouwsteen = submit_bouwsteen(**INHOUD, user=deelnemer)
        versie = bouwsteen.versies.get()
        assert (versie.nummer, versie.titel, versie.tekst) == (1, INHOUD["titel"], INHOUD["tekst"])

    def test_words_get_one_spelling(self, deelnemer):
        bouwsteen = submit_bouwsteen(
            titel="  Vraag \t eerst\r\n", tekst="een\r\ntwee\x00\u202e  ", soort="advies", user=deelnemer
        )
        assert (bouwsteen.titel, bouwsteen.tekst) == ("Vraag eerst", "een\ntwee")

    def test_the_same_form_twice_makes_one(self, deelnemer):
        een = submit_bouwsteen(**INHOUD, bron_id="inzending:abc", user=deelnemer)
        assert submit_bouwsteen(**INHOUD, bron_id="inzending:abc", user=deelnemer) == een
        assert Bouwsteen.objects.count() == 1

    def test_somebody_elses_form_is_not_handed_out(self, deelnemer):
        submit_bouwsteen(**INHOUD, bron_id="inzending:abc", user=UserFactory(rol="deelnemer"))
        with pytest.raises(ValidationError):
            submit_bouwsteen(**INHOUD, bron_id="inzending:abc", user=deelnemer)

    @pytest.mark.parametrize(
        ("veld", "waarde"),
        [
            ("titel", ""),
            ("titel", "x" * 121),
            ("tekst", "  \n "),
            ("tekst", "x" * (MAX_TEKST + 1)),
            ("soort", "gerucht"),
        ],
    )
    def test_refuses_what_is_not_a_bouwsteen(self, deelnemer, veld, waarde):
        with pytest.raises(ValidationError) as error:
            submit_bouwsteen(**INHOUD | {veld: waarde}, user=deelnemer)
        assert veld in error.value.message_dict
        assert not Bouwsteen.objects.exists()

    def test_themas_must_be_in_use_and_no_body_part(self, deelnemer, redacteur):
        oud, nieuw = ThemaFactory.create_batch(2)
        merge_thema(oud, nieuw, user=redacteur)
        for thema in (oud, ThemaFactory(soort="lichaamsdeel")):
            with pytest.raises(ValidationError) as error:
                submit_bouwsteen(**INHOUD, themas=[thema], user=deelnemer)
            assert "themas" in error.value.message_dict
        assert not Bouwsteen.objects.exists()

    def test_needs_the_right(self):
        with pytest.raises(PermissionDenied):
            submit_bouwsteen(**INHOUD, user=UserFactory())


class TestCreateAndEdit:
    def test_the_redactie_adds_one_from_a_gesprek(self, redacteur):
        gesprek = GesprekFactory()
        bouwsteen = create_bouwsteen(
            Bouwsteen(**INHOUD, herkomst="gesprek", gesprek=gesprek, status="gepubliceerd"), user=redacteur
        )
        assert list(gesprek.bouwstenen.all()) == [bouwsteen]

    def test_origin_and_gesprek_agree(self, redacteur):
        with pytest.raises(ValidationError):
            create_bouwsteen(Bouwsteen(**INHOUD, herkomst="gesprek"), user=redacteur)
        with pytest.raises(ValidationError):
            create_bouwsteen(Bouwsteen(**INHOUD, herkomst="inzending", gesprek=GesprekFactory()), user=redacteur)

    def test_one_place_in_the_gesprek(self, redacteur):
        hart = ThemaFactory(soort="lichaamsdeel")
        with pytest.raises(ValidationError):
            create_bouwsteen(
                Bouwsteen(
                    **INHOUD, herkomst="gesprek", gesprek=GesprekFactory(), canvasvak="spanning", lichaamsdeel=hart
                ),
                user=redacteur,
            )

    def test_every_wording_is_kept(self, redacteur):
        bouwsteen = create_bouwsteen(Bouwsteen(**INHOUD, herkomst="inzending"), user=redacteur)
        bouwsteen.tekst = "Vraag eerst en luister dan."
        edit_bouwsteen(bouwsteen, reden="Duidelijker", user=redacteur)
        edit_bouwsteen(bouwsteen, reden="Niets veranderd", user=redacteur)
        versies = [(versie.nummer, versie.tekst, versie.reden) for versie in bouwsteen.versies.all()]
        assert versies == [
            (1, "Vraag eerst, schrijf dan.", "Toegevoegd door de redactie"),
            (2, "Vraag eerst en luister dan.", "Duidelijker"),
        ]

    def test_editing_leaves_themas_unless_given(self, redacteur):
        een, twee = ThemaFactory.create_batch(2)
        bouwsteen = BouwsteenFactory(themas=[een])
        edit_bouwsteen(bouwsteen, user=redacteur)
        assert list(bouwsteen.themas.all()) == [een]
        edit_bouwsteen(bouwsteen, themas=[twee], user=redacteur)
        assert list(bouwsteen.themas.all()) == [twee]

    def test_a_deelnemer_may_not(self, deelnemer):
        with pytest.raises(PermissionDenied):
            create_bouwsteen(Bouwsteen(**INHOUD, herkomst="inzending"), user=deelnemer)
        with pytest.raises(PermissionDenied):
            edit_bouwsteen(BouwsteenFactory(), user=deelnemer)

    @pytest.mark.parametrize("change", ["update", "delete"])
    def test_the_database_refuses_to_change_a_wording(self, deelnemer, change):
        versie = submit_bouwsteen(**INHOUD, user=deelnemer).versies.get()
        rows = BouwsteenVersie.objects.filter(pk=versie.pk)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(tekst="Iets anders") if change == "update" else rows._raw_delete("default")
        assert rows.get().tekst == INHOUD["tekst"]


class TestStatus:
    def test_publishing_shows_it(self, redacteur):
        bouwsteen, getoond = BouwsteenFactory(ingezonden=True), BouwsteenFactory()
        assert publish_bouwstenen([bouwsteen, getoond], user=redacteur) == [bouwsteen]
        assert Bouwsteen.objects.current().count() == 2

    def test_withdrawing_hides_it_and_publishing_undoes_that(self, redacteur):
        bouwsteen = BouwsteenFactory()
        withdraw_bouwstenen([bouwsteen], reden="Er stond een naam in.", user=redacteur)
        assert not Bouwsteen.objects.published().exists()
        publish_bouwstenen([bouwsteen], user=redacteur)
        assert Bouwsteen.objects.published().exists()

    def test_withdrawing_needs_a_reason(self, redacteur):
        with pytest.raises(ValidationError):
            withdraw_bouwstenen([BouwsteenFactory()], reden=" ", user=redacteur)

    def test_what_was_replaced_meanwhile_is_left_alone(self, redacteur):
        bouwsteen = BouwsteenFactory()
        stale = Bouwsteen.objects.get(pk=bouwsteen.pk)
        split_bouwsteen(bouwsteen, delen=DELEN, user=redacteur)
        assert withdraw_bouwstenen([stale], reden="Te laat", user=redacteur) == []
        assert Bouwsteen.objects.get(pk=bouwsteen.pk).status == "vervangen"

    def test_a_gespreksleider_may_not(self):
        leider = UserFactory(rol="gespreksleider")
        with pytest.raises(PermissionDenied):
            publish_bouwstenen([BouwsteenFactory(ingezonden=True)], user=leider)
        with pytest.raises(PermissionDenied):
            withdraw_bouwstenen([BouwsteenFactory()], reden="x", user=leider)

    def test_set_stand_touches_nothing_else(self):
        bouwsteen = BouwsteenFactory()
        bouwsteen.titel = "Niet opslaan"
        set_stand(bouwsteen, stand="later")
        stored = Bouwsteen.objects.get(pk=bouwsteen.pk)
        assert (stored.stand, stored.titel == "Niet opslaan") == ("later", False)


class TestThemas:
    def test_hands_out_and_takes_away_many_at_once(self, redacteur):
        weg, erbij = ThemaFactory.create_batch(2)
        bouwstenen = BouwsteenFactory.create_batch(2, themas=[weg])
        assert assign_themas(bouwstenen, add=[erbij], remove=[weg], user=redacteur) == 2
        assert [list(bouwsteen.themas.all()) for bouwsteen in bouwstenen] == [[erbij], [erbij]]

    def test_not_one_that_went_up_in_another(self, redacteur):
        oud, nieuw = ThemaFactory.create_batch(2)
        merge_thema(oud, nieuw, user=redacteur)
        with pytest.raises(ValidationError, match="opgegaan"):
            assign_themas([BouwsteenFactory()], add=[oud], user=redacteur)

    def test_a_deelnemer_may_not(self, deelnemer):
        with pytest.raises(PermissionDenied):
            assign_themas([BouwsteenFactory()], add=[ThemaFactory()], user=deelnemer)


class TestSplit:
    def test_parts_take_over_origin_place_dissent_and_themas(self, redacteur):
        thema, hart = ThemaFactory(), ThemaFactory(soort="lichaamsdeel")
        bouwsteen = BouwsteenFactory(themas=[thema], lichaamsdeel=hart, tegengeluid=True)
        delen = split_bouwsteen(bouwsteen, delen=[DELEN[0] | {"soort": "vraag"}, DELEN[1]], user=redacteur)
        assert [deel.soort for deel in delen] == ["vraag", bouwsteen.soort]
        for deel in delen:
            assert (deel.gesprek, deel.lichaamsdeel, deel.tegengeluid) == (bouwsteen.gesprek, hart, True)
            assert (deel.status, deel.stand) == ("gepubliceerd", "open")
            assert list(deel.themas.all()) == [thema]
            assert list(deel.afgeleid_van.all()) == [bouwsteen]
            assert deel.versies.get().tekst == deel.tekst

    def test_the_original_stays_readable_word_for_word(self, redacteur):
        bouwsteen = BouwsteenFactory(tekst="Zoals het gezegd is.")
        delen = split_bouwsteen(bouwsteen, delen=DELEN, user=redacteur)
        original = Bouwsteen.objects.published().get(pk=bouwsteen.pk)
        assert (original.status, original.tekst) == ("vervangen", "Zoals het gezegd is.")
        assert set(original.opvolgers.all()) == set(delen)
        assert set(Bouwsteen.objects.current()) == set(delen)

    def test_it_stays_known_who_handed_it_in(self, redacteur):
        bouwsteen = BouwsteenFactory(ingezonden=True)
        publish_bouwstenen([bouwsteen], user=redacteur)
        delen = split_bouwsteen(bouwsteen, delen=DELEN, user=redacteur)
        assert {deel.ingebracht_door for deel in delen} == {bouwsteen.ingebracht_door}

    def test_one_bad_part_and_nothing_happens(self, redacteur):
        bouwsteen = BouwsteenFactory()
        with pytest.raises(ValidationError):
            split_bouwsteen(bouwsteen, delen=[DELEN[0], {"titel": "", "tekst": "x"}], user=redacteur)
        assert list(Bouwsteen.objects.all()) == [bouwsteen]
        assert Bouwsteen.objects.get().status == "gepubliceerd"

    def test_two_parts_at_least(self, redacteur):
        with pytest.raises(ValidationError, match="twee delen"):
            split_bouwsteen(BouwsteenFactory(), delen=DELEN[:1], user=redacteur)

    @pytest.mark.parametrize("status", ["ingediend", "ingetrokken", "vervangen"])
    def test_only_what_readers_may_see(self, redacteur, status):
        bouwsteen = BouwsteenFactory(status=status)
        with pytest.raises(ValidationError):
            split_bouwsteen(bouwsteen, delen=DELEN, user=redacteur)
        assert Bouwsteen.objects.get().status == status

    def test_not_twice_also_when_two_editors_do_it(self, redacteur):
        bouwsteen = BouwsteenFactory()
        stale = Bouwsteen.objects.get(pk=bouwsteen.pk)
        split_bouwsteen(bouwsteen, delen=DELEN, user=redacteur)
        with pytest.raises(ValidationError, match="al vervangen"):
            split_bouwsteen(stale, delen=DELEN, user=redacteur)
        assert Bouwsteen.objects.count() == 3

    def test_a_deelnemer_may_not(self, deelnemer):
        with pytest.raises(PermissionDenied):
            split_bouwsteen(BouwsteenFactory(), delen=DELEN, user=deelnemer)


class TestMerge:
    def test_has_all_themas_and_any_dissent(self, redacteur):
        een, twee = ThemaFactory.create_batch(2)
        originals = [BouwsteenFactory(themas=[een]), BouwsteenFactory(themas=[een, twee], tegengeluid=True)]
        result = merge_bouwstenen(originals, **INHOUD, user=redacteur)
        assert result.tegengeluid
        assert set(result.themas.all()) == {een, twee}
        assert set(result.afgeleid_van.all()) == set(originals)

    def test_originals_stay_readable_and_linked(self, redacteur):
        originals = BouwsteenFactory.create_batch(3)
        teksten = [original.tekst for original in originals]
        result = merge_bouwstenen(originals, **INHOUD, user=redacteur)
        stored = Bouwsteen.objects.published().filter(opvolgers=result).order_by("pk")
        assert [(original.tekst, original.status) for original in stored] == [(t, "vervangen") for t in teksten]
        assert list(Bouwsteen.objects.current()) == [result]

    def test_from_one_gesprek_and_place_it_stays_there(self, redacteur):
        gesprek = GesprekFactory()
        originals = BouwsteenFactory.create_batch(2, gesprek=gesprek, canvasvak="spanning")
        result = merge_bouwstenen(originals, **INHOUD, user=redacteur)
        assert (result.herkomst, result.gesprek, result.canvasvak) == ("gesprek", gesprek, "spanning")

    def test_from_two_gesprekken_it_claims_no_place(self, redacteur):
        originals = BouwsteenFactory.create_batch(2, canvasvak="spanning")
        result = merge_bouwstenen(originals, **INHOUD, user=redacteur)
        assert (result.gesprek, result.canvasvak) == (None, "")

    def test_a_chain_can_be_walked_back(self, redacteur):
        een, twee, drie = BouwsteenFactory.create_batch(3)
        tussen = merge_bouwstenen([een, twee], **INHOUD, user=redacteur)
        eind = merge_bouwstenen([tussen, drie], **INHOUD, user=redacteur)
        assert set(Bouwsteen.objects.filter(opvolgers__opvolgers=eind)) == {een, twee}

    def test_two_different_ones_at_least(self, redacteur):
        bouwsteen = BouwsteenFactory()
        with pytest.raises(ValidationError, match="ten minste twee"):
            merge_bouwstenen([bouwsteen, bouwsteen], **INHOUD, user=redacteur)

    def test_nothing_unread_is_shown_by_merging(self, redacteur):
        ingediend = BouwsteenFactory(ingezonden=True)
        with pytest.raises(ValidationError, match="niet beoordeeld"):
            merge_bouwstenen([BouwsteenFactory(), ingediend], **INHOUD, user=redacteur)
        assert not Bouwsteen.objects.published().filter(pk=ingediend.pk).exists()

    def test_a_deelnemer_may_not(self, deelnemer):
        with pytest.raises(PermissionDenied):
            merge_bouwstenen(BouwsteenFactory.create_batch(2), **INHOUD, user=deelnemer)

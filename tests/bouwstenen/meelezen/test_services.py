"""Laws of the record: all or nothing is delivered, and nobody's words go further than they want."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from bouwstenen.deelnemers.models import Bericht
from bouwstenen.deelnemers.services import erase_deelnemer
from bouwstenen.meelezen import services
from bouwstenen.meelezen.models import ToestemmingGebeurtenis, Verbetering
from bouwstenen.meelezen.services import (
    accept_verbetering,
    close_meelezen,
    decline_verbetering,
    deliver_opbrengst,
    open_meelezen,
    propose_verbetering,
    set_toestemming,
)
from bouwstenen.models import Bouwsteen, Gesprek
from bouwstenen.opbrengst.models import Opbrengstregel
from bouwstenen.opbrengst.plekken import canvasvakken, lichaamsdelen
from bouwstenen.opbrengst.services import change_regel, remove_regel, save_regel
from bouwstenen.persoonsgegevens import PersoonsgegevensGevonden, find_unconfirmed, vondst_sleutel
from bouwstenen.services import publish_bouwstenen
from tests.factories import GesprekFactory, ThemaFactory, UserFactory

pytestmark = pytest.mark.django_db


class TestDelivery:
    def test_every_usable_line_becomes_a_bouwsteen_with_all_it_had(self, gesprek, schrijf, leider):
        thema, hart = ThemaFactory(), ThemaFactory(soort="lichaamsdeel", naam="Hart", slug="hart")
        een = schrijf("Luister eerst. Schrijf dan pas.", soort="advies", tegengeluid=True, themas=[thema])
        twee = schrijf("Trots op de loketten.", lichaamsdeel=hart)
        made = deliver_opbrengst(gesprek, user=leider)
        eerste = Bouwsteen.objects.get(bron_id=f"opbrengst:{een.sleutel}")
        assert {steen.pk for steen in made} == set(Bouwsteen.objects.values_list("pk", flat=True))
        assert (eerste.titel, eerste.tekst) == ("Luister eerst.", een.tekst)
        assert (eerste.soort, eerste.tegengeluid, eerste.canvasvak) == ("advies", True, "kenmerk")
        assert (eerste.status, eerste.herkomst, list(eerste.themas.all())) == ("ingediend", "gesprek", [thema])
        assert Opbrengstregel.objects.get(pk=twee.pk).bouwsteen.lichaamsdeel == hart
        assert gesprek.is_opgeleverd
        assert (gesprek.verslagvorm, gesprek.stap) == ("responscanvas", 4)
        assert eerste.versies.count() == 1

    def test_delivering_twice_makes_nothing_double(self, gesprek, schrijf, leider):
        schrijf("Luister eerst.")
        assert deliver_opbrengst(gesprek, user=leider) == deliver_opbrengst(gesprek, user=leider)
        assert Bouwsteen.objects.count() == 1

    def test_killed_half_way_nothing_has_happened(self, gesprek, schrijf, leider):
        schrijf("Luister eerst.")
        schrijf("En vraag dan door.")
        with patch.object(services, "deliver_gesprek", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
            deliver_opbrengst(gesprek, user=leider)
        assert not Bouwsteen.objects.exists()
        assert not Opbrengstregel.objects.filter(bouwsteen__isnull=False).exists()
        assert not Gesprek.objects.get(pk=gesprek.pk).is_opgeleverd

    def test_what_was_not_looked_over_and_quotes_without_consent_stay_out(self, gesprek, schrijf, leider, iris):
        ja = schrijf("Dit is gewoon gezegd.")
        schrijf("Dit is nog een concept.", nagekeken=False)
        schrijf("Dit zei een deelnemer.", citaat_van=iris)
        remove_regel(schrijf("Dit is weggehaald."), user=leider)
        assert [steen.bron_id for steen in deliver_opbrengst(gesprek, user=leider)] == [f"opbrengst:{ja.sleutel}"]

    def test_the_number_of_participants_is_counted_unless_it_was_filled_in(self, gesprek, schrijf, leider, iris, joost):
        schrijf("Luister eerst.")
        deliver_opbrengst(gesprek, user=leider)
        assert gesprek.aantal_deelnemers == 2

    def test_after_delivery_no_line_changes(self, gesprek, schrijf, leider):
        regel = schrijf("Luister eerst.")
        deliver_opbrengst(gesprek, user=leider)
        with pytest.raises(ValidationError, match="opgeleverd"):
            remove_regel(regel, user=leider)

    def test_not_before_it_was_held_and_not_without_anything(self, gesprek, leider):
        with pytest.raises(ValidationError, match="niets om op te leveren"):
            deliver_opbrengst(gesprek, user=leider)
        gesprek.datum = timezone.localdate() + timedelta(days=1)
        gesprek.save()
        save_regel(gesprek, sleutel="te-vroeg-1", tekst="Te vroeg.", user=leider)
        with pytest.raises(ValidationError, match="nog niet gehouden"):
            deliver_opbrengst(gesprek, user=leider)

    def test_a_record_without_lines_can_be_delivered_too(self, leider):
        gesprek = GesprekFactory(gespreksleider=leider)
        assert deliver_opbrengst(gesprek, user=leider) == []
        assert gesprek.is_opgeleverd

    def test_not_while_a_correction_waits(self, gesprek, schrijf, leider, iris, open_periode):
        voorstel = propose_verbetering(iris, soort="weglaten", regel=schrijf("Dit klopt niet."))
        with pytest.raises(ValidationError, match="wacht nog op jouw besluit"):
            deliver_opbrengst(gesprek, user=leider)
        decline_verbetering(voorstel, reden="Dit is wel gezegd.", user=leider)
        assert deliver_opbrengst(gesprek, user=leider)

    @pytest.mark.parametrize("rol", ["deelnemer", "gespreksleider", "onderzoeker"])
    def test_only_who_organises_it(self, gesprek, schrijf, rol):
        schrijf("Luister eerst.")
        with pytest.raises(PermissionDenied):
            deliver_opbrengst(gesprek, user=UserFactory(rol=rol))
        assert not Bouwsteen.objects.exists()


class TestPeriod:
    def test_everybody_with_a_place_gets_one_mail(self, gesprek, leider, iris, joost):
        joost.status = "afgemeld"
        joost.save()
        open_meelezen(gesprek, user=leider)
        open_meelezen(gesprek, open_tot=timezone.now() + timedelta(days=10), user=leider)
        assert [bericht.deelnemer for bericht in Bericht.objects.filter(soort="meelezen")] == [iris]
        assert gesprek.meelezing.open_tot > timezone.now() + timedelta(days=9)

    @pytest.mark.parametrize("dagen", [-1, 0, 61])
    def test_it_ends_some_days_from_now(self, gesprek, leider, dagen):
        with pytest.raises(ValidationError) as refused:
            open_meelezen(gesprek, open_tot=timezone.now() + timedelta(days=dagen), user=leider)
        assert "open_tot" in refused.value.message_dict

    def test_only_the_organiser_opens_and_closes_it(self, gesprek, open_periode):
        ander = UserFactory(rol="gespreksleider")
        for change in (open_meelezen, close_meelezen):
            with pytest.raises(PermissionDenied):
                change(gesprek, user=ander)

    def test_delivery_ends_it(self, gesprek, schrijf, leider, open_periode):
        schrijf("Luister eerst.")
        deliver_opbrengst(gesprek, user=leider)
        assert not type(open_periode).objects.get().is_open
        with pytest.raises(ValidationError, match="al opgeleverd"):
            open_meelezen(gesprek, user=leider)


class TestCorrections:
    def test_accepting_one_rewrites_the_line(self, schrijf, leider, iris, open_periode):
        regel = schrijf("We luisteren te vaak.", soort="dilemma", tegengeluid=True)
        voorstel = propose_verbetering(iris, soort="wijzigen", regel=regel, tekst="We luisteren te weinig.")
        accept_verbetering(voorstel, user=leider)
        regel.refresh_from_db()
        assert (regel.tekst, regel.soort, regel.tegengeluid) == ("We luisteren te weinig.", "dilemma", True)

    def test_accepting_one_leaves_a_line_out(self, gesprek, schrijf, leider, iris, open_periode):
        accept_verbetering(propose_verbetering(iris, soort="weglaten", regel=schrijf("Dit klopt niet.")), user=leider)
        assert not gesprek.opbrengst.present().exists()

    def test_accepting_one_adds_a_line_at_its_place(self, gesprek, leider, iris, open_periode):
        plek = canvasvakken()[2]
        voorstel = propose_verbetering(iris, soort="toevoegen", plek=plek, tekst="We spraken ook over geld.")
        accept_verbetering(voorstel, user=leider)
        assert gesprek.opbrengst.present().get().canvasvak == plek.canvasvak

    def test_the_same_twice_is_one_and_is_decided_on_once(self, schrijf, leider, iris, open_periode):
        regel = schrijf("Dit klopt niet.")
        een = propose_verbetering(iris, soort="weglaten", regel=regel)
        assert propose_verbetering(iris, soort="weglaten", regel=regel) == een
        decline_verbetering(een, reden="Dit is wel gezegd.", user=leider)
        with pytest.raises(ValidationError, match="al besloten"):
            accept_verbetering(een, user=leider)

    def test_declining_needs_a_reason(self, schrijf, leider, iris, open_periode):
        voorstel = propose_verbetering(iris, soort="weglaten", regel=schrijf("Dit klopt niet."))
        with pytest.raises(ValidationError) as refused:
            decline_verbetering(voorstel, reden="  ", user=leider)
        assert "reden" in refused.value.message_dict

    def test_a_line_that_is_gone_is_not_rewritten(self, schrijf, leider, iris, open_periode):
        regel = schrijf("We luisteren te vaak.")
        voorstel = propose_verbetering(iris, soort="wijzigen", regel=regel, tekst="We luisteren te weinig.")
        remove_regel(regel, user=leider)
        with pytest.raises(ValidationError, match="weggehaald"):
            accept_verbetering(voorstel, user=leider)
        assert Verbetering.objects.open().exists()

    def test_only_in_the_period(self, gesprek, schrijf, leider, iris, open_periode):
        regel = schrijf("Dit klopt niet.")
        close_meelezen(gesprek, user=leider)
        with pytest.raises(ValidationError, match="voorbij"):
            propose_verbetering(iris, soort="weglaten", regel=regel)

    def test_only_about_a_line_of_their_own_gesprek(self, redacteur, iris, open_periode):
        elders = save_regel(GesprekFactory(), sleutel="elders-001", tekst="Van een ander.", user=redacteur)
        with pytest.raises(ValidationError, match="staat niet meer"):
            propose_verbetering(iris, soort="weglaten", regel=elders)

    @pytest.mark.parametrize(
        ("fields", "veld"),
        [
            ({"soort": "wijzigen", "tekst": " "}, "tekst"),
            ({"soort": "wijzigen", "tekst": "We luisteren."}, "tekst"),
            ({"soort": "wijzigen", "tekst": "x" * 3000}, "tekst"),
            ({"soort": "weglaten", "toelichting": "x" * 3000}, "toelichting"),
            ({"soort": "toevoegen", "tekst": "Er ontbreekt iets."}, "plek"),
        ],
    )
    def test_what_is_missing_is_said_at_the_field(self, schrijf, iris, open_periode, fields, veld):
        with pytest.raises(ValidationError) as refused:
            propose_verbetering(iris, regel=schrijf("We luisteren."), **fields)
        assert veld in refused.value.message_dict

    def test_names_are_asked_about_by_both(self, gesprek, schrijf, leider, iris, joost, open_periode):
        tekst = "Joost Kiekendief luistert."
        regel = schrijf("Hij luistert.")
        with pytest.raises(PersoonsgegevensGevonden):
            propose_verbetering(iris, soort="wijzigen", regel=regel, tekst=tekst)
        sleutels = [vondst_sleutel(vondst) for vondst in find_unconfirmed(tekst, namen=[iris.naam, joost.naam])]
        voorstel = propose_verbetering(iris, soort="wijzigen", regel=regel, tekst=tekst, bevestigd=sleutels)
        with pytest.raises(PersoonsgegevensGevonden):
            accept_verbetering(voorstel, user=leider)
        accept_verbetering(voorstel, bevestigd=sleutels, user=leider)

    def test_only_the_organiser_decides(self, schrijf, iris, open_periode):
        voorstel = propose_verbetering(iris, soort="weglaten", regel=schrijf("Dit klopt niet."))
        ander = UserFactory(rol="gespreksleider")
        with pytest.raises(PermissionDenied):
            accept_verbetering(voorstel, user=ander)
        with pytest.raises(PermissionDenied):
            decline_verbetering(voorstel, reden="Nee.", user=ander)

    def test_what_was_proposed_stays_without_the_name(self, schrijf, iris, open_periode):
        propose_verbetering(iris, soort="weglaten", regel=schrijf("Dit klopt niet."))
        erase_deelnemer(iris)
        assert Verbetering.objects.get().deelnemer is None


class TestConsent:
    def test_only_with_consent_it_becomes_a_bouwsteen(self, gesprek, schrijf, leider, iris):
        regel = schrijf("Ik lag er wakker van.", citaat_van=iris)
        set_toestemming(regel, deelnemer=iris, gegeven=True)
        assert deliver_opbrengst(gesprek, user=leider)

    def test_taken_back_before_delivery_it_drops_out(self, gesprek, schrijf, leider, iris):
        schrijf("Gewoon gezegd.")
        regel = schrijf("Ik lag er wakker van.", citaat_van=iris)
        set_toestemming(regel, deelnemer=iris, gegeven=True)
        set_toestemming(regel, deelnemer=iris, gegeven=False)
        (steen,) = deliver_opbrengst(gesprek, user=leider)
        assert steen.tekst == "Gewoon gezegd."

    def test_taken_back_after_delivery_the_bouwsteen_is_gone_at_once(self, gesprek, schrijf, leider, redacteur, iris):
        regel = schrijf("Ik lag er wakker van.", citaat_van=iris)
        set_toestemming(regel, deelnemer=iris, gegeven=True)
        publish_bouwstenen(deliver_opbrengst(gesprek, user=leider), user=redacteur)
        set_toestemming(regel, deelnemer=iris, gegeven=False)
        assert not Bouwsteen.objects.published().exists()
        set_toestemming(regel, deelnemer=iris, gegeven=True)
        assert Bouwsteen.objects.get().status == "ingediend"

    def test_given_after_delivery_the_redactie_still_gets_it(self, gesprek, schrijf, leider, iris):
        schrijf("Gewoon gezegd.")
        regel = schrijf("Ik lag er wakker van.", citaat_van=iris)
        deliver_opbrengst(gesprek, user=leider)
        set_toestemming(regel, deelnemer=iris, gegeven=True)
        assert Bouwsteen.objects.get(bron_id=f"opbrengst:{regel.sleutel}").status == "ingediend"

    def test_only_the_speaker_decides(self, schrijf, iris, joost):
        for regel in (schrijf("Ik lag er wakker van.", citaat_van=iris), schrijf("Gewoon gezegd.")):
            with pytest.raises(PermissionDenied):
                set_toestemming(regel, deelnemer=joost, gegeven=True)

    def test_other_words_need_consent_anew_unless_they_are_the_speakers(
        self, schrijf, leider, iris, joost, open_periode
    ):
        regel = schrijf("Ik lag er wakker van.", citaat_van=iris)
        set_toestemming(regel, deelnemer=iris, gegeven=True)
        eigen = propose_verbetering(iris, soort="wijzigen", regel=regel, tekst="Ik lag daar wakker van.")
        accept_verbetering(eigen, user=leider)
        assert Opbrengstregel.objects.get().citaat_stand == "gegeven"
        regel = Opbrengstregel.objects.get()
        van_joost = propose_verbetering(joost, soort="wijzigen", regel=regel, tekst="Zij sliep slecht.")
        accept_verbetering(van_joost, user=leider)
        assert Opbrengstregel.objects.get().citaat_stand == "gevraagd"
        change_regel(regel, velden={"tekst": "Nog anders."}, verwacht={"tekst": "Zij sliep slecht."}, user=leider)
        assert Opbrengstregel.objects.get().citaat_stand == "gevraagd"

    def test_each_change_leaves_a_trace_without_a_name(self, schrijf, iris):
        regel = schrijf("Ik lag er wakker van.", citaat_van=iris)
        for gegeven in (True, True, False):
            set_toestemming(regel, deelnemer=iris, gegeven=gegeven)
        erase_deelnemer(iris)
        trace = ToestemmingGebeurtenis.objects.all()
        assert [gebeurtenis.stand for gebeurtenis in trace] == ["gegeven", "ingetrokken"]
        assert {field.name for field in ToestemmingGebeurtenis._meta.get_fields()} == {"id", "regel", "stand", "op"}

    def test_nobody_speaks_for_who_was_deleted(self, gesprek, schrijf, leider, iris):
        schrijf("Gewoon gezegd.")
        schrijf("Ik lag er wakker van.", citaat_van=iris)
        erase_deelnemer(iris)
        assert len(deliver_opbrengst(gesprek, user=leider)) == 1


def test_the_model_has_its_own_places(gesprek, leider, iris, open_periode):
    ThemaFactory(soort="lichaamsdeel", naam="Buik", slug="buik")
    (buik,) = lichaamsdelen()
    accept_verbetering(propose_verbetering(iris, soort="toevoegen", plek=buik, tekst="Angst."), user=leider)
    assert gesprek.opbrengst.get().lichaamsdeel == buik.lichaamsdeel

"""Laws of gesprekken: each keeps its own, and a delivered record is only corrected with a trace."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from bouwstenen.models import Gesprek, GesprekCorrectie
from bouwstenen.services import deliver_gesprek, may_edit_gesprek, save_gesprek
from tests.factories import GesprekFactory, OrganisatieFactory, UserFactory

pytestmark = pytest.mark.django_db


class TestGesprek:
    @pytest.fixture
    def leider(self):
        return UserFactory(rol="gespreksleider")

    def test_a_gespreksleider_makes_and_changes_their_own(self, leider):
        gesprek = save_gesprek(Gesprek(titel="Ons gesprek", datum=date(2025, 1, 8), format="vragen"), user=leider)
        gesprek.titel = "Ons eerste gesprek"
        save_gesprek(gesprek, user=leider)
        assert Gesprek.objects.get().gespreksleider == leider

    def test_but_not_somebody_elses_also_not_by_taking_it_over(self, leider):
        gesprek = GesprekFactory(gespreksleider=UserFactory(rol="gespreksleider"))
        gesprek.gespreksleider = leider
        with pytest.raises(PermissionDenied):
            save_gesprek(gesprek, user=leider)
        assert not may_edit_gesprek(GesprekFactory(), leider)

    def test_the_redactie_changes_all(self, redacteur):
        assert may_edit_gesprek(GesprekFactory(), redacteur)

    def test_a_deelnemer_may_not_add(self, deelnemer):
        with pytest.raises(PermissionDenied):
            save_gesprek(Gesprek(titel="x", datum=date(2025, 1, 8), format="vragen"), user=deelnemer)

    def test_delivering_makes_the_record_final(self, leider):
        gesprek = GesprekFactory(gespreksleider=leider)
        deliver_gesprek(gesprek, user=leider)
        assert Gesprek.objects.get().is_opgeleverd
        with pytest.raises(ValidationError, match="al opgeleverd"):
            deliver_gesprek(gesprek, user=leider)

    def test_not_without_a_record_or_before_it_was_held(self, redacteur):
        with pytest.raises(ValidationError, match="verslag"):
            deliver_gesprek(GesprekFactory(verslag=" "), user=redacteur)
        with pytest.raises(ValidationError, match="nog niet gehouden"):
            deliver_gesprek(GesprekFactory(datum=timezone.localdate() + timedelta(days=3)), user=redacteur)

    def test_not_somebody_elses(self, leider):
        gesprek = GesprekFactory(gespreksleider=UserFactory())
        gesprek.gespreksleider = leider
        with pytest.raises(PermissionDenied):
            deliver_gesprek(gesprek, user=leider)

    def test_before_delivery_no_trace(self, redacteur):
        gesprek = GesprekFactory()
        gesprek.verslag = "Anders."
        save_gesprek(gesprek, user=redacteur)
        assert not gesprek.correcties.exists()

    def test_after_delivery_each_changed_field_leaves_a_trace(self, redacteur):
        gesprek = GesprekFactory(opgeleverd=True, verslag="Fout.", aantal_deelnemers=8)
        gesprek.verslag, gesprek.aantal_deelnemers = "Goed.", None
        save_gesprek(gesprek, reden="Deelnemer wees ons erop", user=redacteur)
        trace = {correctie.veld: (correctie.oud, correctie.nieuw) for correctie in gesprek.correcties.all()}
        assert trace == {"verslag": ("Fout.", "Goed."), "aantal_deelnemers": ("8", "")}

    def test_organisations_are_part_of_the_record(self, redacteur):
        een, twee = OrganisatieFactory(naam="Dienst Een"), OrganisatieFactory(naam="Dienst Twee")
        gesprek = GesprekFactory(opgeleverd=True, organisaties=[een])
        save_gesprek(gesprek, organisaties=[twee, een], reden="Vergeten", user=redacteur)
        correctie = gesprek.correcties.get()
        assert (correctie.veld, correctie.nieuw) == ("organisaties", "Dienst Een; Dienst Twee")
        assert set(gesprek.organisaties.all()) == {een, twee}

    def test_a_correction_needs_a_reason(self, redacteur):
        gesprek = GesprekFactory(opgeleverd=True, verslag="Fout.")
        gesprek.verslag = "Goed."
        with pytest.raises(ValidationError) as error:
            save_gesprek(gesprek, user=redacteur)
        assert "reden" in error.value.message_dict
        assert Gesprek.objects.get().verslag == "Fout."

    def test_other_line_ends_are_no_correction(self, redacteur):
        gesprek = GesprekFactory(opgeleverd=True, verslag="Een.\nTwee.")
        gesprek.verslag = "Een.\r\nTwee.\r\n"
        save_gesprek(gesprek, user=redacteur)
        assert not gesprek.correcties.exists()

    def test_saving_does_not_undo_delivery(self, redacteur):
        gesprek = GesprekFactory(opgeleverd=True)
        gesprek.opgeleverd_op = None
        save_gesprek(gesprek, user=redacteur)
        assert Gesprek.objects.get().is_opgeleverd

    def test_the_database_refuses_to_change_a_trace(self, redacteur):
        gesprek = GesprekFactory(opgeleverd=True)
        gesprek.titel = "Anders"
        save_gesprek(gesprek, reden="Typfout", user=redacteur)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            GesprekCorrectie.objects.update(reden="Geen")

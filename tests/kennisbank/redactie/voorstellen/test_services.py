"""What must hold when people propose and the redactie decides."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kennisbank.accounts.models import User
from kennisbank.document.freezing import inhoud_of
from kennisbank.document.services import VerouderdeVersie, latest_draft, newest_versie, update_hoofdstuk
from kennisbank.redactie.models import Verwerking
from kennisbank.redactie.voorstellen.models import (
    GebeurtenisSoort,
    Voorstel,
    VoorstelGebeurtenis,
    VoorstelSoort,
    VoorstelStatus,
    VoorstelVersie,
)
from kennisbank.redactie.voorstellen.planning import Inbreng, list_onderdelen, newest_voorstelversie, plan_voorstel
from kennisbank.redactie.voorstellen.services import (
    decline_voorstel,
    request_changes,
    revise_voorstel,
    support_voorstel,
    withdraw_voorstel,
)
from kennisbank.text.conflicts import OnopgelosteConflicten
from tests.factories import BouwsteenFactory, UserFactory
from tests.kennisbank.redactie.voorstellen.making import (
    EERSTE,
    KOP,
    NIEUW,
    TEKST,
    TWEEDE,
    accept,
    hoofdstuk_of,
    propose,
    rewrite,
    tekst_of,
)
from tests.pages import SiteTree


@pytest.fixture
def tweede_redacteur(db: None) -> User:
    """Another editor: nobody decides on their own voorstel."""
    return UserFactory(rol="redacteur")


def events(voorstel: Voorstel) -> list[tuple[str, int]]:
    """What happened, and who did it."""
    return list(voorstel.gebeurtenissen.values_list("soort", "door"))


class TestSubmit:
    def test_it_keeps_the_words_their_base_and_who_handed_them_in(self, site_tree: SiteTree, deelnemer: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        [versie] = voorstel.versies.all()
        assert (voorstel.status, voorstel.sectie_id, voorstel.sectie_kop) == ("open", EERSTE, KOP)
        assert (versie.nummer, versie.basis.nummer, versie.kop, versie.tekst) == (1, 1, KOP, NIEUW)
        assert versie.motivatie == "Het moment telt ook."
        assert events(voorstel) == [("ingediend", deelnemer.pk)]

    def test_readers_see_nothing_of_it_in_the_text(self, site_tree: SiteTree, deelnemer: User) -> None:
        propose(site_tree, deelnemer)
        assert tekst_of(site_tree) == TEKST
        assert newest_versie(hoofdstuk_of(site_tree)).nummer == 1

    def test_many_at_once_on_one_section(self, site_tree: SiteTree) -> None:
        for number in range(3):
            propose(site_tree, UserFactory(rol="deelnemer"), tekst=f"{TEKST} Woorden {number}.")
        assert Voorstel.objects.open().filter(sectie_id=EERSTE).count() == 3

    def test_the_same_form_sent_twice_is_one_voorstel(self, site_tree: SiteTree, deelnemer: User) -> None:
        first = propose(site_tree, deelnemer)
        assert propose(site_tree, deelnemer, tekst=f"{NIEUW}\r\n") == first
        assert (Voorstel.objects.count(), VoorstelVersie.objects.count()) == (1, 1)
        assert propose(site_tree, deelnemer, tekst="Iets anders.") != first

    def test_a_new_section_sent_twice_is_one_voorstel(self, site_tree: SiteTree, deelnemer: User) -> None:
        words = {"soort": VoorstelSoort.NIEUWE_SECTIE, "sectie_id": "", "kop": "Op tijd", "na_sectie_id": EERSTE}
        first = propose(site_tree, deelnemer, "Zeg het vroeg.", **words)
        assert propose(site_tree, deelnemer, "Zeg het vroeg.", **words) == first
        assert first.sectie_id not in {"", EERSTE, TWEEDE}

    def test_two_people_may_say_the_same(self, site_tree: SiteTree, deelnemer: User) -> None:
        assert propose(site_tree, deelnemer) != propose(site_tree, UserFactory(rol="deelnemer"))

    @pytest.mark.parametrize("who", [AnonymousUser(), None])
    def test_only_who_takes_part(self, site_tree: SiteTree, who: AnonymousUser | None) -> None:
        with pytest.raises(PermissionDenied):
            propose(site_tree, who or UserFactory())
        assert not Voorstel.objects.exists()

    def test_not_on_a_hoofdstuk_that_is_gone(self, site_tree: SiteTree, deelnemer: User) -> None:
        hoofdstuk_of(site_tree).unpublish()
        with pytest.raises(ValidationError, match="niet meer te lezen"):
            propose(site_tree, deelnemer)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"basis": 9}, "basis"),
            ({"sectie_id": "bestaat-niet"}, "basis"),
            ({"motivatie": " \n "}, "motivatie"),
            ({"motivatie": "a" * 5_001}, "motivatie"),
            ({"kop": "  "}, "kop"),
            ({"tekst": TEKST}, "tekst"),
        ],
    )
    def test_what_does_not_hold_is_said_at_its_field(
        self, site_tree: SiteTree, deelnemer: User, changes: dict, field: str
    ) -> None:
        with pytest.raises(ValidationError) as refused:
            propose(site_tree, deelnemer, **changes)
        assert list(refused.value.message_dict) == [field]

    def test_an_unknown_soort_is_refused(self, site_tree: SiteTree, deelnemer: User) -> None:
        with pytest.raises(ValidationError, match="soort"):
            propose(site_tree, deelnemer, soort="overschrijven")

    def test_only_published_bouwstenen(self, site_tree: SiteTree, deelnemer: User) -> None:
        with pytest.raises(ValidationError) as refused:
            propose(site_tree, deelnemer, bouwstenen=[BouwsteenFactory(ingezonden=True)])
        assert "bouwstenen" in refused.value.message_dict
        steen = BouwsteenFactory()
        assert list(propose(site_tree, deelnemer, bouwstenen=[steen]).bouwstenen.all()) == [steen]


class TestRevise:
    def revise(
        self, voorstel: Voorstel, user: User, tekst: str = f"{NIEUW} Meer.", **changes: object
    ) -> VoorstelVersie:
        arguments = {"basis": 1, "inbreng": Inbreng(KOP, tekst), "motivatie": "Nog beter.", "user": user} | changes
        return revise_voorstel(voorstel, **arguments)

    def test_the_former_words_stay(self, site_tree: SiteTree, deelnemer: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        self.revise(voorstel, deelnemer, toelichting="Korter")
        assert list(voorstel.versies.values_list("nummer", "tekst")) == [(1, NIEUW), (2, f"{NIEUW} Meer.")]
        newest = voorstel.gebeurtenissen.last()
        assert (newest.soort, newest.toelichting, newest.voorstelversie.nummer) == ("herzien", "Korter", 2)

    def test_it_can_be_set_on_a_newer_base(self, site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        rewrite(site_tree, redacteur, tweede="Voer daarna uit.")
        assert self.revise(voorstel, deelnemer, basis=2).basis.nummer == 2

    def test_it_answers_what_the_redactie_asked(self, site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        request_changes(voorstel, toelichting="Korter graag", user=redacteur)
        self.revise(voorstel, deelnemer)
        assert voorstel.status == VoorstelStatus.OPEN

    def test_bouwstenen_stay_unless_given(self, site_tree: SiteTree, deelnemer: User) -> None:
        voorstel = propose(site_tree, deelnemer, bouwstenen=[BouwsteenFactory()])
        self.revise(voorstel, deelnemer)
        assert voorstel.bouwstenen.count() == 1
        self.revise(voorstel, deelnemer, tekst="Weer anders.", bouwstenen=[])
        assert voorstel.bouwstenen.count() == 0

    def test_nobody_else_revises(self, site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
        with pytest.raises(PermissionDenied):
            self.revise(propose(site_tree, deelnemer), redacteur)

    def test_not_after_a_decision(self, site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        decline_voorstel(voorstel, toelichting="Staat er al", user=redacteur)
        with pytest.raises(ValidationError, match="al beslist"):
            self.revise(voorstel, deelnemer)

    @pytest.mark.parametrize("model", [VoorstelVersie, VoorstelGebeurtenis])
    def test_events_and_wordings_are_never_changed(self, site_tree: SiteTree, deelnemer: User, model: type) -> None:
        propose(site_tree, deelnemer)
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(op=timezone.now())


class TestWithdraw:
    def test_it_stays_to_be_read(self, site_tree: SiteTree, deelnemer: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        withdraw_voorstel(voorstel, toelichting="Toch niet", user=deelnemer)
        assert (voorstel.status, voorstel.is_lopend) == ("ingetrokken", False)
        assert events(voorstel)[-1] == ("ingetrokken", deelnemer.pk)
        assert newest_voorstelversie(voorstel).tekst == NIEUW

    def test_only_by_who_handed_it_in_and_once(self, site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        with pytest.raises(PermissionDenied):
            withdraw_voorstel(voorstel, user=redacteur)
        withdraw_voorstel(voorstel, user=deelnemer)
        with pytest.raises(ValidationError):
            withdraw_voorstel(voorstel, user=deelnemer)


class TestSupport:
    def test_once_each_and_taken_back(self, site_tree: SiteTree, deelnemer: User) -> None:
        voorstel, other = propose(site_tree, deelnemer), UserFactory(rol="deelnemer")
        assert support_voorstel(voorstel, user=other) == support_voorstel(voorstel, user=other) == 1
        assert support_voorstel(voorstel, user=UserFactory(rol="onderzoeker")) == 2
        assert support_voorstel(voorstel, user=other, steunt=False) == 1

    def test_not_ones_own_and_not_without_a_role(self, site_tree: SiteTree, deelnemer: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        with pytest.raises(ValidationError, match="eigen voorstel"):
            support_voorstel(voorstel, user=deelnemer)
        for stranger in (UserFactory(), AnonymousUser()):
            with pytest.raises(PermissionDenied):
                support_voorstel(voorstel, user=stranger)
        assert not voorstel.steun.exists()


class TestAskAndDecline:
    def test_who_why_and_what_it_leads_to(self, site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        request_changes(voorstel, toelichting="Noem ook wie", user=redacteur)
        assert voorstel.status == VoorstelStatus.AANPASSEN
        decline_voorstel(voorstel, toelichting="Dit zegt hoofdstuk 2 al", user=redacteur)
        assert voorstel.status == VoorstelStatus.AFGEWEZEN
        assert [soort for soort, _ in events(voorstel)] == ["ingediend", "aanpassing_gevraagd", "afgewezen"]
        assert voorstel.gebeurtenissen.last().toelichting == "Dit zegt hoofdstuk 2 al"

    @pytest.mark.parametrize("decide", [request_changes, decline_voorstel])
    def test_with_a_reason_by_another_who_may(
        self, site_tree: SiteTree, deelnemer: User, redacteur: User, decide: object
    ) -> None:
        voorstel = propose(site_tree, deelnemer)
        with pytest.raises(ValidationError) as refused:
            decide(voorstel, toelichting="  ", user=redacteur)
        assert "toelichting" in refused.value.message_dict
        for stranger in (deelnemer, UserFactory(rol="deelnemer"), AnonymousUser()):
            with pytest.raises(PermissionDenied):
                decide(voorstel, toelichting="Omdat ik het zeg", user=stranger)
        own = propose(site_tree, redacteur)
        with pytest.raises(PermissionDenied, match="eigen voorstel"):
            decide(own, toelichting="Omdat ik het zeg", user=redacteur)
        assert voorstel.gebeurtenissen.count() == own.gebeurtenissen.count() == 1


class TestAccept:
    def test_it_stands_in_the_text_credited_to_both(
        self, site_tree: SiteTree, deelnemer: User, redacteur: User
    ) -> None:
        voorstel = propose(site_tree, deelnemer)
        versie = accept(voorstel, redacteur)
        assert tekst_of(site_tree) == NIEUW
        assert (versie.nummer, versie.gemaakt_door) == (2, redacteur)
        [besluit] = versie.voorstelbesluiten.all()
        assert (besluit.voorstel.indiener, besluit.door) == (deelnemer, redacteur)
        assert (besluit.soort, besluit.had_conflict) == (GebeurtenisSoort.OVERGENOMEN, False)
        voorstel.refresh_from_db()
        assert voorstel.status == VoorstelStatus.OVERGENOMEN

    def test_four_eyes(self, site_tree: SiteTree, redacteur: User, tweede_redacteur: User) -> None:
        voorstel = propose(site_tree, redacteur)
        for user in (redacteur, UserFactory(rol="deelnemer"), UserFactory(is_superuser=True)):
            if user.is_superuser:
                voorstel = propose(site_tree, user, tekst="Van een beheerder.")
            with pytest.raises(PermissionDenied):
                accept(voorstel, user)
        assert tekst_of(site_tree) == TEKST
        accept(voorstel, tweede_redacteur)
        assert tekst_of(site_tree) == "Van een beheerder."

    def test_exactly_the_reviewed_text_whatever_draft_an_editor_has_in_hand(
        self, site_tree: SiteTree, deelnemer: User, redacteur: User, tweede_redacteur: User
    ) -> None:
        voorstel = propose(site_tree, deelnemer)
        page = hoofdstuk_of(site_tree)
        secties = inhoud_of(page)["secties"]
        secties[1]["tekst"] = "Een half af concept dat niemand nog las."
        update_hoofdstuk(page, secties=secties, user=tweede_redacteur, publish=False, toelichting="")

        versie = accept(voorstel, redacteur)

        assert [sectie["tekst"] for sectie in versie.inhoud["secties"]][0] == NIEUW
        assert "half af concept" not in str(versie.inhoud)
        assert "half af concept" not in str(inhoud_of(hoofdstuk_of(site_tree)))
        draft = inhoud_of(latest_draft(hoofdstuk_of(site_tree)))
        assert [sectie["tekst"] for sectie in draft["secties"]] == [NIEUW, "Een half af concept dat niemand nog las."]

    def test_what_was_not_reviewed_is_refused(self, site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        seen = plan_voorstel(voorstel).fingerprint()
        for stale in ({"resultaat": "0" * 64}, {"nummer": 2, "resultaat": seen}, {"huidig": 2, "resultaat": seen}):
            with pytest.raises(VerouderdeVersie):
                accept(voorstel, redacteur, **stale)
        revise_voorstel(voorstel, basis=1, inbreng=Inbreng(KOP, "Iets heel anders."), motivatie="Zo.", user=deelnemer)
        with pytest.raises(VerouderdeVersie):
            accept(voorstel, redacteur, nummer=1, resultaat=seen)
        with pytest.raises(VerouderdeVersie):
            accept(voorstel, redacteur, resultaat=seen)
        assert tekst_of(site_tree) == TEKST
        assert Voorstel.objects.get().status == VoorstelStatus.OPEN

    def test_text_published_in_between_is_seen_first(
        self, site_tree: SiteTree, deelnemer: User, redacteur: User
    ) -> None:
        voorstel = propose(site_tree, deelnemer)
        seen = plan_voorstel(voorstel).fingerprint()
        rewrite(site_tree, redacteur, tweede="Voer daarna uit wat besloten is.")
        with pytest.raises(VerouderdeVersie):
            accept(voorstel, redacteur, huidig=1, resultaat=seen)
        accept(voorstel, redacteur)
        assert (tekst_of(site_tree), tekst_of(site_tree, TWEEDE)) == (NIEUW, "Voer daarna uit wat besloten is.")

    def test_a_conflict_needs_a_choice(self, site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        rewrite(site_tree, redacteur, eerste=TEKST.replace("zegt wat er speelt", "zwijgt niet"))
        plan = plan_voorstel(voorstel)
        [conflict] = plan.samenvoeging.conflicten
        with pytest.raises(OnopgelosteConflicten):
            accept(voorstel, redacteur, resultaat="0" * 64)
        versie = accept(voorstel, redacteur, keuzes={conflict.sleutel: "Wie loyaal is, zwijgt niet en is op tijd."})
        assert tekst_of(site_tree).startswith("Wie loyaal is, zwijgt niet en is op tijd.")
        assert versie.voorstelbesluiten.get().had_conflict

    def test_in_part_with_a_reason(self, site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
        both = NIEUW.replace("Zie [[De menselijke maat]].", "Lees ook [[De menselijke maat]].")
        voorstel = propose(site_tree, deelnemer, tekst=both)
        numbers = [part.nummer for part in list_onderdelen(voorstel, newest_voorstelversie(voorstel))]
        assert len(numbers) == 2
        with pytest.raises(ValidationError):
            accept(voorstel, redacteur, onderdelen=numbers[:1], toelichting=" ")
        accept(voorstel, redacteur, onderdelen=numbers[:1], toelichting="Alleen de eerste zin")
        assert tekst_of(site_tree) == NIEUW
        voorstel.refresh_from_db()
        assert voorstel.status == VoorstelStatus.DEELS_OVERGENOMEN

    def test_what_stands_there_already_is_not_published_again(
        self, site_tree: SiteTree, deelnemer: User, redacteur: User
    ) -> None:
        voorstel = propose(site_tree, deelnemer)
        rewrite(site_tree, redacteur, eerste=NIEUW)
        with pytest.raises(ValidationError, match="hetzelfde blijven"):
            accept(voorstel, redacteur)
        assert newest_versie(hoofdstuk_of(site_tree)).nummer == 2

    def test_once(self, site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        accept(voorstel, redacteur)
        with pytest.raises(ValidationError, match="al beslist"):
            accept(voorstel, redacteur, resultaat="0" * 64)
        assert newest_versie(hoofdstuk_of(site_tree)).nummer == 2

    def test_the_second_of_two_is_merged_with_the_first(
        self, site_tree: SiteTree, deelnemer: User, redacteur: User
    ) -> None:
        first = propose(site_tree, deelnemer)
        second = propose(site_tree, UserFactory(rol="deelnemer"), tekst=TEKST.replace("Zie", "Lees"))
        accept(first, redacteur)
        accept(second, redacteur)
        assert tekst_of(site_tree) == NIEUW.replace("Zie", "Lees")

    def test_new_moved_and_removed_sections(self, site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
        new = {"soort": VoorstelSoort.NIEUWE_SECTIE, "sectie_id": "", "kop": "Op tijd", "na_sectie_id": EERSTE}
        accept(propose(site_tree, deelnemer, "Zeg het vroeg.", **new), redacteur)
        accept(propose(site_tree, deelnemer, "", soort="verplaatsing", na_sectie_id=TWEEDE), redacteur)
        accept(propose(site_tree, deelnemer, "", soort="verwijdering", sectie_id=TWEEDE), redacteur)
        koppen = [sectie["kop"] for sectie in inhoud_of(hoofdstuk_of(site_tree))["secties"]]
        assert koppen == ["Op tijd", KOP]

    def test_bouwstenen_become_sources_and_enter_the_ledger(
        self, site_tree: SiteTree, deelnemer: User, redacteur: User
    ) -> None:
        steen = BouwsteenFactory()
        accept(propose(site_tree, deelnemer, bouwstenen=[steen]), redacteur)
        [verwerking] = Verwerking.objects.all()
        assert (verwerking.bouwsteen, verwerking.sectie_id, verwerking.besluit) == (steen, EERSTE, "in_tekst")
        steen.refresh_from_db()
        assert steen.stand == "in_tekst"
        sources = inhoud_of(hoofdstuk_of(site_tree))["secties"][0]["bronnen"]
        assert sources == [{"bouwsteen": steen.urn_id, "rol": "bron"}]
        anchors = steen.ankers.all() if hasattr(steen, "ankers") else []
        assert len(anchors) == 1


def test_the_same_form_twice_at_one_moment_waits_for_itself(site_tree: SiteTree, deelnemer: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        propose(site_tree, deelnemer)
    locked = any("accounts_user" in query["sql"] and "FOR UPDATE" in query["sql"] for query in queries)
    assert locked == connection.features.has_select_for_update  # SQLite lets one write at a time anyway


def test_submit_is_not_undone_by_an_unpublished_draft(site_tree: SiteTree, deelnemer: User, redacteur: User) -> None:
    """A voorstel rests on what readers see, not on what an editor has in hand."""
    page = hoofdstuk_of(site_tree)
    secties = inhoud_of(page)["secties"]
    secties[0]["tekst"] = "Concept."
    update_hoofdstuk(page, secties=secties, user=redacteur, publish=False, toelichting="")
    voorstel = propose(site_tree, deelnemer)
    assert plan_voorstel(voorstel).basis["secties"][0]["tekst"] == TEKST

"""Which sentence rests on which bouwsteen: tying, moving along with the text, and what editors do afterwards."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kennisbank.accounts.models import User
from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import VerouderdeVersie, body_of, latest_draft, publish_inhoud, restore_versie
from kennisbank.redactie.ankers.models import Anker, Ankerstand
from kennisbank.redactie.ankers.services import (
    anchor_changed_sentences,
    anchor_existing,
    attach_sentences,
    carry_ankers,
    confirm_anker,
    reattach_anker,
    release_anker,
)
from kennisbank.text.statements import statements
from tests.factories import BouwsteenFactory
from tests.kennisbank.redactie.ankers.conftest import BRIEF, EEN, PRINTER, SLOT, TWEE, VRAAG, Werk
from tests.pages import sectie

pytestmark = pytest.mark.django_db


def exact_in(versie, anker):
    """What the text of the version has at the place of the anchor."""
    text = next(part["tekst"] for part in versie.inhoud["secties"] if part["id"] == anker.sectie_id)
    return text[anker.begin : anker.einde]


class TestCarry:
    """With every publication all anchors come along."""

    def test_in_a_section_that_stays_the_same_nothing_moves(self, werk: Werk) -> None:
        anker = werk.tie(BRIEF)
        werk.publish_texts(f"{VRAAG} {BRIEF}\n\n{PRINTER}", "Iets anders in de tweede sectie.")
        assert werk.now(anker.bouwsteen_id) == anker
        assert Anker.objects.count() == 1

    def test_only_a_new_heading_is_no_change_of_words(self, werk: Werk) -> None:
        anker = werk.tie(BRIEF)
        werk.publish(sectie(1, "Een andere kop", f"{VRAAG} {BRIEF}\n\n{PRINTER}"))
        assert werk.now(anker.bouwsteen_id) == anker

    def test_a_sentence_that_shifts_is_followed_and_every_version_keeps_its_own(self, werk: Werk) -> None:
        first = werk.versie
        anker = werk.tie(BRIEF)
        versie = werk.publish_texts(f"Eerst dit nieuwe begin. {VRAAG} {BRIEF}\n\n{PRINTER}")
        moved = werk.now(anker.bouwsteen_id)
        assert (moved.stand, exact_in(versie, moved)) == (Ankerstand.VERSCHOVEN, BRIEF)
        assert (moved.vorige, moved.vanaf, moved.tot) == (anker, versie.nummer, None)
        (then,) = Anker.objects.in_versie(first.nummer)
        assert exact_in(first, then) == BRIEF
        assert list(Anker.objects.in_versie(versie.nummer)) == [moved]

    def test_a_sentence_that_moves_to_another_section_takes_its_anchor_along(self, werk: Werk) -> None:
        anker = werk.tie(PRINTER)
        versie = werk.publish_texts(f"{VRAAG} {BRIEF}", f"Een ander verhaal.\n\n{PRINTER}")
        moved = werk.now(anker.bouwsteen_id)
        if moved.stand == Ankerstand.WEES:  # the engine may doubt a sentence that moved alone; it never guesses
            assert moved.exact == PRINTER
        else:
            assert (moved.sectie_id, exact_in(versie, moved)) == (TWEE, PRINTER)

    def test_a_paragraph_that_moves_to_another_section_takes_its_anchors_along(self, werk: Werk) -> None:
        paragraph = f"{VRAAG} {BRIEF} {PRINTER}"
        werk.publish_texts(f"{SLOT}\n\n{paragraph}")
        anker = werk.tie(BRIEF)
        versie = werk.publish_texts(SLOT, f"Een ander verhaal.\n\n{paragraph}")
        moved = werk.now(anker.bouwsteen_id)
        assert (moved.stand, moved.sectie_id) == (Ankerstand.VERSCHOVEN, TWEE)
        assert exact_in(versie, moved) == BRIEF

    def test_a_reworded_sentence_keeps_its_source_and_says_what_it_was(self, werk: Werk) -> None:
        anker = werk.tie(BRIEF)
        reworded = BRIEF.replace("drie weken", "ruim drie weken")
        versie = werk.publish_texts(f"{VRAAG} {reworded}\n\n{PRINTER}")
        now = werk.now(anker.bouwsteen_id)
        assert (now.stand, exact_in(versie, now), now.was) == (Ankerstand.GEWIJZIGD, reworded, BRIEF)
        assert 90 <= now.gelijkenis < 100
        assert not Anker.objects.ter_controle().exists()

    def test_it_stays_reworded_until_an_editor_looks_or_the_words_come_back(self, werk: Werk) -> None:
        anker = werk.tie(BRIEF)
        reworded = BRIEF.replace("drie weken", "ruim drie weken")
        werk.publish_texts(f"{VRAAG} {reworded}\n\n{PRINTER}")
        werk.publish_texts(f"Een nieuw begin. {VRAAG} {reworded}\n\n{PRINTER}")
        assert (werk.now(anker.bouwsteen_id).stand, werk.now(anker.bouwsteen_id).was) == (Ankerstand.GEWIJZIGD, BRIEF)
        werk.publish_texts(f"Een nieuw begin. {VRAAG} {BRIEF}\n\n{PRINTER}")
        now = werk.now(anker.bouwsteen_id)
        assert (now.stand, now.was, now.gelijkenis) == (Ankerstand.VERSCHOVEN, "", 100)

    def test_a_sentence_that_is_gone_leaves_an_orphan_with_its_words(self, werk: Werk) -> None:
        anker = werk.tie(BRIEF)
        werk.publish_texts(f"{VRAAG}\n\n{PRINTER}")
        (wees,) = Anker.objects.wezen()
        assert (wees.exact, wees.vorige, wees.sectie_id) == (BRIEF, anker, EEN)
        assert not Anker.objects.current().placed().exists()

    def test_a_section_that_is_gone_leaves_orphans_and_coming_back_brings_them_back(self, werk: Werk) -> None:
        anker = werk.tie(BRIEF)
        text = werk.versie.inhoud["secties"][0]["tekst"]
        werk.publish(sectie(2, "Brieven", "Een ander verhaal."))
        assert werk.now(anker.bouwsteen_id).stand == Ankerstand.WEES
        versie = werk.publish(sectie(2, "Brieven", "Een ander verhaal."), sectie(1, "Vragen", text))
        assert exact_in(versie, werk.now(anker.bouwsteen_id)) == BRIEF

    def test_restoring_an_old_version_finds_the_orphans_their_place_again(self, werk: Werk) -> None:
        old = werk.versie
        anker = werk.tie(BRIEF)
        werk.publish_texts("Heel iets anders. En nog wat.")
        restore_versie(werk.hoofdstuk, nummer=old.nummer, basis=werk.versie.nummer, toelichting="Terug", user=werk.user)
        now = werk.now(anker.bouwsteen_id)
        assert (now.stand, exact_in(werk.versie, now)) == (Ankerstand.VAST, BRIEF)
        assert not Anker.objects.wezen().exists()

    def test_the_same_words_in_other_surroundings_do_not_take_an_orphan_in(self, werk: Werk) -> None:
        anker = werk.tie(BRIEF)
        werk.publish_texts(f"{VRAAG}\n\n{PRINTER}")
        werk.publish_texts(f"{VRAAG}\n\n{PRINTER}\n\nIn een heel ander verband geldt dit. {BRIEF} Dat is iets anders.")
        assert werk.now(anker.bouwsteen_id).stand == Ankerstand.WEES

    def test_a_mark_on_a_sentence_that_is_gone_just_ends(self, werk: Werk) -> None:
        werk.tie(BRIEF, redactioneel=True)
        werk.publish_texts(f"{VRAAG}\n\n{PRINTER}")
        assert not Anker.objects.current().exists()
        assert Anker.objects.get().losgelaten

    def test_number_of_queries_does_not_grow_with_the_anchors(self, werk: Werk, django_assert_max_num_queries) -> None:
        zinnen = [f"Dit is zin nummer {number} over onderwerp {number * 7}." for number in range(60)]
        werk.publish_texts(" ".join(zinnen))
        text = werk.versie.inhoud["secties"][0]["tekst"]
        attach_sentences(
            werk.hoofdstuk,
            sectie_id=EEN,
            tekst=text,
            zinnen=statements(text),
            nummer=werk.versie.nummer,
            bouwstenen=BouwsteenFactory.create_batch(3),
            user=werk.user,
        )
        before, after = werk.versie, werk.publish_texts("Vooraf. " + " ".join(zinnen))
        Anker.objects.filter(vanaf=after.nummer).delete()
        Anker.objects.update(tot=None)
        with django_assert_max_num_queries(12):
            carry_ankers(after, before)
        assert Anker.objects.current().placed().count() == 180


class TestWaiting:
    """Anchors made for a draft hold once it is published."""

    def wait(self, werk: Werk, zin: str) -> Anker:
        werk.draft_texts(f"{VRAAG} {zin} {BRIEF}\n\n{PRINTER}")
        (anker,) = anchor_changed_sentences(
            werk.hoofdstuk,
            sectie_id=EEN,
            voor=werk.versie.inhoud,
            na=inhoud_of(latest_draft(werk.hoofdstuk)),
            nummer=None,
            bouwstenen=[BouwsteenFactory()],
            user=werk.user,
        )
        return anker

    def test_published_along_it_holds_from_that_version_on(self, werk: Werk) -> None:
        anker = self.wait(werk, SLOT)
        assert not Anker.objects.current().exists()
        assert list(Anker.objects.waiting()) == list(Anker.objects.in_hand()) == [anker]
        versie = werk.publish_texts(f"Een begin. {VRAAG} {SLOT} {BRIEF}\n\n{PRINTER}")
        now = werk.now(anker.bouwsteen_id)
        assert (now.vanaf, exact_in(versie, now), now.stand) == (versie.nummer, SLOT, Ankerstand.VAST)

    def test_taken_out_before_publication_it_is_an_orphan(self, werk: Werk) -> None:
        anker = self.wait(werk, SLOT)
        werk.publish_texts(f"{VRAAG} {BRIEF}\n\n{PRINTER} Met een slot.")
        assert [wees.bouwsteen_id for wees in Anker.objects.wezen()] == [anker.bouwsteen_id]

    def test_draft_thrown_away_it_is_an_orphan_too(self, werk: Werk) -> None:
        anker = self.wait(werk, SLOT)
        werk.publish_texts(f"{VRAAG} {BRIEF}\n\n{PRINTER}")  # the text that readers saw already: no new version
        assert list(Anker.objects.wezen()) == [anker]
        assert not Anker.objects.in_hand().exists()
        release_anker(anker, nummer=werk.versie.nummer, reden="Zin geschrapt", user=werk.user)
        assert not Anker.objects.wezen().exists()

    def test_in_a_hoofdstuk_that_was_never_published_it_holds_from_the_first_version(self, werk: Werk) -> None:
        hoofdstuk = Hoofdstuk(title="Nieuw", slug="nieuw", body=body_of([sectie(9, "Begin", SLOT)]), live=False)
        werk.hoofdstuk.get_parent().add_child(instance=hoofdstuk)
        steen = BouwsteenFactory()
        attach_sentences(
            hoofdstuk,
            sectie_id=sectie(9, "", "")["id"],
            tekst=SLOT,
            zinnen=[(0, len(SLOT))],
            nummer=None,
            bouwstenen=[steen],
            user=werk.user,
        )
        hoofdstuk.wijzigingsnotitie = "Eerste versie"
        hoofdstuk.save_revision(user=werk.user).publish(user=werk.user)
        anker = Anker.objects.current().get(bouwsteen=steen)
        assert (anker.vanaf, anker.exact, anker.stand) == (1, SLOT, Ankerstand.VAST)

    def test_another_text_published_first_it_waits_on_for_the_draft(self, werk: Werk) -> None:
        anker = self.wait(werk, SLOT)
        inhoud = werk.versie.inhoud
        inhoud["secties"][1]["tekst"] = "De andere sectie is veranderd."
        publish_inhoud(
            werk.hoofdstuk, inhoud=inhoud, basis=werk.versie.nummer, toelichting="Een voorstel", user=werk.user
        )
        assert not Anker.objects.wezen().exists()
        assert Anker.objects.in_hand().count() == 1
        draft = inhoud_of(latest_draft(werk.hoofdstuk))
        versie = werk.publish(*draft["secties"])
        assert exact_in(versie, werk.now(anker.bouwsteen_id)) == SLOT
        assert not Anker.objects.in_hand().exists()


class TestAttach:
    """Tying sentences to bouwstenen."""

    def attach(self, werk: Werk, *zinnen: str, **changes):
        text = werk.versie.inhoud["secties"][0]["tekst"]
        asked = {
            "sectie_id": EEN,
            "tekst": text,
            "zinnen": [span for span in statements(text) if text[slice(*span)] in zinnen],
            "nummer": werk.versie.nummer,
            "bouwstenen": [],
            "user": werk.user,
        }
        return attach_sentences(werk.hoofdstuk, **(asked | changes))

    def test_every_sentence_is_tied_to_every_bouwsteen_once(self, werk: Werk) -> None:
        stenen = BouwsteenFactory.create_batch(2)
        assert len(self.attach(werk, VRAAG, BRIEF, bouwstenen=stenen)) == 4
        assert self.attach(werk, VRAAG, BRIEF, bouwstenen=stenen) == []
        assert {(anker.exact, anker.bouwsteen_id) for anker in Anker.objects.all()} == {
            (zin, steen.pk) for zin in (VRAAG, BRIEF) for steen in stenen
        }

    def test_only_for_who_may(self, werk: Werk, deelnemer: User) -> None:
        with pytest.raises(PermissionDenied):
            self.attach(werk, VRAAG, user=deelnemer)

    def test_only_bouwstenen_that_readers_see(self, werk: Werk) -> None:
        with pytest.raises(ValidationError):
            self.attach(werk, VRAAG, bouwstenen=[BouwsteenFactory(ingezonden=True)])

    def test_not_to_a_version_that_is_no_longer_the_newest(self, werk: Werk) -> None:
        with pytest.raises(VerouderdeVersie):
            self.attach(werk, VRAAG, bouwstenen=[BouwsteenFactory()], nummer=werk.versie.nummer - 1)

    def test_without_bouwstenen_it_is_redactioneel_but_not_where_there_is_a_source(self, werk: Werk) -> None:
        self.attach(werk, VRAAG, bouwstenen=[BouwsteenFactory()])
        assert [anker.exact for anker in self.attach(werk, VRAAG, BRIEF)] == [BRIEF]

    def test_a_source_ends_the_mark_that_it_is_redactioneel(self, werk: Werk) -> None:
        (mark,) = self.attach(werk, BRIEF)
        self.attach(werk, BRIEF, bouwstenen=[BouwsteenFactory()])
        mark.refresh_from_db()
        assert mark.losgelaten
        assert [anker.bouwsteen_id is None for anker in Anker.objects.current()] == [False]

    def test_only_new_sentences_are_tied_headings_and_moved_ones_are_not(self, werk: Werk) -> None:
        before = werk.versie.inhoud
        after = werk.publish_texts(f"# Een kop\n\n{BRIEF} {SLOT}\n\n{PRINTER}\n\n{VRAAG}")
        made = anchor_changed_sentences(
            werk.hoofdstuk,
            sectie_id=EEN,
            voor=before,
            na=after.inhoud,
            nummer=after.nummer,
            bouwstenen=[BouwsteenFactory()],
            user=werk.user,
        )
        assert [anker.exact for anker in made] == [SLOT]

    def test_without_bouwstenen_new_sentences_are_left_alone(self, werk: Werk) -> None:
        before, after = werk.versie.inhoud, werk.publish_texts(SLOT)
        asked = {"voor": before, "na": after.inhoud, "nummer": after.nummer, "user": werk.user}
        assert anchor_changed_sentences(werk.hoofdstuk, sectie_id=EEN, bouwstenen=[], **asked) == []


class TestAfterwards:
    """What an editor does with what is tied."""

    def test_letting_go_holds_from_now_on_and_versions_before_keep_it(self, werk: Werk) -> None:
        anker = werk.tie(BRIEF)
        first = werk.versie.nummer
        werk.publish_texts(f"{VRAAG} {BRIEF}\n\n{PRINTER}", "Anders.")
        release_anker(anker, nummer=werk.versie.nummer, reden="Past hier  niet.", user=werk.user)
        anker.refresh_from_db()
        assert (anker.losgelaten, anker.reden, anker.tot) == (True, "Past hier niet.", first)
        assert not Anker.objects.current().exists()
        assert list(Anker.objects.in_versie(first)) == [anker]

    def test_letting_go_needs_a_reason_a_right_and_the_newest_version(self, werk: Werk, deelnemer: User) -> None:
        anker = werk.tie(BRIEF)
        nummer = werk.versie.nummer
        with pytest.raises(ValidationError) as refused:
            release_anker(anker, nummer=nummer, reden="  ", user=werk.user)
        assert "reden" in refused.value.message_dict
        with pytest.raises(PermissionDenied):
            release_anker(anker, nummer=nummer, reden="Zomaar", user=deelnemer)
        with pytest.raises(VerouderdeVersie):
            release_anker(anker, nummer=nummer - 1, reden="Zomaar", user=werk.user)
        assert werk.now(anker.bouwsteen_id) == anker

    def test_handled_twice_the_second_is_refused(self, werk: Werk) -> None:
        anker = werk.tie(BRIEF)
        release_anker(anker, nummer=werk.versie.nummer, reden="Weg", user=werk.user)
        with pytest.raises(ValidationError, match="iemand anders"):
            release_anker(anker, nummer=werk.versie.nummer, reden="Weg", user=werk.user)

    def test_an_orphan_is_given_a_sentence_of_todays_text(self, werk: Werk) -> None:
        anker = werk.tie(BRIEF)
        nieuw = "Die brief bleef te lang liggen, en niemand belde."
        versie = werk.publish_texts(f"{VRAAG} {nieuw}\n\n{PRINTER}")
        (wees,) = Anker.objects.wezen()
        begin = versie.inhoud["secties"][0]["tekst"].index(nieuw)
        placed = reattach_anker(
            wees, nummer=versie.nummer, sectie_id=EEN, begin=begin, einde=begin + len(nieuw), user=werk.user
        )
        assert (placed.exact, placed.stand, placed.bouwsteen_id) == (nieuw, Ankerstand.VAST, anker.bouwsteen_id)
        assert list(Anker.objects.in_versie(versie.nummer)) == [placed]
        assert not Anker.objects.wezen().exists()

    def test_an_orphan_of_versions_ago_stays_one_in_those(self, werk: Werk) -> None:
        werk.tie(BRIEF)
        then = werk.publish_texts(f"{VRAAG}\n\n{PRINTER}").nummer
        nummer = werk.publish_texts(f"{VRAAG} {SLOT}\n\n{PRINTER}").nummer
        (wees,) = Anker.objects.wezen()
        begin = len(VRAAG) + 1
        placed = reattach_anker(
            wees, nummer=nummer, sectie_id=EEN, begin=begin, einde=begin + len(SLOT), user=werk.user
        )
        assert placed.vorige == wees
        assert Anker.objects.in_versie(then).get().stand == Ankerstand.WEES
        assert Anker.objects.in_versie(nummer).get() == placed

    def test_a_place_outside_the_text_is_refused(self, werk: Werk, deelnemer: User) -> None:
        anker = werk.tie(BRIEF)
        asked = {"nummer": werk.versie.nummer, "begin": 0, "einde": 10}
        for sectie_id, einde in ((EEN, 10_000), ("bestaat-niet", 5)):
            with pytest.raises(ValidationError):
                reattach_anker(anker, **(asked | {"sectie_id": sectie_id, "einde": einde}), user=werk.user)
        with pytest.raises(PermissionDenied):
            reattach_anker(anker, sectie_id=EEN, **asked, user=deelnemer)

    def test_a_big_change_is_put_before_an_editor_until_confirmed(self, werk: Werk, deelnemer: User) -> None:
        werk.tie(BRIEF)
        reworded = "De brief aan mevrouw Smit lag te lang op een stapel, dat was niet goed."
        versie = werk.publish_texts(f"{VRAAG} {reworded}\n\n{PRINTER}")
        (anker,) = Anker.objects.ter_controle()
        with pytest.raises(PermissionDenied):
            confirm_anker(anker, nummer=versie.nummer, user=deelnemer)
        confirm_anker(anker, nummer=versie.nummer, user=werk.user)
        anker.refresh_from_db()
        assert (anker.stand, anker.was, anker.gelijkenis) == (Ankerstand.VAST, "", 100)
        assert not Anker.objects.ter_controle().exists()

    def test_an_orphan_cannot_be_confirmed(self, werk: Werk) -> None:
        werk.tie(BRIEF)
        versie = werk.publish_texts(VRAAG)
        with pytest.raises(ValidationError):
            confirm_anker(Anker.objects.wezen().get(), nummer=versie.nummer, user=werk.user)


class TestExisting:
    """Texts that were brought in with their bouwstenen."""

    def test_sentences_with_the_words_of_a_bouwsteen_are_tied_in_each_version(self, werk: Werk) -> None:
        steen = BouwsteenFactory(
            titel="Vragen", tekst="Zij zei: een goede vraag opent deuren, een oordeel doet dat niet."
        )
        elders = BouwsteenFactory(titel="Iets over geld", tekst="De begroting van volgend jaar is nog niet rond.")
        bronnen = ((steen.urn_id, "bron"), (elders.urn_id, "bron"))
        first = werk.publish(sectie(1, "Vragen", f"{VRAAG} {PRINTER}", bronnen))
        second = werk.publish(sectie(1, "Vragen", f"Eerst dit. {VRAAG} {PRINTER}", bronnen))
        assert anchor_existing(werk.hoofdstuk, user=werk.user) == 1
        for versie in (first, second):
            (anker,) = Anker.objects.in_versie(versie.nummer)
            assert (exact_in(versie, anker), anker.bouwsteen) == (VRAAG, steen)
            assert anker.op == versie.gemaakt_op

    def test_what_was_tied_by_hand_is_left_alone(self, werk: Werk) -> None:
        werk.tie(BRIEF)
        assert anchor_existing(werk.hoofdstuk, user=werk.user) == 0
        assert Anker.objects.count() == 1

    def test_a_kanttekening_carries_no_sentence(self, werk: Werk) -> None:
        steen = BouwsteenFactory(tekst=VRAAG)
        werk.publish(sectie(1, "Vragen", VRAAG, ((steen.urn_id, "kanttekening"),)))
        assert anchor_existing(werk.hoofdstuk, user=werk.user) == 0

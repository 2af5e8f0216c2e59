"""Preparing and publishing an edition: whole or not at all, once, and never with something in the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from kennisbank.accounts.models import User
from kennisbank.document.blocks import MAX_TEKST
from kennisbank.document.edities.digest import compute_digest, is_intact
from kennisbank.document.models import Editie, EditieConcept, EditieHoofdstuk
from kennisbank.document.services import create_levend_document
from kennisbank.redactie.edities.planning import publish_due_edities
from kennisbank.redactie.edities.services import (
    GeblokkeerdeEditie,
    VerouderdConcept,
    bring_in_editie,
    cancel_plan,
    chosen_versies,
    create_concept,
    discard_concept,
    fingerprint_concept,
    plan_editie,
    publish_editie,
)
from tests.edities import change, publish, write
from tests.factories import BouwsteenFactory, UserFactory
from tests.pages import SiteTree


@pytest.fixture
def concept(site: SiteTree) -> EditieConcept:
    """An edition in preparation, ready to come out."""
    return create_concept(site.document, user=site.user)


def due(concept: EditieConcept, user: User) -> EditieConcept:
    """The same, with a set time that has come."""
    plan_editie(concept, op=timezone.now() + timedelta(hours=1), user=user)
    EditieConcept.objects.filter(pk=concept.pk).update(publiceren_op=timezone.now() - timedelta(seconds=1))
    return EditieConcept.objects.get(pk=concept.pk)


# Preparing


def test_preparing_begins_with_the_newest_version_of_every_hoofdstuk(site: SiteTree, concept: EditieConcept) -> None:
    write(site.hoofdstukken[1], "Later geschreven.", site.user)
    chosen = [(versie.titel, versie.nummer) for versie in chosen_versies(concept)]
    assert chosen == [("Tegenspraak geven", 2), ("De menselijke maat", 1)]
    assert concept.titel


def test_there_is_one_edition_in_preparation_at_a_time(site: SiteTree, concept: EditieConcept) -> None:
    assert create_concept(site.document, user=site.user) == concept
    with pytest.raises(IntegrityError), transaction.atomic():
        EditieConcept.objects.create(document=site.document, titel="Nog een", gemaakt_door=site.user)


def test_what_was_chosen_and_typed_is_kept(site: SiteTree, concept: EditieConcept) -> None:
    first = site.hoofdstukken[0].versies.get(nummer=1)
    omitted = site.hoofdstukken[1].pk
    change(concept, site.user, titel="  Najaar ", inleiding="**Nieuw**\r\n", versies=[first], weggelaten=[omitted])
    kept = EditieConcept.objects.get(pk=concept.pk)
    assert (kept.titel, kept.inleiding) == ("Najaar", "**Nieuw**")
    assert chosen_versies(kept) == [first]
    assert list(kept.weggelaten.values_list("pk", flat=True)) == [omitted]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"titel": " "}, "titel"), ({"titel": "x" * 201}, "titel"), ({"inleiding": "x" * (MAX_TEKST + 1)}, "inleiding")],
)
def test_words_that_cannot_be_are_refused_at_their_field(
    site: SiteTree, concept: EditieConcept, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        change(concept, site.user, **changes)
    assert list(refused.value.message_dict) == [field]


def test_versions_of_another_document_and_two_of_one_hoofdstuk_are_refused(
    site: SiteTree, concept: EditieConcept
) -> None:
    page = site.hoofdstukken[0]
    with pytest.raises(ValidationError, match="hooguit"):
        change(concept, site.user, versies=list(page.versies.all()))
    other = create_levend_document(site.start, titel="Ander document", user=site.user)
    page.move(other, pos="last-child", user=site.user)
    with pytest.raises(ValidationError, match="uit dit document"):
        change(concept, site.user, versies=[page.versies.get(nummer=1)])


def test_changes_of_another_editor_are_not_overwritten(site: SiteTree, concept: EditieConcept) -> None:
    basis = fingerprint_concept(concept)
    change(concept, site.user, inleiding="Van een ander.")
    with pytest.raises(VerouderdConcept):
        change(concept, site.user, inleiding="Van mij.", basis=basis)
    assert EditieConcept.objects.get(pk=concept.pk).inleiding == "Van een ander."


def test_discarding_leaves_nothing_and_frees_the_document(site: SiteTree, concept: EditieConcept) -> None:
    discard_concept(concept, user=site.user)
    assert not EditieConcept.objects.exists()
    with pytest.raises(VerouderdConcept, match="weggegooid"):
        publish_editie(concept, user=site.user)
    assert create_concept(site.document, user=site.user).pk != concept.pk


# Publishing


def test_an_edition_holds_the_chosen_versions_in_order_with_proof(site: SiteTree) -> None:
    editie = publish(site, titel="Voorjaar", inleiding="Welkom.")
    rows = list(editie.hoofdstukken.order_by("volgorde"))
    assert [(row.volgorde, row.versie.titel, row.versie.nummer) for row in rows] == [
        (1, "Tegenspraak geven", 2),
        (2, "De menselijke maat", 1),
    ]
    versies = [row.versie for row in rows]
    assert editie.sha256 == compute_digest("Voorjaar", "Welkom.", versies)
    assert is_intact(editie.titel, editie.inleiding, versies, editie.sha256)
    assert not is_intact(editie.titel, "Iets anders.", versies, editie.sha256)
    assert (editie.nummer, editie.gepubliceerd_door) == (1, site.user)
    assert EditieConcept.objects.get().editie == editie


def test_editions_count_on_per_document(site: SiteTree) -> None:
    assert [publish(site).nummer, publish(site).nummer] == [1, 2]
    assert Editie.objects.get(nummer=2).urn == f"urn:kennisbank-av:document:{site.document.urn_id}:editie:2"


def test_publishing_twice_gives_the_same_edition(site: SiteTree, concept: EditieConcept) -> None:
    first = publish_editie(concept, user=site.user)
    assert publish_editie(concept, user=site.user) == first
    assert (Editie.objects.count(), EditieHoofdstuk.objects.count()) == (1, 2)


def test_a_published_edition_is_not_changed_planned_or_thrown_away(site: SiteTree, concept: EditieConcept) -> None:
    publish_editie(concept, user=site.user)
    for attempt in (
        lambda: change(concept, site.user, titel="Anders"),
        lambda: plan_editie(concept, op=timezone.now() + timedelta(days=1), user=site.user),
        lambda: cancel_plan(concept, user=site.user),
        lambda: discard_concept(concept, user=site.user),
    ):
        with pytest.raises(VerouderdConcept, match="gepubliceerd"):
            attempt()
    assert Editie.objects.get().titel == concept.titel


def test_what_comes_out_is_what_the_editor_saw(site: SiteTree, concept: EditieConcept) -> None:
    seen = fingerprint_concept(concept)
    change(concept, site.user, inleiding="Toch nog iets anders.")
    with pytest.raises(VerouderdConcept, match="intussen gewijzigd"):
        publish_editie(concept, basis=seen, user=site.user)
    assert not Editie.objects.exists()
    concept.refresh_from_db()
    assert publish_editie(concept, basis=fingerprint_concept(concept), user=site.user).nummer == 1


def test_a_later_version_does_not_slip_in(site: SiteTree, concept: EditieConcept) -> None:
    write(site.hoofdstukken[1], "Na het voorbereiden geschreven.", site.user)
    editie = publish_editie(concept, user=site.user)
    assert [row.versie.nummer for row in editie.hoofdstukken.order_by("volgorde")] == [2, 1]


def test_something_in_the_way_is_told_and_nothing_is_published(site: SiteTree, concept: EditieConcept) -> None:
    BouwsteenFactory(titel="Dit klopt niet", tegengeluid=True)
    with pytest.raises(GeblokkeerdeEditie, match="Dit klopt niet") as refused:
        publish_editie(concept, user=site.user)
    assert len(refused.value.belemmeringen) == 1
    assert not Editie.objects.exists()
    assert not EditieHoofdstuk.objects.exists()
    assert EditieConcept.objects.get(pk=concept.pk).editie is None


def test_what_stands_in_the_way_is_looked_at_again_when_publishing(site: SiteTree, concept: EditieConcept) -> None:
    seen = fingerprint_concept(concept)
    site.hoofdstukken[1].unpublish()
    with pytest.raises(GeblokkeerdeEditie, match="niet \\(meer\\) voor iedereen"):
        publish_editie(concept, basis=seen, user=site.user)


def test_a_hoofdstuk_can_be_left_out_on_purpose(site: SiteTree, concept: EditieConcept) -> None:
    versie = site.hoofdstukken[0].versies.get(nummer=2)
    only_chosen = change(concept, site.user, versies=[versie])
    with pytest.raises(GeblokkeerdeEditie, match="nog geen versie gekozen"):
        publish_editie(only_chosen, user=site.user)
    confirmed = change(concept, site.user, versies=[versie], weggelaten=[site.hoofdstukken[1].pk])
    assert publish_editie(confirmed, user=site.user).hoofdstukken.count() == 1


@pytest.mark.parametrize("rol", ["deelnemer", "gespreksleider", "onderzoeker", ""])
def test_only_who_may_prepare_editions_can_do_any_of_it(site: SiteTree, concept: EditieConcept, rol: str) -> None:
    user = UserFactory(rol=rol) if rol else UserFactory()
    for attempt in (
        lambda: create_concept(site.document, user=user),
        lambda: change(concept, user, titel="Anders"),
        lambda: plan_editie(concept, op=timezone.now() + timedelta(days=1), user=user),
        lambda: cancel_plan(concept, user=user),
        lambda: discard_concept(concept, user=user),
        lambda: publish_editie(concept, user=user),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert not Editie.objects.exists()


def test_an_edition_of_before_is_brought_in_with_its_own_date(site: SiteTree) -> None:
    BouwsteenFactory(tegengeluid=True)
    first = site.hoofdstukken[0].versies.get(nummer=1)
    then = timezone.now() - timedelta(days=400)
    editie = bring_in_editie(site.document, titel="Ooit", inleiding="", versies=[first], op=then, user=site.user)
    assert (editie.nummer, editie.gepubliceerd_op) == (1, then)
    assert is_intact("Ooit", "", [first], editie.sha256)
    other = create_levend_document(site.start, titel="Ander document", user=site.user)
    with pytest.raises(ValidationError, match="van dit document"):
        bring_in_editie(other, titel="Ooit", inleiding="", versies=[first], op=then, user=site.user)
    with pytest.raises(PermissionDenied):
        bring_in_editie(site.document, titel="Ooit", inleiding="", versies=[first], op=then, user=UserFactory())


# At a set time


def test_a_plan_is_for_the_future_can_be_moved_and_taken_back(site: SiteTree, concept: EditieConcept) -> None:
    with pytest.raises(ValidationError, match="toekomst"):
        plan_editie(concept, op=timezone.now() - timedelta(minutes=1), user=site.user)
    tomorrow = timezone.now() + timedelta(days=1)
    plan_editie(concept, op=tomorrow, user=site.user)
    later = plan_editie(concept, op=tomorrow + timedelta(days=1), user=site.user)
    assert (later.publiceren_op, later.gepland_door) == (tomorrow + timedelta(days=1), site.user)
    cancelled = cancel_plan(concept, user=site.user)
    assert (cancelled.publiceren_op, cancelled.gepland_door) == (None, None)


def test_a_planned_edition_comes_out_when_its_time_has_come_and_not_before(
    site: SiteTree, concept: EditieConcept
) -> None:
    plan_editie(concept, op=timezone.now() + timedelta(hours=1), user=site.user)
    assert publish_due_edities() == []
    due(concept, site.user)
    (editie,) = publish_due_edities()
    assert editie.gepubliceerd_door == site.user
    assert publish_due_edities() == []
    assert Editie.objects.count() == 1


def test_who_changes_a_planned_edition_answers_for_it(site: SiteTree, concept: EditieConcept) -> None:
    plan_editie(concept, op=timezone.now() + timedelta(hours=1), user=site.user)
    other = UserFactory(rol="redacteur")
    changed = change(EditieConcept.objects.get(pk=concept.pk), other, titel="Anders")
    assert changed.gepland_door == other


def test_a_planned_edition_with_something_in_the_way_stays_in_and_says_why(
    site: SiteTree, concept: EditieConcept
) -> None:
    planned = due(concept, site.user)
    steen = BouwsteenFactory(titel="Dit klopt niet", tegengeluid=True)
    assert publish_due_edities() == []
    assert not Editie.objects.exists()
    refused = EditieConcept.objects.get(pk=concept.pk)
    assert "Dit klopt niet" in refused.melding
    assert f"{timezone.localtime(planned.publiceren_op):%d-%m-%Y}" in refused.melding
    assert refused.publiceren_op is None, "an edition never comes out at a moment that nobody chose"
    type(steen).objects.update(stand="later")
    assert publish_due_edities() == []
    assert publish_editie(refused, user=site.user).nummer == 1
    assert EditieConcept.objects.get(pk=concept.pk).melding == ""


@pytest.mark.parametrize("change_user", [{"is_active": False}, {"groups": None}])
def test_a_plan_of_somebody_who_may_no_longer_publish_is_not_carried_out(
    site: SiteTree, concept: EditieConcept, change_user: dict[str, Any]
) -> None:
    planner = UserFactory(rol="redacteur")
    due(concept, planner)
    if "groups" in change_user:
        planner.groups.clear()
    else:
        User.objects.filter(pk=planner.pk).update(**change_user)
    assert publish_due_edities() == []
    assert not Editie.objects.exists()
    assert "mag dat niet meer" in EditieConcept.objects.get(pk=concept.pk).melding


def test_a_fault_of_the_machine_keeps_the_plan(
    site: SiteTree, concept: EditieConcept, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(concept, site.user)
    with monkeypatch.context() as broken:
        broken.setattr(
            "kennisbank.redactie.edities.services.EditieHoofdstuk.objects.bulk_create",
            lambda rows: (_ for _ in ()).throw(IntegrityError("planted")),
        )
        assert publish_due_edities() == []
    assert not Editie.objects.exists(), "the row of the edition went with the transaction"
    assert len(publish_due_edities()) == 1


def test_an_edition_from_before_is_brought_in_with_its_own_date(site: SiteTree) -> None:
    versies = [hoofdstuk.versies.order_by("nummer")[0] for hoofdstuk in site.hoofdstukken]
    op = timezone.now() - timedelta(days=400)
    editie = bring_in_editie(
        site.document, titel="Vroeger", inleiding="Zo begon het.", versies=versies, op=op, user=site.user
    )
    assert (editie.nummer, editie.gepubliceerd_op) == (1, op)
    assert [row.versie for row in editie.hoofdstukken.order_by("volgorde")] == versies
    with pytest.raises(PermissionDenied):
        bring_in_editie(
            site.document, titel="T", inleiding="", versies=versies, op=op, user=UserFactory(rol="deelnemer")
        )
    with pytest.raises(ValidationError):
        bring_in_editie(site.document, titel="T", inleiding="", versies=[], op=op, user=site.user)

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import PageLogEntry

from kennisbank.accounts.models import User
from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Hoofdstuk, LevendDocument
from kennisbank.document.services import (
    VerouderdeVersie,
    create_hoofdstuk,
    create_levend_document,
    latest_draft,
    unique_slug,
    update_hoofdstuk,
    update_levend_document,
)
from tests.factories import ThemaFactory
from tests.pages import SiteTree, inhoud, sectie


def test_document_is_published_and_logged(site_tree: SiteTree) -> None:
    document = create_levend_document(site_tree.start, titel="Tweede document", user=site_tree.user)
    assert document.live
    assert document.slug == "tweede-document"
    assert PageLogEntry.objects.filter(page=document.pk, action="wagtail.publish").exists()


def test_deelnemer_may_not_add_or_change_documents(site_tree: SiteTree, deelnemer: User) -> None:
    with pytest.raises(PermissionDenied):
        create_levend_document(site_tree.start, titel="Nee", user=deelnemer)
    with pytest.raises(PermissionDenied):
        update_levend_document(site_tree.document, titel="Nee", subtitel="", inleiding="", user=deelnemer)
    assert not LevendDocument.objects.filter(title="Nee").exists()


def test_update_of_a_document_is_published(site_tree: SiteTree) -> None:
    update_levend_document(site_tree.document, titel="Samen verder", subtitel="Nu", inleiding="Ja", user=site_tree.user)
    assert LevendDocument.objects.get(pk=site_tree.document.pk).title == "Samen verder"


def test_slugs_of_hoofdstukken_with_one_title_differ(site_tree: SiteTree) -> None:
    assert unique_slug(site_tree.document, "Tegenspraak") == "tegenspraak-2"
    assert unique_slug(site_tree.document, "!!!") == "pagina"


def test_deelnemer_may_not_add_or_change_a_hoofdstuk(site_tree: SiteTree, deelnemer: User) -> None:
    page = site_tree.hoofdstukken[0]
    with pytest.raises(PermissionDenied):
        create_hoofdstuk(site_tree.document, inhoud=inhoud("Nee"), user=deelnemer)
    with pytest.raises(PermissionDenied):
        update_hoofdstuk(page, secties=[], user=deelnemer, publish=False, toelichting="Alles weg")
    assert len(Hoofdstuk.objects.get(pk=page.pk).body) == 2


def test_new_hoofdstuk_has_a_first_version_and_keeps_its_block_ids(site_tree: SiteTree) -> None:
    thema = ThemaFactory()
    page = create_hoofdstuk(
        site_tree.document, inhoud=inhoud("Nieuw", sectie(9, "Kop", "Tekst")), themas=[thema], user=site_tree.user
    )
    versie = page.versies.order_by("-nummer").first()
    assert versie is not None
    assert (versie.nummer, versie.toelichting) == (1, "Eerste versie")
    assert versie.inhoud["themas"] == [thema.slug]
    assert versie.inhoud["secties"][0]["id"] == sectie(9, "", "")["id"]


def test_draft_leaves_what_readers_see_alone(site_tree: SiteTree) -> None:
    page = site_tree.hoofdstukken[0]
    secties = inhoud_of(page)["secties"]
    secties[0]["tekst"] = "Iets heel anders."
    update_hoofdstuk(page, secties=secties, user=site_tree.user, publish=False, toelichting="")
    assert Hoofdstuk.objects.get(pk=page.pk).body[0].value["tekst"].startswith("Wie loyaal is")
    assert latest_draft(page).body[0].value["tekst"] == "Iets heel anders."
    assert page.versies.count() == 1


def test_publishing_needs_a_change_note(site_tree: SiteTree) -> None:
    page = site_tree.hoofdstukken[0]
    with pytest.raises(ValidationError) as error:
        update_hoofdstuk(page, secties=[], user=site_tree.user, publish=True, toelichting="   ")
    assert "toelichting" in error.value.message_dict
    assert page.versies.count() == 1


def test_published_change_is_a_new_version(site_tree: SiteTree) -> None:
    page = site_tree.hoofdstukken[0]
    secties = inhoud_of(page)["secties"]
    secties[1]["kop"] = "Als er besloten is"
    update_hoofdstuk(
        page,
        secties=secties,
        user=site_tree.user,
        publish=True,
        toelichting="Duidelijker kop.",
        wijzigingssoort="redactioneel",
        basis=page.latest_revision_id,
        titel="Tegenspraak",
        samenvatting="Korter.",
    )
    versie = page.versies.order_by("-nummer").first()
    assert versie is not None
    assert (versie.nummer, versie.wijzigingssoort, versie.toelichting) == (2, "redactioneel", "Duidelijker kop.")
    assert (versie.titel, versie.inhoud["samenvatting"]) == ("Tegenspraak", "Korter.")
    assert versie.gemaakt_door == site_tree.user


def test_change_on_an_old_basis_is_refused(site_tree: SiteTree) -> None:
    page = site_tree.hoofdstukken[0]
    basis = page.latest_revision_id
    secties = inhoud_of(page)["secties"]
    secties[0]["tekst"] = "Van een ander."
    update_hoofdstuk(page, secties=secties, user=site_tree.user, publish=False, toelichting="", basis=basis)
    with pytest.raises(VerouderdeVersie):
        update_hoofdstuk(page, secties=[], user=site_tree.user, publish=False, toelichting="", basis=basis)
    assert latest_draft(page).body[0].value["tekst"] == "Van een ander."


def test_locked_hoofdstuk_is_left_alone(site_tree: SiteTree, django_user_model: type[User]) -> None:
    page = site_tree.hoofdstukken[0]
    page.locked = True
    page.locked_by = django_user_model.objects.create(username="iemand-anders")
    page.save()
    with pytest.raises(PermissionDenied):
        update_hoofdstuk(page, secties=[], user=site_tree.user, publish=True, toelichting="Weg ermee.")


def test_earlier_versions_of_an_existing_text_keep_their_dates(site_tree: SiteTree) -> None:
    old, newer = datetime(2024, 1, 2, tzinfo=UTC), datetime(2025, 3, 4, tzinfo=UTC)
    page = create_hoofdstuk(
        site_tree.document,
        inhoud=inhoud("Bestaand", sectie(8, "Kop", "Nieuw")),
        earlier=[(inhoud("Bestaand", sectie(8, "Kop", "Oud")), "inhoudelijk", "Begin.", old)],
        op=newer,
        toelichting="Herzien.",
        user=site_tree.user,
    )
    assert list(page.versies.values_list("nummer", "toelichting", "gemaakt_op")) == [
        (1, "Begin.", old),
        (2, "Herzien.", newer),
    ]

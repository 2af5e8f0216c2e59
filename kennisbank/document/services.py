"""Every change to documents and hoofdstukken."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Site

from kennisbank.accounts.models import User
from kennisbank.document.freezing import Inhoud, Sectie, freeze_hoofdstuk, inhoud_of
from kennisbank.document.merging import merge_inhoud
from kennisbank.document.models import (
    Hoofdstuk,
    HoofdstukVersie,
    InhoudsPagina,
    LevendDocument,
    Startpagina,
    Wijzigingssoort,
)
from themas.models import Thema


class VerouderdeVersie(ValidationError):
    """The hoofdstuk was changed since the text that a change is based on was read."""


def _require(allowed: bool, message: str) -> None:
    if not allowed:
        raise PermissionDenied(message)


def unique_slug(parent: Page, title: str, *, exclude: int | None = None) -> str:
    """A slug for `title` that no other child of `parent` has."""
    base = slugify(title)[:240] or "pagina"
    taken = set(parent.get_children().exclude(pk=exclude).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _bron_id(sectie_id: str, urn_id: str) -> str:
    """The block id of a source: the same each time, so that an unchanged section is an unchanged draft."""
    return str(uuid5(NAMESPACE_URL, f"{sectie_id}:{urn_id}"))


def body_of(secties: Iterable[Sectie]) -> str:
    """Sections in the JSON that a StreamField takes, block ids kept.

    Text and not a list: Wagtail reads the items of a list inside a list as bare values.
    """
    return json.dumps(
        [
            {
                "type": "sectie",
                "id": sectie["id"],
                "value": {
                    "kop": sectie["kop"],
                    "tekst": sectie["tekst"],
                    "bronnen": [
                        {"type": "item", "id": _bron_id(sectie["id"], bron["bouwsteen"]), "value": dict(bron)}
                        for bron in sectie["bronnen"]
                    ],
                },
            }
            for sectie in secties
        ]
    )


@transaction.atomic
def ensure_startpagina(*, titel: str, inleiding: str, user: User | None) -> Startpagina:
    """The home page, made on first use in place of the empty page that Wagtail begins with."""
    existing = Startpagina.objects.first()
    if existing is not None:
        return existing
    root = Page.objects.get(depth=1)
    site = Site.objects.filter(is_default_site=True).first()
    placeholder = site.root_page if site else None
    startpagina = Startpagina(title=titel, slug=unique_slug(root, "start"), inleiding=inleiding, owner=user)
    root.add_child(instance=startpagina)
    startpagina.save_revision(user=user).publish(user=user, skip_permission_checks=user is None)
    if site is None:
        Site.objects.create(hostname="localhost", root_page=startpagina, is_default_site=True, site_name=titel)
    else:
        site.root_page, site.site_name = startpagina, titel
        site.save()
    if placeholder is not None and placeholder.specific_class is Page and not placeholder.get_children().exists():
        placeholder.delete()
    return startpagina


@transaction.atomic
def create_inhoudspagina(
    parent: Page, *, titel: str, slug: str, inhoud: str, omschrijving: str = "", user: User
) -> InhoudsPagina:
    """Add a published page of text below `parent`."""
    _require(parent.permissions_for_user(user).can_publish_subpage(), "Je mag hier geen pagina toevoegen.")
    pagina = InhoudsPagina(title=titel, slug=slug, inhoud=inhoud, search_description=omschrijving, owner=user)
    parent.add_child(instance=pagina)
    pagina.save_revision(user=user, log_action=True).publish(user=user)
    pagina.refresh_from_db()
    return pagina


@transaction.atomic
def create_levend_document(
    parent: Page, *, titel: str, user: User, slug: str = "", subtitel: str = "", inleiding: str = "", bron_id: str = ""
) -> LevendDocument:
    """Add a published document below `parent`."""
    _require(parent.permissions_for_user(user).can_add_subpage(), "Je mag hier geen document toevoegen.")
    document = LevendDocument(
        title=titel,
        slug=slug or unique_slug(parent, titel),
        subtitel=subtitel,
        inleiding=inleiding,
        bron_id=bron_id,
        owner=user,
        show_in_menus=True,
    )
    parent.add_child(instance=document)
    document.save_revision(user=user, log_action=True).publish(user=user)
    document.refresh_from_db()
    return document


@transaction.atomic
def update_levend_document(
    document: LevendDocument, *, titel: str, subtitel: str, inleiding: str, user: User
) -> LevendDocument:
    """Change what stands on the title page of a document, and publish that."""
    permissions = document.permissions_for_user(user)
    _require(permissions.can_edit() and permissions.can_publish(), "Je mag dit document niet wijzigen.")
    latest = document.get_latest_revision_as_object()
    latest.title, latest.subtitel, latest.inleiding = titel, subtitel, inleiding
    latest.save_revision(user=user, log_action=True).publish(user=user)
    document.refresh_from_db()
    return document


@transaction.atomic
def create_hoofdstuk(
    document: LevendDocument,
    *,
    inhoud: Inhoud,
    themas: Sequence[Any] = (),
    user: User,
    slug: str = "",
    verantwoordelijk: str = "",
    bron_id: str = "",
    toelichting: str = "Eerste versie",
    wijzigingssoort: str = Wijzigingssoort.INHOUDELIJK,
    earlier: Sequence[tuple[Inhoud, str, str, datetime]] = (),
    op: datetime | None = None,
) -> Hoofdstuk:
    """Add a published hoofdstuk at the end of `document`.

    `earlier` are the versions a text had before it came here: (inhoud, soort, toelichting, moment), oldest first; `op`
    dates the newest one. Both are for existing texts that are brought in.
    """
    _require(document.permissions_for_user(user).can_publish_subpage(), "Je mag hier geen hoofdstuk toevoegen.")
    hoofdstuk = Hoofdstuk(
        title=inhoud["titel"],
        slug=slug or unique_slug(document, inhoud["titel"]),
        samenvatting=inhoud["samenvatting"],
        body=body_of(inhoud["secties"]),
        verantwoordelijk=verantwoordelijk,
        bron_id=bron_id,
        wijzigingssoort=wijzigingssoort,
        wijzigingsnotitie=toelichting,
        owner=user,
        live=False,
    )
    hoofdstuk.themas.set(themas)
    document.add_child(instance=hoofdstuk)
    for content, soort, note, moment in earlier:
        freeze_hoofdstuk(hoofdstuk, user=user, inhoud=content, wijzigingssoort=soort, toelichting=note, op=moment)
    if op is not None:
        freeze_hoofdstuk(hoofdstuk, user=user, inhoud=inhoud_of(hoofdstuk), op=op)
    hoofdstuk.save_revision(user=user, log_action=True).publish(user=user)
    hoofdstuk.refresh_from_db()
    return hoofdstuk


def latest_draft(hoofdstuk: Hoofdstuk) -> Hoofdstuk:
    """The hoofdstuk as its newest draft has it; the published text when there is no draft."""
    return hoofdstuk.get_latest_revision_as_object()


def require_current(hoofdstuk: Hoofdstuk, basis: int | None) -> None:
    """Raise VerouderdeVersie when a newer draft than revision `basis` exists."""
    if basis is not None and hoofdstuk.latest_revision_id != basis:
        raise VerouderdeVersie(
            "Iemand anders heeft dit hoofdstuk intussen gewijzigd. Bekijk de nieuwe tekst en probeer het opnieuw."
        )


@transaction.atomic
def update_hoofdstuk(
    hoofdstuk: Hoofdstuk,
    *,
    secties: Sequence[Sectie],
    user: User,
    publish: bool,
    toelichting: str,
    wijzigingssoort: str = Wijzigingssoort.INHOUDELIJK,
    basis: int | None = None,
    titel: str | None = None,
    samenvatting: str | None = None,
    themas: Sequence[Any] | None = None,
) -> Hoofdstuk:
    """Save new sections as a draft, or publish them; `basis` is the revision id the change was made on.

    What is None stays as it is. Raises PermissionDenied, VerouderdeVersie, or ValidationError when publishing without
    a change note.
    """
    locked = Hoofdstuk.objects.select_for_update().get(pk=hoofdstuk.pk)
    permissions = locked.permissions_for_user(user)
    _require(permissions.can_edit() and not permissions.page_locked(), "Je mag dit hoofdstuk niet wijzigen.")
    _require(not publish or permissions.can_publish(), "Je mag dit hoofdstuk niet publiceren.")
    require_current(locked, basis)
    if publish and not toelichting.strip():
        raise ValidationError({"toelichting": "Vertel lezers in een zin wat er veranderd is en waarom."})
    draft = latest_draft(locked)
    draft.body = body_of(secties)
    draft.title = titel or draft.title
    draft.samenvatting = draft.samenvatting if samenvatting is None else samenvatting
    if themas is not None:
        draft.themas.set(themas)
    draft.wijzigingssoort = wijzigingssoort
    draft.wijzigingsnotitie = toelichting.strip()[:300]
    revision = draft.save_revision(user=user, log_action=True)
    if publish:
        PublishPageRevisionAction(revision, user=user).execute()
    hoofdstuk.refresh_from_db()
    return hoofdstuk


@transaction.atomic
def publish_inhoud(
    hoofdstuk: Hoofdstuk,
    *,
    inhoud: Inhoud,
    basis: int,
    toelichting: str,
    wijzigingssoort: str = Wijzigingssoort.INHOUDELIJK,
    user: User,
) -> HoofdstukVersie:
    """Publish exactly `inhoud` as the version after number `basis`, whatever draft there is.

    A draft that somebody has in hand is not published along: it is brought up to date with the new text, and where
    both changed the same sentence it keeps both. Raises PermissionDenied, VerouderdeVersie when `basis` is not the
    newest version, or ValidationError without a change note.
    """
    locked = Hoofdstuk.objects.select_for_update().get(pk=hoofdstuk.pk)
    permissions = locked.permissions_for_user(user)
    _require(permissions.can_publish() and not permissions.page_locked(), "Je mag dit hoofdstuk niet publiceren.")
    if not toelichting.strip():
        raise ValidationError({"toelichting": "Vertel lezers in een zin wat er veranderd is en waarom."})
    former = newest_versie(locked)
    if former.nummer != basis:
        raise VerouderdeVersie("Dit hoofdstuk is intussen gewijzigd, dus er is niets gepubliceerd. Bekijk het opnieuw.")
    draft, author = _draft_in_hand(locked)
    _fill(locked, inhoud)
    locked.wijzigingssoort, locked.wijzigingsnotitie = wijzigingssoort, toelichting.strip()[:300]
    PublishPageRevisionAction(locked.save_revision(user=user, log_action=True), user=user).execute()
    if draft is not None:
        _rebase_draft(draft, author=author, basis=former.inhoud, onto=inhoud)
    hoofdstuk.refresh_from_db()
    return newest_versie(hoofdstuk)


def newest_versie(hoofdstuk: Hoofdstuk) -> HoofdstukVersie:
    """The version that readers see. Raises HoofdstukVersie.DoesNotExist before the first publication."""
    return hoofdstuk.versies.order_by("-nummer")[:1].get()


def _fill(hoofdstuk: Hoofdstuk, inhoud: Inhoud) -> None:
    hoofdstuk.title, hoofdstuk.samenvatting = inhoud["titel"], inhoud["samenvatting"]
    hoofdstuk.body = body_of(inhoud["secties"])
    hoofdstuk.themas.set(Thema.objects.filter(slug__in=inhoud["themas"]))


def _draft_in_hand(hoofdstuk: Hoofdstuk) -> tuple[Hoofdstuk | None, User | None]:
    """The draft that nobody published yet, and who saved it last."""
    if not hoofdstuk.has_unpublished_changes or hoofdstuk.latest_revision is None:
        return None, None
    return latest_draft(hoofdstuk), hoofdstuk.latest_revision.user


def _rebase_draft(draft: Hoofdstuk, *, author: User | None, basis: Inhoud, onto: Inhoud) -> None:
    """Save the draft again on top of what was just published, under the name of who wrote it."""
    merged = merge_inhoud(basis, inhoud_of(draft), onto).resolve_with_both()
    fresh = Hoofdstuk.objects.get(pk=draft.pk)
    if merged == inhoud_of(fresh):
        return
    _fill(fresh, merged)
    fresh.wijzigingssoort, fresh.wijzigingsnotitie = draft.wijzigingssoort, draft.wijzigingsnotitie
    fresh.save_revision(user=author, log_action=False)


@transaction.atomic
def restore_versie(hoofdstuk: Hoofdstuk, *, nummer: int, basis: int, toelichting: str, user: User) -> HoofdstukVersie:
    """Publish the content of an old version again, as a new version."""
    old = hoofdstuk.versies.get(nummer=nummer)
    return publish_inhoud(hoofdstuk, inhoud=old.inhoud, basis=basis, toelichting=toelichting, user=user)

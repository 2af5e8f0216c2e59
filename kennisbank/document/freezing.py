"""Freezing what was published: the one way a HoofdstukVersie comes about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from modelsearch import index

from kennisbank.document.secties.bijhouden import replace_secties
from kennisbank.text.folding import fold
from kennisbank.text.hashing import sha256_hex
from kennisbank.text.markdown import extract_wikilinks

if TYPE_CHECKING:
    from kennisbank.accounts.models import User
    from kennisbank.document.models import Hoofdstuk, HoofdstukVersie


class Bron(TypedDict):
    """A bouwsteen beside a section: its urn id, and whether it is a source or a kanttekening."""

    bouwsteen: str
    rol: str


class Sectie(TypedDict):
    """One section as frozen; `id` is the id of its block."""

    id: str
    kop: str
    tekst: str
    bronnen: list[Bron]


class Inhoud(TypedDict):
    """What a version holds of a hoofdstuk; the SHA-256 is taken over this, as canonical JSON."""

    titel: str
    samenvatting: str
    themas: list[str]
    secties: list[Sectie]


def sectie_of_block(block: Any) -> Sectie:
    """The plain form of one SectieBlock in a StreamField."""
    value = block.value
    return Sectie(
        id=str(block.id),
        kop=str(value["kop"]),
        tekst=str(value["tekst"]),
        bronnen=[Bron(bouwsteen=str(bron["bouwsteen"]), rol=str(bron["rol"])) for bron in value["bronnen"]],
    )


def inhoud_of(hoofdstuk: Hoofdstuk) -> Inhoud:
    """The plain form of a hoofdstuk as it stands in memory."""
    return Inhoud(
        titel=hoofdstuk.title,
        samenvatting=hoofdstuk.samenvatting,
        themas=sorted(thema.slug for thema in hoofdstuk.themas.all()),
        secties=[sectie_of_block(block) for block in hoofdstuk.body],
    )


@transaction.atomic
def freeze_hoofdstuk(
    hoofdstuk: Hoofdstuk,
    *,
    user: User | None,
    inhoud: Inhoud | None = None,
    op: datetime | None = None,
    wijzigingssoort: str = "",
    toelichting: str = "",
) -> HoofdstukVersie:
    """Append a version with `inhoud` (by default what the page holds now).

    Freezing the same content twice in a row gives back the version that is there. `op` dates versions of an existing
    text that is brought in; it is now for everything else.
    """
    content = inhoud or inhoud_of(hoofdstuk)
    digest = sha256_hex(content)
    newest = hoofdstuk.versies.order_by("-nummer").first()
    if newest is not None and newest.sha256 == digest:
        return newest
    number = (hoofdstuk.versies.aggregate(highest=Max("nummer"))["highest"] or 0) + 1
    versie = hoofdstuk.versies.create(
        nummer=number,
        titel=content["titel"],
        inhoud=content,
        sha256=digest,
        wijzigingssoort=wijzigingssoort or hoofdstuk.wijzigingssoort,
        toelichting=toelichting or hoofdstuk.wijzigingsnotitie,
        gemaakt_door=user,
        gemaakt_op=op or timezone.now(),
    )
    replace_secties(hoofdstuk, content["secties"], op=versie.gemaakt_op)
    return versie


def index_wikilinks(hoofdstuk: Hoofdstuk) -> None:
    """Make the Wikilink rows of a hoofdstuk say what its published text holds."""
    wanted = {fold(target)[:255] for block in hoofdstuk.body for target in extract_wikilinks(str(block.value["tekst"]))}
    present = dict(hoofdstuk.wikilinks.values_list("sleutel", "pk"))
    hoofdstuk.wikilinks.filter(pk__in=[pk for sleutel, pk in present.items() if sleutel not in wanted]).delete()
    for sleutel in sorted(wanted - present.keys()):
        hoofdstuk.wikilinks.create(sleutel=sleutel)


_followers: list[Callable[[HoofdstukVersie, HoofdstukVersie], None]] = []


def follow_versies(follower: Callable[[HoofdstukVersie, HoofdstukVersie], None]) -> None:
    """Have `follower(new, former)` called whenever a next version is frozen, in the same transaction.

    What hangs on the text (anchors, discussion) moves along this way, without this app knowing of it.
    """
    if follower not in _followers:
        _followers.append(follower)


_starters: list[Callable[[HoofdstukVersie], None]] = []


def follow_first_versies(starter: Callable[[HoofdstukVersie], None]) -> None:
    """Have `starter(versie)` called when the first version of a hoofdstuk is frozen, in the same transaction."""
    if starter not in _starters:
        _starters.append(starter)


@transaction.atomic
def on_page_published(*, instance: Any, revision: Any, **kwargs: Any) -> None:
    """Freeze a hoofdstuk at the one point that every way of publishing in Wagtail passes."""
    former = instance.versies.order_by("-nummer").first()
    versie = freeze_hoofdstuk(instance, user=revision.user if revision else None)
    if former is None:
        for starter in _starters:
            starter(versie)
    elif versie.pk != former.pk:
        for follower in _followers:
            follower(versie, former)
    index_wikilinks(instance)
    index.insert_or_update_object(instance)  # again: the date of the newest version is in the search index

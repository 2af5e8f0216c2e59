"""Preparing and publishing editions. An edition comes into being whole, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.log_actions import log

from kennisbank.accounts.models import User
from kennisbank.document.blocks import MAX_TEKST
from kennisbank.document.edities.digest import compute_digest
from kennisbank.document.edities.references import collect_names
from kennisbank.document.models import (
    Editie,
    EditieConcept,
    EditieConceptHoofdstuk,
    EditieHoofdstuk,
    HoofdstukVersie,
    LevendDocument,
)
from kennisbank.redactie.edities.belemmeringen import Belemmering, Keuze, list_belemmeringen, newest_versies
from kennisbank.text.hashing import sha256_hex
from kennisbank.text.normalise import normalise, normalise_line

MAX_TITEL = 200


class GeblokkeerdeEditie(ValidationError):
    """Something stands in the way of the edition; nothing was published."""

    def __init__(self, belemmeringen: Sequence[Belemmering]) -> None:
        self.belemmeringen = tuple(belemmeringen)
        super().__init__([belemmering.tekst for belemmering in self.belemmeringen])


class VerouderdConcept(ValidationError):
    """Somebody else changed the edition in preparation, or published it, since it was read."""


def _require(user: User) -> None:
    if not user.is_active or not user.has_perm("document.prepare_editie"):
        raise PermissionDenied("Je hebt geen rechten om edities voor te bereiden.")


def _lock(concept: EditieConcept) -> EditieConcept:
    """The edition in preparation as it is now, until the end of the transaction in nobody else's hands."""
    locked = EditieConcept.objects.select_for_update().filter(pk=concept.pk).first()
    if locked is None:
        raise VerouderdConcept("Iemand heeft deze voorbereiding intussen weggegooid.")
    return locked


def _lock_open(concept: EditieConcept) -> EditieConcept:
    locked = _lock(concept)
    if locked.editie_id is not None:
        raise VerouderdConcept("Deze editie is intussen gepubliceerd en verandert niet meer.")
    return locked


def chosen_versies(concept: EditieConcept) -> list[HoofdstukVersie]:
    """The versions that an edition in preparation holds, with their texts, in the order of the document."""
    rows = HoofdstukVersie.objects.filter(pk__in=concept.hoofdstukken.values("versie")).select_related("hoofdstuk")
    return list(rows.defer("hoofdstuk__body", "hoofdstuk__samenvatting").order_by("hoofdstuk__path"))


def read_keuze(concept: EditieConcept) -> Keuze:
    """What the edition would hold if it were published now."""
    omitted = frozenset(concept.weggelaten.values_list("pk", flat=True))
    return Keuze(concept.document, concept.inleiding, chosen_versies(concept), omitted)


def fingerprint_concept(concept: EditieConcept) -> str:
    """What tells whether an edition in preparation is still the one an editor saw."""
    return _fingerprint(concept, read_keuze(concept))


def _fingerprint(concept: EditieConcept, keuze: Keuze) -> str:
    digest = compute_digest(concept.titel, concept.inleiding, keuze.versies)
    return sha256_hex([digest, sorted(keuze.weggelaten)])


@transaction.atomic
def create_concept(document: LevendDocument, *, user: User) -> EditieConcept:
    """Start preparing an edition with the newest version of every hoofdstuk; gives the one there is, if any."""
    _require(user)
    LevendDocument.objects.select_for_update().get(pk=document.pk)
    existing = EditieConcept.objects.open().filter(document=document).first()
    if existing is not None:
        return existing
    titel = date_format(timezone.localdate(), "F Y").capitalize()
    concept = EditieConcept.objects.create(document=document, titel=titel, gemaakt_door=user)
    pages = document.hoofdstukken().values_list("pk", flat=True)
    _store_versies(concept, list(newest_versies(pages).values()))
    log(instance=concept, action="wagtail.create", user=user)
    return concept


@transaction.atomic
def update_concept(
    concept: EditieConcept,
    *,
    titel: str,
    inleiding: str,
    versies: Collection[HoofdstukVersie],
    weggelaten: Collection[int] = (),
    basis: str,
    user: User,
) -> EditieConcept:
    """Change what the edition will hold; `weggelaten` are the ids of hoofdstukken left out on purpose.

    `basis` is the `fingerprint_concept` of what the editor saw; raises VerouderdConcept when that has changed. A plan
    stays, in the name of who changed last.
    """
    _require(user)
    locked = _lock_open(concept)
    if fingerprint_concept(locked) != basis:
        raise VerouderdConcept(
            "Iemand anders heeft deze voorbereiding intussen gewijzigd, dus er is niets bewaard. Wat je koos en typte "
            "staat er nog. Bewaar opnieuw om het over de andere wijziging heen te zetten."
        )
    title, text = normalise_line(titel), normalise(inleiding)
    _check_words(title, text)
    _check_versies(locked, versies)
    locked.titel, locked.inleiding, locked.gewijzigd_op = title, text, timezone.now()
    if locked.publiceren_op is not None:
        locked.gepland_door = user
    locked.save()
    _store_versies(locked, versies)
    locked.weggelaten.set(weggelaten)
    log(instance=locked, action="wagtail.edit", user=user)
    return locked


def _check_words(titel: str, inleiding: str) -> None:
    if not titel:
        raise ValidationError({"titel": "Geef de editie een titel."})
    if len(titel) > MAX_TITEL:
        raise ValidationError({"titel": f"Houd de titel korter dan {MAX_TITEL} tekens."})
    if len(inleiding) > MAX_TEKST:
        raise ValidationError({"inleiding": f"Houd de inleiding korter dan {MAX_TEKST} tekens."})


def _check_versies(concept: EditieConcept, versies: Collection[HoofdstukVersie]) -> None:
    pages = [versie.hoofdstuk for versie in versies]
    if len({page.pk for page in pages}) != len(pages):
        raise ValidationError({"hoofdstukken": "Kies van elk hoofdstuk hooguit één versie."})
    if any(not page.is_child_of(concept.document) for page in pages):
        raise ValidationError({"hoofdstukken": "Kies alleen versies van hoofdstukken uit dit document."})


def _store_versies(concept: EditieConcept, versies: Collection[HoofdstukVersie]) -> None:
    concept.hoofdstukken.all().delete()
    in_order = sorted(versies, key=lambda versie: str(versie.hoofdstuk.path))
    EditieConceptHoofdstuk.objects.bulk_create(
        EditieConceptHoofdstuk(concept=concept, versie=versie, volgorde=number)
        for number, versie in enumerate(in_order, 1)
    )


@transaction.atomic
def plan_editie(concept: EditieConcept, *, op: datetime, user: User) -> EditieConcept:
    """Have the edition published at a set time, in the name of `user`. Planning again changes the time."""
    _require(user)
    locked = _lock_open(concept)
    if op <= timezone.now():
        raise ValidationError({"datum": "Kies een moment in de toekomst."})
    locked.publiceren_op, locked.gepland_door, locked.melding = op, user, ""
    locked.save()
    log(instance=locked, action="wagtail.edit", user=user)
    return locked


@transaction.atomic
def cancel_plan(concept: EditieConcept, *, user: User) -> EditieConcept:
    """Take the set time back; what was prepared stays."""
    _require(user)
    locked = _lock_open(concept)
    locked.publiceren_op = locked.gepland_door = None
    locked.save()
    log(instance=locked, action="wagtail.edit", user=user)
    return locked


@transaction.atomic
def discard_concept(concept: EditieConcept, *, user: User) -> None:
    """Throw an edition in preparation away. Raises VerouderdConcept when it was published."""
    _require(user)
    locked = _lock_open(concept)
    log(instance=locked, action="wagtail.delete", user=user)
    locked.delete()


def publish_editie(concept: EditieConcept, *, basis: str | None = None, user: User) -> Editie:
    """Publish the edition: the row and all its hoofdstukken in one transaction, or nothing.

    Publishing one that is published gives that edition. Raises GeblokkeerdeEditie when something stands in the way, and
    VerouderdConcept when it is not what the editor saw (`basis`, see `fingerprint_concept`).
    """
    _require(user)
    _read_ahead(concept)
    return _publish(concept, basis=basis, user=user)


def _read_ahead(concept: EditieConcept) -> None:
    """Taking all texts apart takes longest: it is done, and remembered, before the database is kept waiting."""
    collect_names(concept.inleiding, (versie.inhoud for versie in chosen_versies(concept)))


@transaction.atomic
def _publish(concept: EditieConcept, *, basis: str | None, user: User) -> Editie:
    _require(user)
    locked = _lock(concept)
    if locked.editie is not None:
        return locked.editie
    # Nobody else gives this document an edition meanwhile, so the number is free.
    document = LevendDocument.objects.select_for_update().get(pk=locked.document_id)
    keuze = read_keuze(locked)
    if basis is not None and basis != _fingerprint(locked, keuze):
        raise VerouderdConcept("Deze editie is intussen gewijzigd, dus er is niets gepubliceerd. Bekijk haar opnieuw.")
    blocking = [belemmering for belemmering in list_belemmeringen(keuze) if belemmering.blokkeert]
    if blocking:
        raise GeblokkeerdeEditie(blocking)
    return _store_editie(locked, document, keuze.versies, user)


def _store_editie(
    concept: EditieConcept, document: LevendDocument, versies: Sequence[HoofdstukVersie], user: User
) -> Editie:
    editie = _store_rows(document, concept.titel, concept.inleiding, versies, op=timezone.now(), user=user)
    concept.editie, concept.melding = editie, ""
    concept.save()
    return editie


def _store_rows(
    document: LevendDocument,
    titel: str,
    inleiding: str,
    versies: Sequence[HoofdstukVersie],
    *,
    op: datetime,
    user: User,
) -> Editie:
    highest = Editie.objects.filter(document=document).aggregate(highest=Max("nummer"))["highest"] or 0
    editie = Editie.objects.create(
        document=document,
        nummer=highest + 1,
        titel=titel,
        inleiding=inleiding,
        sha256=compute_digest(titel, inleiding, versies),
        gepubliceerd_door=user,
        gepubliceerd_op=op,
    )
    EditieHoofdstuk.objects.bulk_create(
        EditieHoofdstuk(editie=editie, versie=versie, volgorde=number) for number, versie in enumerate(versies, 1)
    )
    log(instance=editie, action="wagtail.publish", user=user)
    return editie


@transaction.atomic
def bring_in_editie(
    document: LevendDocument,
    *,
    titel: str,
    inleiding: str,
    versies: Sequence[HoofdstukVersie],
    op: datetime,
    user: User,
) -> Editie:
    """Add an edition that came out elsewhere, or before this site was there, with its own date.

    What stands in the way of a new edition says nothing about an old one, so it is not looked at.
    """
    _require(user)
    _check_words(titel, inleiding)
    locked = LevendDocument.objects.select_for_update().get(pk=document.pk)
    if not versies or any(versie.hoofdstuk.get_parent().pk != document.pk for versie in versies):
        raise ValidationError({"versies": "Een editie bestaat uit versies van hoofdstukken van dit document."})
    return _store_rows(locked, titel, inleiding, versies, op=op, user=user)


def publish_planned_editie(concept: EditieConcept) -> Editie | None:
    """Publish an edition whose time has come, in the name of who planned it.

    When something stands in the way the plan is dropped and the reason kept for the redactie: an edition never comes
    out at a moment that nobody chose. Gives None then, and when the plan was changed meanwhile.
    """
    _read_ahead(concept)
    try:
        return _publish_due(concept)
    except (PermissionDenied, ValidationError) as error:
        _drop_plan(concept, error)
        return None


@transaction.atomic
def _publish_due(concept: EditieConcept) -> Editie | None:
    locked = _lock_open(concept)
    if locked.publiceren_op is None or locked.publiceren_op > timezone.now() or locked.gepland_door is None:
        return None
    return _publish(locked, basis=None, user=locked.gepland_door)


@transaction.atomic
def _drop_plan(concept: EditieConcept, error: PermissionDenied | ValidationError) -> None:
    locked = EditieConcept.objects.select_for_update().open().filter(pk=concept.pk).first()
    if locked is None or locked.publiceren_op != concept.publiceren_op:
        return
    reasons = error.messages if isinstance(error, ValidationError) else ["Wie de editie plande, mag dat niet meer."]
    moment = timezone.localtime(locked.publiceren_op)
    locked.melding = "\n".join([f"Gepland voor {moment:%d-%m-%Y om %H.%M uur}, maar niet gepubliceerd.", *reasons])
    locked.publiceren_op = locked.gepland_door = None
    locked.save()

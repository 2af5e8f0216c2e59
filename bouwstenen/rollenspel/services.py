"""Every change to casussen."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from bouwstenen.rollenspel.inhoud import MAX_KEUZES, KeuzeInhoud, RolInhoud, freeze_casus, missing_parts
from bouwstenen.rollenspel.models import Casus, Effect, RolKaart
from bouwstenen.rollenspel.rollen import Richting, Rol
from kennisbank.accounts.models import User
from kennisbank.text.normalise import normalise, normalise_line
from themas.models import Thema, ThemaSoort

MAX_TEKST = 8_000
TAKEN_SLUGS = frozenset({"mee", "spel", "spellen", "beheer"})
"""Addresses below /rollenspel/ that are no casus."""


@transaction.atomic
def save_casus(casus: Casus, *, themas: Iterable[Thema] | None = None, user: User) -> Casus:
    """Add or change a casus. Publishing one that is not complete raises ValidationError at `gepubliceerd`.

    Games that were begun keep the casus as it was.
    """
    is_new = casus.pk is None
    _require(user, "rollenspel.add_casus" if is_new else "rollenspel.change_casus")
    chosen = None if themas is None else _checked_themas(themas)
    for name in ("titel", "dilemmavraag", "opgave"):
        setattr(casus, name, normalise_line(getattr(casus, name)))
    casus.inleiding, casus.tekst = normalise(casus.inleiding), normalise(casus.tekst)
    casus.gewijzigd_op = timezone.now()
    if casus.slug in TAKEN_SLUGS:
        raise ValidationError({"slug": "Dit adres is al in gebruik. Kies een ander."})
    if len(casus.tekst) > MAX_TEKST:
        raise ValidationError({"tekst": f"Maak het verhaal korter: hoogstens {MAX_TEKST} tekens."})
    casus.full_clean()
    if not is_new:
        casus.versie = Casus.objects.select_for_update().get(pk=casus.pk).versie + 1
    _require_complete(casus)
    casus.save()
    if chosen is not None:
        casus.themas.set(chosen)
    log(instance=casus, action="wagtail.create" if is_new else "wagtail.edit", user=user)
    return casus


@transaction.atomic
def save_rolkaart(casus: Casus, inhoud: RolInhoud, *, user: User) -> RolKaart:
    """Write the card of one role with its choices and their effects, in place of what was there.

    Choices without text and effects without explanation are left out; in a published casus nothing may be missing then.
    """
    _require(user, "rollenspel.change_casus")
    locked = Casus.objects.select_for_update().get(pk=casus.pk)
    choices = [keuze for keuze in inhoud["keuzes"] if keuze["tekst"].strip()]
    if len(choices) > MAX_KEUZES:
        raise ValidationError(f"Geef hoogstens {MAX_KEUZES} keuzes.")
    card, _ = RolKaart.objects.update_or_create(
        casus=locked,
        rol=Rol(inhoud["rol"]),
        defaults={"kijk": normalise(inhoud["kijk"]), "vraag": normalise_line(inhoud["vraag"])[:250]},
    )
    card.keuzes.all().delete()
    for number, keuze in enumerate(choices, start=1):
        _add_keuze(card, keuze, number)
    _require_complete(locked)
    locked.versie = F("versie") + 1
    locked.gewijzigd_op = timezone.now()
    locked.save(update_fields=["versie", "gewijzigd_op"])
    locked.refresh_from_db()
    log(instance=locked, action="wagtail.edit", user=user, data={"rol": card.rol})
    return card


def _add_keuze(card: RolKaart, keuze: KeuzeInhoud, number: int) -> None:
    made = card.keuzes.create(
        tekst=normalise_line(keuze["tekst"])[:250], toelichting=normalise(keuze["toelichting"]), volgorde=number
    )
    effects = {effect["rol"]: effect for effect in keuze["effecten"] if effect["uitleg"].strip()}
    Effect.objects.bulk_create(
        Effect(
            keuze=made,
            op_rol=rol,
            richting=Richting(effects[rol]["richting"]),
            uitleg=normalise(effects[rol]["uitleg"]),
        )
        for rol in Rol.values
        if rol in effects and rol != card.rol
    )


def _require_complete(casus: Casus) -> None:
    if not casus.gepubliceerd:
        return
    missing = missing_parts(freeze_casus(casus)["rollen"]) if casus.pk else ["Vul eerst de vier rolkaarten in."]
    if missing:
        raise ValidationError({"gepubliceerd": ["Deze casus kan nog niet op de site.", *missing]})


def _checked_themas(themas: Iterable[Thema]) -> list[Thema]:
    chosen = list(themas)
    for thema in chosen:
        if thema.opgegaan_in_id or thema.soort == ThemaSoort.LICHAAMSDEEL:
            raise ValidationError({"themas": f"‘{thema.naam}’ kan geen thema van een casus zijn."})
    return chosen


def _require(user: User, permission: str) -> None:
    if not user.has_perm(permission):
        raise PermissionDenied("Je kunt geen casussen wijzigen met dit account.")

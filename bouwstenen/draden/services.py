"""Every change to rode draden."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import log

from bouwstenen.draden.models import DraadBouwsteen, RodeDraad, RodeDraadVersie
from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.text.hashing import sha256_hex
from kennisbank.text.normalise import normalise, normalise_line
from kennisbank.text.slugs import anchor
from themas.models import Thema, ThemaSoort

MAX_TEKST = 20_000
MAX_BOUWSTENEN = 300
GEWIJZIGD = (
    "Iemand anders heeft deze rode draad intussen gewijzigd. Lees de nieuwe tekst, verwerk daarin wat je wilde "
    "veranderen en sla opnieuw op."
)


def _require(user: User, permission: str) -> None:
    if not user.has_perm(f"draden.{permission}"):
        raise PermissionDenied("Je kunt geen rode draden maken of wijzigen met dit account.")


@transaction.atomic
def create_draad(
    *,
    titel: str,
    tekst: str,
    themas: Iterable[Thema] = (),
    bouwstenen: Iterable[Bouwsteen] = (),
    urn_id: str | None = None,
    user: User,
) -> RodeDraad:
    """Begin a rode draad; readers see it once it is published. Its address follows from its title, for good."""
    _require(user, "add_rodedraad")
    draad = RodeDraad(titel=titel, tekst=tekst, gemaakt_door=user, slug=_free_slug(titel))
    if urn_id:
        draad.urn_id = urn_id
    _clean(draad)
    draad.save()
    draad.themas.set(_checked(themas))
    _freeze(draad, reden="", user=user)
    log(instance=draad, action="wagtail.create", user=user)
    add_bouwstenen(draad, bouwstenen, user=user)
    return draad


@transaction.atomic
def edit_draad(
    draad: RodeDraad, *, titel: str, tekst: str, themas: Iterable[Thema], reden: str = "", basis: int, user: User
) -> RodeDraad:
    """Change words and themas; the old wording stays. `basis` is the number of the wording that the user started from.

    Raises ValidationError when there is a newer one.
    """
    _require(user, "change_rodedraad")
    draad = RodeDraad.objects.select_for_update().get(pk=draad.pk)
    newest = newest_versie(draad)
    draad.titel, draad.tekst = titel, tekst
    _clean(draad)
    if newest.nummer != basis and newest.sha256 != _digest(draad):
        raise ValidationError({"tekst": GEWIJZIGD})
    draad.gewijzigd_op = timezone.now()
    draad.save()
    draad.themas.set(_checked(themas))
    _freeze(draad, reden=reden, user=user)
    log(instance=draad, action="wagtail.edit", user=user)
    return draad


@transaction.atomic
def add_bouwstenen(draad: RodeDraad, bouwstenen: Iterable[Bouwsteen], *, user: User) -> int:
    """Let these bouwstenen carry the draad too, after those that do; how many were added. Those there stay in place."""
    _require(user, "change_rodedraad")
    present = set(draad.dragers.values_list("bouwsteen_id", flat=True))
    added = list({steen.pk: steen for steen in bouwstenen if steen.pk not in present}.values())
    if len(present) + len(added) > MAX_BOUWSTENEN:
        raise ValidationError(f"Een rode draad heeft hoogstens {MAX_BOUWSTENEN} bouwstenen. Kies er minder.")
    last = draad.dragers.aggregate(last=Max("volgorde"))["last"] or 0
    rows = [
        DraadBouwsteen(draad=draad, bouwsteen=steen, volgorde=last + place, toegevoegd_door=user)
        for place, steen in enumerate(added, start=1)
    ]
    DraadBouwsteen.objects.bulk_create(rows)
    if rows:
        log(instance=draad, action="wagtail.edit", user=user, data={"erbij": len(rows)})
    return len(rows)


@transaction.atomic
def remove_bouwsteen(draad: RodeDraad, bouwsteen: Bouwsteen, *, user: User) -> bool:
    """Let a bouwsteen no longer carry the draad; whether it did."""
    _require(user, "change_rodedraad")
    removed, _ = draad.dragers.filter(bouwsteen=bouwsteen).delete()
    if removed:
        log(instance=draad, action="wagtail.edit", user=user, data={"eraf": bouwsteen.urn_id})
    return bool(removed)


@transaction.atomic
def move_bouwsteen(draad: RodeDraad, bouwsteen: Bouwsteen, *, omhoog: bool, user: User) -> None:
    """Let a bouwsteen change places with the one before or after it; nothing happens at the ends."""
    _require(user, "change_rodedraad")
    row = list(draad.dragers.select_for_update().order_by("volgorde", "pk"))
    place = next((place for place, drager in enumerate(row) if drager.bouwsteen_id == bouwsteen.pk), None)
    if place is None:
        return
    other = place + (-1 if omhoog else 1)
    if 0 <= other < len(row):
        row[place], row[other] = row[other], row[place]
    for number, drager in enumerate(row, start=1):
        drager.volgorde = number
    DraadBouwsteen.objects.bulk_update(row, ["volgorde"])


@transaction.atomic
def publish_draad(draad: RodeDraad, *, user: User) -> RodeDraad:
    """Show a rode draad to readers. Raises ValidationError while it rests on nothing."""
    _require(user, "change_rodedraad")
    if not Bouwsteen.objects.published().filter(rode_draden=draad).exists():
        raise ValidationError("Een rode draad rust op bouwstenen. Kies er eerst een of meer die lezers kunnen zien.")
    if draad.gepubliceerd_op is None:
        draad.gepubliceerd_op = timezone.now()
        draad.save(update_fields=["gepubliceerd_op"])
        log(instance=draad, action="wagtail.publish", user=user)
    return draad


@transaction.atomic
def withdraw_draad(draad: RodeDraad, *, user: User) -> RodeDraad:
    """Hide a rode draad from readers; nothing is lost."""
    _require(user, "change_rodedraad")
    if draad.gepubliceerd_op is not None:
        draad.gepubliceerd_op = None
        draad.save(update_fields=["gepubliceerd_op"])
        log(instance=draad, action="wagtail.unpublish", user=user)
    return draad


def newest_versie(draad: RodeDraad) -> RodeDraadVersie:
    """The wording of today."""
    return draad.versies.order_by("-nummer")[:1].get()


def _digest(draad: RodeDraad) -> str:
    return sha256_hex({"titel": draad.titel, "tekst": draad.tekst})


def _freeze(draad: RodeDraad, *, reden: str, user: User) -> None:
    """Append the present wording, unless it is the newest one."""
    newest = draad.versies.order_by("-nummer").first()
    digest = _digest(draad)
    if newest is not None and newest.sha256 == digest:
        return
    draad.versies.create(
        nummer=newest.nummer + 1 if newest else 1,
        titel=draad.titel,
        tekst=draad.tekst,
        sha256=digest,
        reden=normalise_line(reden)[:300],
        door=user,
    )


def _clean(draad: RodeDraad) -> None:
    draad.titel = normalise_line(draad.titel)
    draad.tekst = normalise(draad.tekst)
    draad.full_clean()
    if len(draad.tekst) > MAX_TEKST:
        raise ValidationError({"tekst": f"Deze tekst is te lang. Houd het bij {MAX_TEKST} tekens."})


def _checked(themas: Iterable[Thema]) -> list[Thema]:
    chosen = list(themas)
    for thema in chosen:
        if thema.opgegaan_in_id or thema.soort == ThemaSoort.LICHAAMSDEEL:
            raise ValidationError({"themas": f"‘{thema.naam}’ kun je hier niet kiezen."})
    return chosen


def _free_slug(titel: str) -> str:
    base = anchor(normalise_line(titel) or "rode-draad")[:90]
    taken = {"nieuw", *RodeDraad.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug

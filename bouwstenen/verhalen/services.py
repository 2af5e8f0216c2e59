"""Every change to verhalen."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from modelsearch import index
from wagtail.log_actions import log

from bouwstenen.deelnemers.services import queue_bericht
from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.bestanden import read_bestand
from bouwstenen.verhalen.models import Verhaal, VerhaalStatus, VerhaalVersie
from kennisbank.accounts.models import User
from kennisbank.text.hashing import sha256_hex
from kennisbank.text.normalise import normalise, normalise_line
from kennisbank.text.urn import new_urn_id
from themas.models import Thema

MAX_TEKST = 20_000
MAX_REDEN = 2_000
RESERVED = frozenset({"schrijven"})
"""Addresses below /verhalen/ that are no verhaal."""


@dataclass(frozen=True)
class Inhoud:
    """What an author writes. `afbeelding` is a new file; `zonder_afbeelding` takes the one there is away."""

    titel: str
    tekst: str
    inleiding: str = ""
    video_url: str = ""
    video_tekst: str = ""
    afbeelding: "File[bytes] | None" = None
    afbeelding_alt: str = ""
    zonder_afbeelding: bool = False
    gesprek: Gesprek | None = None
    themas: Sequence[Thema] = field(default_factory=tuple)


@transaction.atomic
def save_verhaal(verhaal: Verhaal | None, *, inhoud: Inhoud, user: User) -> Verhaal:
    """Keep a verhaal as a draft that only its author sees; None begins a new one.

    Raises ValidationError at the fields of `inhoud`. What was handed in or published has to be withdrawn first.
    """
    _require(user, "verhalen.add_verhaal", "Log in om een verhaal te schrijven.")
    row = _lock(verhaal) if verhaal is not None else Verhaal(auteur=user)
    _require_author(row, user)
    if not row.is_te_wijzigen:
        raise ValidationError("Trek je verhaal eerst in. Daarna kun je het veranderen en opnieuw inzenden.")
    _fill(row, inhoud)
    _set_picture(row, inhoud)
    row.gewijzigd_op = timezone.now()
    if row.gepubliceerd_op is None:
        row.slug = _unique_slug(row)
    row.full_clean(exclude=["slug"])
    row.save()
    row.themas.set(inhoud.themas)
    return row


@transaction.atomic
def submit_verhaal(verhaal: Verhaal, *, user: User) -> Verhaal:
    """Hand a draft in to the redactie; twice is once. What is handed in is kept as a version."""
    row = _lock(verhaal)
    _require_author(row, user)
    if row.status == VerhaalStatus.INGEZONDEN:
        return row
    if not row.is_te_wijzigen:
        raise ValidationError("Dit verhaal staat al op de site.")
    if not row.tekst.strip():
        raise ValidationError({"tekst": "Schrijf eerst je verhaal."})
    _freeze(row, user)
    row.status, row.ingezonden_op, row.reden = VerhaalStatus.INGEZONDEN, timezone.now(), ""
    row.save(update_fields=["status", "ingezonden_op", "reden"])
    log(instance=row, action="wagtail.edit", user=user, data={"status": row.status})
    return row


@transaction.atomic
def withdraw_verhaal(verhaal: Verhaal, *, user: User) -> Verhaal:
    """Take a verhaal back from the redactie or off the site; it is a draft again."""
    row = _lock(verhaal)
    _require_author(row, user)
    if row.status not in {VerhaalStatus.INGEZONDEN, VerhaalStatus.GEPUBLICEERD}:
        return row
    row.status = VerhaalStatus.CONCEPT
    row.save(update_fields=["status"])
    _leave_index(row)
    log(instance=row, action="wagtail.edit", user=user, data={"status": row.status})
    return row


@transaction.atomic
def publish_verhaal(verhaal: Verhaal, *, versie: int, user: User) -> Verhaal:
    """Put a verhaal on the site, exactly as version `versie` that was judged. Nobody publishes their own."""
    row = _moderated(verhaal, user)
    if row.status == VerhaalStatus.GEPUBLICEERD:
        return row
    if row.status != VerhaalStatus.INGEZONDEN or newest_nummer(row) != versie:
        raise ValidationError("Dit verhaal is intussen veranderd of ingetrokken. Bekijk het opnieuw.")
    row.status, row.beoordeeld_door, row.reden = VerhaalStatus.GEPUBLICEERD, user, ""
    row.gepubliceerd_op = row.gepubliceerd_op or timezone.now()
    row.save()
    _tell(row, versie)
    log(instance=row, action="wagtail.publish", user=user)
    return row


@transaction.atomic
def decline_verhaal(verhaal: Verhaal, *, reden: str, user: User) -> Verhaal:
    """Do not publish a verhaal, or take it off the site, with a reason that its author reads."""
    row = _moderated(verhaal, user)
    text = normalise(reden).strip()
    if not text:
        raise ValidationError({"reden": "Geef een reden. De schrijver leest die."})
    if len(text) > MAX_REDEN:
        raise ValidationError({"reden": f"Maak de reden korter: hoogstens {MAX_REDEN} tekens."})
    if row.status not in {VerhaalStatus.INGEZONDEN, VerhaalStatus.GEPUBLICEERD}:
        raise ValidationError("Over dit verhaal valt niets meer te beslissen.")
    row.status, row.reden, row.beoordeeld_door = VerhaalStatus.AFGEWEZEN, text, user
    row.save(update_fields=["status", "reden", "beoordeeld_door"])
    _leave_index(row)
    _tell(row, newest_nummer(row))
    log(instance=row, action="wagtail.edit", user=user, data={"status": row.status})
    return row


def newest_nummer(verhaal: Verhaal) -> int:
    """The number of the wording that was handed in last; 0 when there is none."""
    return verhaal.versies.aggregate(hoogste=Max("nummer"))["hoogste"] or 0


def _require(user: User, permission: str, message: str) -> None:
    if not user.is_authenticated or not user.has_perm(permission):
        raise PermissionDenied(message)


def _require_author(verhaal: Verhaal, user: User) -> None:
    if verhaal.auteur_id is None or verhaal.auteur_id != user.pk:
        raise PermissionDenied("Alleen wie het verhaal schreef, kan het veranderen.")


def _lock(verhaal: Verhaal) -> Verhaal:
    return Verhaal.objects.select_for_update().get(pk=verhaal.pk)


def _moderated(verhaal: Verhaal, user: User) -> Verhaal:
    """Four eyes: nobody decides on their own verhaal, whatever their role."""
    _require(user, "verhalen.moderate_verhaal", "Alleen de redactie beslist over verhalen.")
    row = _lock(verhaal)
    if row.auteur_id == user.pk:
        raise PermissionDenied("Dit is je eigen verhaal. Een ander lid van de redactie beslist erover.")
    return row


def _fill(row: Verhaal, inhoud: Inhoud) -> None:
    row.titel, row.inleiding = normalise_line(inhoud.titel), normalise_line(inhoud.inleiding)
    row.tekst, row.video_tekst = normalise(inhoud.tekst).strip(), normalise(inhoud.video_tekst).strip()
    row.video_url, row.gesprek = inhoud.video_url.strip(), inhoud.gesprek
    fouten = {}
    if not row.titel:
        fouten["titel"] = "Geef je verhaal een titel."
    if not row.tekst:
        fouten["tekst"] = "Schrijf je verhaal. Bij een video is een korte tekst genoeg."
    if len(row.tekst) > MAX_TEKST:
        fouten["tekst"] = f"Maak je verhaal korter: hoogstens {MAX_TEKST} tekens."
    if row.video_url and not row.video_url.startswith("https://"):
        fouten["video_url"] = "Gebruik een link die met https:// begint."
    if row.video_url and not row.video_tekst:
        fouten["video_tekst"] = "Beschrijf wat er te zien en te horen is, voor wie de video niet kan bekijken."
    if inhoud.gesprek is not None and not inhoud.gesprek.zichtbaar:
        fouten["gesprek"] = "Dit gesprek staat niet op de site. Kies een ander gesprek."
    if fouten:
        raise ValidationError(fouten)


def _set_picture(row: Verhaal, inhoud: Inhoud) -> None:
    """Keep a new picture, drawn anew so that nothing else that was in the file goes along."""
    if inhoud.zonder_afbeelding and inhoud.afbeelding is None:
        row.afbeelding, row.afbeelding_alt = "", ""
        return
    if inhoud.afbeelding is not None:
        try:
            picture = read_bestand(inhoud.afbeelding, only_picture=True)
        except ValidationError as error:
            raise ValidationError({"afbeelding": error.messages}) from None
        row.afbeelding.save(f"{new_urn_id()}.{picture.extensie}", ContentFile(picture.inhoud), save=False)
    row.afbeelding_alt = normalise_line(inhoud.afbeelding_alt) if row.afbeelding else ""
    if row.afbeelding and not row.afbeelding_alt:
        raise ValidationError({"afbeelding_alt": "Beschrijf in één zin wat er op de afbeelding staat."})


def _unique_slug(row: Verhaal) -> str:
    base = slugify(row.titel)[:120] or "verhaal"
    taken = set(Verhaal.objects.exclude(pk=row.pk).filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken or slug in RESERVED:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _freeze(row: Verhaal, user: User) -> VerhaalVersie:
    """Append the wording; the same words twice in a row are one version."""
    words = {name: getattr(row, name) for name in ("titel", "inleiding", "tekst", "video_url", "video_tekst")}
    digest = sha256_hex(words)
    newest = row.versies.order_by("-nummer").first()
    if newest is not None and newest.sha256 == digest:
        return newest
    return row.versies.create(nummer=newest_nummer(row) + 1, sha256=digest, door=user, **words)


def _leave_index(row: Verhaal) -> None:
    """Take it out of the search index: only what readers may see is in there."""
    index.remove_object(row)


def _tell(row: Verhaal, versie: int) -> None:
    """Mail the author what was decided."""
    if row.auteur is not None:
        moment = timezone.now().isoformat()
        queue_bericht(
            "verhaal_besluit",
            sleutel=f"verhaal:{row.urn_id}:{versie}:{row.status}:{moment}",
            aan=row.auteur,
            gegevens={"verhaal": row.pk, "status": row.status},
        )

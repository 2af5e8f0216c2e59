"""Every change to the yield of a gesprek, until it is delivered.

Whoever records locks the gesprek for as long as one change takes, so that recorders never see half of each other's
work and nothing is added while the yield is delivered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.models import BouwsteenSoort, Gesprek
from bouwstenen.opbrengst.bestanden import read_bestand
from bouwstenen.opbrengst.inhoud import Inhoud, check_inhoud, check_words, differences, put_inhoud, read_inhoud
from bouwstenen.opbrengst.models import (
    BewerkingSoort,
    Bijlage,
    BijlageSoort,
    CitaatStand,
    Opbrengstbewerking,
    Opbrengstregel,
    RegelBron,
)
from bouwstenen.opbrengst.plekken import Plek
from bouwstenen.persoonsgegevens import PersoonsgegevensGevonden, accepted_keuzes, apply_keuzes, find_unconfirmed
from kennisbank.accounts.models import User
from kennisbank.text.normalise import normalise
from kennisbank.text.urn import new_urn_id
from themas.models import Thema

MAX_REGELS = 500
"""Most lines of one gesprek; a group of eight says some forty things."""
MAX_BIJLAGEN = 30
_SMALLEST_GAP = 1e-6


@dataclass(frozen=True)
class NieuweRegel:
    """A line as it comes out of a form: its key, its words and its place."""

    sleutel: str
    tekst: str
    plek: Plek


class RegelGewijzigd(Exception):
    """Somebody else changed or removed this line since it was read; `regel` is the line as it is now."""

    def __init__(self, regel: Opbrengstregel) -> None:
        self.regel = regel
        super().__init__("Iemand anders heeft deze regel intussen gewijzigd.")


def may_record(gesprek: Gesprek, user: User) -> bool:
    """Whether somebody may write down what came out: who organises it, until it is delivered."""
    return not gesprek.is_opgeleverd and may_organise(gesprek, user)


def _lock(gesprek: Gesprek, user: User, *, delivered_too: bool = False) -> Gesprek:
    """The gesprek as it is now, locked until the end of the transaction."""
    locked = Gesprek.objects.select_for_update(no_key=True).get(pk=gesprek.pk)
    if not may_organise(locked, user):
        raise PermissionDenied("Je kunt alleen de opbrengst van je eigen gesprekken vastleggen.")
    if locked.is_opgeleverd and not delivered_too:
        raise ValidationError("Dit gesprek is opgeleverd. Er kan niets meer bij.")
    return locked


def _lock_regel(regel: Opbrengstregel, user: User) -> tuple[Gesprek, Opbrengstregel]:
    gesprek = _lock(regel.gesprek, user)
    return gesprek, gesprek.opbrengst.select_related("citaat_van").get(pk=regel.pk)


def _find_done(kenmerk: str, gesprek: Gesprek) -> Opbrengstregel | None:
    """The line that the operation with this mark was about, when it was carried out before."""
    if not kenmerk:
        return None
    done = Opbrengstbewerking.objects.filter(kenmerk=kenmerk).select_related("regel").first()
    if done is not None and done.regel.gesprek_id != gesprek.pk:
        raise PermissionDenied("Dit kenmerk hoort bij een ander gesprek.")
    return done.regel if done else None


def _note(regel: Opbrengstregel, soort: BewerkingSoort, kenmerk: str, user: User) -> None:
    regel.bewerkingen.create(kenmerk=kenmerk or str(uuid4()), soort=soort, versie=regel.versie, door=user)


@transaction.atomic
def save_regel(
    gesprek: Gesprek,
    *,
    sleutel: str,
    tekst: str,
    canvasvak: str = "",
    lichaamsdeel: Thema | None = None,
    soort: str = BouwsteenSoort.INZICHT,
    tegengeluid: bool = False,
    themas: Iterable[Thema] = (),
    volgorde: float | None = None,
    citaat_van: Deelnemer | None = None,
    bron: str = RegelBron.FORMULIER,
    bijlage: Bijlage | None = None,
    bron_begin: int | None = None,
    bron_einde: int | None = None,
    nagekeken: bool = True,
    basisversie: int | None = None,
    bevestigd: Iterable[str] = (),
    bewerking: str = "",
    user: User,
) -> Opbrengstregel:
    """Add the line with this `sleutel`, or give the one that is there these words; twice the same changes nothing.

    `basisversie` is the version the writer had in mind: 0 for a new line, None for whatever is there. When the line has
    changed since, this raises RegelGewijzigd. `bewerking` is a mark of the caller's own for this one change: the same
    mark again gives the line as it is. `bevestigd` holds the fingerprints of finds that are no personal data; others
    raise PersoonsgegevensGevonden, unless the line still has to be looked over.
    """
    locked = _lock(gesprek, user)
    done = _find_done(bewerking, locked)
    if done is not None:
        return done
    inhoud = Inhoud(tekst, soort, tegengeluid, tuple(themas), citaat_van, nagekeken)
    regel = Opbrengstregel.objects.filter(sleutel=sleutel).select_related("gesprek", "citaat_van").first()
    if regel is None:
        regel = Opbrengstregel(
            sleutel=_checked_sleutel(sleutel),
            gesprek=locked,
            canvasvak=canvasvak,
            lichaamsdeel=lichaamsdeel,
            bron=bron,
            bijlage=bijlage,
            bron_begin=bron_begin,
            bron_einde=bron_einde,
            ingevoerd_door=user,
        )
        return _insert(regel, inhoud, volgorde, frozenset(bevestigd), bewerking, user)
    if regel.gesprek_id != locked.pk:
        raise PermissionDenied("Deze regel hoort bij een ander gesprek.")
    changed = differences(read_inhoud(regel), inhoud)
    if changed and basisversie is not None and (basisversie < regel.versie or regel.verwijderd_op):
        raise RegelGewijzigd(regel)
    return _update(regel, inhoud, changed, frozenset(bevestigd), bewerking, user)


@transaction.atomic
def add_regels(
    gesprek: Gesprek, *, regels: Iterable[NieuweRegel], keuzes: Mapping[str, str], user: User
) -> list[Opbrengstregel]:
    """Add many lines at once, or none: raises PersoonsgegevensGevonden with every find without a choice in any of them.

    `keuzes` says by fingerprint what to do with a find.
    """
    locked = _lock(gesprek, user)
    names = [deelnemer.naam for deelnemer in locked.deelnemers.all()]
    accepted = accepted_keuzes(keuzes)
    chosen = [replace(regel, tekst=apply_keuzes(regel.tekst, keuzes, namen=names)) for regel in regels]
    found = [vondst for regel in chosen for vondst in find_unconfirmed(regel.tekst, namen=names, bevestigd=accepted)]
    if found:
        raise PersoonsgegevensGevonden(found)
    return [
        save_regel(
            locked,
            sleutel=regel.sleutel,
            tekst=regel.tekst,
            canvasvak=regel.plek.canvasvak,
            lichaamsdeel=regel.plek.lichaamsdeel,
            bevestigd=accepted,
            bewerking=regel.sleutel,
            user=user,
        )
        for regel in chosen
        if regel.tekst.strip()
    ]


def _checked_sleutel(sleutel: str) -> str:
    if not 8 <= len(sleutel) <= 36 or not sleutel.replace("-", "").isalnum():
        raise ValidationError({"sleutel": "Deze regel heeft geen goede sleutel."})
    return sleutel


def _insert(
    regel: Opbrengstregel,
    inhoud: Inhoud,
    volgorde: float | None,
    bevestigd: frozenset[str],
    bewerking: str,
    user: User,
) -> Opbrengstregel:
    if regel.gesprek.opbrengst.present().count() >= MAX_REGELS:
        raise ValidationError({"tekst": f"Dit gesprek heeft al {MAX_REGELS} regels. Voeg regels samen."})
    everything = {"tekst", "soort", "tegengeluid", "themas", "citaat_van", "nagekeken"}
    check_inhoud(regel.gesprek, inhoud, everything)
    regel.bevestigd = check_words(regel.gesprek, inhoud.tekst, bevestigd) if inhoud.nagekeken else []
    put_inhoud(regel, inhoud, everything)
    regel.volgorde = _last(regel) + 1 if volgorde is None else volgorde
    regel.full_clean(exclude=["gesprek"])
    regel.save(force_insert=True)
    regel.themas.set(inhoud.themas)
    _note(regel, BewerkingSoort.NIEUW, bewerking, user)
    return regel


def _last(regel: Opbrengstregel) -> float:
    """The place in the list of the last line where this one goes; 0 when there is none."""
    there = regel.gesprek.opbrengst.at(canvasvak=regel.canvasvak, lichaamsdeel_id=regel.lichaamsdeel_id)
    return float(there.aggregate(last=Max("volgorde"))["last"] or 0)


def _update(
    regel: Opbrengstregel, inhoud: Inhoud, changed: set[str], bevestigd: frozenset[str], bewerking: str, user: User
) -> Opbrengstregel:
    if not changed:
        return regel
    if regel.citaat_stand == CitaatStand.INGETROKKEN:
        raise ValidationError({"tekst": "De deelnemer heeft dit citaat ingetrokken. Je kunt de regel alleen weghalen."})
    check_inhoud(regel.gesprek, inhoud, changed)
    if inhoud.nagekeken and changed & {"tekst", "nagekeken"}:
        regel.bevestigd = check_words(regel.gesprek, inhoud.tekst, bevestigd | frozenset(regel.bevestigd))
    put_inhoud(regel, inhoud, changed)
    if "themas" in changed:
        regel.themas.set(inhoud.themas)
    _touch(regel)
    _note(regel, BewerkingSoort.GEWIJZIGD, bewerking, user)
    return regel


def _touch(regel: Opbrengstregel) -> None:
    """Save the row as its next version."""
    regel.versie += 1
    regel.gewijzigd_op = timezone.now()
    regel.save()


@transaction.atomic
def change_regel(
    regel: Opbrengstregel,
    *,
    velden: Mapping[str, Any],
    verwacht: Mapping[str, Any],
    bevestigd: Iterable[str] = (),
    bewerking: str = "",
    user: User,
) -> Opbrengstregel:
    """Change only these fields of a line: tekst, soort, tegengeluid, themas, citaat_van or nagekeken.

    `verwacht` is what the writer saw in the same fields. Raises RegelGewijzigd when one of them holds something else by
    now, or the line was removed; what others did to the other fields stays.
    """
    locked, current = _lock_regel(regel, user)
    done = _find_done(bewerking, locked)
    if done is not None:
        return done
    old = read_inhoud(current)
    new = replace(old, **velden)
    changed = differences(old, new)
    overtaken = differences(old, replace(old, **verwacht)) & changed
    if changed and (overtaken or current.verwijderd_op):
        raise RegelGewijzigd(current)
    return _update(current, new, changed, frozenset(bevestigd), bewerking, user)


@transaction.atomic
def remove_regel(
    regel: Opbrengstregel, *, verwacht: str | None = None, bewerking: str = "", user: User
) -> Opbrengstregel:
    """Take a line out; it can be put back. Raises RegelGewijzigd when its words are not those `verwacht`."""
    locked, current = _lock_regel(regel, user)
    if _find_done(bewerking, locked) is not None or current.verwijderd_op is not None:
        return current
    if verwacht is not None and current.tekst != normalise(verwacht).strip():
        raise RegelGewijzigd(current)
    current.verwijderd_op = timezone.now()
    _touch(current)
    _note(current, BewerkingSoort.VERWIJDERD, bewerking, user)
    return current


@transaction.atomic
def restore_regel(regel: Opbrengstregel, *, bewerking: str = "", user: User) -> Opbrengstregel:
    """Put a removed line back where it was."""
    locked, current = _lock_regel(regel, user)
    if _find_done(bewerking, locked) is not None or current.verwijderd_op is None:
        return current
    current.verwijderd_op = None
    _touch(current)
    _note(current, BewerkingSoort.HERSTELD, bewerking, user)
    return current


@transaction.atomic
def move_regel(
    regel: Opbrengstregel, *, plek: Plek | None = None, na: str | None = None, bewerking: str = "", user: User
) -> Opbrengstregel:
    """Put a line right after the one with `sleutel` `na`: first when that is empty, last when it is not there."""
    locked, current = _lock_regel(regel, user)
    if _find_done(bewerking, locked) is not None:
        return current
    if plek is not None:
        current.canvasvak, current.lichaamsdeel = plek.canvasvak, plek.lichaamsdeel
    there = locked.opbrengst.present().at(canvasvak=current.canvasvak, lichaamsdeel_id=current.lichaamsdeel_id)
    others = list(there.exclude(pk=current.pk).order_by("volgorde", "id"))
    sleutels = [other.sleutel for other in others]
    index = 0 if na == "" else sleutels.index(na) + 1 if na in sleutels else len(others)
    current.volgorde = _between(others, index)
    _touch(current)
    _note(current, BewerkingSoort.VERPLAATST, bewerking, user)
    return current


def _between(others: list[Opbrengstregel], index: int) -> float:
    """A place in the list before `others[index]`; makes room when there is none left."""
    if index == len(others):
        return others[-1].volgorde + 1 if others else 1.0
    before = others[index - 1].volgorde if index else others[0].volgorde - 2
    after = others[index].volgorde
    if after - before < _SMALLEST_GAP:
        for number, other in enumerate(others, 1):
            other.volgorde = float(number)
        Opbrengstregel.objects.bulk_update(others, ["volgorde"])
        before, after = float(index), float(index + 1)
    return (before + after) / 2


@transaction.atomic
def add_bijlage(
    gesprek: Gesprek,
    *,
    soort: str,
    bestand: "File[bytes] | None" = None,
    tekstalternatief: str = "",
    tekst: str = "",
    user: User,
) -> Bijlage:
    """Add a file or an account to the record; pictures are made anew, so that nothing of the camera stays in them.

    The same file twice gives the one that is there. Raises ValidationError at `bestand` or `tekst`.
    """
    locked = _lock(gesprek, user)
    if soort not in BijlageSoort.values:
        raise ValidationError({"soort": "Deze soort bijlage bestaat niet."})
    if bestand is None and not tekst.strip():
        raise ValidationError({"bestand": "Kies een bestand."})
    present = locked.bijlagen.present()
    if present.count() >= MAX_BIJLAGEN:
        raise ValidationError({"bestand": f"Dit gesprek heeft al {MAX_BIJLAGEN} bijlagen. Haal er eerst een weg."})
    bijlage = Bijlage(
        gesprek=locked, soort=soort, tekstalternatief=tekstalternatief.strip(), tekst=tekst, toegevoegd_door=user
    )
    if bestand is not None:
        gelezen = read_bestand(bestand, only_picture=soort == BijlageSoort.FOTO)
        earlier = present.filter(sha256=gelezen.sha256, soort=soort).first()
        if earlier is not None:
            return earlier
        bijlage.mime, bijlage.sha256 = gelezen.mime, gelezen.sha256
        bijlage.bestand.save(f"{new_urn_id()}.{gelezen.extensie}", ContentFile(gelezen.inhoud), save=False)
    bijlage.save()
    return bijlage


@transaction.atomic
def remove_bijlage(bijlage: Bijlage, *, user: User) -> Bijlage:
    """Take a file out of the record, also after delivery; lines that came from it stay."""
    _lock(bijlage.gesprek, user, delivered_too=True)
    bijlage.verwijderd_op = bijlage.verwijderd_op or timezone.now()
    bijlage.openbaar = False
    bijlage.save(update_fields=["verwijderd_op", "openbaar"])
    return bijlage


@transaction.atomic
def share_bijlage(bijlage: Bijlage, *, openbaar: bool, tekstalternatief: str, user: User) -> Bijlage:
    """Say in words what is in a picture, and whether readers see it, also after delivery; without words they do not."""
    _lock(bijlage.gesprek, user, delivered_too=True)
    bijlage.tekstalternatief = tekstalternatief.strip()
    if openbaar and not bijlage.tekstalternatief:
        raise ValidationError({"tekstalternatief": "Beschrijf eerst wat er te zien is, voor wie het niet kan zien."})
    bijlage.openbaar = openbaar
    bijlage.save(update_fields=["tekstalternatief", "openbaar"])
    return bijlage

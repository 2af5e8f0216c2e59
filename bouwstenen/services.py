"""Every change to gesprekken and bouwstenen."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import log

from bouwstenen.correcties import changes
from bouwstenen.models import Bouwsteen, BouwsteenStatus, Gesprek, Herkomst, Organisatie
from bouwstenen.persoonsgegevens import check_persoonsgegevens
from bouwstenen.toegang import managed_besides_own, volgers
from kennisbank.accounts.models import User
from kennisbank.text.hashing import sha256_hex
from kennisbank.text.normalise import normalise, normalise_line
from themas.models import Thema, ThemaSoort

MAX_TEKST = 20_000
"""Longest text of a bouwsteen, in characters: it says one thing."""


def _require(user: User, permission: str, message: str) -> None:
    if not user.has_perm(permission):
        raise PermissionDenied(message)


def freeze_bouwsteen(bouwsteen: Bouwsteen, *, user: User | None, reden: str = "", op: datetime | None = None) -> None:
    """Append the present wording as a version, unless the newest one is the same; `op` is now unless given."""
    digest = sha256_hex({"titel": bouwsteen.titel, "tekst": bouwsteen.tekst})
    newest = bouwsteen.versies.order_by("-nummer").first()
    if newest is not None and newest.sha256 == digest:
        return
    number = (bouwsteen.versies.aggregate(highest=Max("nummer"))["highest"] or 0) + 1
    bouwsteen.versies.create(
        nummer=number,
        titel=bouwsteen.titel,
        tekst=bouwsteen.tekst,
        sha256=digest,
        reden=reden[:300],
        door=user,
        op=op or timezone.now(),
    )


def _clean(bouwsteen: Bouwsteen) -> None:
    """Bring the words into their one spelling and check every field."""
    bouwsteen.titel = normalise_line(bouwsteen.titel)
    bouwsteen.tekst = normalise(bouwsteen.tekst)
    bouwsteen.full_clean()
    if len(bouwsteen.tekst) > MAX_TEKST:
        raise ValidationError({"tekst": f"Deze tekst is te lang. Houd het bij {MAX_TEKST} tekens."})


def _checked_themas(themas: Iterable[Thema]) -> list[Thema]:
    """The themas as a list; raises ValidationError when a bouwsteen cannot be about one of them."""
    chosen = list(themas)
    for thema in chosen:
        if thema.opgegaan_in_id:
            raise ValidationError({"themas": f"‘{thema.naam}’ is opgegaan in een ander thema. Kies dat thema."})
        if thema.soort == ThemaSoort.LICHAAMSDEEL:
            raise ValidationError(
                {"themas": f"‘{thema.naam}’ zegt waar in het gesprek iets gezegd is, niet waar het over gaat."}
            )
    return chosen


def _save_new(
    bouwsteen: Bouwsteen, themas: Iterable[Thema], user: User | None, reden: str, op: datetime | None = None
) -> Bouwsteen:
    chosen = _checked_themas(themas)
    _clean(bouwsteen)
    if bouwsteen.status == BouwsteenStatus.GEPUBLICEERD:
        bouwsteen.gepubliceerd_op = op or timezone.now()
    bouwsteen.save()
    bouwsteen.themas.set(chosen)
    freeze_bouwsteen(bouwsteen, user=user, reden=reden, op=op)
    log(instance=bouwsteen, action="wagtail.create", user=user)
    return bouwsteen


@transaction.atomic
def submit_bouwsteen(
    *,
    titel: str,
    tekst: str,
    soort: str,
    tegengeluid: bool = False,
    themas: Iterable[Thema] = (),
    gesprek: Gesprek | None = None,
    bron_id: str | None = None,
    bevestigd: Iterable[str] = (),
    user: User,
) -> Bouwsteen:
    """Hand in a bouwsteen as a deelnemer; the redactie looks at it before readers see it.

    Raises PersoonsgegevensGevonden for what looks like personal data, unless its fingerprint is in `bevestigd`.

    `gesprek` is where it was said, when it was. With `bron_id` handing in the same thing twice gives back the one that
    is there.
    """
    _require(user, "bouwstenen.submit_bouwsteen", "Je kunt geen bouwsteen inzenden met dit account.")
    check_persoonsgegevens(f"{titel}\n{tekst}", bevestigd=bevestigd)
    bouwsteen = Bouwsteen(
        titel=titel,
        tekst=tekst,
        soort=soort,
        tegengeluid=tegengeluid,
        herkomst=Herkomst.INZENDING if gesprek is None else Herkomst.GESPREK,
        gesprek=gesprek,
        ingebracht_door=user,
        status=BouwsteenStatus.INGEDIEND,
        bron_id=bron_id,
    )
    earlier = Bouwsteen.objects.filter(bron_id=bron_id, ingebracht_door=user) if bron_id else Bouwsteen.objects.none()
    return earlier.first() or _save_new(bouwsteen, themas, user, "Ingezonden")


@transaction.atomic
def create_bouwsteen(
    bouwsteen: Bouwsteen, *, themas: Iterable[Thema] = (), reden: str = "Toegevoegd door de redactie", user: User
) -> Bouwsteen:
    """Add a bouwsteen as redactie; its fields are filled in, its status and date are the caller's."""
    _require(user, "bouwstenen.add_bouwsteen", "Je kunt geen bouwstenen toevoegen met dit account.")
    return _save_new(bouwsteen, themas, user, reden, bouwsteen.aangemaakt_op)


@transaction.atomic
def record_bouwsteen(bouwsteen: Bouwsteen, *, themas: Iterable[Thema] = (), user: User | None) -> Bouwsteen:
    """Add what was said in a gesprek, for the redactie to look at; without a `user` its speaker consented later."""
    gesprek = bouwsteen.gesprek
    if user is not None and (gesprek is None or not may_edit_gesprek(gesprek, user)):
        raise PermissionDenied("Je kunt alleen je eigen gesprekken opleveren.")
    return _save_new(bouwsteen, themas, user, "Opgeleverd")


@transaction.atomic
def edit_bouwsteen(
    bouwsteen: Bouwsteen, *, themas: Iterable[Thema] | None = None, reden: str = "", user: User
) -> Bouwsteen:
    """Save a changed bouwsteen; the wording it had stays as a version."""
    _require(user, "bouwstenen.change_bouwsteen", "Je kunt geen bouwstenen wijzigen met dit account.")
    bouwsteen.gewijzigd_op = timezone.now()
    _clean(bouwsteen)
    if themas is not None:
        bouwsteen.themas.set(_checked_themas(themas))
    bouwsteen.save()
    freeze_bouwsteen(bouwsteen, user=user, reden=reden)
    log(instance=bouwsteen, action="wagtail.edit", user=user, data={"reden": reden} if reden else None)
    return bouwsteen


@transaction.atomic
def publish_bouwstenen(bouwstenen: Iterable[Bouwsteen], *, user: User) -> list[Bouwsteen]:
    """Show handed-in bouwstenen to readers; those already shown are left alone, a withdrawn quote is refused."""
    _require(user, "bouwstenen.publish_bouwsteen", "Je kunt geen bouwstenen beoordelen met dit account.")
    chosen = list(bouwstenen)
    if Bouwsteen.objects.filter(pk__in=[item.pk for item in chosen], citaat_ingetrokken_op__isnull=False).exists():
        raise ValidationError("De deelnemer trok de toestemming voor dit citaat in. Het blijft ingetrokken.")
    return _set_status(
        chosen, BouwsteenStatus.GEPUBLICEERD, {BouwsteenStatus.INGEDIEND, BouwsteenStatus.INGETROKKEN}, user
    )


@transaction.atomic
def withdraw_bouwstenen(bouwstenen: Iterable[Bouwsteen], *, reden: str, user: User) -> list[Bouwsteen]:
    """Hide bouwstenen from readers, for a reason; nothing is deleted and publishing undoes it."""
    _require(user, "bouwstenen.publish_bouwsteen", "Je kunt geen bouwstenen intrekken met dit account.")
    if not reden.strip():
        raise ValidationError({"reden": "Vertel waarom je dit intrekt. De inzender kan het teruglezen."})
    return _set_status(
        bouwstenen, BouwsteenStatus.INGETROKKEN, {BouwsteenStatus.INGEDIEND, BouwsteenStatus.GEPUBLICEERD}, user, reden
    )


def _stored_status(bouwstenen: Sequence[Bouwsteen]) -> dict[int, str]:
    """The status of each as it is now, locked until the end of the transaction."""
    rows = Bouwsteen.objects.select_for_update().filter(pk__in=[bouwsteen.pk for bouwsteen in bouwstenen])
    return dict(rows.values_list("pk", "status"))


def _set_status(
    bouwstenen: Iterable[Bouwsteen], status: BouwsteenStatus, allowed: set[BouwsteenStatus], user: User, reden: str = ""
) -> list[Bouwsteen]:
    chosen = list(bouwstenen)
    stored = _stored_status(chosen)
    changed = [bouwsteen for bouwsteen in chosen if stored[bouwsteen.pk] in allowed]
    for bouwsteen in changed:
        bouwsteen.status = status
        bouwsteen.gewijzigd_op = timezone.now()
        if status == BouwsteenStatus.GEPUBLICEERD:
            bouwsteen.gepubliceerd_op = bouwsteen.gewijzigd_op
        bouwsteen.save(update_fields=["status", "gewijzigd_op", "gepubliceerd_op"])
        log(instance=bouwsteen, action="wagtail.edit", user=user, data={"status": status, "reden": reden})
    return changed


@transaction.atomic
def assign_themas(
    bouwstenen: Iterable[Bouwsteen], *, add: Sequence[Thema] = (), remove: Sequence[Thema] = (), user: User
) -> int:
    """Hand out and take away themas for many bouwstenen at once; the number of bouwstenen touched."""
    _require(user, "bouwstenen.change_bouwsteen", "Je kunt geen thema's uitdelen met dit account.")
    added = _checked_themas(add)
    count = 0
    for bouwsteen in bouwstenen:
        bouwsteen.themas.remove(*remove)
        bouwsteen.themas.add(*added)
        bouwsteen.gewijzigd_op = timezone.now()
        bouwsteen.save(update_fields=["gewijzigd_op"])
        log(instance=bouwsteen, action="wagtail.edit", user=user)
        count += 1
    return count


def _require_replaceable(bouwstenen: Sequence[Bouwsteen]) -> None:
    """Only what readers may see can be replaced, for the originals stay readable."""
    stored = _stored_status(bouwstenen)
    for bouwsteen in bouwstenen:
        if stored[bouwsteen.pk] == BouwsteenStatus.INGEDIEND:
            raise ValidationError(f"‘{bouwsteen.titel}’ is nog niet beoordeeld. Publiceer de bouwsteen eerst.")
        if stored[bouwsteen.pk] != BouwsteenStatus.GEPUBLICEERD:
            raise ValidationError(
                f"‘{bouwsteen.titel}’ is ingetrokken of al vervangen en kan niet meer gesplitst of samengevoegd worden."
            )


def _themas_in_use(bouwstenen: Sequence[Bouwsteen]) -> list[Thema]:
    return list(Thema.objects.current().filter(bouwstenen__in=bouwstenen).distinct())


def _replace(originals: Sequence[Bouwsteen], successors: Sequence[Bouwsteen], user: User) -> None:
    for successor in successors:
        successor.afgeleid_van.set(originals)
    for original in originals:
        original.status = BouwsteenStatus.VERVANGEN
        original.gewijzigd_op = timezone.now()
        original.save(update_fields=["status", "gewijzigd_op"])
        log(instance=original, action="wagtail.edit", user=user, data={"vervangen": len(successors)})


@transaction.atomic
def split_bouwsteen(bouwsteen: Bouwsteen, *, delen: Sequence[dict[str, Any]], user: User) -> list[Bouwsteen]:
    """Replace a bouwsteen by two or more; each of `delen` gives titel and tekst, and may give soort.

    The parts take over origin, place, tegengeluid and themas; the original stays readable and linked.
    """
    _require(user, "bouwstenen.change_bouwsteen", "Je kunt geen bouwstenen splitsen met dit account.")
    if len(delen) < 2:
        raise ValidationError("Splits een bouwsteen in ten minste twee delen.")
    _require_replaceable([bouwsteen])
    themas = _themas_in_use([bouwsteen])
    parts = [
        _save_new(
            Bouwsteen(
                titel=deel["titel"],
                tekst=deel["tekst"],
                soort=deel.get("soort") or bouwsteen.soort,
                tegengeluid=bouwsteen.tegengeluid,
                herkomst=bouwsteen.herkomst,
                gesprek=bouwsteen.gesprek,
                ingebracht_door=bouwsteen.ingebracht_door,
                canvasvak=bouwsteen.canvasvak,
                lichaamsdeel=bouwsteen.lichaamsdeel,
                status=BouwsteenStatus.GEPUBLICEERD,
            ),
            themas,
            user,
            f"Afgesplitst van {bouwsteen.urn}",
        )
        for deel in delen
    ]
    _replace([bouwsteen], parts, user)
    return parts


@transaction.atomic
def merge_bouwstenen(originals: Sequence[Bouwsteen], *, titel: str, tekst: str, soort: str, user: User) -> Bouwsteen:
    """Replace two or more bouwstenen by one that says what they share; the originals stay readable and linked.

    The result is tegengeluid when any original is, and has all their themas. It keeps the gesprek and the place in it
    only when all come from the same one.
    """
    _require(user, "bouwstenen.change_bouwsteen", "Je kunt geen bouwstenen samenvoegen met dit account.")
    originals = list(dict.fromkeys(originals))
    if len(originals) < 2:
        raise ValidationError("Kies ten minste twee bouwstenen om samen te voegen.")
    _require_replaceable(originals)
    gesprekken = {bouwsteen.gesprek_id for bouwsteen in originals}
    plekken = {(bouwsteen.canvasvak, bouwsteen.lichaamsdeel_id) for bouwsteen in originals}
    first = originals[0]
    shared = len(gesprekken) == 1 and first.gesprek is not None
    result = Bouwsteen(
        titel=titel,
        tekst=tekst,
        soort=soort,
        tegengeluid=any(bouwsteen.tegengeluid for bouwsteen in originals),
        herkomst=Herkomst.GESPREK if shared else Herkomst.INZENDING,
        gesprek=first.gesprek if shared else None,
        canvasvak=first.canvasvak if shared and len(plekken) == 1 else "",
        lichaamsdeel=first.lichaamsdeel if shared and len(plekken) == 1 else None,
        status=BouwsteenStatus.GEPUBLICEERD,
    )
    themas = _themas_in_use(originals)
    _save_new(result, themas, user, "Samengevoegd uit " + ", ".join(b.urn for b in originals))
    _replace(originals, [result], user)
    return result


@transaction.atomic
def set_stand(bouwsteen: Bouwsteen, *, stand: str) -> None:
    """Keep the projection of the ledger on the bouwsteen; called by the service that writes the ledger."""
    bouwsteen.stand = stand
    bouwsteen.gewijzigd_op = timezone.now()
    bouwsteen.save(update_fields=["stand", "gewijzigd_op"])


def may_edit_gesprek(gesprek: Gesprek, user: User) -> bool:
    """Whether a user may change this gesprek: the redactie all, a gespreksleider their own and those they help with."""
    if user.has_perm("bouwstenen.correct_gesprek"):
        return True
    if not user.has_perm("bouwstenen.change_gesprek"):
        return False
    is_own = gesprek.gespreksleider_id is not None and gesprek.gespreksleider_id == user.pk
    return is_own or Gesprek.objects.filter(managed_besides_own(user), pk=gesprek.pk).exists()


@transaction.atomic
def save_gesprek(
    gesprek: Gesprek, *, organisaties: Iterable[Organisatie] | None = None, reden: str = "", user: User
) -> Gesprek:
    """Add or change a gesprek. Correcting a delivered one needs a reason and leaves a trace per field.

    `organisaties` of None leaves those as they are. Whether it is delivered cannot be changed here.
    """
    is_new = gesprek.pk is None
    chosen = None if organisaties is None else list(organisaties)
    gesprek.samenvatting, gesprek.verslag = normalise(gesprek.samenvatting), normalise(gesprek.verslag)
    if is_new:
        _require(user, "bouwstenen.add_gesprek", "Je kunt geen gesprekken toevoegen met dit account.")
        gesprek.gespreksleider = gesprek.gespreksleider or user
        gesprek.full_clean()
    else:
        stored = Gesprek.objects.select_for_update().get(pk=gesprek.pk)
        if not may_edit_gesprek(stored, user):
            raise PermissionDenied("Je kunt alleen je eigen gesprekken wijzigen.")
        gesprek.opgeleverd_op = stored.opgeleverd_op
        gesprek.full_clean()
        if stored.is_opgeleverd:
            _trace_correction(stored, changes(stored, gesprek, chosen), reden, user)
    gesprek.save()
    if chosen is not None:
        gesprek.organisaties.set(chosen)
    log(instance=gesprek, action="wagtail.create" if is_new else "wagtail.edit", user=user)
    for volger in volgers():
        volger(gesprek, user)
    return gesprek


def _trace_correction(stored: Gesprek, changed: dict[str, tuple[str, str]], reden: str, user: User) -> None:
    if changed and not reden.strip():
        raise ValidationError({"reden": "Dit gesprek is opgeleverd. Vertel waarom je het corrigeert."})
    for name, (old, new) in changed.items():
        stored.correcties.create(veld=name, oud=old, nieuw=new, reden=reden.strip(), door=user)


@transaction.atomic
def deliver_gesprek(gesprek: Gesprek, *, user: User) -> Gesprek:
    """Make the record of a gesprek final. Raises ValidationError when there is none, or when it was not held yet."""
    stored = Gesprek.objects.select_for_update().get(pk=gesprek.pk)
    if not may_edit_gesprek(stored, user):
        raise PermissionDenied("Je kunt alleen je eigen gesprekken opleveren.")
    if stored.is_opgeleverd:
        raise ValidationError("Dit gesprek is al opgeleverd.")
    if not gesprek.verslag.strip() and not gesprek.bouwstenen.exists():
        raise ValidationError({"verslag": "Schrijf eerst een verslag. Daarna kun je het gesprek opleveren."})
    if gesprek.datum > timezone.localdate():
        raise ValidationError({"datum": "Dit gesprek is nog niet gehouden."})
    gesprek.opgeleverd_op = timezone.now()
    gesprek.save(update_fields=["opgeleverd_op"])
    log(instance=gesprek, action="wagtail.edit", user=user, data={"opgeleverd": True})
    return gesprek


@transaction.atomic
def save_organisatie(organisatie: Organisatie, *, user: User) -> Organisatie:
    """Add or change an organisation."""
    is_new = organisatie.pk is None
    permission = "bouwstenen.add_organisatie" if is_new else "bouwstenen.change_organisatie"
    _require(user, permission, "Je kunt geen organisaties wijzigen met dit account.")
    organisatie.full_clean()
    organisatie.save()
    log(instance=organisatie, action="wagtail.create" if is_new else "wagtail.edit", user=user)
    return organisatie

"""Every change around the record of a gesprek once it is written down: reading along, consent, delivery."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from bouwstenen.citaten.services import restore_quote, withdraw_quote
from bouwstenen.deelnemers.models import Deelnemer, DeelnemerStatus
from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.deelnemers.services import queue_bericht
from bouwstenen.meelezen.models import (
    Meelezing,
    ToestemmingGebeurtenis,
    Verbetering,
    VerbeteringSoort,
    VerbeteringStand,
)
from bouwstenen.meelezen.oplevering import choose_verslagvorm, read_overzicht
from bouwstenen.meelezen.titels import make_titel
from bouwstenen.models import Bouwsteen, BouwsteenStatus, Gesprek, Herkomst, Stap
from bouwstenen.opbrengst.inhoud import check_words
from bouwstenen.opbrengst.models import CitaatStand, Opbrengstregel
from bouwstenen.opbrengst.plekken import Plek
from bouwstenen.opbrengst.services import change_regel, remove_regel, save_regel
from bouwstenen.services import deliver_gesprek, record_bouwsteen, save_gesprek
from kennisbank.accounts.models import User
from kennisbank.text.normalise import normalise

BERICHT = "meelezen"
DAGEN = 7
"""So long participants may read along, unless the organiser says otherwise."""
MAX_DAGEN = 60
MAX_TEKST = 2_000
MAX_OPEN = 50
"""So many corrections of one participant may wait at the same time."""
DICHT = "De periode om mee te lezen is voorbij."


def _lock(gesprek: Gesprek) -> Gesprek:
    return Gesprek.objects.select_for_update(no_key=True).get(pk=gesprek.pk)


def _require_organiser(gesprek: Gesprek, user: User) -> None:
    if not may_organise(gesprek, user):
        raise PermissionDenied("Je kunt dit alleen doen voor je eigen gesprekken.")


# Delivery


@transaction.atomic
def deliver_opbrengst(gesprek: Gesprek, *, user: User) -> list[Bouwsteen]:
    """Turn the usable lines of a gesprek into bouwstenen and make its record final; all or nothing.

    Of a delivered gesprek the bouwstenen that are there come back. Raises ValidationError while something stands in
    the way, such as a correction that waits.
    """
    stored = _lock(gesprek)
    _require_organiser(stored, user)
    if stored.is_opgeleverd:
        return list(Bouwsteen.objects.filter(opbrengstregel__gesprek=stored).order_by("pk"))
    overzicht = read_overzicht(stored)
    if overzicht.beletsels:
        raise ValidationError(list(overzicht.beletsels))
    made = [_make_bouwsteen(line, user) for line in overzicht.bruikbaar]
    stored.verslagvorm = choose_verslagvorm(stored, list(stored.bijlagen.all()))
    stored.aantal_deelnemers = stored.aantal_deelnemers or stored.deelnemers.with_place().count() or None
    stored.stap = Stap.VERVOLG
    save_gesprek(stored, user=user)
    deliver_gesprek(stored, user=user)
    Meelezing.objects.filter(gesprek=stored, open_tot__gt=timezone.now()).update(open_tot=timezone.now())
    gesprek.refresh_from_db()
    return made


def _make_bouwsteen(regel: Opbrengstregel, user: User | None) -> Bouwsteen:
    """The bouwsteen of a line, which then knows it."""
    bouwsteen = record_bouwsteen(
        Bouwsteen(
            titel=make_titel(regel.tekst),
            tekst=regel.tekst,
            soort=regel.soort,
            tegengeluid=regel.tegengeluid,
            herkomst=Herkomst.GESPREK,
            gesprek=regel.gesprek,
            canvasvak=regel.canvasvak,
            lichaamsdeel=regel.lichaamsdeel,
            status=BouwsteenStatus.INGEDIEND,
            bron_id=f"opbrengst:{regel.sleutel}",
        ),
        themas=[thema for thema in regel.themas.all() if thema.opgegaan_in_id is None],
        user=user,
    )
    regel.bouwsteen = bouwsteen
    regel.save(update_fields=["bouwsteen"])
    return bouwsteen


# The period


@transaction.atomic
def open_meelezen(gesprek: Gesprek, *, open_tot: datetime | None = None, user: User) -> Meelezing:
    """Let the participants with a place read along until `open_tot`, and mail each of them their link once.

    Of a period that is there the end is moved. Raises ValidationError at `open_tot`.
    """
    stored = _lock(gesprek)
    _require_organiser(stored, user)
    if stored.is_opgeleverd:
        raise ValidationError("Dit gesprek is al opgeleverd. Het verslag verandert niet meer.")
    now = timezone.now()
    end = open_tot or now + timedelta(days=DAGEN)
    if not now < end <= now + timedelta(days=MAX_DAGEN):
        raise ValidationError({"open_tot": f"Kies een dag na vandaag, hoogstens {MAX_DAGEN} dagen vooruit."})
    meelezing, is_new = Meelezing.objects.get_or_create(gesprek=stored, defaults={"open_van": now, "open_tot": end})
    if not is_new:
        meelezing.open_tot = end
    invited = 0
    for deelnemer in stored.deelnemers.with_place():
        sleutel = f"{BERICHT}:{stored.urn_id}:{deelnemer.kenmerk}"
        queue_bericht(BERICHT, sleutel=sleutel, deelnemer=deelnemer, gesprek=stored, user=user)
        invited += 1
    if invited:
        meelezing.uitgenodigd_op = meelezing.uitgenodigd_op or now
    meelezing.save()
    log(instance=stored, action="wagtail.edit", user=user, data={"meelezen": "open", "uitgenodigd": invited})
    return meelezing


@transaction.atomic
def close_meelezen(gesprek: Gesprek, *, user: User) -> None:
    """End the period now; what was proposed still waits for a decision."""
    stored = _lock(gesprek)
    _require_organiser(stored, user)
    now = timezone.now()
    if Meelezing.objects.filter(gesprek=stored, open_tot__gt=now).update(open_tot=now):
        log(instance=stored, action="wagtail.edit", user=user, data={"meelezen": "dicht"})


# Corrections


@transaction.atomic
def propose_verbetering(
    deelnemer: Deelnemer,
    *,
    soort: str,
    regel: Opbrengstregel | None = None,
    plek: Plek | None = None,
    tekst: str = "",
    toelichting: str = "",
    bevestigd: Iterable[str] = (),
) -> Verbetering:
    """Write down what a participant would have otherwise: for a line, or at a place where one is missing.

    The same proposal twice is one. Raises ValidationError at `tekst`, `toelichting` or `plek`, and
    PersoonsgegevensGevonden for what looks like personal data and is not in `bevestigd`.
    """
    gesprek = _lock(deelnemer.gesprek)
    meelezing = Meelezing.objects.filter(gesprek=gesprek).first()
    if gesprek.is_opgeleverd or meelezing is None or not meelezing.is_open:
        raise ValidationError(DICHT)
    fields = _clean_verbetering(gesprek, soort, regel, plek, tekst, toelichting)
    check_words(gesprek, f"{fields['tekst']}\n\n{fields['toelichting']}", frozenset(bevestigd))
    mine = Verbetering.objects.open().filter(deelnemer=deelnemer)
    same = mine.filter(**{name: value for name, value in fields.items() if name not in {"oud", "toelichting"}}).first()
    if same is not None:
        return same
    if mine.count() >= MAX_OPEN:
        raise ValidationError(f"Er wachten al {MAX_OPEN} verbeteringen van jou. Wacht tot daarover is besloten.")
    return Verbetering.objects.create(gesprek=gesprek, deelnemer=deelnemer, **fields)


def _clean_verbetering(
    gesprek: Gesprek, soort: str, regel: Opbrengstregel | None, plek: Plek | None, tekst: str, toelichting: str
) -> dict[str, Any]:
    """The fields of a correction, checked."""
    fields = _subject(gesprek, soort, regel, plek)
    texts = {"tekst": "" if soort == VerbeteringSoort.WEGLATEN else tekst, "toelichting": toelichting}
    for name, value in texts.items():
        fields[name] = normalise(value).strip()
        if len(fields[name]) > MAX_TEKST:
            raise ValidationError({name: f"Maak het korter: hoogstens {MAX_TEKST} tekens."})
    if soort != VerbeteringSoort.WEGLATEN and not fields["tekst"]:
        raise ValidationError({"tekst": "Schrijf op hoe het er moet staan."})
    if soort == VerbeteringSoort.WIJZIGEN and fields["tekst"] == fields["oud"]:
        raise ValidationError({"tekst": "Er is nog niets veranderd aan deze regel."})
    return fields


def _subject(gesprek: Gesprek, soort: str, regel: Opbrengstregel | None, plek: Plek | None) -> dict[str, Any]:
    """What a correction is about: a line that is there, or the place of one that is not."""
    fields: dict[str, Any] = {"soort": VerbeteringSoort(soort), "regel": regel}
    if soort == VerbeteringSoort.TOEVOEGEN:
        if plek is None:
            raise ValidationError({"plek": "Kies waar dit bij hoort."})
        return fields | {"regel": None, "canvasvak": plek.canvasvak, "lichaamsdeel": plek.lichaamsdeel}
    if regel is None or regel.gesprek_id != gesprek.pk or regel.verwijderd_op is not None:
        raise ValidationError("Deze regel staat niet meer in het verslag.")
    return fields | {"oud": regel.tekst}


@transaction.atomic
def accept_verbetering(verbetering: Verbetering, *, bevestigd: Iterable[str] = (), user: User) -> Verbetering:
    """Put a correction into the record. Raises ValidationError when it was decided on, or the record is final.

    `bevestigd` are the fingerprints of what looks like personal data and is not; see save_regel.
    """
    locked = _lock_open(verbetering, user)
    if locked.soort == VerbeteringSoort.TOEVOEGEN:
        locked.regel = save_regel(
            locked.gesprek,
            sleutel=str(uuid.uuid5(uuid.NAMESPACE_URL, f"verbetering:{locked.kenmerk}")),
            tekst=locked.tekst,
            canvasvak=locked.canvasvak,
            lichaamsdeel=locked.lichaamsdeel,
            bevestigd=bevestigd,
            user=user,
        )
    else:
        regel = locked.gesprek.opbrengst.get(verbeteringen=locked)
        if locked.soort == VerbeteringSoort.WEGLATEN:
            remove_regel(regel, user=user)
        elif regel.verwijderd_op is not None:
            raise ValidationError("Deze regel is intussen weggehaald. Neem de verbetering niet over, met die reden.")
        else:
            _rewrite(regel, locked, bevestigd, user)
    return _decide(locked, VerbeteringStand.OVERGENOMEN, "", user)


def _rewrite(regel: Opbrengstregel, verbetering: Verbetering, bevestigd: Iterable[str], user: User) -> None:
    """Give a line the words that were proposed; a quote keeps the consent of a speaker who chose those words."""
    before = regel.citaat_stand
    own = regel.citaat_van_id is not None and regel.citaat_van_id == verbetering.deelnemer_id
    velden = {"tekst": verbetering.tekst}
    saved = change_regel(regel, velden=velden, verwacht={"tekst": regel.tekst}, bevestigd=bevestigd, user=user)
    if own and saved.citaat_stand != before:
        saved.citaat_stand = before
        saved.save(update_fields=["citaat_stand"])


@transaction.atomic
def decline_verbetering(verbetering: Verbetering, *, reden: str, user: User) -> Verbetering:
    """Leave the record as it is, and tell the participant why."""
    locked = _lock_open(verbetering, user)
    if not reden.strip():
        raise ValidationError({"reden": "Vertel waarom niet. De deelnemer leest dit."})
    if len(reden) > MAX_TEKST:
        raise ValidationError({"reden": f"Maak de reden korter: hoogstens {MAX_TEKST} tekens."})
    return _decide(locked, VerbeteringStand.AFGEWEZEN, normalise(reden).strip(), user)


def _lock_open(verbetering: Verbetering, user: User) -> Verbetering:
    gesprek = _lock(verbetering.gesprek)
    _require_organiser(gesprek, user)
    locked = Verbetering.objects.select_for_update().get(pk=verbetering.pk)
    if locked.stand != VerbeteringStand.OPEN:
        raise ValidationError("Over deze verbetering is al besloten.")
    if gesprek.is_opgeleverd:
        raise ValidationError("Dit gesprek is al opgeleverd. Het verslag verandert niet meer.")
    locked.gesprek = gesprek
    return locked


def _decide(verbetering: Verbetering, stand: VerbeteringStand, reden: str, user: User) -> Verbetering:
    verbetering.stand, verbetering.reden = stand, reden
    verbetering.besloten_door, verbetering.besloten_op = user, timezone.now()
    verbetering.save()
    return verbetering


# Consent


@transaction.atomic
def set_toestemming(regel: Opbrengstregel, *, deelnemer: Deelnemer, gegeven: bool) -> Opbrengstregel:
    """Let the speaker of a quote say whether it may be used; at any time, also after delivery.

    Taking it back hides the quote everywhere at once. Giving it after delivery lets the redactie look at the quote as
    a new bouwsteen.
    """
    gesprek = _lock(deelnemer.gesprek)
    locked = Opbrengstregel.objects.select_for_update().get(pk=regel.pk)
    if locked.citaat_van_id is None or locked.citaat_van_id != deelnemer.pk:
        raise PermissionDenied("Alleen wie iets zei, beslist of het gebruikt mag worden.")
    stand = CitaatStand.GEGEVEN if gegeven else CitaatStand.INGETROKKEN
    if locked.citaat_stand == stand:
        return locked
    locked.citaat_stand, locked.citaat_stand_op = stand, timezone.now()
    locked.save(update_fields=["citaat_stand", "citaat_stand_op"])
    ToestemmingGebeurtenis.objects.create(regel=locked, stand=stand, op=locked.citaat_stand_op)
    if gesprek.is_opgeleverd:
        _follow_consent(locked, gegeven)
    return locked


def _follow_consent(regel: Opbrengstregel, gegeven: bool) -> None:
    if regel.bouwsteen is not None:
        if gegeven:
            restore_quote(regel.bouwsteen)
        else:
            withdraw_quote(regel.bouwsteen)
    elif gegeven and regel.nagekeken and regel.verwijderd_op is None:
        _make_bouwsteen(regel, None)


def has_reading_rights(deelnemer: Deelnemer) -> bool:
    """Whether this participant may read the record: who has a place, and who is quoted in it."""
    return deelnemer.status == DeelnemerStatus.AANGEMELD or deelnemer.citaten.exists()

"""Telling participants what became of their words, and what they and the redactie answer."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.log_actions import log

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.deelnemers.services import queue_bericht
from bouwstenen.models import Bouwsteen, Gesprek
from kennisbank.accounts.models import User
from kennisbank.document.models import Editie
from kennisbank.redactie.terugkoppeling.models import Antwoord, Herkenning, Terugkoppelronde
from kennisbank.redactie.terugkoppeling.uitkomsten import read_terugkoppeling
from kennisbank.text.normalise import normalise

MAX_OPMERKING = 2_000
MAX_REACTIE = 2_000


# Telling


def queue_terugkoppelingen() -> int:
    """Have participants told what became of their words; how many mails that makes.

    Once per gesprek at every edition that brought something new for it, and once when the last open bouwsteen got its
    decision. Calling this again changes nothing.
    """
    editie = Editie.objects.newest_first().first()
    due: dict[int, Editie | None] = dict.fromkeys(_complete(), None)
    if editie is not None:
        due |= dict.fromkeys(_not_told_of(editie), editie)
    return sum(_tell(pk, due[pk]) for pk in sorted(due))


def _not_told_of(editie: Editie) -> Iterable[int]:
    """The gesprekken that were delivered before an edition, and not looked at since."""
    told = Terugkoppelronde.objects.filter(gesprek=OuterRef("pk"), editie=editie)
    delivered = Gesprek.objects.delivered().filter(opgeleverd_op__lte=editie.gepubliceerd_op)
    return delivered.filter(~Exists(told)).values_list("pk", flat=True)


def _complete() -> Iterable[int]:
    """The delivered gesprekken on which nothing seems open any more, and whose participants do not know that yet."""
    told = Terugkoppelronde.objects.filter(gesprek=OuterRef("pk"), editie__isnull=True)
    is_open = Q(status="ingediend") | Q(status="gepubliceerd", stand="open")
    own = Bouwsteen.objects.filter(gesprek=OuterRef("pk"))
    later = Bouwsteen.objects.filter(is_open, afgeleid_van__gesprek=OuterRef("pk"))
    unfinished = Exists(own.filter(is_open)) | Exists(later)
    return Gesprek.objects.delivered().filter(~Exists(told), Exists(own), ~unfinished).values_list("pk", flat=True)


@transaction.atomic
def _tell(pk: int, editie: Editie | None) -> int:
    """Write down that this gesprek was looked at, and queue a mail to everybody who was there if there is news."""
    gesprek = Gesprek.objects.select_for_update().get(pk=pk)
    now = timezone.now()
    rondes = Terugkoppelronde.objects.filter(gesprek=gesprek)
    former = rondes.filter(gemeld=True).order_by("-op", "-pk").first()
    stand = read_terugkoppeling(gesprek)
    has_news = bool(stand.nieuw(former.op if former else None, now))
    made: Terugkoppelronde | None = None
    if editie is not None and not rondes.filter(editie=editie).exists():
        made = _start(gesprek, editie, former, gemeld=has_news, op=now)
    if stand.is_compleet and not rondes.filter(editie__isnull=True).exists():
        last = _start(gesprek, None, former, gemeld=has_news and made is None, op=now)
        made = made or last
    return _queue(gesprek, made) if made is not None and made.gemeld else 0


def _start(
    gesprek: Gesprek, editie: Editie | None, vorige: Terugkoppelronde | None, *, gemeld: bool, op: datetime
) -> Terugkoppelronde:
    return Terugkoppelronde.objects.create(gesprek=gesprek, editie=editie, vorige=vorige, gemeld=gemeld, op=op)


def _queue(gesprek: Gesprek, ronde: Terugkoppelronde) -> int:
    moment = f"editie:{ronde.editie_id}" if ronde.editie_id else "compleet"
    present = list(gesprek.deelnemers.with_place())
    for deelnemer in present:
        queue_bericht(
            "terugkoppeling",
            sleutel=f"terugkoppeling:{gesprek.urn_id}:{moment}:{deelnemer.kenmerk}",
            deelnemer=deelnemer,
            gesprek=gesprek,
            gegevens={"ronde": ronde.pk},
        )
    return len(present)


# Answering


@transaction.atomic
def save_herkenning(
    deelnemer: Deelnemer, *, bouwsteen: Bouwsteen | None, antwoord: str, opmerking: str = ""
) -> Herkenning:
    """Keep a participant's answer about a bouwsteen of their gesprek, or about the whole; a next one replaces it.

    Raises ValidationError at antwoord or opmerking. What the redactie had handled comes back when the answer changes.
    """
    gesprek = deelnemer.gesprek
    if antwoord not in Antwoord.values:
        raise ValidationError({"antwoord": "Kies of je dit herkent: ja, deels of nee."})
    text = normalise(opmerking).strip()
    if len(text) > MAX_OPMERKING:
        raise ValidationError({"opmerking": f"Maak je opmerking korter: hoogstens {MAX_OPMERKING} tekens."})
    if not gesprek.is_opgeleverd:
        raise ValidationError("Dit gesprek is nog niet opgeleverd.")
    if bouwsteen is not None and bouwsteen.pk not in _bouwstenen_of(gesprek):
        raise ValidationError("Deze bouwsteen hoort niet bij jouw gesprek.")
    Deelnemer.objects.select_for_update().get(pk=deelnemer.pk)  # one answer at a time, also when a form is sent twice
    row = Herkenning.objects.filter(deelnemer=deelnemer, bouwsteen=bouwsteen).first()
    if row is None:
        return Herkenning.objects.create(
            gesprek=gesprek, bouwsteen=bouwsteen, deelnemer=deelnemer, antwoord=antwoord, opmerking=text
        )
    if (row.antwoord, row.opmerking) != (antwoord, text):
        row.antwoord, row.opmerking, row.gewijzigd_op = antwoord, text, timezone.now()
        row.afgehandeld_op, row.afgehandeld_door = None, None
        row.save()
    return row


def _bouwstenen_of(gesprek: Gesprek) -> set[int]:
    return {uitkomst.bouwsteen.pk for uitkomst in read_terugkoppeling(gesprek).uitkomsten}


@transaction.atomic
def handle_herkenning(herkenning: Herkenning, *, reactie: str, user: User) -> Herkenning:
    """Answer a participant; what the redactie says stands on their own page. Raises ValidationError at reactie."""
    if not user.has_perm("redactie.handle_herkenning"):
        raise PermissionDenied("Alleen de redactie beantwoordt wat deelnemers laten weten.")
    text = normalise(reactie).strip()
    if not text:
        raise ValidationError({"reactie": "Schrijf een antwoord. De deelnemer leest dat terug."})
    if len(text) > MAX_REACTIE:
        raise ValidationError({"reactie": f"Maak je antwoord korter: hoogstens {MAX_REACTIE} tekens."})
    locked = Herkenning.objects.select_for_update().get(pk=herkenning.pk)
    locked.reactie, locked.afgehandeld_op, locked.afgehandeld_door = text, timezone.now(), user
    locked.save(update_fields=["reactie", "afgehandeld_op", "afgehandeld_door"])
    log(instance=locked.gesprek, action="wagtail.edit", user=user, data={"herkenning_afgehandeld": locked.pk})
    return locked

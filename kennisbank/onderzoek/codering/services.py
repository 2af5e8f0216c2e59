"""The life of a round of coding: preparing, beginning, closing, fixing its outcome, and the ways back."""

import random
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from bouwstenen.models import BouwsteenVersie
from kennisbank.accounts.models import User
from kennisbank.onderzoek.codering.berichten import ask_to_code
from kennisbank.onderzoek.codering.coderen.nagekomen import apply_late
from kennisbank.onderzoek.codering.lezen import read_stand
from kennisbank.onderzoek.codering.models import (
    MAX_REDEN,
    Codeereenheid,
    Codeerronde,
    Codeur,
    Fase,
    RondeCode,
    RondeGebeurtenis,
    Stapsoort,
)
from kennisbank.onderzoek.codering.rechten import WERKBANK, require_leider, require_werkbank
from kennisbank.onderzoek.models import Selectie
from kennisbank.text.normalise import normalise, normalise_line
from themas.models import Thema, ThemaSoort

MIN_CODES, MAX_CODES = 2, 40
MIN_CODEURS, MAX_CODEURS = 2, 20
MAX_EENHEDEN = 1_000
MAX_INSTRUCTIE = 10_000
DUBBEL = timedelta(minutes=1)
"""Within so long the same form is the same press of a button."""
AL_BEGONNEN = "Deze ronde is al begonnen. De selectie, de codes en de uitleg liggen vast."


def lock_ronde(ronde: Codeerronde) -> Codeerronde:
    """The round as it is now, locked until the end of the transaction."""
    return Codeerronde.objects.select_for_update().get(pk=ronde.pk)


def record(ronde: Codeerronde, soort: Stapsoort, *, user: User, reden: str = "", **gegevens: Any) -> RondeGebeurtenis:
    """Append to what happened to a round."""
    return ronde.gebeurtenissen.create(soort=soort, reden=reden, gegevens=gegevens, door=user)


# Preparing


@transaction.atomic
def save_ronde(
    ronde: Codeerronde | None,
    *,
    naam: str,
    selectie: Selectie,
    themas: Sequence[Thema],
    instructie: str = "",
    steekproef: int | None = None,
    zaad: int = 1,
    user: User,
) -> Codeerronde:
    """Begin or change a draft of a round. Raises ValidationError at `themas`, and once the coding began.

    The same form sent twice makes one draft.
    """
    require_werkbank(user)
    if ronde is None:
        ronde = _just_made(naam, selectie, user) or Codeerronde(leider=user)
    else:
        ronde = lock_ronde(ronde)
        require_leider(ronde, user)
        _require_fase(ronde, {Fase.CONCEPT}, AL_BEGONNEN)
    ronde.naam, ronde.instructie = normalise_line(naam), normalise(instructie)
    ronde.selectie, ronde.steekproef, ronde.zaad = selectie, steekproef, zaad
    ronde.full_clean()
    if len(ronde.instructie) > MAX_INSTRUCTIE:
        raise ValidationError({"instructie": f"Houd de uitleg bij {MAX_INSTRUCTIE} tekens."})
    chosen = _checked_themas(themas)
    ronde.save()
    _write_codes(ronde, chosen)
    return ronde


def _just_made(naam: str, selectie: Selectie, user: User) -> Codeerronde | None:
    """The draft that the same form made a moment ago. Locks the user, so that two requests at once see each other."""
    User.objects.select_for_update().get(pk=user.pk)
    recent = Codeerronde.objects.filter(leider=user, fase=Fase.CONCEPT, aangemaakt_op__gt=timezone.now() - DUBBEL)
    return recent.filter(naam=normalise_line(naam), selectie=selectie).first()


def _checked_themas(themas: Iterable[Thema]) -> list[Thema]:
    chosen = list(dict.fromkeys(themas))
    if not MIN_CODES <= len(chosen) <= MAX_CODES:
        raise ValidationError({"themas": f"Kies {MIN_CODES} tot {MAX_CODES} thema’s. Nu zijn het er {len(chosen)}."})
    for thema in chosen:
        if thema.opgegaan_in_id or thema.soort == ThemaSoort.LICHAAMSDEEL:
            raise ValidationError({"themas": f"‘{thema.naam}’ kun je hier niet kiezen."})
    return chosen


def _write_codes(ronde: Codeerronde, themas: Iterable[Thema]) -> None:
    """The codes of a draft, with the words of the vocabulary as they are now."""
    ronde.codes.all().delete()
    rows = [
        RondeCode(ronde=ronde, nummer=number, thema=thema, naam=thema.naam, definitie=thema.definitie)
        for number, thema in enumerate(themas, start=1)
    ]
    RondeCode.objects.bulk_create(rows)


@transaction.atomic
def delete_ronde(ronde: Codeerronde, *, user: User) -> None:
    """Throw an own draft away. A round that began is called off instead, so that no answer gets lost."""
    ronde = lock_ronde(ronde)
    require_leider(ronde, user)
    _require_fase(ronde, {Fase.CONCEPT}, "Een ronde die begonnen is, kun je afbreken maar niet verwijderen.")
    ronde.delete()


@transaction.atomic
def add_codeurs(ronde: Codeerronde, people: Iterable[User], *, user: User) -> int:
    """Ask these people to code; how many were not asked before. Also possible while others are coding."""
    ronde = lock_ronde(ronde)
    require_leider(ronde, user)
    _require_fase(ronde, {Fase.CONCEPT, Fase.OPEN}, "Heropen de ronde eerst. Dan kun je iemand uitnodigen.")
    present = {codeur.user_id: codeur.nummer for codeur in ronde.codeurs.all()}
    new = [person for person in dict.fromkeys(people) if person.pk not in present]
    if any(not person.has_perm(WERKBANK) or not person.is_active for person in new):
        raise ValidationError("Iemand die je koos, heeft geen toegang tot de werkbank.")
    if len(present) + len(new) > MAX_CODEURS:
        raise ValidationError(f"Een ronde heeft hoogstens {MAX_CODEURS} codeurs.")
    last = max(present.values(), default=0)
    rows = [Codeur(ronde=ronde, user=person, nummer=last + place) for place, person in enumerate(new, start=1)]
    Codeur.objects.bulk_create(rows)
    if ronde.fase == Fase.OPEN:
        transaction.on_commit(lambda: ask_to_code(ronde, rows))
    return len(rows)


@transaction.atomic
def remove_codeur(codeur: Codeur, *, user: User) -> None:
    """Take an invitation back. Raises ValidationError when there are answers, for those stay."""
    ronde = lock_ronde(codeur.ronde)
    require_leider(ronde, user)
    _require_fase(ronde, {Fase.CONCEPT, Fase.OPEN}, "De ronde is gesloten. De codeurs liggen vast.")
    if codeur.coderingen.exists():
        raise ValidationError("Deze codeur heeft al antwoorden gegeven. Die blijven staan.")
    codeur.delete()


# Coding


@transaction.atomic
def open_ronde(ronde: Codeerronde, *, user: User) -> Codeerronde:
    """Let the coding begin: the wordings, the codes and their definitions are fixed from now on."""
    ronde = lock_ronde(ronde)
    require_leider(ronde, user)
    _require_fase(ronde, {Fase.CONCEPT}, "Deze ronde is al begonnen.")
    if ronde.codeurs.count() < MIN_CODEURS:
        raise ValidationError("Nodig ten minste twee codeurs uit. Met één is er niets te vergelijken.")
    _write_codes(ronde, _checked_themas(code.thema for code in ronde.codes.select_related("thema")))
    versions = _draw(ronde)
    rows = [Codeereenheid(ronde=ronde, versie=versie, nummer=place) for place, versie in enumerate(versions, start=1)]
    Codeereenheid.objects.bulk_create(rows)
    ronde.fase, ronde.geopend_op = Fase.OPEN, timezone.now()
    ronde.save()
    facts = {"selectie": ronde.selectie.kenmerk, "vingerafdruk": ronde.selectie.vingerafdruk}
    record(ronde, Stapsoort.GEOPEND, user=user, **facts, eenheden=[versie.pk for versie in versions])
    transaction.on_commit(lambda: ask_to_code(ronde, ronde.codeurs.select_related("user")))
    return ronde


def _draw(ronde: Codeerronde) -> list[BouwsteenVersie]:
    """The wordings to code, oldest bouwsteen first; of a sample those that its seed draws, the same every time."""
    held = BouwsteenVersie.objects.filter(
        bouwsteen__selectieregels__selectie=ronde.selectie,
        nummer=F("bouwsteen__selectieregels__nummer"),
        bouwsteen__status__in=("gepubliceerd", "vervangen"),
        bouwsteen__citaat_ingetrokken_op__isnull=True,
    ).select_related("bouwsteen")
    versions = sorted(held, key=lambda versie: versie.bouwsteen.urn_id)
    if ronde.steekproef is not None and ronde.steekproef < len(versions):
        # Not for secrets: anybody must be able to draw the same sample again.
        versions = random.Random(ronde.zaad).sample(versions, ronde.steekproef)  # noqa: S311
    if not versions:
        raise ValidationError("In deze selectie staat geen bouwsteen die lezers nog kunnen zien.")
    if len(versions) > MAX_EENHEDEN:
        raise ValidationError(f"Dit zijn {len(versions)} bouwstenen. Neem een steekproef van hoogstens {MAX_EENHEDEN}.")
    return sorted(versions, key=lambda versie: (versie.bouwsteen.aangemaakt_op, versie.bouwsteen_id))


@transaction.atomic
def close_ronde(ronde: Codeerronde, *, user: User) -> Codeerronde:
    """End the coding; all answers given so far are kept in the trail as they are now."""
    ronde = lock_ronde(ronde)
    require_leider(ronde, user)
    _require_fase(ronde, {Fase.OPEN}, "Deze ronde is niet open.")
    stand = read_stand(ronde)
    if not stand.antwoorden:
        raise ValidationError("Nog niemand heeft iets gecodeerd. Breek de ronde af als je haar niet meer nodig hebt.")
    ronde.fase, ronde.gesloten_op = Fase.GESLOTEN, timezone.now()
    ronde.save()
    record(ronde, Stapsoort.GESLOTEN, user=user, antwoorden=stand.as_data())
    return ronde


@transaction.atomic
def reopen_ronde(ronde: Codeerronde, *, reden: str, user: User) -> Codeerronde:
    """One step back, with a reason: from a fixed outcome to settling, from settling or calling off to coding.

    Answers that came in after closing count from now on.
    """
    ronde = lock_ronde(ronde)
    require_leider(ronde, user)
    _require_fase(ronde, {Fase.GESLOTEN, Fase.VASTGESTELD, Fase.AFGEBROKEN}, "Deze ronde is al open.")
    reden = clean_reden(reden)
    if ronde.fase == Fase.VASTGESTELD:
        ronde.fase, ronde.vastgesteld_op = Fase.GESLOTEN, None
    else:
        apply_late(ronde)
        ronde.fase, ronde.gesloten_op = Fase.OPEN, None
    ronde.save()
    record(ronde, Stapsoort.HEROPEND, reden=reden, user=user, naar=str(ronde.fase))
    return ronde


@transaction.atomic
def cancel_ronde(ronde: Codeerronde, *, reden: str, user: User) -> Codeerronde:
    """Call a round off; nothing is deleted and it can be reopened."""
    ronde = lock_ronde(ronde)
    require_leider(ronde, user)
    _require_fase(ronde, {Fase.OPEN, Fase.GESLOTEN}, "Alleen een ronde die loopt, kun je afbreken.")
    reden = clean_reden(reden)
    stand = read_stand(ronde)
    ronde.fase = Fase.AFGEBROKEN
    ronde.save()
    record(ronde, Stapsoort.AFGEBROKEN, reden=reden, user=user, antwoorden=stand.as_data())
    return ronde


@transaction.atomic
def settle_ronde(ronde: Codeerronde, *, user: User) -> Codeerronde:
    """Fix the outcome, for all with the workbench to see. Raises ValidationError while coders differ on anything."""
    ronde = lock_ronde(ronde)
    require_leider(ronde, user)
    _require_fase(ronde, {Fase.GESLOTEN}, "Sluit de ronde eerst.")
    stand = read_stand(ronde)
    open_places = len(stand.verschillen(open_only=True))
    if open_places:
        raise ValidationError(f"Over {open_places} verschil{'len' if open_places > 1 else ''} is nog niet besloten.")
    ronde.fase, ronde.vastgesteld_op = Fase.VASTGESTELD, timezone.now()
    ronde.save()
    record(ronde, Stapsoort.VASTGESTELD, user=user, uitkomst=stand.outcome_as_data())
    return ronde


def clean_reden(reden: str) -> str:
    """A reason on one line. Raises ValidationError at `reden` when there is none, or too much."""
    reden = normalise_line(reden)
    if not reden:
        raise ValidationError({"reden": "Vertel waarom."})
    if len(reden) > MAX_REDEN:
        raise ValidationError({"reden": f"Maak het korter: hoogstens {MAX_REDEN} tekens."})
    return reden


def _require_fase(ronde: Codeerronde, allowed: set[Fase], message: str) -> None:
    if ronde.fase not in allowed:
        raise ValidationError(message)

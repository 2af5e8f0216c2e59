"""What the facilitator does with the conclusions of a game that is over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from bouwstenen.models import (
    Bouwsteen,
    BouwsteenSoort,
    Canvasvak,
    Gesprek,
    GesprekFormat,
    Organisatie,
    Stap,
    Verslagvorm,
)
from bouwstenen.opbrengst.models import RegelBron
from bouwstenen.opbrengst.services import may_record, save_regel
from bouwstenen.persoonsgegevens import PersoonsgegevensGevonden, describe, vondst_sleutel
from bouwstenen.rollenspel.models import Conclusie, Spel
from bouwstenen.rollenspel.nakijken.verslag import write_verslag
from bouwstenen.rollenspel.rollen import Conclusievraag
from bouwstenen.rollenspel.spelen.services import MAX_CONCLUSIE, may_lead
from bouwstenen.services import save_gesprek, submit_bouwsteen
from kennisbank.accounts.models import User
from kennisbank.text.normalise import normalise
from kennisbank.text.plain import excerpt
from kennisbank.text.privacy import find_personal_data
from themas.models import Thema

VAKKEN = {Conclusievraag.GELEERD: Canvasvak.KENMERK, Conclusievraag.DOCUMENT: Canvasvak.WEL_IN_DOCUMENT}
MAX_TITEL = 120


@dataclass(frozen=True)
class Nagekeken:
    """What the facilitator made of one conclusion; `bij` is the sleutel of the one it is merged into."""

    sleutel: str
    tekst: str
    soort: str
    tegengeluid: bool = False
    weg: bool = False
    bij: str = ""
    bevestigd: bool = False


@transaction.atomic
def review_conclusies(spel: Spel, *, regels: Sequence[Nagekeken], user: User) -> None:
    """Keep what the facilitator made of the conclusions.

    Raises ValidationError by sleutel. A text with what looks like personal data is only kept when `bevestigd`, and
    only when that stood in the text that the facilitator had before them.
    """
    locked = _lock(spel, user)
    _require_open(locked)
    found = {conclusie.sleutel: conclusie for conclusie in locked.conclusies.all()}
    errors: dict[str, str] = {}
    known = [regel for regel in regels if regel.sleutel in found]
    gone = {regel.sleutel for regel in known if regel.weg or regel.bij}
    for regel in known:
        problem = _problem(found[regel.sleutel], regel, found, gone)
        if problem:
            errors[regel.sleutel] = problem
    if errors:
        raise ValidationError(errors)
    for regel in known:
        conclusie = found[regel.sleutel]
        conclusie.tekst = normalise(regel.tekst).strip() or conclusie.tekst
        conclusie.soort, conclusie.tegengeluid = regel.soort, regel.tegengeluid
        conclusie.vervallen = regel.weg
        conclusie.opgegaan_in = found[regel.bij] if regel.bij and not regel.weg else None
        conclusie.nagekeken = True
        conclusie.save()


def _problem(conclusie: Conclusie, regel: Nagekeken, found: dict[str, Conclusie], gone: set[str]) -> str:
    """Why this one cannot be kept so; empty when it can."""
    if regel.weg:
        return ""
    text = normalise(regel.tekst).strip()
    if not text:
        return "Schrijf iets op, of laat deze conclusie weg."
    if len(text) > 2 * MAX_CONCLUSIE:
        return f"Maak het korter: hoogstens {2 * MAX_CONCLUSIE} tekens."
    if regel.soort not in BouwsteenSoort.values:
        return "Kies een soort."
    if regel.bij and (regel.bij not in found or regel.bij == regel.sleutel or regel.bij in gone):
        return "Voeg samen met een conclusie die zelf blijft staan."
    shown = {vondst_sleutel(vondst) for vondst in find_personal_data(conclusie.tekst)}
    finds = find_personal_data(text)
    if finds and not (regel.bevestigd and {vondst_sleutel(vondst) for vondst in finds} <= shown):
        return describe(finds).split(". ", maxsplit=1)[0] + ". Haal het weg, of vink aan dat het mag blijven staan."
    return ""


@transaction.atomic
def make_gesprek(
    spel: Spel,
    *,
    gesprek: Gesprek | None = None,
    titel: str = "",
    datum: date | None = None,
    werkvorm: str = "",
    aantal_deelnemers: int | None = None,
    organisaties: Iterable[Organisatie] = (),
    user: User,
) -> Gesprek:
    """Put the conclusions into a gesprek as its yield: a new one, or one of the user's own that is not delivered.

    A game gives its conclusions once; asked again, this gives the gesprek that has them.
    """
    locked = _lock(spel, user)
    if locked.gesprek is not None:
        return locked.gesprek
    _require_open(locked)
    kept = _kept(locked)
    if gesprek is None:
        gesprek = _new_gesprek(locked, titel=titel, datum=datum, werkvorm=werkvorm, aantal=aantal_deelnemers)
        save_gesprek(gesprek, organisaties=organisaties, user=user)
    elif not may_record(gesprek, user):
        raise PermissionDenied("Je kunt alleen de opbrengst van je eigen gesprekken vastleggen.")
    themas = _themas(locked)
    for number, conclusie in enumerate(kept, start=1):
        _save_regel(gesprek, conclusie, themas, number, user)
    locked.gesprek = gesprek
    locked.save(update_fields=["gesprek"])
    return gesprek


def _new_gesprek(spel: Spel, *, titel: str, datum: date | None, werkvorm: str, aantal: int | None) -> Gesprek:
    return Gesprek(
        titel=titel or f"Rollenspel: {spel.inhoud['titel']}"[:150],
        datum=datum or timezone.localdate(spel.gestart_op),
        format=GesprekFormat.ROLLENSPEL,
        werkvorm=werkvorm or Gesprek._meta.get_field("werkvorm").default,
        opgave=spel.inhoud["opgave"],
        stap=Stap.VASTLEGGEN,
        verslagvorm=Verslagvorm.RESPONSCANVAS,
        aantal_deelnemers=aantal,
        samenvatting=f"Een team speelde de casus ‘{spel.inhoud['titel']}’ vanuit de vier rollen van de overheid.",
        verslag=write_verslag(spel.inhoud, spel.resultaat),
    )


def _save_regel(gesprek: Gesprek, conclusie: Conclusie, themas: list[Thema], number: int, user: User) -> None:
    fields: dict[str, Any] = {
        "sleutel": conclusie.sleutel,
        "tekst": conclusie.tekst,
        "canvasvak": VAKKEN[Conclusievraag(conclusie.vraag)].value,
        "soort": conclusie.soort,
        "tegengeluid": conclusie.tegengeluid,
        "themas": themas,
        "volgorde": float(number),
        "bron": RegelBron.ROLLENSPEL,
    }
    accepted = [vondst_sleutel(vondst) for vondst in find_personal_data(conclusie.tekst)] if conclusie.nagekeken else []
    try:
        save_regel(gesprek, **fields, bevestigd=accepted, user=user)
    except PersoonsgegevensGevonden:
        # The name of somebody who signed up for the gesprek: the recorder looks at it there.
        save_regel(gesprek, **fields, nagekeken=False, user=user)


@transaction.atomic
def hand_in_conclusies(spel: Spel, *, user: User) -> list[Bouwsteen]:
    """Hand the conclusions in as bouwstenen, for who may not make a gesprek; asked again, nothing is doubled."""
    locked = _lock(spel, user)
    if locked.gesprek is not None:
        raise ValidationError("De conclusies staan al bij een gesprek.")
    kept = _kept(locked)
    if any(not conclusie.nagekeken for conclusie in kept):
        raise ValidationError("Kijk eerst de conclusies na.")
    themas = _themas(locked)
    made = [
        submit_bouwsteen(
            titel=_cut(excerpt(conclusie.tekst, 18)),
            tekst=conclusie.tekst,
            soort=conclusie.soort,
            tegengeluid=conclusie.tegengeluid,
            themas=themas,
            bron_id=f"rollenspel:{conclusie.sleutel}",
            user=user,
        )
        for conclusie in kept
    ]
    locked.ingezonden_op = locked.ingezonden_op or timezone.now()
    locked.save(update_fields=["ingezonden_op"])
    return made


@transaction.atomic
def remove_spel(spel: Spel, *, user: User) -> None:
    """Delete a game with everything in it; what was made of it elsewhere stays."""
    _lock(spel, user, ended=False).delete()


def _lock(spel: Spel, user: User, *, ended: bool = True) -> Spel:
    locked = Spel.objects.select_for_update().get(pk=spel.pk)
    if not may_lead(locked, user):
        raise PermissionDenied("Alleen wie dit spel begon, kijkt de conclusies na.")
    if ended and not locked.is_voorbij:
        raise ValidationError("Dit spel is nog bezig. Sluit het eerst af.")
    return locked


def _require_open(spel: Spel) -> None:
    if spel.gesprek_id is not None or spel.ingezonden_op is not None:
        raise ValidationError("De conclusies zijn al doorgegeven. Ze zijn hier niet meer te wijzigen.")


def _kept(spel: Spel) -> list[Conclusie]:
    kept = list(Conclusie.objects.filter(spel=spel).kept())
    if not kept:
        raise ValidationError("Er is geen conclusie over om door te geven.")
    return kept


def _themas(spel: Spel) -> list[Thema]:
    return list(Thema.objects.current().filter(slug__in=spel.inhoud["themas"]).exclude(soort="lichaamsdeel"))


def _cut(titel: str) -> str:
    return titel if len(titel) <= MAX_TITEL else titel[: MAX_TITEL - 1].rsplit(" ", 1)[0][: MAX_TITEL - 1] + "…"

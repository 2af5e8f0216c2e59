"""What a line says, apart from where it stands in the list: read from a row, compared, checked and put back."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.models import BouwsteenSoort, Gesprek
from bouwstenen.opbrengst.models import CitaatStand, Opbrengstregel
from bouwstenen.persoonsgegevens import check_persoonsgegevens
from kennisbank.text.normalise import normalise
from themas.models import Thema, ThemaSoort

MAX_REGEL = 5_000
"""Longest line, in characters: it says one thing."""


@dataclass(frozen=True)
class Inhoud:
    """What the recorders fill in about one line."""

    tekst: str
    soort: str = BouwsteenSoort.INZICHT
    tegengeluid: bool = False
    themas: tuple[Thema, ...] = ()
    citaat_van: Deelnemer | None = None
    nagekeken: bool = True


def read_inhoud(regel: Opbrengstregel) -> Inhoud:
    """What a line says now."""
    return Inhoud(
        tekst=regel.tekst,
        soort=regel.soort,
        tegengeluid=regel.tegengeluid,
        themas=tuple(regel.themas.all()),
        citaat_van=regel.citaat_van,
        nagekeken=regel.nagekeken,
    )


def differences(old: Inhoud, new: Inhoud) -> set[str]:
    """The names of the fields that differ; the order of themas means nothing."""
    names = {name for name in ("soort", "tegengeluid", "nagekeken") if getattr(old, name) != getattr(new, name)}
    if old.tekst != normalise(new.tekst).strip():
        names.add("tekst")
    if {thema.pk for thema in old.themas} != {thema.pk for thema in new.themas}:
        names.add("themas")
    if (old.citaat_van.pk if old.citaat_van else None) != (new.citaat_van.pk if new.citaat_van else None):
        names.add("citaat_van")
    return names


def check_inhoud(gesprek: Gesprek, inhoud: Inhoud, changed: set[str]) -> None:
    """Raise ValidationError, by field, for what a line of this gesprek cannot say."""
    tekst = normalise(inhoud.tekst).strip()
    if not tekst:
        raise ValidationError({"tekst": "Schrijf op wat er gezegd is."})
    if len(tekst) > MAX_REGEL:
        raise ValidationError({"tekst": f"Deze regel is te lang: hoogstens {MAX_REGEL} tekens. Eén regel, één ding."})
    if inhoud.soort not in BouwsteenSoort.values:
        raise ValidationError({"soort": "Kies een van de vijf soorten."})
    if inhoud.citaat_van is not None and inhoud.citaat_van.gesprek_id != gesprek.pk:
        raise ValidationError({"citaat_van": "Kies iemand die bij dit gesprek was."})
    if "themas" in changed:
        _check_themas(inhoud.themas)


def _check_themas(themas: tuple[Thema, ...]) -> None:
    for thema in themas:
        if thema.opgegaan_in_id is not None:
            raise ValidationError({"themas": f"‘{thema.naam}’ is opgegaan in een ander thema. Kies dat thema."})
        if thema.soort == ThemaSoort.LICHAAMSDEEL:
            raise ValidationError({"themas": f"‘{thema.naam}’ is een plek in het model, geen thema."})


def check_words(gesprek: Gesprek, tekst: str, bevestigd: frozenset[str]) -> list[str]:
    """The fingerprints of accepted finds in the text; raises PersoonsgegevensGevonden when others are in it."""
    names = [deelnemer.naam for deelnemer in gesprek.deelnemers.all()]
    return check_persoonsgegevens(normalise(tekst), namen=names, bevestigd=bevestigd)


def put_inhoud(regel: Opbrengstregel, inhoud: Inhoud, changed: set[str]) -> None:
    """Put the words and choices on the row, all but the themas; other words of a quote need consent anew."""
    regel.tekst = normalise(inhoud.tekst).strip()
    regel.soort = inhoud.soort
    regel.tegengeluid = inhoud.tegengeluid
    regel.nagekeken = inhoud.nagekeken
    regel.citaat_van = inhoud.citaat_van
    if changed & {"tekst", "citaat_van"}:
        stand = CitaatStand.GEVRAAGD if inhoud.citaat_van else CitaatStand.GEEN
        if stand != regel.citaat_stand:
            regel.citaat_stand = stand
            regel.citaat_stand_op = timezone.now() if stand else None

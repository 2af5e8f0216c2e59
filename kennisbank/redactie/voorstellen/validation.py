"""Whether what somebody proposes can be handed in, with a message at each field that does not hold."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from kennisbank.document.freezing import Sectie
from kennisbank.document.models import HoofdstukVersie
from kennisbank.redactie.voorstellen.models import VoorstelSoort
from kennisbank.redactie.voorstellen.planning import Inbreng, apply_inbreng, find_sectie
from kennisbank.text.limits import TekstFout, check_length
from kennisbank.text.normalise import normalise

MAX_KOP = 150
MAX_MOTIVATIE = 5_000
_KEEPS_WORDS = {VoorstelSoort.VERWIJDERING, VoorstelSoort.VERPLAATSING}


def clean_inbreng(inbreng: Inbreng, motivatie: str, soort: str, basis: HoofdstukVersie, sectie_id: str) -> Inbreng:
    """The words normalised. Raises ValidationError with the fields basis, kop, tekst, na_sectie_id, motivatie."""
    present = find_sectie(basis.inhoud, sectie_id)
    kop, tekst = " ".join(inbreng.kop.split()), normalise(inbreng.tekst)
    if soort in _KEEPS_WORDS and present is not None:
        kop, tekst = present["kop"], present["tekst"]
    cleaned = Inbreng(kop, tekst, inbreng.na_sectie_id)
    errors = dict(_faults(cleaned, motivatie, soort, present))
    if errors:
        raise ValidationError(errors)
    if apply_inbreng(basis.inhoud, soort=soort, sectie_id=sectie_id or "nieuw", inbreng=cleaned) == basis.inhoud:
        field = "na_sectie_id" if soort == VoorstelSoort.VERPLAATSING else "tekst"
        raise ValidationError({field: "Er is nog niets veranderd ten opzichte van de tekst die er staat."})
    return cleaned


def check_words(inbreng: Inbreng) -> None:
    """Raise ValidationError at kop or tekst when a section can not be like this."""
    if errors := dict(_faults_in_words(inbreng, must_have_text=True)):
        raise ValidationError(errors)


def _faults(inbreng: Inbreng, motivatie: str, soort: str, present: Sectie | None) -> Iterator[tuple[str, str]]:
    if soort != VoorstelSoort.NIEUWE_SECTIE and present is None:
        yield "basis", "Deze sectie staat niet in de tekst waarop je voorstel rust. Open het hoofdstuk opnieuw."
    yield from _faults_in_words(inbreng, must_have_text=soort not in _KEEPS_WORDS)
    if not motivatie.strip():
        yield "motivatie", "Vertel waarom je dit voorstelt. De redactie en andere lezers zien het."
    elif len(motivatie) > MAX_MOTIVATIE:
        yield "motivatie", f"Maak de motivatie korter: hoogstens {MAX_MOTIVATIE} tekens."


def _faults_in_words(inbreng: Inbreng, *, must_have_text: bool) -> Iterator[tuple[str, str]]:
    if not inbreng.kop:
        yield "kop", "Geef de sectie een kop."
    elif len(inbreng.kop) > MAX_KOP:
        yield "kop", f"Maak de kop korter: hoogstens {MAX_KOP} tekens."
    if not inbreng.tekst.strip() and must_have_text:
        yield "tekst", "Schrijf de tekst. Wil je de sectie weghalen? Stel dan voor haar te laten vervallen."
    try:
        check_length(inbreng.tekst)
    except TekstFout as fout:
        yield "tekst", str(fout)

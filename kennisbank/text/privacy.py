"""What in a text looks like personal data: to be asked about before it is saved, never a judgement.

Sources: the eleven-test of the burgerservicenummer (weights 9 to 2 and -1, sum divisible by 11, Regeling
burgerservicenummer); IBAN by ISO 13616 (the number with its first four characters moved to the end, letters as 10
to 35, is 1 modulo 97); Dutch telephone numbers by the Nummerplan telefoon- en ISDN-diensten (nine digits after the
first 0).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Gegeven(StrEnum):
    """A kind of personal data."""

    BSN = "bsn"
    EMAIL = "email"
    TELEFOON = "telefoon"
    IBAN = "iban"
    NAAM = "naam"


UITLEG = {
    Gegeven.BSN: "een burgerservicenummer",
    Gegeven.EMAIL: "een e-mailadres",
    Gegeven.TELEFOON: "een telefoonnummer",
    Gegeven.IBAN: "een rekeningnummer",
    Gegeven.NAAM: "de naam van een deelnemer",
}


@dataclass(frozen=True)
class Vondst:
    """A piece of text that looks like personal data: `begin` and `einde` in code points, end exclusive."""

    soort: Gegeven
    begin: int
    einde: int
    tekst: str

    @property
    def uitleg(self) -> str:
        """What it looks like, in words."""
        return UITLEG[self.soort]


_EMAIL_RE = re.compile(
    r"(?<![\w.+-])[\w][\w.+-]{0,63}@[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,24}(?![\w-])",
    re.IGNORECASE,
)
_IBAN_RE = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]){11,30}(?!\w)", re.IGNORECASE)
_DIGITS_RE = re.compile(r"(?<![\w.,])\d(?:[ .\u00a0-]?\d){7,8}(?![\w]|[.,]\d)")
_PHONE_RE = re.compile(
    r"(?<![\w+.,])(?:(?:\+|00)[ ]?31[ -]?(?:\(0\)[ ]?)?|\(?0)[1-9]\)?(?:[ .-]{0,3}\d){8}(?!\w|[.,]\d)"
)
_PARTICLES = frozenset(
    (
        *(
            "aan",
            "af",
            "al",
            "bij",
            "bin",
            "da",
            "dal",
            "de",
            "del",
            "den",
            "der",
            "des",
            "di",
            "dos",
            "du",
            "een",
            "el",
        ),
        *("het", "ibn", "in", "la", "las", "le", "los", "of", "op", "over", "te", "ten", "ter", "tot", "uit", "van"),
        *("vanden", "vander", "von", "voor", "zu", "zum", "zur"),
    )
)
_WORD_RE = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_POSSESSIVE_RE = re.compile(r"['\u2019][sS]$")
_SHORTEST_NAME = 3
# Where two kinds fit the same characters, the first of these is told.
_ORDER = (Gegeven.EMAIL, Gegeven.IBAN, Gegeven.BSN, Gegeven.TELEFOON, Gegeven.NAAM)


def is_bsn(cijfers: str) -> bool:
    """Whether eight or nine digits pass the eleven-test; not the number of zeroes only."""
    if not (cijfers.isascii() and cijfers.isdigit() and len(cijfers) in (8, 9)) or not int(cijfers):
        return False
    nummers = [int(cijfer) for cijfer in cijfers.zfill(9)]
    som = sum(gewicht * nummer for gewicht, nummer in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), nummers, strict=True))
    return som % 11 == 0


def is_iban(tekst: str) -> bool:
    """Whether an account number, spaces left out, is 1 modulo 97."""
    kaal = tekst.replace(" ", "").upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", kaal):
        return False
    return int("".join(str(int(teken, 36)) for teken in kaal[4:] + kaal[:4])) % 97 == 1


def find_personal_data(tekst: str, namen: Iterable[str] = ()) -> list[Vondst]:
    """Return what looks like personal data, in order and without overlap.

    Of a name every part of three letters or more counts when it stands in the text with a capital, particles such as
    "van der" left out; so "Jansen" is found for "P. van der Jansen", and "de roos" is not for "Anna Roos".
    """
    vondsten: list[Vondst] = []
    bezet: list[tuple[int, int]] = []
    kandidaten = [*_numbers(tekst), *_names(tekst, namen)]
    for vondst in sorted(kandidaten, key=lambda v: (_ORDER.index(v.soort), v.begin)):
        if all(vondst.einde <= begin or vondst.begin >= einde for begin, einde in bezet):
            vondsten.append(vondst)
            bezet.append((vondst.begin, vondst.einde))
    return sorted(vondsten, key=lambda v: v.begin)


def _numbers(tekst: str) -> Iterator[Vondst]:
    for match in _EMAIL_RE.finditer(tekst):
        yield _found(Gegeven.EMAIL, match)
    for match in _IBAN_RE.finditer(tekst):
        einde = _iban_end(match.group())
        if einde:
            yield Vondst(Gegeven.IBAN, match.start(), match.start() + einde, match.group()[:einde])
    for match in _DIGITS_RE.finditer(tekst):
        if is_bsn(re.sub(r"\D", "", match.group())):
            yield _found(Gegeven.BSN, match)
    for match in _PHONE_RE.finditer(tekst):
        yield _found(Gegeven.TELEFOON, match)


def _iban_end(tekst: str) -> int:
    """How much of a run of letters and digits is an account number: words may follow it. 0 when none is."""
    ends = [plek for plek in range(len(tekst), 14, -1) if plek == len(tekst) or tekst[plek] == " "]
    return next((plek for plek in ends if is_iban(tekst[:plek])), 0)


def _names(tekst: str, namen: Iterable[str]) -> Iterator[Vondst]:
    delen = {deel.casefold() for naam in namen for deel in _WORD_RE.findall(naam) if len(deel) >= _SHORTEST_NAME}
    delen -= _PARTICLES
    if not delen:
        return
    begin = einde = -1
    for match in _WORD_RE.finditer(tekst):
        woord = match.group()
        hit = woord[0].isupper() and not delen.isdisjoint({woord.casefold(), _POSSESSIVE_RE.sub("", woord).casefold()})
        if hit and begin >= 0 and _only_particles(tekst[einde : match.start()]):
            einde = match.end()
        elif hit:
            if begin >= 0:
                yield Vondst(Gegeven.NAAM, begin, einde, tekst[begin:einde])
            begin, einde = match.span()
    if begin >= 0:
        yield Vondst(Gegeven.NAAM, begin, einde, tekst[begin:einde])


def _only_particles(tussen: str) -> bool:
    """Whether first name and surname belong together: nothing but a space and "van der" between them."""
    return "\n" not in tussen and all(woord.casefold() in _PARTICLES for woord in tussen.split()) and tussen[:1] == " "


def _found(soort: Gegeven, match: re.Match[str]) -> Vondst:
    return Vondst(soort, match.start(), match.end(), match.group())

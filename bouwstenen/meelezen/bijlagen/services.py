"""Every change that comes in by a file or an account: filled-in forms, visual reports, reporters' accounts."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.log_actions import log

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.meelezen.bijlagen.inlezen import read_upload
from bouwstenen.meelezen.bijlagen.passages import trim_span
from bouwstenen.meelezen.bijlagen.pdf import clean_pdf
from bouwstenen.models import BouwsteenSoort, Gesprek
from bouwstenen.opbrengst.inhoud import check_words
from bouwstenen.opbrengst.models import Bijlage, BijlageSoort, Opbrengstregel, RegelBron
from bouwstenen.opbrengst.plekken import ZONDER_PLEK, Plek, all_plekken
from bouwstenen.opbrengst.services import (
    add_bijlage,
    change_regel,
    remove_bijlage,
    remove_regel,
    save_regel,
    share_bijlage,
)
from bouwstenen.persoonsgegevens import find_unconfirmed, vondst_sleutel
from kennisbank.accounts.models import User
from kennisbank.drukwerk import Ingevuld, PdfFout, read_invulblad
from kennisbank.text.normalise import normalise
from kennisbank.text.sentences import Span

MAX_VERSLAG = 100_000
"""Longest account, in characters: some forty pages."""


@dataclass(frozen=True)
class Ingelezen:
    """What came out of a filled-in form: new lines to check, and how many were there already."""

    bijlage: Bijlage
    regels: Sequence[Opbrengstregel]
    bekend: int


def _sleutel(*parts: object) -> str:
    """The same for the same parts, so that nothing comes in twice."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, ":".join(map(str, parts))))


# Filled-in forms


@transaction.atomic
def import_invulblad(gesprek: Gesprek, *, bestand: "File[bytes]", user: User) -> Ingelezen:
    """Turn what was filled in into draft lines in their boxes, for the gespreksleider to check.

    The same words in the same box come in once, however often the file is handed in. Raises ValidationError at
    `bestand` for anything that is no form of this gesprek.
    """
    try:
        filled = read_invulblad(read_upload(bestand))
    except PdfFout as fout:
        raise ValidationError({"bestand": str(fout)}) from None
    if filled.kenmerk not in {"", gesprek.urn_id}:
        raise ValidationError({"bestand": "Dit formulier hoort bij een ander gesprek. Lever het daar in."})
    if not any(filled.regels.values()):
        raise ValidationError({"bestand": "In deze pdf is niets ingevuld. Heb je hem bewaard na het invullen?"})
    bijlage = add_bijlage(gesprek, soort=BijlageSoort.INVULBLAD, bestand=bestand, user=user)
    lines = _lines(gesprek, filled)
    known = set(Opbrengstregel.objects.filter(sleutel__in=lines).values_list("sleutel", flat=True))
    try:
        made = [
            save_regel(
                gesprek,
                sleutel=sleutel,
                tekst=tekst,
                canvasvak=plek.canvasvak,
                lichaamsdeel=plek.lichaamsdeel,
                bron=RegelBron.INVULBLAD,
                bijlage=bijlage,
                nagekeken=False,
                user=user,
            )
            for sleutel, (plek, tekst) in lines.items()
            if sleutel not in known
        ]
    except ValidationError as error:
        raise ValidationError({"bestand": error.messages}) from None
    return Ingelezen(bijlage, made, len(known))


def _lines(gesprek: Gesprek, filled: Ingevuld) -> dict[str, tuple[Plek, str]]:
    """Place and words of every line, by a key that follows from them."""
    plekken = {plek.sleutel: plek for plek in all_plekken(gesprek)}
    return {
        _sleutel("invulblad", gesprek.urn_id, vak, normalise(tekst)): (plekken.get(vak, ZONDER_PLEK), tekst)
        for vak, teksten in filled.regels.items()
        for tekst in teksten
    }


@transaction.atomic
def accept_concept(
    regel: Opbrengstregel, *, tekst: str, soort: str, bevestigd: Iterable[str] = (), user: User
) -> Opbrengstregel:
    """Take a draft line into the yield, with the words and soort that the gespreksleider gives it."""
    velden = {"tekst": tekst, "soort": soort, "nagekeken": True}
    seen = {"tekst": regel.tekst, "soort": regel.soort, "nagekeken": regel.nagekeken}
    return change_regel(regel, velden=velden, verwacht=seen, bevestigd=bevestigd, user=user)


@transaction.atomic
def save_concept(regel: Opbrengstregel, *, tekst: str, soort: str, user: User) -> Opbrengstregel:
    """Keep what was typed at a draft line, which stays a draft."""
    if regel.nagekeken:
        raise ValidationError("Deze regel doet al mee in de opbrengst.")
    seen = {"tekst": regel.tekst, "soort": regel.soort}
    return change_regel(regel, velden={"tekst": tekst, "soort": soort}, verwacht=seen, user=user)


@transaction.atomic
def remove_concepten(regels: Iterable[Opbrengstregel], *, user: User) -> int:
    """Throw draft lines away; how many. What was taken into the yield meanwhile stays."""
    drafts = [regel for regel in regels if not regel.nagekeken and regel.verwijderd_op is None]
    for regel in drafts:
        remove_regel(regel, verwacht=regel.tekst, user=user)
    return len(drafts)


# Visual reports


@transaction.atomic
def add_beeldverslag(
    gesprek: Gesprek, *, bestand: "File[bytes]", tekstalternatief: str, openbaar: bool, user: User
) -> Bijlage:
    """Add a picture or PDF, made anew, with what is to be seen in it in words. Raises ValidationError at the field."""
    if not tekstalternatief.strip():
        raise ValidationError({"tekstalternatief": "Beschrijf wat er te zien is, voor wie het niet kan zien."})
    data = read_upload(bestand)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        clean: File[bytes] = ContentFile(clean_pdf(data), "beeldverslag.pdf")
    elif data.startswith(b"PK") or _is_text(data):
        raise ValidationError({"bestand": "Kies een foto of tekening (JPEG, PNG of WebP) of een pdf."})
    else:
        clean = ContentFile(data, "beeldverslag")
    bijlage = add_bijlage(
        gesprek, soort=BijlageSoort.BEELDVERSLAG, bestand=clean, tekstalternatief=tekstalternatief, user=user
    )
    return share_bijlage(bijlage, openbaar=openbaar, tekstalternatief=tekstalternatief, user=user)


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False


# Accounts


@transaction.atomic
def add_verslag(
    gesprek: Gesprek, *, tekst: str, openbaar: bool = False, bevestigd: Iterable[str] = (), user: User
) -> Bijlage:
    """Add a reporter's account in Markdown; the same words twice are one account.

    Raises ValidationError at `tekst`, and PersoonsgegevensGevonden for what is not in `bevestigd`.
    """
    words = normalise(tekst).strip()
    if not words:
        raise ValidationError({"tekst": "Schrijf of plak het verslag, of kies een bestand."})
    if len(words) > MAX_VERSLAG:
        raise ValidationError({"tekst": f"Dit verslag is te lang: hoogstens {MAX_VERSLAG} tekens."})
    check_words(gesprek, words, frozenset(bevestigd))
    earlier = gesprek.bijlagen.present().filter(soort=BijlageSoort.REPORTER, tekst=words).first()
    bijlage = earlier or add_bijlage(gesprek, soort=BijlageSoort.REPORTER, tekst=words, user=user)
    return set_openbaar(bijlage, openbaar=openbaar, user=user)


@transaction.atomic
def set_openbaar(bijlage: Bijlage, *, openbaar: bool, user: User) -> Bijlage:
    """Say whether readers see an account or a picture; hiding it is possible after delivery too."""
    gesprek = Gesprek.objects.select_for_update(no_key=True).get(pk=bijlage.gesprek_id)
    if not may_organise(gesprek, user):
        raise PermissionDenied("Je kunt dit alleen doen voor je eigen gesprekken.")
    if openbaar and gesprek.is_opgeleverd:
        raise ValidationError("Dit gesprek is opgeleverd. Er kan niets meer bij.")
    if openbaar and bijlage.soort != BijlageSoort.REPORTER and not bijlage.tekstalternatief:
        raise ValidationError({"tekstalternatief": "Beschrijf eerst wat er te zien is."})
    if bijlage.openbaar != openbaar:
        bijlage.openbaar = openbaar
        bijlage.save(update_fields=["openbaar"])
        log(instance=gesprek, action="wagtail.edit", user=user, data={"bijlage": bijlage.soort, "openbaar": openbaar})
    return bijlage


@transaction.atomic
def mark_passages(
    bijlage: Bijlage,
    *,
    spans: Iterable[Span],
    plek: Plek = ZONDER_PLEK,
    soort: str = BouwsteenSoort.INZICHT,
    tegengeluid: bool = False,
    citaat_van: Deelnemer | None = None,
    user: User,
) -> list[Opbrengstregel]:
    """Turn passages of an account into lines that know their place in it; the same passage twice is one line.

    `spans` are places in the text in code points, end exclusive. Raises ValidationError at `zinnen`.
    """
    if bijlage.soort != BijlageSoort.REPORTER or bijlage.verwijderd_op is not None:
        raise ValidationError("Dit verslag is er niet meer.")
    places = [trim_span(bijlage.tekst, *span) for span in spans]
    if not places or None in places:
        raise ValidationError({"zinnen": "Kies ten minste één zin uit het verslag."})
    return [
        _mark(bijlage, place, plek, soort, tegengeluid, citaat_van, user)
        for place in dict.fromkeys(place for place in places if place is not None)
    ]


def _mark(
    bijlage: Bijlage,
    place: Span,
    plek: Plek,
    soort: str,
    tegengeluid: bool,
    citaat_van: Deelnemer | None,
    user: User,
) -> Opbrengstregel:
    begin, einde = place
    words = bijlage.tekst[begin:einde]
    same = Opbrengstregel.objects.filter(bijlage=bijlage, bron_begin=begin, bron_einde=einde)
    known = same.present().first()
    if known is not None:
        return known
    return save_regel(
        bijlage.gesprek,
        sleutel=_sleutel("verslag", bijlage.kenmerk, begin, einde, same.count()),
        tekst=words,
        canvasvak=plek.canvasvak,
        lichaamsdeel=plek.lichaamsdeel,
        soort=soort,
        tegengeluid=tegengeluid,
        citaat_van=citaat_van,
        bron=RegelBron.VERSLAG,
        bijlage=bijlage,
        bron_begin=begin,
        bron_einde=einde,
        # Somebody answered for the whole account when it was added.
        bevestigd=_accepted_before(bijlage.gesprek, words),
        user=user,
    )


def _accepted_before(gesprek: Gesprek, tekst: str) -> list[str]:
    """The fingerprints of everything in a text that looks like personal data and was accepted before."""
    names = [deelnemer.naam for deelnemer in gesprek.deelnemers.all()]
    return [vondst_sleutel(vondst) for vondst in find_unconfirmed(tekst, namen=names)]


@transaction.atomic
def remove_verslag(bijlage: Bijlage, *, user: User) -> Bijlage:
    """Take an account or visual report out of the record. Raises ValidationError while passages of it are marked."""
    if bijlage.regels.filter(bron=RegelBron.VERSLAG, verwijderd_op__isnull=True).exists():
        raise ValidationError("Er zijn passages uit dit verslag gekozen. Haal die regels eerst weg.")
    return remove_bijlage(bijlage, user=user)

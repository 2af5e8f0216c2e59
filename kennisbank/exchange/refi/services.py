"""Bringing themas and codings in from REFI-QDA: every change goes through the services of the apps themselves."""

from collections import defaultdict
from textwrap import shorten

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from bouwstenen.models import Bouwsteen
from bouwstenen.services import assign_themas
from kennisbank.accounts.models import User
from kennisbank.exchange.formats.source import Melding, MeldingSoort
from kennisbank.exchange.refi.codes import Codeplan, Doel, NieuwThema, plan_codes
from kennisbank.exchange.refi.codings import Coderingplan, plan_codings
from kennisbank.exchange.refi.reader import read_refi
from kennisbank.exchange.report import Importverslag
from themas.models import Thema, ThemaSoort
from themas.services import save_thema, set_relaties

SHOWN = 200
"""Most characters of a definition in the report."""
PERMISSIONS = ("exchange.import_codering", "themas.add_thema", "themas.change_thema", "bouwstenen.change_bouwsteen")


def import_codering(inhoud: bytes, naam: str, *, user: User, dry_run: bool = False) -> Importverslag:
    """Take themas and codings over from a `.qdpx` or `.qdc`, all or nothing; what is here is never taken away.

    With `dry_run` nothing changes. Raises PermissionDenied, and LeesFout for a file that cannot be read.
    """
    if not user.has_perms(PERMISSIONS):
        raise PermissionDenied("Je kunt geen coderingen importeren met dit account.")
    project, weggelaten = read_refi(inhoud, naam)
    with transaction.atomic():
        codes = plan_codes(project, bron=naam)
        codings = plan_codings(project, codes)
        if not dry_run:
            _execute(codes, codings, user)
    return _report(naam, codes, codings, weggelaten, dry_run=dry_run)


def _execute(codes: Codeplan, codings: Coderingplan, user: User) -> None:
    made: dict[int, Thema] = {}
    slugs = set(Thema.objects.values_list("slug", flat=True))
    for nieuw in codes.nieuw:
        thema = Thema(naam=nieuw.naam, slug=_free_slug(nieuw.naam, slugs), definitie=nieuw.definitie)
        made[id(nieuw)] = save_thema(thema, user=user)
        if nieuw.boven is not None:
            set_relaties(thema, breder=[_resolve(nieuw.boven, made)], verwant=[], user=user)
    groups: dict[tuple[Thema, ...], list[Bouwsteen]] = defaultdict(list)
    for pk, doelen in codings.nieuw.items():
        themas = sorted((_resolve(doel, made) for doel in doelen), key=lambda thema: thema.pk)
        groups[tuple(themas)].append(codings.bouwstenen[pk])
    for themas_of_group, stenen in groups.items():
        assign_themas(stenen, add=themas_of_group, user=user)


def _resolve(doel: Doel, made: dict[int, Thema]) -> Thema:
    return made[id(doel)] if isinstance(doel, NieuwThema) else doel


def _free_slug(naam: str, slugs: set[str]) -> str:
    base = slugify(naam)[:90].strip("-") or ThemaSoort.THEMA.value
    slug, number = base, 2
    while slug in slugs:
        slug, number = f"{base}-{number}", number + 1
    slugs.add(slug)
    return slug


def _report(
    naam: str, codes: Codeplan, codings: Coderingplan, weggelaten: list[Melding], *, dry_run: bool
) -> Importverslag:
    verslag = Importverslag(naam, dry_run, eenheid=("thema of codering", "thema’s en coderingen"))
    verslag.toegevoegd = [_line_of(nieuw) for nieuw in codes.nieuw]
    for pk, doelen in codings.nieuw.items():
        verslag.gewijzigd.append(f"‘{codings.bouwstenen[pk].titel}’: {', '.join(doel.naam for doel in doelen)}")
    known = [melding for melding in codes.meldingen if melding.soort is MeldingSoort.HERKEND]
    verslag.ongewijzigd = [melding.plek for melding in known] + [""] * codings.ongewijzigd
    verslag.weggelaten = [*weggelaten, *codes.meldingen, *codings.meldingen]
    return verslag


def _line_of(nieuw: NieuwThema) -> str:
    """What readers will see of a new thema."""
    onder = f", onder ‘{nieuw.boven.naam}’" if nieuw.boven is not None else ""
    return f"Thema ‘{nieuw.naam}’{onder}: {shorten(nieuw.definitie, SHOWN, placeholder='…')}"

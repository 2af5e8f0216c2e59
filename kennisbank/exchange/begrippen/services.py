"""Bringing begrippen in from SKOS: planned first, then saved by the services of the themas, all or nothing."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from kennisbank.accounts.models import User
from kennisbank.exchange.begrippen.bekenden import Herkenning
from kennisbank.exchange.begrippen.model import Begrip, Begrippenlijst, Opmerking
from kennisbank.exchange.begrippen.plan import VELDEN, Begrippenplan, Begripplan, fingerprint, plan_begrippen
from kennisbank.exchange.begrippen.verbanden import plan_verbanden
from kennisbank.exchange.formats.source import Melding, MeldingSoort
from kennisbank.exchange.models import Begripbron
from kennisbank.exchange.plan import Actie
from kennisbank.exchange.report import Importverslag
from kennisbank.text.urn import parse_urn
from themas.models import Thema
from themas.services import save_thema, set_relaties, set_synoniemen

MAX_SLUG = 90


def import_begrippen(
    lijst: Begrippenlijst, *, naam: str, user: User, dry_run: bool = False, weghalen: bool = False
) -> Importverslag:
    """Bring a list of begrippen in as themas and lenzen.

    A begrip that is here already is changed, or left alone with a reason; nothing is ever deleted. With `weghalen`,
    synonyms and relations that the file lacks are taken away from the begrippen it follows. With `dry_run` nothing
    changes. Raises PermissionDenied.
    """
    for permission in ("exchange.import_begrippen", "themas.add_thema", "themas.change_thema"):
        if not user.has_perm(permission):
            raise PermissionDenied("Je kunt geen begrippen importeren met dit account.")
    with transaction.atomic():
        plan = plan_begrippen(lijst, weghalen=weghalen)
        plan_verbanden(plan, weghalen=weghalen)
        verslag = _report(plan, lijst, naam, dry_run)
        if not dry_run:
            _execute(plan, user=user)
    return verslag


def _execute(plan: Begrippenplan, *, user: User) -> None:
    changed = [each for each in plan.plannen if each.actie is not Actie.ONGEWIJZIGD]
    slugs = set(Thema.objects.values_list("slug", flat=True))
    for each in changed:
        _save_words(each, slugs, user)
    themas = {thema.urn: thema for thema in Thema.objects.all()}
    themas |= {each.begrip.uri: each.thema for each in changed if each.thema is not None}
    for each in changed:
        _take_away(each, themas, user)
    for each in changed:
        _save_links(each, themas, user)


def _save_words(each: Begripplan, slugs: set[str], user: User) -> None:
    if each.thema is None:
        # Its key stays the URI that the relations of others name: the thema has a URN only from now on.
        each.thema = _new_thema(each, slugs)
    for veld, waarde in each.velden.items():
        setattr(each.thema, veld, waarde)
    # Also when its own words stay: so that the change is in the log, and the search index learns the synonyms.
    save_thema(each.thema, user=user)
    set_synoniemen(each.thema, termen=each.synoniemen, user=user)
    _save_bronnen(each, each.thema)


def _new_thema(each: Begripplan, slugs: set[str]) -> Thema:
    last = Thema.objects.filter(soort=each.soort).aggregate(last=Max("volgorde"))["last"] or 0
    thema = Thema(soort=each.soort, slug=_free_slug(each.begrip, slugs), volgorde=min(last + 1, 32_767))
    if each.begrip.urn:
        thema.urn_id = parse_urn(each.begrip.urn)[1]
    return thema


def _free_slug(begrip: Begrip, slugs: set[str]) -> str:
    """The address that our own begrip had, or one after its name; with a number when it is taken."""
    last = begrip.pagina.rstrip("/").rpartition("/")[2] if begrip.urn else ""
    basis = (slugify(last) or slugify(begrip.naam) or "begrip")[:MAX_SLUG]
    slug, nummer = basis, 2
    while slug in slugs:
        slug, nummer = f"{basis}-{nummer}", nummer + 1
    slugs.add(slug)
    return slug


def _save_bronnen(each: Begripplan, thema: Thema) -> None:
    """Remember where it came from; the words of the file count as imported, whether taken over or not."""
    sha256 = fingerprint(*(getattr(each.begrip, veld) for veld in VELDEN))
    Begripbron.objects.bulk_create(
        Begripbron(thema=thema, uri=uri, sha256=sha256 if uri == each.begrip.uri else "") for uri in each.bronnen
    )
    if each.velden:
        Begripbron.objects.filter(uri=each.begrip.uri).update(sha256=sha256)


def _take_away(each: Begripplan, themas: Mapping[str, Thema], user: User) -> None:
    """First what goes, so that no new relation closes a circle with one that will be gone."""
    if each.thema is None:
        return
    present = list(each.thema.breder.all())
    kept = [thema for thema in present if thema in _find(each.breder, themas)]
    if kept != present:
        set_relaties(each.thema, breder=kept, verwant=list(each.thema.verwant.all()), user=user)


def _save_links(each: Begripplan, themas: Mapping[str, Thema], user: User) -> None:
    if each.thema is not None and (each.breder or each.verwant or each.herkenning is not Herkenning.NIEUW):
        verwant = _find(each.verwant, themas)
        set_relaties(each.thema, breder=_find(each.breder, themas), verwant=verwant, user=user)


def _find(keys: Iterable[str], themas: Mapping[str, Thema]) -> list[Thema]:
    return [themas[key] for key in sorted(keys) if key in themas]


def _report(plan: Begrippenplan, lijst: Begrippenlijst, naam: str, dry_run: bool) -> Importverslag:
    by_actie: dict[Actie, list[Begripplan]] = {actie: [] for actie in Actie}
    for each in plan.plannen:
        by_actie[each.actie].append(each)
    return Importverslag(
        bron=naam,
        proef=dry_run,
        url="/themas/",
        titel="Thema’s",
        toegevoegd=[f"{each.naam} ({each.soort})" for each in by_actie[Actie.TOEVOEGEN]],
        gewijzigd=[f"{each.naam}: {'; '.join(each.wijzigingen)}" for each in by_actie[Actie.WIJZIGEN]],
        ongewijzigd=[each.naam for each in by_actie[Actie.ONGEWIJZIGD]],
        overgeslagen=[*_meldingen(lijst.overgeslagen), *plan.overgeslagen],
        conflicten=plan.conflicten,
        weggelaten=[*_meldingen(lijst.weggelaten), *plan.weggelaten],
        eenheid=("begrip", "begrippen"),
    )


def _meldingen(opmerkingen: Iterable[Opmerking]) -> list[Melding]:
    return [Melding(each.plek, each.tekst, MeldingSoort.BEGRIP) for each in opmerkingen]

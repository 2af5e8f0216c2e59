"""Bringing documents and bouwstenen in from files: every change goes through the services of the apps themselves."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from bouwstenen.services import create_bouwsteen, edit_bouwsteen
from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk, LevendDocument, Startpagina
from kennisbank.document.services import create_hoofdstuk, create_levend_document, update_hoofdstuk
from kennisbank.exchange.formats.source import Bron, Melding
from kennisbank.exchange.formats.tables import Tabel
from kennisbank.exchange.plan import TOELICHTING, Actie, Documentplan, Hoofdstukplan, plan_document
from kennisbank.exchange.report import Importverslag
from kennisbank.exchange.rows import INGELEZEN, Rijplan, plan_rows

Progress = Callable[[Iterable[Any], str], Iterable[Any]]


def silent(items: Iterable[Any], label: str) -> Iterable[Any]:
    """The items, without showing progress."""
    return items


def import_document(
    bron: Bron,
    *,
    titel: str = "",
    user: User,
    dry_run: bool = False,
    progress: Progress = silent,
    verwijderde_offline: bool = False,
) -> Importverslag:
    """Bring a source in as one LevendDocument with a hoofdstuk per source document, all or nothing.

    The same title is the same document: what changed in the source is changed here, what did not gets no new version,
    and what was edited here since the last import is left alone and named. Documents that left the source are named;
    with `verwijderde_offline` they are taken offline. With `dry_run` nothing changes. Raises PermissionDenied, and
    ValidationError when there is no place for a document.
    """
    if not user.has_perm("exchange.import_document"):
        raise PermissionDenied("Je kunt geen documenten importeren met dit account.")
    start = Startpagina.objects.first()
    if start is None:
        raise ValidationError("Er is nog geen startpagina. Draai eerst `manage.py prepare_site`.")
    naam = " ".join((titel or bron.naam.replace("_", " ").replace("-", " ")).split())[:200]
    plan = plan_document(bron, titel=naam if titel else naam[:1].upper() + naam[1:], start=start)
    if not dry_run:
        _execute(plan, start, user=user, progress=progress, verwijderde_offline=verwijderde_offline)
    return _report(plan, dry_run=dry_run, verwijderde_offline=verwijderde_offline)


@transaction.atomic
def _execute(
    plan: Documentplan, start: Startpagina, *, user: User, progress: Progress, verwijderde_offline: bool
) -> None:
    document = plan.document or create_levend_document(
        start, titel=plan.titel, slug=plan.slug, bron_id=plan.bron_id, user=user
    )
    plan.document = document
    toelichting = TOELICHTING.format(bron=plan.bron.naam[:100])
    for chapter in progress(plan.hoofdstukken, "Hoofdstukken"):
        with disable_reference_index_auto_update():
            page = _write(document, chapter, toelichting, user)
        if page is not None:
            ReferenceIndex.create_or_update_for_object(page)
    for page in plan.verdwenen if verwijderde_offline else ():
        UnpublishPageAction(page, user=user).execute()


def _write(document: LevendDocument, chapter: Hoofdstukplan, toelichting: str, user: User) -> Hoofdstuk | None:
    """Add or change one hoofdstuk; None when it stays as it is.

    Each of these services saves a page three times: the caller brings Wagtail's reference index up to date once.
    """
    if chapter.actie is Actie.TOEVOEGEN:
        return _add(document, chapter, toelichting, user)
    if chapter.actie is Actie.WIJZIGEN and chapter.bestaand is not None:
        return update_hoofdstuk(
            chapter.bestaand,
            secties=chapter.inhoud["secties"],
            user=user,
            publish=True,
            toelichting=f"{toelichting}: de bron is gewijzigd",
            titel=chapter.inhoud["titel"],
            samenvatting=chapter.inhoud["samenvatting"],
            themas=chapter.gegevens.themas,
        )
    return None


def _add(document: LevendDocument, chapter: Hoofdstukplan, toelichting: str, user: User) -> Hoofdstuk:
    return create_hoofdstuk(
        document,
        inhoud=chapter.inhoud,
        themas=chapter.gegevens.themas,
        user=user,
        slug=chapter.slug,
        verantwoordelijk=chapter.gegevens.verantwoordelijk,
        bron_id=chapter.bron_id,
        toelichting=toelichting,
        op=chapter.gegevens.datum,
    )


def _report(plan: Documentplan, *, dry_run: bool, verwijderde_offline: bool) -> Importverslag:
    def titles(actie: Actie) -> list[str]:
        return [chapter.inhoud["titel"] for chapter in plan.hoofdstukken if chapter.actie is actie]

    verdwenen = [f"{page.title} ({page.bron_id})" for page in plan.verdwenen]
    return Importverslag(
        bron=plan.bron.naam,
        proef=dry_run,
        titel=plan.document.title if plan.document else plan.titel,
        url=(plan.document.url or "") if plan.document else "",
        toegevoegd=titles(Actie.TOEVOEGEN),
        gewijzigd=titles(Actie.WIJZIGEN),
        ongewijzigd=titles(Actie.ONGEWIJZIGD),
        overgeslagen=[
            Melding(chapter.inhoud["titel"], chapter.reden)
            for chapter in plan.hoofdstukken
            if chapter.actie is Actie.OVERSLAAN
        ],
        verdwenen=[] if verwijderde_offline else verdwenen,
        offline=verdwenen if verwijderde_offline else [],
        weggelaten=plan.weggelaten,
        waarschuwingen=plan.waarschuwingen,
    )


def import_bouwstenen(
    tabel: Tabel, *, user: User, dry_run: bool = False, all_or_nothing: bool = True, progress: Progress = silent
) -> Importverslag:
    """Bring the rows of a table in as bouwstenen, each checked with the form of the admin.

    One bad row stops everything, unless `all_or_nothing` is off: then the good rows come in. A `bron_id` that is here
    already updates that bouwsteen. With `dry_run` nothing changes. Raises PermissionDenied.
    """
    for permission in ("exchange.import_bouwstenen", "bouwstenen.add_bouwsteen", "bouwstenen.change_bouwsteen"):
        if not user.has_perm(permission):
            raise PermissionDenied("Je kunt geen bouwstenen importeren met dit account.")
    verslag = Importverslag(tabel.naam, dry_run, eenheid=("bouwsteen", "bouwstenen"))
    verslag.waarschuwingen = list(tabel.waarschuwingen)
    with transaction.atomic():
        plans = plan_rows(tabel, progress=progress)
        verslag.fouten = [fout for plan in plans for fout in plan.fouten]
        verslag.is_geweigerd = bool(verslag.fouten) and (all_or_nothing or all(plan.fouten for plan in plans))
        good = [] if verslag.is_geweigerd else [plan for plan in plans if not plan.fouten]
        if not dry_run:
            _save_rows(good, user, progress)
    _count(verslag, good)
    return verslag


def _save_rows(plans: Sequence[Rijplan], user: User, progress: Progress) -> None:
    for plan in progress(plans, "Bouwstenen bewaren"):
        if plan.actie is Actie.TOEVOEGEN:
            create_bouwsteen(plan.bouwsteen, themas=plan.themas, reden=INGELEZEN, user=user)
        elif plan.actie is Actie.WIJZIGEN:
            edit_bouwsteen(plan.bouwsteen, themas=plan.themas, reden=INGELEZEN, user=user)


def _count(verslag: Importverslag, plans: Sequence[Rijplan]) -> None:
    for plan in plans:
        titel = f"Rij {plan.rij.nummer}: {plan.bouwsteen.titel}"
        if plan.actie is Actie.OVERSLAAN:
            verslag.overgeslagen.append(Melding(titel, plan.reden))
        else:
            lijsten = {Actie.TOEVOEGEN: verslag.toegevoegd, Actie.WIJZIGEN: verslag.gewijzigd}
            lijsten.get(plan.actie, verslag.ongewijzigd).append(titel)

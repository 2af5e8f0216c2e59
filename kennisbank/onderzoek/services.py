"""Every change of the workbench."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.log_actions import log

from bouwstenen.models import Bouwsteen
from bouwstenen.services import assign_themas
from kennisbank.accounts.models import User
from kennisbank.onderzoek.corpus import Corpus, version_of
from kennisbank.onderzoek.models import Selectie, SelectieRegel
from kennisbank.text.normalise import normalise, normalise_line
from themas.models import Thema

MAX_BOUWSTENEN = 50_000
IN_GEBRUIK = "Op deze selectie rust ander werk, zoals een codeerronde. Daarom kun je haar niet verwijderen."


def may_use_werkbank(user: object) -> bool:
    """Whether somebody may use the workbench."""
    return isinstance(user, User) and user.has_perm("onderzoek.use_werkbank")


def may_change_selectie(selectie: Selectie, user: User, *, action: str = "change") -> bool:
    """Whether somebody may change or delete a selectie: who made it, and who manages them all."""
    own = selectie.maker_id is not None and selectie.maker_id == user.pk and may_use_werkbank(user)
    return own or user.has_perm(f"onderzoek.{action}_selectie")


def _require_werkbank(user: User) -> None:
    if not may_use_werkbank(user):
        raise PermissionDenied("De werkbank is voor onderzoekers en redactie.")


@transaction.atomic
def create_selectie(
    corpus: Corpus,
    *,
    naam: str,
    toelichting: str = "",
    gedeeld: bool = False,
    kenmerk: str | None = None,
    op: datetime | None = None,
    user: User,
) -> Selectie:
    """Freeze these bouwstenen under a name: their wordings, their themas, the search and the edition.

    Raises ValidationError for a name that is missing, and for a corpus that is empty or too large.
    """
    _require_werkbank(user)
    _check_size(corpus)
    selectie = Selectie(
        naam=naam,
        toelichting=toelichting,
        gedeeld=gedeeld,
        zoekvraag=corpus.zoekvraag.as_query().urlencode() if corpus.zoekvraag else "",
        maker=user,
        peildatum=op or corpus.peildatum,
        editie=corpus.editie,
        vingerafdruk=corpus.vingerafdruk,
    )
    if kenmerk:
        selectie.kenmerk = kenmerk
    if op:
        selectie.aangemaakt_op = op
    _clean(selectie)
    selectie.save()
    lines = [
        SelectieRegel(
            selectie=selectie,
            bouwsteen=steen,
            nummer=version_of(steen),
            themas=[thema.urn_id for thema in steen.themas.all()],
        )
        for steen in corpus.bouwstenen
    ]
    SelectieRegel.objects.bulk_create(lines, batch_size=500)
    log(instance=selectie, action="wagtail.create", user=user)
    return selectie


def _check_size(corpus: Corpus) -> None:
    if not corpus.bouwstenen:
        raise ValidationError("Hier zitten geen bouwstenen in. Maak je zoekvraag ruimer.")
    if len(corpus.bouwstenen) > MAX_BOUWSTENEN:
        raise ValidationError("Dit zijn meer bouwstenen dan een selectie kan bevatten. Maak je zoekvraag preciezer.")


def _clean(selectie: Selectie) -> None:
    selectie.naam = normalise_line(selectie.naam)
    selectie.toelichting = normalise(selectie.toelichting)
    selectie.full_clean(exclude=["zoekvraag"])


@transaction.atomic
def edit_selectie(selectie: Selectie, *, naam: str, toelichting: str, gedeeld: bool, user: User) -> Selectie:
    """Change the name and explanation of a selectie, and whether it stands in everybody's list; never what it holds."""
    if not may_change_selectie(selectie, user):
        raise PermissionDenied("Alleen wie deze selectie maakte, kan haar wijzigen.")
    selectie.naam, selectie.toelichting, selectie.gedeeld = naam, toelichting, gedeeld
    _clean(selectie)
    selectie.save(update_fields=["naam", "toelichting", "gedeeld"])
    log(instance=selectie, action="wagtail.edit", user=user)
    return selectie


@transaction.atomic
def delete_selectie(selectie: Selectie, *, user: User) -> None:
    """Delete a selectie; the bouwstenen stay. Raises ValidationError while other work rests on it."""
    if not may_change_selectie(selectie, user, action="delete"):
        raise PermissionDenied("Alleen wie deze selectie maakte, kan haar verwijderen.")
    log(instance=selectie, action="wagtail.delete", user=user, deleted=True)
    try:
        selectie.delete()
    except ProtectedError as error:
        raise ValidationError(IN_GEBRUIK) from error


@transaction.atomic
def give_themas(wanted: Mapping[Thema, Sequence[Bouwsteen]], *, user: User) -> list[str]:
    """Give bouwstenen the themas that were suggested; what was new, each as "kenmerk:slug", to take back later."""
    _require_werkbank(user)
    given = []
    for thema, stenen in wanted.items():
        has = set(Bouwsteen.objects.filter(pk__in=[steen.pk for steen in stenen], themas=thema).values_list("pk"))
        new = [steen for steen in stenen if (steen.pk,) not in has]
        assign_themas(new, add=[thema], user=user)
        given += [f"{steen.urn_id}:{thema.slug}" for steen in new]
    return given


@transaction.atomic
def take_back_themas(given: Mapping[Thema, Sequence[Bouwsteen]], *, user: User) -> int:
    """Take themas away again; from how many bouwstenen."""
    _require_werkbank(user)
    return sum(assign_themas(stenen, remove=[thema], user=user) for thema, stenen in given.items())

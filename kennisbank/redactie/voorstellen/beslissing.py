"""What an editor sees before deciding on a voorstel: exactly the text that would be published."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from kennisbank.accounts.models import User
from kennisbank.document.conflicten import ConflictForm, koppen_of
from kennisbank.document.differences import Onderdeel, compare_versies
from kennisbank.document.freezing import Inhoud
from kennisbank.document.models import Hoofdstuk
from kennisbank.redactie.voorstellen.beheer_forms import BeslisForm
from kennisbank.redactie.voorstellen.models import Voorstel
from kennisbank.redactie.voorstellen.planning import (
    VoorstelPlan,
    find_sectie,
    list_onderdelen,
    newest_voorstelversie,
    plan_voorstel,
)
from kennisbank.text.diff import AlineaVerschil, Deel, Soort, Status, diff_texts

OP_SLOT = "Dit hoofdstuk is op slot gezet. Je kunt het voorstel pas overnemen als het slot eraf is."
WEG = "Dit hoofdstuk is niet meer te lezen op de site. Publiceer het eerst weer, of wijs het voorstel af."
NIET_JIJ = "Je mag dit hoofdstuk niet publiceren. Vraag iemand anders van de redactie om te beslissen."


@dataclass(frozen=True)
class Keuze:
    """One change of the voorstel, to take over or not."""

    nummer: int
    gekozen: bool
    verschil: Sequence[AlineaVerschil]


@dataclass(frozen=True)
class Beslissing:
    """A voorstel merged into today's text with the choices made so far, and what comes of it.

    `vingerafdruk` is that of `resultaat`, and empty while a choice is missing: what has not been seen whole cannot be
    taken over.
    """

    voorstel: Voorstel
    plan: VoorstelPlan
    form: BeslisForm
    conflicten: ConflictForm
    keuzes: Sequence[Keuze]
    onderdelen: Collection[int] | None
    resultaat: Inhoud
    vingerafdruk: str
    verouderd: bool

    @property
    def verschillen(self) -> list[Onderdeel]:
        """What changes in today's text."""
        return compare_versies(self.plan.huidig.inhoud, self.resultaat)

    @property
    def verandert_niets(self) -> bool:
        """Whether readers would see the same text as today."""
        return self.resultaat == self.plan.huidig.inhoud

    @property
    def aantal_gekozen(self) -> int:
        """How many of the changes are taken over."""
        return sum(keuze.gekozen for keuze in self.keuzes)

    @property
    def kop_verandert(self) -> bool:
        """Whether the heading changes along, whichever changes of the text are taken over."""
        old = find_sectie(self.plan.basis, self.voorstel.sectie_id)
        return old is not None and old["kop"] != self.plan.versie.kop

    @property
    def is_compleet(self) -> bool:
        """Whether everything that had to be chosen and filled in, is."""
        return self.form.is_valid() and self.conflicten.is_valid() and bool(self.vingerafdruk)


def prepare_beslissing(voorstel: Voorstel, *, data: QueryDict | None = None, actie: str = "") -> Beslissing:
    """Merge a voorstel into today's text, with what an editor chose and typed in `data` to do `actie`."""
    wording = newest_voorstelversie(voorstel)
    changes = list_onderdelen(voorstel, wording)
    form = BeslisForm(data, actie=actie)
    seen = form.seen_versions()
    same_wording = data is not None and seen[0] == wording.nummer
    chosen = _chosen(data, {change.nummer for change in changes}) if data is not None and same_wording else None
    plan, faults = _plan(voorstel, chosen)
    conflicten = ConflictForm(
        plan.samenvoeging.conflicten,
        koppen=koppen_of(plan.huidig.inhoud, plan.voorgesteld),
        data=data,
    )
    whole = conflicten.resolve(plan.samenvoeging)
    for fault in faults:
        form.refuse("onderdelen", fault)
    return Beslissing(
        voorstel=voorstel,
        plan=plan,
        form=form,
        conflicten=conflicten,
        keuzes=[
            Keuze(change.nummer, chosen is None or change.nummer in chosen, _difference(change.oud, change.nieuw))
            for change in (changes if len(changes) > 1 else [])
        ],
        onderdelen=chosen,
        resultaat=conflicten.resolve_so_far(plan.samenvoeging) if whole is None else whole,
        vingerafdruk="" if whole is None or faults else plan.fingerprint(conflicten.keuzes()),
        verouderd=data is not None and seen != (wording.nummer, plan.huidig.nummer),
    )


def _chosen(data: QueryDict, known: Collection[int]) -> Collection[int] | None:
    """The changes that are ticked; None for the voorstel as a whole."""
    if len(known) < 2:
        return None
    ticked = {int(value) for value in data.getlist("onderdeel") if value.isascii() and value.isdigit()} & set(known)
    return None if ticked == set(known) else ticked


def _plan(voorstel: Voorstel, onderdelen: Collection[int] | None) -> tuple[VoorstelPlan, list[str]]:
    try:
        return plan_voorstel(voorstel, onderdelen=onderdelen), []
    except ValidationError as error:
        return plan_voorstel(voorstel), error.messages


def _difference(oud: str, nieuw: str) -> Sequence[AlineaVerschil]:
    """One change: words that came and went, or all of them where it is an addition or a removal."""
    if oud and nieuw:
        return diff_texts(oud, nieuw)
    soort, status = (Soort.WEG, Status.VERVALLEN) if oud else (Soort.NIEUW, Status.NIEUW)
    return [AlineaVerschil(status, (Deel(soort, oud or nieuw),))]


def concept_van(hoofdstuk: Hoofdstuk) -> str:
    """Whose draft of the hoofdstuk readers do not see yet; empty when there is none."""
    revision = hoofdstuk.latest_revision
    if not hoofdstuk.has_unpublished_changes or revision is None:
        return ""
    return revision.user.naam if revision.user else "iemand anders"


def obstacle(hoofdstuk: Hoofdstuk, user: User) -> str:
    """Why this user cannot publish the hoofdstuk now; empty when they can."""
    if not hoofdstuk.live:
        return WEG
    permissions = hoofdstuk.permissions_for_user(user)
    if not permissions.can_publish():
        return NIET_JIJ
    return OP_SLOT if permissions.page_locked() else ""


def show_errors(screen: Beslissing) -> list[tuple[str, str, str]]:
    """What has to be mended: (id of the field, its label, message), in the order of the page."""
    forms: Sequence[Any] = (screen.conflicten, screen.form)
    found = [("", "", str(text)) for text in screen.form.non_field_errors()]
    for form in forms:
        errors: Mapping[str, Any] = form.errors
        found += [
            (form[name].auto_id, str(form[name].label), str(text))
            for name in form.fields
            for text in errors.get(name, ())
        ]
    return found

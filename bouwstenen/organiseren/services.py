"""Every change to the plan of a gesprek."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from bouwstenen.models import Gesprek, Organisatie, Werkvorm
from bouwstenen.organiseren.gevolgen import Gevolg, GevolgSoort, announce
from bouwstenen.organiseren.models import Begeleiding, Gespreksplan
from bouwstenen.organiseren.pool.services import withdraw_verzoeken
from bouwstenen.organiseren.rechten import may_call_off, may_start, require_manage
from bouwstenen.organiseren.stappen import STAP_BIJ_SLEUTEL, STAPPEN, find_fouten, find_missing, stap_van_veld
from bouwstenen.organiseren.vragen import clean_agenda, clean_vragen
from bouwstenen.services import may_edit_gesprek, save_gesprek
from bouwstenen.startkit.inhoud import taken
from kennisbank.accounts.models import User
from kennisbank.text.normalise import normalise_line
from kennisbank.text.urn import is_urn_id

MAX_NIEUWE_ORGANISATIES = 8
TEKSTVELDEN = frozenset({"titel", "opgave", "locatie", "vergaderlink"})
NAAR_GESPREK = {"titel": "titel", "dag": "datum", "format": "format", "werkvorm": "werkvorm", "opgave": "opgave"}
"""Fields of a plan and the field of its gesprek that says the same."""


def _lock(plan: Gespreksplan, user: User) -> None:
    """Read the plan as it is now and hold it until the end of the transaction, for who may change it."""
    Gespreksplan.objects.select_for_update().get(pk=plan.pk)
    plan.refresh_from_db()
    require_manage(plan, user)


def _require_alive(plan: Gespreksplan) -> None:
    if plan.is_afgelast:
        raise ValidationError("Dit gesprek is afgelast. Je kunt het niet meer wijzigen.")
    if plan.gesprek is not None and plan.gesprek.is_opgeleverd:
        raise ValidationError("De opbrengst van dit gesprek is opgeleverd. Het plan staat nu vast.")


def _save(plan: Gespreksplan) -> None:
    plan.gewijzigd_op = timezone.now()
    plan.save()


@transaction.atomic
def start_plan(*, kenmerk: str = "", user: User) -> Gespreksplan:
    """Begin with a new plan; with the `kenmerk` of one that this user began already, that one."""
    if not may_start(user):
        raise PermissionDenied("Je kunt met dit account geen gesprekken organiseren.")
    if is_urn_id(kenmerk):
        plan, _ = Gespreksplan.objects.get_or_create(kenmerk=kenmerk, defaults={"eigenaar": user})
        require_manage(plan, user)
        return plan
    return Gespreksplan.objects.create(eigenaar=user)


@transaction.atomic
def save_stap(
    plan: Gespreksplan,
    *,
    stap: str,
    gegevens: Mapping[str, Any],
    volledig: bool = True,
    vandaag: date | None = None,
    user: User,
) -> Gespreksplan:
    """Save one step of the wizard; what belongs to other steps is ignored.

    With `volledig` false what is missing may stay missing, for who leaves half way. Raises ValidationError by field.
    """
    velden = STAP_BIJ_SLEUTEL[stap].velden
    own = {name: value for name, value in gegevens.items() if name in velden}
    return _change(plan, own, [stap], volledig=volledig, vandaag=vandaag, user=user)


@transaction.atomic
def update_plan(
    plan: Gespreksplan, *, gegevens: Mapping[str, Any], vandaag: date | None = None, user: User
) -> Gespreksplan:
    """Change any fields of a plan at once; everything must hold. Raises ValidationError by field."""
    steps = list(dict.fromkeys(stap_van_veld(name) for name in gegevens))
    return _change(plan, gegevens, steps, volledig=True, vandaag=vandaag, user=user)


def _change(
    plan: Gespreksplan,
    gegevens: Mapping[str, Any],
    stappen: Sequence[str],
    *,
    volledig: bool,
    vandaag: date | None,
    user: User,
) -> Gespreksplan:
    _lock(plan, user)
    _require_alive(plan)
    before = {veld: getattr(plan, veld) for stap in STAPPEN for veld in stap.velden if veld != "organisaties"}
    _fill(plan, gegevens)
    if volledig or plan.gesprek is not None:
        today = vandaag or timezone.localdate()
        fouten = find_fouten(plan, stappen, vandaag=today, dag_was=before["dag"])
        _clean(plan, gegevens, fouten)
        plan.stappen_gedaan = [s.sleutel for s in STAPPEN if s.sleutel in {*plan.stappen_gedaan, *stappen}]
    else:
        _clean(plan, gegevens, {})
    _save(plan)
    organisaties = gegevens.get("organisaties")
    if organisaties is not None:
        plan.organisaties.set(organisaties)
    if plan.begeleiding != Begeleiding.POOL:
        withdraw_verzoeken(plan, reden="De organisator heeft de begeleiding anders geregeld.", user=user)
    changed = {veld for veld, value in before.items() if getattr(plan, veld) != value}
    if plan.gesprek is not None:
        _follow(plan, plan.gesprek, changed, organisaties, user)
    return plan


def _fill(plan: Gespreksplan, gegevens: Mapping[str, Any]) -> None:
    """Put the values into the plan, in their one spelling."""
    for veld, value in gegevens.items():
        if veld in TEKSTVELDEN:
            setattr(plan, veld, normalise_line(value or ""))
        elif veld == "nieuwe_organisaties":
            plan.nieuwe_organisaties = list(dict.fromkeys(filter(None, (normalise_line(naam) for naam in value))))
        elif veld != "organisaties":
            setattr(plan, veld, value)
    _drop_what_does_not_belong(plan)


def _drop_what_does_not_belong(plan: Gespreksplan) -> None:
    """An hour without a day, a room for a meeting online, and the like."""
    if plan.alleen_week:
        plan.dag, plan.begin = plan.maandag, None
    if plan.openbaar:
        plan.zichtbaar = True
    else:
        plan.aanmelden_tot = None
    if plan.werkvorm == Werkvorm.ONLINE:
        plan.locatie = ""
    elif plan.werkvorm == Werkvorm.LOCATIE:
        plan.vergaderlink = ""


def _clean(plan: Gespreksplan, gegevens: Mapping[str, Any], fouten: dict[str, list[str]]) -> None:
    """Check the fields that were given; raises ValidationError with these and the `fouten` found before."""
    names = plan.nieuwe_organisaties
    if len(names) > MAX_NIEUWE_ORGANISATIES:
        fouten["nieuwe_organisaties"] = [f"Voeg hoogstens {MAX_NIEUWE_ORGANISATIES} organisaties toe."]
    elif any(len(name) > 150 for name in names):
        fouten["nieuwe_organisaties"] = ["Een naam is te lang: hoogstens 150 tekens."]
    others = {field.name for field in plan._meta.fields} - set(gegevens)
    try:
        plan.clean_fields(exclude=others)
    except ValidationError as error:
        fouten = {**error.message_dict, **fouten}
    if fouten:
        raise ValidationError(fouten)


def _follow(
    plan: Gespreksplan, gesprek: Gesprek, changed: set[str], organisaties: Iterable[Organisatie] | None, user: User
) -> None:
    """Make the gesprek say what its plan says, and tell who has to know."""
    for veld, name in NAAR_GESPREK.items():
        setattr(gesprek, name, getattr(plan, veld))
    gesprek.zichtbaar = plan.zichtbaar
    present = None if organisaties is None else [*organisaties, *_add_organisaties(plan, user)]
    save_gesprek(gesprek, organisaties=present, user=user)
    announce_change(plan, gesprek, changed, user=user)


def announce_change(plan: Gespreksplan, gesprek: Gesprek, changed: Iterable[str], *, user: User) -> None:
    """Count a change of a planned gesprek and tell who registered; nothing when nothing changed."""
    velden = frozenset(changed)
    if not velden:
        return
    plan.wijziging += 1
    _save(plan)
    announce(Gevolg(GevolgSoort.GEWIJZIGD, plan, gesprek, user, velden))


def _add_organisaties(plan: Gespreksplan, user: User) -> list[Organisatie]:
    """The organisations that were added by name, from now on in the list; the plan then points at them."""
    added = [_find_or_add(name, user) for name in plan.nieuwe_organisaties]
    if added:
        plan.organisaties.add(*added)
        plan.nieuwe_organisaties = []
        _save(plan)
    return added


def _find_or_add(naam: str, user: User) -> Organisatie:
    found = Organisatie.objects.filter(naam__iexact=naam).first()
    if found is None:
        found = Organisatie.objects.create(naam=naam)
        log(instance=found, action="wagtail.create", user=user)
    return found


@transaction.atomic
def plan_gesprek(plan: Gespreksplan, *, vandaag: date | None = None, user: User) -> Gesprek:
    """Make the gesprek of a plan that is complete; asked again, the one that is there.

    Raises ValidationError by field for what is missing or wrong in any step.
    """
    _lock(plan, user)
    if plan.gesprek is not None:
        return plan.gesprek
    _require_alive(plan)
    fouten = find_missing(plan, vandaag=vandaag or timezone.localdate())
    if fouten:
        raise ValidationError(fouten)
    _add_organisaties(plan, user)
    gesprek = Gesprek(
        gespreksleider=plan.eigenaar,
        zichtbaar=plan.zichtbaar,
        **{name: getattr(plan, veld) for veld, name in NAAR_GESPREK.items()},
    )
    save_gesprek(gesprek, organisaties=plan.organisaties.all(), user=user)
    plan.gesprek, plan.gepland_op = gesprek, timezone.now()
    plan.stappen_gedaan = [stap.sleutel for stap in STAPPEN]
    _save(plan)
    announce(Gevolg(GevolgSoort.GEPLAND, plan, gesprek, user))
    return gesprek


@transaction.atomic
def cancel_gesprek(plan: Gespreksplan, *, reden: str = "", user: User) -> Gespreksplan:
    """Call a planned gesprek off: it is not lost, but leaves the lists, and who would come is told."""
    _lock(plan, user)
    if not may_call_off(plan, user):
        raise PermissionDenied("Alleen wie het gesprek organiseert, kan het afgelasten.")
    if plan.is_afgelast:
        return plan
    _require_alive(plan)
    if plan.gesprek is None:
        raise ValidationError("Dit gesprek is nog niet ingepland. Gooi het concept weg als je niet verdergaat.")
    reden = normalise_line(reden)
    if len(reden) > 300:
        raise ValidationError({"reden": "Houd het bij 300 tekens."})
    plan.afgelast_op, plan.afgelast_reden = timezone.now(), reden
    plan.wijziging += 1
    _save(plan)
    gesprek = plan.gesprek
    gesprek.zichtbaar = False
    save_gesprek(gesprek, user=user)
    withdraw_verzoeken(plan, reden="Het gesprek gaat niet door.", user=user)
    announce(Gevolg(GevolgSoort.AFGELAST, plan, gesprek, user, reden=reden))
    return plan


@transaction.atomic
def delete_plan(plan: Gespreksplan, *, user: User) -> None:
    """Throw away a plan that never became a gesprek."""
    _lock(plan, user)
    if plan.gesprek is not None:
        raise ValidationError("Dit gesprek is al ingepland. Je kunt het wel afgelasten.")
    withdraw_verzoeken(plan, reden="De organisator gaat niet verder met dit gesprek.", user=user)
    log(instance=plan, action="wagtail.delete", user=user)
    plan.delete()


@transaction.atomic
def set_vragen(plan: Gespreksplan, *, vragen: Sequence[str], user: User) -> Gespreksplan:
    """Keep a set of questions, in order: keys of the menu, or questions of one's own in full."""
    _lock(plan, user)
    _require_alive(plan)
    plan.vragen = clean_vragen(vragen)
    _save(plan)
    return plan


@transaction.atomic
def set_agenda(plan: Gespreksplan, *, agenda: Sequence[Mapping[str, Any]], user: User) -> Gespreksplan:
    """Keep an agenda of one's own: parts with titel, minuten and uitleg. Empty: that of the format again."""
    _lock(plan, user)
    _require_alive(plan)
    plan.agenda = clean_agenda(agenda)
    _save(plan)
    return plan


def _require_taak(sleutel: str) -> None:
    if sleutel not in {taak.sleutel for taak in taken()}:
        raise ValidationError("Deze taak bestaat niet.")


@transaction.atomic
def check_taak(plan: Gespreksplan, *, taak: str, user: User) -> Gespreksplan:
    """Tick a task off; again changes nothing."""
    _require_taak(taak)
    _lock(plan, user)
    plan.afgevinkt = {taak: timezone.now().isoformat(timespec="seconds"), **plan.afgevinkt}
    _save(plan)
    return plan


@transaction.atomic
def uncheck_taak(plan: Gespreksplan, *, taak: str, user: User) -> Gespreksplan:
    """Put a task back on the list."""
    _require_taak(taak)
    _lock(plan, user)
    plan.afgevinkt = {name: op for name, op in plan.afgevinkt.items() if name != taak}
    _save(plan)
    return plan


@transaction.atomic
def start_vervolg(gesprek: Gesprek, *, user: User) -> Gespreksplan:
    """A new plan that follows up on a gesprek, filled in with what that one had; the one already begun, if any."""
    if not may_start(user) or not may_edit_gesprek(gesprek, user):
        raise PermissionDenied("Je kunt alleen een vervolg maken op je eigen gesprekken.")
    Gesprek.objects.select_for_update().get(pk=gesprek.pk)
    begun = Gespreksplan.objects.concepts().filter(vervolg_van=gesprek, eigenaar=user).first()
    if begun is not None:
        return begun
    earlier = Gespreksplan.objects.filter(gesprek=gesprek).first()
    plan = Gespreksplan(
        eigenaar=user,
        vervolg_van=gesprek,
        titel=f"Vervolg: {gesprek.titel}"[:150],
        format=gesprek.format,
        werkvorm=gesprek.werkvorm,
        opgave=gesprek.opgave,
        stappen_gedaan=["vorm"],
    )
    if earlier is not None:
        for veld in ("begin", "duur", "locatie", "vergaderlink", "plaatsen", "openbaar", "zichtbaar", "begeleiding"):
            setattr(plan, veld, getattr(earlier, veld))
    plan.save()
    plan.organisaties.set(gesprek.organisaties.all())
    return plan


@transaction.atomic
def adopt_gesprek(gesprek: Gesprek, *, user: User) -> Gespreksplan:
    """The plan of a gesprek; made now for one that was added without the wizard."""
    if not may_start(user) or not may_edit_gesprek(gesprek, user):
        raise PermissionDenied("Je kunt alleen je eigen gesprekken organiseren.")
    Gesprek.objects.select_for_update().get(pk=gesprek.pk)
    plan = Gespreksplan.objects.filter(gesprek=gesprek).first()
    if plan is None:
        plan = Gespreksplan.objects.create(
            eigenaar=gesprek.gespreksleider or user,
            gesprek=gesprek,
            gepland_op=timezone.now(),
            zichtbaar=gesprek.zichtbaar,
            begeleiding=Begeleiding.ZELF,
            stappen_gedaan=[stap.sleutel for stap in STAPPEN],
            **{veld: getattr(gesprek, name) for veld, name in NAAR_GESPREK.items()},
        )
        plan.organisaties.set(gesprek.organisaties.all())
    return plan


@transaction.atomic
def follow_gesprek(gesprek: Gesprek, *, user: User) -> None:
    """Take over in the plan what was changed about the gesprek itself, in the admin for instance."""
    plan = Gespreksplan.objects.select_for_update().filter(gesprek=gesprek, afgelast_op__isnull=True).first()
    if plan is None:
        return
    values = {veld: getattr(gesprek, name) for veld, name in NAAR_GESPREK.items()}
    if values["dag"] != plan.dag:
        values["alleen_week"] = False
    changed = {veld for veld, value in values.items() if getattr(plan, veld) != value}
    for veld in changed:
        setattr(plan, veld, values[veld])
    if changed:
        _save(plan)
        announce_change(plan, gesprek, changed, user=user)

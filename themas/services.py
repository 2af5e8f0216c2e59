"""Every change to the vocabulary and the leeraanbod."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from modelsearch import index
from wagtail.log_actions import log
from wagtail.models import Revision

from kennisbank.accounts.models import User
from themas.models import Leeraanbod, Synoniem, Thema


def _require(user: User, permission: str) -> None:
    if not user.has_perm(permission):
        raise PermissionDenied("Je hebt geen rechten om thema's te wijzigen.")


@transaction.atomic
def save_thema(thema: Thema, *, user: User) -> Thema:
    """Add or change a term. Its relations have services of their own."""
    is_new = thema.pk is None
    _require(user, "themas.add_thema" if is_new else "themas.change_thema")
    thema.full_clean()
    thema.save()
    log(instance=thema, action="wagtail.create" if is_new else "wagtail.edit", user=user)
    return thema


@transaction.atomic
def save_leeraanbod(leeraanbod: Leeraanbod, *, themas: Iterable[Thema], user: User) -> Leeraanbod:
    """Add or change an entry of the leeraanbod with the themas it serves."""
    is_new = leeraanbod.pk is None
    _require(user, "themas.add_leeraanbod" if is_new else "themas.change_leeraanbod")
    leeraanbod.full_clean()
    leeraanbod.save()
    leeraanbod.themas.set(themas)
    log(instance=leeraanbod, action="wagtail.create" if is_new else "wagtail.edit", user=user)
    return leeraanbod


def _ancestors(thema_ids: Iterable[int]) -> set[int]:
    """The ids of all terms broader than the given ones, themselves included."""
    pairs = Thema.breder.through.objects.values_list("from_thema_id", "to_thema_id")
    parents: dict[int, set[int]] = {}
    for narrow, broad in pairs:
        parents.setdefault(narrow, set()).add(broad)
    seen: set[int] = set()
    queue = list(thema_ids)
    while queue:
        current = queue.pop()
        if current not in seen:
            seen.add(current)
            queue.extend(parents.get(current, ()))
    return seen


def check_breder(thema: Thema, breder: Iterable[Thema]) -> None:
    """Raise ValidationError when `breder` as broader terms would put `thema` above itself."""
    chosen = list(breder)
    if thema.pk is not None and thema.pk in _ancestors(broad.pk for broad in chosen):
        raise ValidationError(
            {
                "breder": f"‘{thema.naam}’ kan niet onder zichzelf vallen, ook niet via een ander thema. "
                "Kies een andere bredere term."
            }
        )


@transaction.atomic
def set_relaties(thema: Thema, *, breder: Sequence[Thema], verwant: Sequence[Thema], user: User) -> None:
    """Give a term its broader and related terms. Raises ValidationError on a cycle."""
    _require(user, "themas.change_thema")
    check_breder(thema, breder)
    if thema in verwant:
        raise ValidationError({"verwant": "Een thema is niet verwant aan zichzelf. Haal het uit de lijst."})
    thema.breder.set(breder)
    thema.verwant.set(verwant)


@transaction.atomic
def set_synoniemen(thema: Thema, *, termen: Iterable[str], user: User) -> None:
    """Make `termen` the synonyms of a term. Raises ValidationError when one belongs to another thema."""
    _require(user, "themas.change_thema")
    wanted = {" ".join(term.split()) for term in termen if term.strip()}
    check_synoniemen(thema, wanted)
    thema.synoniemen.exclude(term__in=wanted).delete()
    present = set(thema.synoniemen.values_list("term", flat=True))
    Synoniem.objects.bulk_create(Synoniem(thema=thema, term=term) for term in sorted(wanted - present))


def check_synoniemen(thema: Thema, termen: Iterable[str]) -> None:
    """Raise ValidationError, naming the thema that has it, when a synonym is taken."""
    taken = Synoniem.objects.filter(term__in=list(termen)).exclude(thema_id=thema.pk).select_related("thema").first()
    if taken is not None:
        raise ValidationError(
            {"synoniemen": f"‘{taken.term}’ is al een synoniem van ‘{taken.thema.naam}’. Haal het daar eerst weg."}
        )


@transaction.atomic
def merge_thema(bron: Thema, doel: Thema, *, user: User) -> Thema:
    """Let `bron` go up in `doel`: every link moves along, the name stays findable, the address redirects.

    Raises ValidationError when they are the same, of different kinds, or one is merged already.
    """
    _require(user, "themas.merge_thema")
    if bron.pk == doel.pk:
        raise ValidationError("Kies twee verschillende thema's om samen te voegen.")
    if bron.soort != doel.soort:
        raise ValidationError("Je kunt alleen thema's van dezelfde soort samenvoegen.")
    if bron.opgegaan_in_id or doel.opgegaan_in_id:
        raise ValidationError("Een van deze thema's is al opgegaan in een ander thema.")
    _move_links(bron, doel)
    _move_hierarchy(bron, doel)
    Synoniem.objects.filter(thema=bron).update(thema=doel)
    if not Synoniem.objects.filter(term=bron.naam).exists():
        Synoniem.objects.create(thema=doel, term=bron.naam)
    Thema.objects.filter(opgegaan_in=bron).update(opgegaan_in=doel)
    bron.opgegaan_in = doel
    bron.save(update_fields=["opgegaan_in"])
    doel.save()
    log(instance=bron, action="wagtail.edit", user=user, data={"opgegaan_in": doel.slug})
    return doel


def _move_links(bron: Thema, doel: Thema) -> None:
    """Point every relation of other models at `doel`, whichever apps they live in, and index their owners anew."""
    for relation in Thema._meta.related_objects:
        owner, field = relation.related_model, relation.field
        if owner is Thema or owner is Synoniem or owner._meta.auto_created:
            continue
        moved = list(owner._base_manager.filter(**{field.name: bron}))
        if isinstance(field, models.ManyToManyField):
            through = owner._meta.get_field(field.name).remote_field.through
            _move_many_to_many(through, field.m2m_reverse_name(), field.m2m_field_name(), bron, doel)
            _move_in_drafts(owner, field.name, bron, doel)
        else:
            owner._base_manager.filter(**{field.name: bron}).update(**{field.name: doel})
        for instance in moved:
            index.insert_or_update_object(instance)


def _move_many_to_many(through: type[models.Model], to: str, owner: str, bron: Thema, doel: Thema) -> None:
    """Move the rows of one link table; an owner that has both keeps one. `to` and `owner` are its column names."""
    rows = through._base_manager
    has_doel = rows.filter(**{to: doel.pk}).values_list(owner, flat=True)
    rows.filter(**{to: bron.pk, f"{owner}__in": list(has_doel)}).delete()
    rows.filter(**{to: bron.pk}).update(**{to: doel.pk})


def _move_in_drafts(owner: type[models.Model], field: str, bron: Thema, doel: Thema) -> None:
    """Pages keep the links of their newest draft as ids in JSON; the next edit starts from those."""
    if not any(f.name == "latest_revision" for f in owner._meta.get_fields()):
        return
    newest = owner._base_manager.filter(latest_revision__isnull=False).values("latest_revision")
    for revision in Revision.objects.filter(pk__in=newest):
        linked = revision.content.get(field) or []
        if bron.pk in linked:
            revision.content[field] = list(dict.fromkeys(doel.pk if pk == bron.pk else pk for pk in linked))
            revision.save(update_fields=["content"])


def _move_hierarchy(bron: Thema, doel: Thema) -> None:
    """Give `doel` the narrower, broader and related terms of `bron`, without making a cycle."""
    for narrow in bron.smaller.exclude(pk=doel.pk):
        if narrow.pk not in _ancestors([doel.pk]):
            narrow.breder.add(doel)
    for broad in bron.breder.exclude(pk=doel.pk):
        if doel.pk not in _ancestors([broad.pk]):
            doel.breder.add(broad)
    doel.verwant.add(*bron.verwant.exclude(pk=doel.pk))
    bron.smaller.clear()
    bron.breder.clear()
    bron.verwant.clear()

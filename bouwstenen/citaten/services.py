"""Taking a quote out of sight everywhere, and letting it back in: the speaker decides, nobody else."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from modelsearch.index import remove_object
from wagtail.log_actions import log

from bouwstenen.models import Bouwsteen, BouwsteenStatus
from kennisbank.accounts.models import User


@transaction.atomic
def withdraw_quote(bouwsteen: Bouwsteen, *, user: User | None = None) -> list[Bouwsteen]:
    """Hide a quote, and all that was split off or merged from it; only `restore_quote` undoes that.

    Without a `user` it is the speaker who asks, by the link that they were sent. What was merged with the quote comes
    into its own again. Returns what is hidden.
    """
    _require(user)
    found = _with_successors(bouwsteen)
    now = timezone.now()
    for item in found:
        item.status, item.citaat_ingetrokken_op, item.gewijzigd_op = BouwsteenStatus.INGETROKKEN, now, now
        item.save(update_fields=["status", "citaat_ingetrokken_op", "gewijzigd_op"])
        remove_object(item)
        log(instance=item, action="wagtail.edit", user=user, data={"citaat": "ingetrokken"})
    _bring_back_others(found, user)
    return found


@transaction.atomic
def restore_quote(bouwsteen: Bouwsteen, *, user: User | None = None) -> None:
    """Let a withdrawn quote back in, to be looked at by the redactie as if it was just handed in.

    What was made of it stays hidden: the redactie can make it again.
    """
    _require(user)
    locked = Bouwsteen.objects.select_for_update().get(pk=bouwsteen.pk)
    if locked.citaat_ingetrokken_op is None:
        return
    locked.status, locked.citaat_ingetrokken_op = BouwsteenStatus.INGEDIEND, None
    locked.gewijzigd_op = timezone.now()
    locked.save(update_fields=["status", "citaat_ingetrokken_op", "gewijzigd_op"])
    log(instance=locked, action="wagtail.edit", user=user, data={"citaat": "gegeven"})


def _require(user: User | None) -> None:
    if user is not None and not user.has_perm("bouwstenen.publish_bouwsteen"):
        raise PermissionDenied("Alleen de redactie haalt een citaat weg namens een deelnemer.")


def _with_successors(bouwsteen: Bouwsteen) -> list[Bouwsteen]:
    """The bouwsteen and everything that came out of it, not hidden yet, each locked."""
    seen: dict[int, Bouwsteen] = {}
    todo = [bouwsteen.pk]
    while todo:
        rows = list(Bouwsteen.objects.select_for_update().filter(pk__in=todo))
        seen.update({row.pk: row for row in rows})
        through = Bouwsteen.afgeleid_van.through.objects.filter(to_bouwsteen__in=rows)
        todo = [pk for pk in through.values_list("from_bouwsteen", flat=True) if pk not in seen]
    return [row for row in seen.values() if row.citaat_ingetrokken_op is None]


def _bring_back_others(hidden: list[Bouwsteen], user: User | None) -> None:
    """Show the originals that were merged with a quote again, when nothing that readers see is left of them."""
    ids = [item.pk for item in hidden]
    originals = Bouwsteen.afgeleid_van.through.objects.filter(from_bouwsteen__in=ids).values("to_bouwsteen")
    replaced = Bouwsteen.objects.filter(status=BouwsteenStatus.VERVANGEN, pk__in=originals).exclude(pk__in=ids)
    for other in replaced.select_for_update():
        if not other.opvolgers.published().exists():
            other.status, other.gewijzigd_op = BouwsteenStatus.GEPUBLICEERD, timezone.now()
            other.save(update_fields=["status", "gewijzigd_op"])
            log(instance=other, action="wagtail.edit", user=user, data={"status": other.status})

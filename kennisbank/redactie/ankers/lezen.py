"""What readers see of anchors: the passages of a version that rest on a bouwsteen."""

from collections import defaultdict

from kennisbank.document.herkomst import Steun
from kennisbank.document.models import Hoofdstuk
from kennisbank.redactie.ankers.models import Anker


def find_passages(hoofdstuk: Hoofdstuk, nummer: int) -> dict[str, list[Steun]]:
    """The passages of a version with a place, by section id; one query, and no model instances for speed.

    A quote of which the speaker took back their consent supports nothing any more.
    """
    rows = (
        Anker.objects.in_versie(nummer)
        .placed()
        .filter(hoofdstuk_id=hoofdstuk.pk, bouwsteen__citaat_ingetrokken_op__isnull=True)
        .order_by()
        .values_list("sectie_id", "begin", "einde", "exact", "bouwsteen__urn_id", "stand")
    )
    found: dict[str, list[Steun]] = defaultdict(list)
    for sectie_id, begin, einde, exact, urn_id, stand in rows:
        found[sectie_id].append(Steun(begin, einde, exact, urn_id, stand))
    return found

"""Finding what a memo is about from an address, and saying it in words."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model
from django.http import Http404

from bouwstenen.models import Bouwsteen
from kennisbank.onderzoek.codering.models import Codeerronde
from kennisbank.onderzoek.memos.models import ONDERWERPEN, Memo
from kennisbank.onderzoek.models import Selectie
from themas.models import Thema

Finder = Callable[[str, Any], Model | None]
_FINDERS: dict[str, Finder] = {
    "bouwsteen": lambda key, user: Bouwsteen.objects.visible_to(user).filter(urn_id=key).first(),
    "thema": lambda key, user: Thema.objects.current().filter(urn_id=key).first(),
    "selectie": lambda key, user: Selectie.objects.filter(kenmerk=key).first(),
    "ronde": lambda key, user: Codeerronde.objects.visible_to(user).filter(kenmerk=key).first(),
}
_WOORDEN = {"bouwsteen": "Bouwsteen", "thema": "Thema", "selectie": "Selectie", "ronde": "Codeerronde"}


def find_subject(soort: str, key: str, user: Any) -> Model | None:
    """The thing that an address names; None when it names nothing. Raises Http404 for what is not there."""
    if not soort:
        return None
    found = _FINDERS[soort](key, user) if soort in _FINDERS else None
    if found is None:
        raise Http404("Dit is er niet, of je mag het niet zien.")
    return found


def key_of(thing: Model) -> tuple[str, str]:
    """The kind and the key of a thing, as an address names it."""
    kinds = {Bouwsteen: "bouwsteen", Thema: "thema", Selectie: "selectie", Codeerronde: "ronde"}
    key = getattr(thing, "kenmerk", None) or thing.urn_id  # type: ignore[attr-defined]  # one of the four has it
    return kinds[type(thing)], str(key)


def describe_all(memos: Sequence[Memo], user: Any) -> list[dict[str, str]]:
    """What each memo is about, as label and address, in one query; needs `with_subject()`.

    Without name or address for what this user may not see: a bouwsteen that was withdrawn, a round of others.
    """
    rounds = {memo.ronde_id for memo in memos if memo.ronde_id is not None}
    shown = Codeerronde.objects.visible_to(user).filter(pk__in=rounds).values_list("pk", flat=True) if rounds else ()
    seen = set(shown)
    return [_describe(memo, user, seen) for memo in memos]


def _describe(memo: Memo, user: Any, rounds: set[int]) -> dict[str, str]:
    soort = next((name for name in ONDERWERPEN if getattr(memo, f"{name}_id") is not None), "")
    if not soort:
        return {}
    thing = getattr(memo, soort)
    if not _may_see(thing, user, rounds):
        return {"label": f"{_WOORDEN[soort]} die je niet kunt zien", "url": ""}
    return {"label": f"{_WOORDEN[soort]}: {thing}", "url": thing.get_absolute_url()}


def _may_see(thing: Model, user: Any, rounds: set[int]) -> bool:
    if isinstance(thing, Bouwsteen):
        shown = thing.status in {"gepubliceerd", "vervangen"} or user.has_perm("bouwstenen.publish_bouwsteen")
        return bool(shown and thing.citaat_ingetrokken_op is None)
    return not isinstance(thing, Codeerronde) or thing.pk in rounds

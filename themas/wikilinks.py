"""Where wiki links to themas lead: by name, address or synonym; those of a merged one lead to its successor."""

from collections.abc import Iterable

from kennisbank.text.folding import fold
from kennisbank.ui import wikilinks
from kennisbank.ui.wikilinks import Doel
from themas.models import Synoniem, Thema

PREFIX = "thema:"


def resolve(targets: Iterable[str]) -> dict[str, Doel]:
    """The targets that name a thema, in two queries; a name goes before an address, an address before a synonym."""
    asked = {target: fold(target).removeprefix(PREFIX).strip() for target in targets}
    names = _names()
    return {target: names[key] for target, key in asked.items() if key in names}


def _names() -> dict[str, Doel]:
    """Every name in the vocabulary, folded: a database folds no accents, and a vocabulary is small."""
    terms = list(Thema.objects.select_related("opgegaan_in").order_by("opgegaan_in_id", "soort", "volgorde", "pk"))
    by_pk = {term.pk: _doel(term.opgegaan_in or term) for term in terms}
    in_use = [term for term in terms if term.opgegaan_in is None]
    found: dict[str, Doel] = {}
    for group in (in_use, [term for term in terms if term.opgegaan_in is not None]):
        for term in sorted(group, key=lambda term: term.soort != "thema"):
            found.setdefault(fold(term.naam), by_pk[term.pk])
    for term in terms:
        found.setdefault(term.slug, by_pk[term.pk])
        found.setdefault(term.urn, by_pk[term.pk])
    for word, pk in Synoniem.objects.order_by("pk").values_list("term", "thema_id"):
        found.setdefault(fold(word), by_pk[pk])
    return found


def _doel(term: Thema) -> Doel:
    return Doel(url=term.get_absolute_url(), titel=term.naam, soort="thema")


def register() -> None:
    """Let wiki links lead to themas."""
    wikilinks.register(resolve)

"""Where wiki links to hoofdstukken and documents lead: by title, by address, by a title they had before.

`[[Titel]]`, `[[Titel#Kop van een sectie]]`, `[[hoofdstuk]]` and `[[document/hoofdstuk]]` all work.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.db.models import Q
from django.db.models.functions import Lower
from wagtail.models import Page

from kennisbank.document.models import Hoofdstuk, HoofdstukVersie, LevendDocument
from kennisbank.text.folding import fold
from kennisbank.text.slugs import anchor
from kennisbank.ui import wikilinks
from kennisbank.ui.wikilinks import Doel

BATCH = 400
MAX_TARGETS = 4_000

Finder = Callable[[list[str]], dict[str, Doel]]


def split_target(target: str) -> tuple[str, str]:
    """The name and the heading of `Naam#Kop`; the heading is empty when there is none."""
    naam, _, kop = target.partition("#")
    return naam.strip(), kop.strip()


def resolve_titels(targets: Iterable[str]) -> dict[str, Doel]:
    """Targets that are the title of a page."""
    return _resolve(targets, _find_titels)


def resolve_adressen(targets: Iterable[str]) -> dict[str, Doel]:
    """Targets that are the address of a page, or the title of an earlier version."""
    return _resolve(targets, _find_adressen)


def _find_titels(names: list[str]) -> dict[str, Doel]:
    found: dict[str, Doel] = {}
    for page, doel in _pages(_one_of("title", names)):
        found.setdefault(fold(page.title), doel)
    return found


def _find_adressen(names: list[str]) -> dict[str, Doel]:
    former = HoofdstukVersie.objects.of_live_pages().alias(titel_klein=Lower("titel")).filter(_one_of("titel", names))
    titels = former.order_by("-gemaakt_op").values_list("hoofdstuk_id", "titel")
    names_of: dict[int, list[str]] = {}
    for pk, titel in titels:
        names_of.setdefault(pk, []).append(fold(titel))
    slugs = {fold(name).rpartition("/")[2] for name in names}
    found: dict[str, Doel] = {}
    for page, doel in _pages(Q(slug__in=slugs) | Q(pk__in=names_of)):
        path = "/".join(page.url_path.strip("/").split("/")[-2:])
        for key in [path, page.slug, *names_of.get(page.pk, ())]:
            found.setdefault(key, doel)
    return found


def _resolve(targets: Iterable[str], find: Finder) -> dict[str, Doel]:
    parts = {target: split_target(target) for target in list(targets)[:MAX_TARGETS]}
    names = list(dict.fromkeys(naam for naam, _ in parts.values() if naam))
    found: dict[str, Doel] = {}
    for start in range(0, len(names), BATCH):
        found.update(find(names[start : start + BATCH]))
    return {target: _at_heading(found[fold(naam)], kop) for target, (naam, kop) in parts.items() if fold(naam) in found}


def _one_of(field: str, names: list[str]) -> Q:
    """Rows whose `field` is one of `names`, capitals apart. SQLite lowers ASCII only: hence also the names as typed."""
    folded = [fold(name) for name in names]
    return Q(**{f"{field}_klein__in": folded}) | Q(**{f"{field}__in": names})


def _pages(condition: Q) -> list[tuple[Page, Doel]]:
    """The live hoofdstukken and documents that meet a condition, in the order of the tree."""
    pages = Page.objects.live().type(Hoofdstuk, LevendDocument).alias(title_klein=Lower("title")).filter(condition)
    return [
        (page, Doel(url=page.url, titel=page.title, soort=page.cached_content_type.model))
        for page in pages.order_by("path")
        if page.url
    ]


def _at_heading(doel: Doel, kop: str) -> Doel:
    return replace(doel, url=f"{doel.url}#sectie-{anchor(kop)}") if kop else doel


def register() -> None:
    """Let wiki links lead to pages; addresses and former titles only when no thema or bouwsteen has the name."""
    wikilinks.register(resolve_titels)
    wikilinks.register(resolve_adressen, volgorde=10)

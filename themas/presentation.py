"""What the pages about themas and leeraanbod show."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from kennisbank.text.folding import fold
from kennisbank.text.markdown import TekstFout
from kennisbank.text.plain import to_plain
from themas.models import Thema, ThemaSoort

MAX_VERWIJZERS = 50
UITLEG_LENZEN = {
    ThemaSoort.NIVEAU: ("Niveau", "Waar speelt het: bij één persoon, in een team of in een hele organisatie?"),
    ThemaSoort.AMBITIE: ("Ambitie", "Aan welke bedoeling van het programma draagt het bij?"),
    ThemaSoort.RELATIE: ("Relatie", "Tegenover wie heb je een verantwoordelijkheid, en waar botst die met een andere?"),
    ThemaSoort.OVERHEIDSROL: ("Overheidsrol", "Vanuit welke rol handelt de overheid hier?"),
    ThemaSoort.LICHAAMSDEEL: (
        "Lichaamsdeel",
        "Waar in het model van ‘de’ ambtenaar is het gezegd? Dit is de plek in het gesprek, niet het onderwerp.",
    ),
}


@dataclass
class Tak:
    """A thema in the overview, with the narrower ones below it and how much there is about it."""

    thema: Thema
    bouwstenen: int = 0
    hoofdstukken: int = 0
    smaller: list["Tak"] = field(default_factory=list)

    @property
    def definitie(self) -> str:
        """The definition in plain words."""
        return plain(self.thema.definitie)

    @property
    def voet(self) -> str:
        """The numbers in words; empty when there is nothing."""
        parts = []
        if self.hoofdstukken:
            parts.append("1 hoofdstuk" if self.hoofdstukken == 1 else f"{self.hoofdstukken} hoofdstukken")
        if self.bouwstenen:
            parts.append("1 bouwsteen" if self.bouwstenen == 1 else f"{self.bouwstenen} bouwstenen")
        return " · ".join(parts)


@dataclass(frozen=True)
class Lens:
    """One of the small fixed vocabularies with its terms."""

    soort: str
    naam: str
    uitleg: str
    takken: Sequence[Tak]


def plain(tekst: str) -> str:
    """The words of a Markdown text; one that is too long to read comes as it is."""
    try:
        return to_plain(tekst)
    except TekstFout:
        return tekst


def overview() -> tuple[list[Tak], list[Lens]]:
    """The tree of themas and the lenzen, in a fixed number of queries.

    A thema with several broader ones stands below each of them.
    """
    terms = list(Thema.objects.current())
    numbers = count_links()
    branches = {term.pk: Tak(term, *numbers.get(term.pk, (0, 0))) for term in terms}
    broader = _broader(branches)
    roots = [tak for tak in branches.values() if tak.thema.soort == ThemaSoort.THEMA and not broader.get(tak.thema.pk)]
    lenzen = [
        Lens(soort, naam, uitleg, [tak for tak in branches.values() if tak.thema.soort == soort])
        for soort, (naam, uitleg) in UITLEG_LENZEN.items()
    ]
    return roots, [lens for lens in lenzen if lens.takken]


def _broader(branches: Mapping[int, Tak]) -> dict[int, list[int]]:
    """Hang every branch below its broader ones; gives the ids of the broader ones of each."""
    found: dict[int, list[int]] = defaultdict(list)
    pairs = Thema.breder.through.objects.values_list("from_thema_id", "to_thema_id")
    for narrow, broad in sorted(pairs, key=lambda pair: _order(branches, pair[0])):
        if narrow in branches and broad in branches:
            found[narrow].append(broad)
            branches[broad].smaller.append(branches[narrow])
    return found


def _order(branches: Mapping[int, Tak], pk: int) -> tuple[int, str]:
    thema = branches[pk].thema if pk in branches else None
    return (thema.volgorde, thema.naam) if thema else (0, "")


def count_links() -> dict[int, tuple[int, int]]:
    """The number of bouwstenen and of hoofdstukken that readers can see, for every thema that has any."""
    stenen = Count("bouwstenen", filter=Q(bouwstenen__status="gepubliceerd"))
    gezegd = Count("gezegd_bij", filter=Q(gezegd_bij__status="gepubliceerd"))
    pages = Count("hoofdstukken", filter=Q(hoofdstukken__live=True))
    rows = Thema.objects.current().order_by()
    topics = rows.exclude(soort=ThemaSoort.LICHAAMSDEEL)
    by_topic = dict(topics.annotate(n=stenen).filter(n__gt=0).values_list("pk", "n"))
    by_place = dict(rows.filter(soort=ThemaSoort.LICHAAMSDEEL).annotate(n=gezegd).values_list("pk", "n"))
    by_page = dict(rows.annotate(n=pages).filter(n__gt=0).values_list("pk", "n"))
    stones = by_topic | by_place
    return {pk: (stones.get(pk, 0), by_page.get(pk, 0)) for pk in {*stones, *by_page}}


def names_of(thema: Thema, links: Mapping[str, Any]) -> list[str]:
    """The names under which wiki links reach this thema; `links` is where each of its names leads."""
    url = thema.get_absolute_url()
    return [name for name in own_names(thema) if name in links and links[name].url == url]


def own_names(thema: Thema) -> list[str]:
    """Every name a wiki link may use for this thema: its own, its address, its synonyms."""
    synonyms = [synoniem.term for synoniem in thema.synoniemen.all()]
    former = [name for old in thema.voorgangers.all() for name in (old.naam, old.slug)]
    return list(dict.fromkeys([thema.naam, thema.slug, *synonyms, *former]))


def verwijzers(thema: Thema, names: Iterable[str]) -> dict[str, Any]:
    """The hoofdstukken and themas whose text links to one of `names`."""
    known = list(names)
    if not known:
        return {}
    pages = Thema.hoofdstukken.rel.related_model
    linking = pages.objects.live().public().filter(wikilinks__sleutel__in=[fold(name) for name in known]).distinct()
    condition = Q()
    for name in known:
        condition |= Q(toelichting__icontains=f"[[{name}]]") | Q(toelichting__icontains=f"[[{name}|")
    return {
        "hoofdstukken": list(linking.defer("body", "samenvatting").order_by("path")[:MAX_VERWIJZERS]),
        "themas": list(Thema.objects.current().filter(condition).exclude(pk=thema.pk)[:MAX_VERWIJZERS]),
    }

"""Rows of a search or a Selectie: what readers may see, without who handed it in.

A search is read in portions of PER_KEER, each in a fixed number of queries for every kind of thing in it, so that a
large one is never in memory.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Model
from django.urls import reverse
from django.utils import timezone

from bouwstenen.models import Bouwsteen, Gesprek
from kennisbank.document.models import HoofdstukVersie
from kennisbank.exchange.uitvoer.rijen import Kop, Rij
from kennisbank.onderzoek.corpus import latest_editie, read_selectie, read_zoekvraag, version_of
from kennisbank.onderzoek.models import Selectie
from kennisbank.post import absolute
from kennisbank.search.kinds import SearchKind, all_kinds
from kennisbank.search.services import find_keys
from kennisbank.search.zoekvraag import Zoekvraag
from themas.models import Thema, ThemaSoort

PER_KEER = 500
"""How many things are in memory at a time; SQLite takes 32,766 parameters in one query."""
BOUWSTEEN = "bouwsteen"


@dataclass(frozen=True)
class Uitvoerset:
    """What a file says about itself, how many rows there can be, and the rows, to be read once."""

    kop: Kop
    hoogstens: int
    rijen: Iterable[Rij]


def read_search(zoekvraag: Zoekvraag) -> Uitvoerset:
    """Everything that a search finds, kind by kind, each in the order of the results."""
    keys = find_keys(zoekvraag)
    in_words = zoekvraag.describe()
    query = zoekvraag.urlencode()
    url = absolute(reverse("search:zoeken")) + (f"?{query}" if query else "")
    titel = f"Zoeken in de kennisbank: {in_words}"
    kop = Kop(titel, in_words, query, url, peildatum=_newest_change(), **_editie(latest_editie()))
    return Uitvoerset(kop, sum(map(len, keys.values())), _found(keys))


def read_frozen(selectie: Selectie) -> Uitvoerset:
    """The bouwstenen of a Selectie with the words and themas they had then."""
    corpus = read_selectie(selectie)
    zoekvraag = read_zoekvraag(selectie.zoekvraag)
    kop = Kop(
        titel=f"Selectie {selectie.naam}",
        omschrijving=zoekvraag.describe() if zoekvraag else "alle bouwstenen",
        query=selectie.zoekvraag,
        url=absolute(selectie.get_absolute_url()),
        peildatum=timezone.localtime(selectie.peildatum).isoformat(timespec="seconds"),
        selectie={"kenmerk": selectie.urn, "naam": selectie.naam, "vingerafdruk": selectie.vingerafdruk},
        weggelaten=corpus.weggelaten,
        **_editie(selectie.editie),
    )
    rijen = (_bouwsteen(steen, version_of(steen)) for steen in corpus.bouwstenen)
    return Uitvoerset(kop, len(corpus.bouwstenen), rijen)


def _editie(editie: Any) -> dict[str, Any]:
    return {"editie": str(editie), "editie_url": absolute(editie.get_absolute_url())} if editie else {}


def _newest_change() -> str:
    """The moment of the newest change to any bouwsteen or hoofdstuk that readers can see: until then the words go."""
    stones = Bouwsteen.objects.current().aggregate(last=Max("gewijzigd_op"))["last"]
    pages = HoofdstukVersie.objects.aggregate(last=Max("gemaakt_op"))["last"]
    moments: list[datetime] = [moment for moment in (stones, pages) if moment]
    return timezone.localtime(max(moments)).isoformat(timespec="seconds") if moments else ""


def _found(keys: dict[str, list[str]]) -> Iterator[Rij]:
    for kind in all_kinds():
        found = keys.get(kind.key, [])
        for start in range(0, len(found), PER_KEER):
            yield from _portion(kind, found[start : start + PER_KEER])


def _portion(kind: SearchKind, keys: Sequence[str]) -> Iterator[Rij]:
    """The rows of one kind with these keys; the kind's queryset has the last word on what may be seen."""
    rows = kind.get_queryset().filter(pk__in=keys)
    if kind.key == BOUWSTEEN:
        rows = (
            rows.filter(citaat_ingetrokken_op=None)
            .select_related("gesprek", "lichaamsdeel")
            .prefetch_related("themas", "gesprek__organisaties")
            .defer("ingebracht_door", "gesprek__gespreksleider")
            .annotate(nummer=Max("versies__nummer"))
        )
    loaded = {str(instance.pk): instance for instance in rows}
    found = [loaded[key] for key in keys if key in loaded]
    if kind.key == BOUWSTEEN:
        yield from (_bouwsteen(steen, steen.nummer or 0) for steen in found)
    else:
        themas = _themas_of(kind.model, [thing.pk for thing in found])
        yield from (_thing(kind, thing, themas.get(thing.pk, [])) for thing in found)


def _thing(kind: SearchKind, instance: Any, themas: Iterable[Thema]) -> Rij:
    """Anything that can be found, with what every kind has."""
    datum = kind.datum(instance) if kind.datum else None
    return Rij(
        kenmerk=getattr(instance, "urn", ""),
        soort=kind.label,
        titel=kind.title(instance),
        tekst=kind.text(instance).strip(),
        url=absolute(kind.url(instance)),
        datum=datum.isoformat() if isinstance(datum, date) else "",
        **_about(themas),
    )


def _bouwsteen(steen: Bouwsteen, nummer: int) -> Rij:
    return Rij(
        kenmerk=steen.urn,
        soort=BOUWSTEEN,
        titel=steen.titel,
        tekst=steen.tekst,
        url=absolute(steen.get_absolute_url()),
        opmaak="markdown",
        datum=timezone.localdate(steen.aangemaakt_op).isoformat(),
        versie=nummer or None,
        bouwsteensoort=steen.get_soort_display(),
        tegengeluid=steen.tegengeluid,
        plek=steen.plek,
        verwerking=steen.get_stand_display(),
        **_about(steen.themas.all()),
        **_gesprek(steen.gesprek),
    )


def _about(themas: Iterable[Thema]) -> dict[str, Any]:
    """The names of the themas, and of the lenzen with their kind."""
    ordered = sorted(themas, key=lambda thema: (thema.soort, thema.volgorde, thema.naam))
    lenzen = [thema for thema in ordered if thema.soort != ThemaSoort.THEMA]
    return {
        "themas": tuple(thema.naam for thema in ordered if thema.soort == ThemaSoort.THEMA),
        "lenzen": tuple(f"{thema.get_soort_display()}: {thema.naam}" for thema in lenzen),
    }


def _themas_of(model: type[Model], keys: Sequence[Any]) -> Mapping[Any, list[Thema]]:
    """The themas of things by key, for any kind that has them; pages keep theirs out of reach of prefetch_related."""
    field = next((field for field in model._meta.many_to_many if field.name == "themas"), None)
    if field is None:
        return {}
    owner, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    link: Any = field.remote_field
    pairs = list(link.through._base_manager.filter(**{f"{owner}__in": keys}).values_list(f"{owner}_id", f"{other}_id"))
    themas = Thema.objects.in_bulk({thema for _, thema in pairs})
    found: dict[Any, list[Thema]] = defaultdict(list)
    for key, thema in pairs:
        found[key].append(themas[thema])
    return found


def _gesprek(gesprek: Gesprek | None) -> dict[str, Any]:
    """Where it was said, as far as readers may see that."""
    if gesprek is None or not gesprek.zichtbaar:
        return {}
    return {
        "gesprek": gesprek.titel,
        "gesprek_url": absolute(gesprek.get_absolute_url()),
        "gesprek_datum": gesprek.datum.isoformat(),
        "vorm": gesprek.get_format_display(),
        "organisaties": tuple(sorted(organisatie.naam for organisatie in gesprek.organisaties.all())),
    }

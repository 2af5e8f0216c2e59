"""The relations that an import gives to themas: known on both sides, and never a begrip above itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from kennisbank.exchange.begrippen.bekenden import Bekenden
from kennisbank.exchange.begrippen.plan import Begrippenplan, Begripplan
from kennisbank.exchange.formats.source import Melding, MeldingSoort
from kennisbank.text.urn import is_urn_id, make_urn
from themas.models import Thema

Verband = Mapping[str, set[str]]


def plan_verbanden(plan: Begrippenplan, *, weghalen: bool) -> None:
    """Fill in `breder` and `verwant` of every plan, by key, and note what cannot be."""
    _Verbanden(plan, weghalen).fill()


class _Verbanden:
    """The relations as they are and as they become, both by key: a URN, or the URI of a thema to come."""

    def __init__(self, plan: Begrippenplan, weghalen: bool) -> None:
        self.plan = plan
        self.weghalen = weghalen
        self.bekenden = Bekenden()
        self.by_uri = {each.begrip.uri: each for each in plan.plannen}
        themas = {thema.pk: thema for thema in Thema.objects.all()}
        self.namen = {thema.urn: thema.naam for thema in themas.values()}
        self.namen |= {each.sleutel: each.naam for each in plan.plannen}
        self.breder = _pairs(Thema.breder.through.objects, themas)
        self.verwant = _pairs(Thema.verwant.through.objects, themas)

    def fill(self) -> None:
        """First what goes, then what comes: so nothing is refused for what will be gone."""
        wanted = {each.sleutel: self._find_all(each, each.begrip.breder) for each in self.plan.plannen}
        before = {key: set(above) for key, above in self.breder.items()}
        for each in self.plan.plannen:
            if self._follows(each):
                self.breder[each.sleutel] &= wanted[each.sleutel]
        for each in self.plan.plannen:
            for above in sorted(wanted[each.sleutel] - self.breder[each.sleutel]):
                self._add_breder(each, above)
        for each in self.plan.plannen:
            each.breder = set(self.breder[each.sleutel])
            self._tell(each, "breder", before.get(each.sleutel, set()), each.breder)
            self._fill_verwant(each)

    def _follows(self, each: Begripplan) -> bool:
        return self.weghalen and each.volgt_bestand

    def _find_all(self, each: Begripplan, uris: Iterable[str]) -> set[str]:
        found = set()
        for uri in uris:
            key = self._find(uri)
            if key is None:
                tekst = f"Een verwant of breder begrip staat niet in het bestand en niet op de site: {uri[:200]}"
                self.plan.weggelaten.append(Melding(each.naam, tekst, MeldingSoort.BEGRIP))
            elif key != each.sleutel:
                found.add(key)
        return found

    def _find(self, uri: str) -> str | None:
        """The key of what a URI stands for: in the file, of ours, or imported before."""
        if uri in self.by_uri:
            return self.by_uri[uri].sleutel
        last = uri.rpartition("/")[2]
        own = self.bekenden.by_urn(make_urn("thema", last)) if "/id/begrip/" in uri and is_urn_id(last) else None
        thema = own or self.bekenden.by_uri(uri)
        return thema.urn if thema and thema.opgegaan_in_id is None else None

    def _add_breder(self, each: Begripplan, above: str) -> None:
        if each.sleutel in self._above(above):
            tekst = f"‘{self.namen[above]}’ valt hier onder dit begrip en kan dus niet breder zijn."
            self.plan.conflicten.append(Melding(each.naam, tekst))
        else:
            self.breder[each.sleutel].add(above)

    def _above(self, key: str) -> set[str]:
        """Everything above a key, itself included."""
        seen: set[str] = set()
        todo = [key]
        while todo:
            current = todo.pop()
            if current not in seen:
                seen.add(current)
                todo += self.breder.get(current, ())
        return seen

    def _fill_verwant(self, each: Begripplan) -> None:
        key = each.sleutel
        wanted = self._find_all(each, each.begrip.verwant)
        present = self.verwant[key]
        kept = present
        if self._follows(each):
            # What is above or below is no related term in SKOS; a file cannot name it.
            kept = {other for other in present if other in self._above(key) or key in self._above(other)}
        each.verwant = wanted | kept
        self._tell(each, "verwant", present, each.verwant)

    def _tell(self, each: Begripplan, label: str, before: set[str], after: set[str]) -> None:
        if each.thema is None:
            return
        each.wijzigingen += [f"{label} met ‘{self.namen[key]}’" for key in sorted(after - before)]
        each.wijzigingen += [f"niet meer {label} met ‘{self.namen[key]}’" for key in sorted(before - after)]


def _pairs(rows: object, themas: Mapping[int, Thema]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    values: Callable[..., Iterable[tuple[int, int]]] = rows.values_list  # type: ignore[attr-defined]
    for one, other in values("from_thema_id", "to_thema_id"):
        found[themas[one].urn].add(themas[other].urn)
    return found

"""What waits for an editor after a publication: orphans, and sentences that were reworded a lot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Max, Q

from kennisbank.document.models import HoofdstukVersie
from kennisbank.redactie.ankers.koppelen import plain, section_url
from kennisbank.redactie.ankers.models import Anker
from kennisbank.redactie.ankers.places import texts_of
from kennisbank.text.diff import AlineaVerschil, diff_texts
from kennisbank.text.markdown import Doel
from kennisbank.text.marks import Markering
from kennisbank.text.normalise import normalise
from kennisbank.text.resemblance import Weegschaal
from kennisbank.text.sentences import Span
from kennisbank.text.statements import statements
from kennisbank.ui.tekst import find_links, show_tekst

PER_PAGE = 10
CANDIDATES = 5
LEAST = 10
"""A sentence that shares less than this percentage of its telling words is no candidate."""


@dataclass(frozen=True)
class Kandidaat:
    """A sentence of today's text that may be the one, and how much of its words it shares with the lost one."""

    waarde: str
    tekst: str
    kop: str
    procent: int


@dataclass(frozen=True)
class Geval:
    """One anchor to handle."""

    anker: Anker
    nummer: int
    kop: str
    toen: str
    toen_nummer: int | None
    nu: str
    verschil: Sequence[AlineaVerschil]
    kandidaten: Sequence[Kandidaat]
    koppelen_url: str


def count_waiting() -> int:
    """How many anchors wait for an editor."""
    return _waiting().count()


def _waiting() -> Any:
    # What was tied to a withdrawn bouwsteen has a list of its own: see ingetrokken.py.
    rows = (Anker.objects.wezen() | Anker.objects.ter_controle()).exclude(bouwsteen__status="ingetrokken")
    return rows.order_by("hoofdstuk__path", "-vanaf", "sectie_id", "begin", "pk")


def in_hand() -> list[Anker]:
    """What was tied in drafts that nobody published yet: nothing to do, but good to know."""
    return list(Anker.objects.in_hand().select_related("hoofdstuk", "bouwsteen").order_by("hoofdstuk__path", "pk")[:50])


def find_waiting(value: str) -> Anker | None:
    """The anchor with this id, if it waits for an editor."""
    is_id = value.isascii() and value.isdigit() and len(value) < 15
    return _waiting().select_related("hoofdstuk").filter(pk=int(value)).first() if is_id else None


def read_queue(page: str | None) -> tuple[Page, list[Geval]]:
    """A page of the queue, in a fixed number of queries."""
    ankers = _waiting().select_related("hoofdstuk", "bouwsteen", "vorige")
    pagina = Paginator(ankers, PER_PAGE).get_page(page)
    return pagina, _cases(list(pagina.object_list))


def _cases(ankers: Sequence[Anker]) -> list[Geval]:
    boeken = Boekenkast(ankers)
    fragments = {anker.pk: _fragments(anker, boeken) for anker in ankers}
    links = find_links(fragment[0] for both in fragments.values() for fragment in both if fragment)
    return [_case(anker, boeken, fragments[anker.pk], links) for anker in ankers]


Fragment = tuple[str, Span]
"""A paragraph, and the place of the sentence in it."""


class Boekenkast:
    """The newest version of every hoofdstuk, and the ones in which the sentences stood last, in two queries."""

    def __init__(self, ankers: Sequence[Anker]) -> None:
        hoofdstukken = {anker.hoofdstuk_id for anker in ankers}
        numbers = HoofdstukVersie.objects.filter(hoofdstuk__in=hoofdstukken).order_by().values("hoofdstuk")
        self._newest = dict(numbers.annotate(newest=Max("nummer")).values_list("hoofdstuk", "newest"))
        wanted = Q(pk__in=[])
        for hoofdstuk_id, nummer in {*filter(None, map(_last_seen, ankers)), *self._newest.items()}:
            wanted |= Q(hoofdstuk=hoofdstuk_id, nummer=nummer)
        found = HoofdstukVersie.objects.filter(wanted)
        self._versies = {(versie.hoofdstuk_id, versie.nummer): versie for versie in found}

    def now(self, anker: Anker) -> HoofdstukVersie:
        """The version that readers see."""
        return self._versies[anker.hoofdstuk_id, self._newest[anker.hoofdstuk_id]]

    def then(self, anker: Anker) -> HoofdstukVersie | None:
        """The version in which the sentence stood as it was before; None when it never stood anywhere."""
        place = _last_seen(anker)
        return self._versies.get(place) if place else None


def _last_seen(anker: Anker) -> tuple[int, int] | None:
    former = anker.vorige
    return (anker.hoofdstuk_id, former.tot) if former is not None and former.tot else None


def _fragments(anker: Anker, boeken: Boekenkast) -> tuple[Fragment | None, Fragment | None]:
    """The sentence in its paragraph as it last stood, and as it stands now."""
    then = find_fragment(boeken.then(anker), anker.vorige) if anker.vorige is not None else None
    return then, None if anker.is_wees else find_fragment(boeken.now(anker), anker)


def find_fragment(versie: HoofdstukVersie | None, anker: Anker) -> Fragment | None:
    """The paragraph of a version that an anchor stands in; None when its words are not there."""
    text = texts_of(versie.inhoud).get(anker.sectie_id, "") if versie else ""
    if text[anker.begin : anker.einde] != anker.exact:
        return None
    start = text.rfind("\n\n", 0, anker.begin) + 2 if "\n\n" in text[: anker.begin] else 0
    stop = text.find("\n\n", anker.einde)
    paragraph = text[start : stop if stop >= 0 else len(text)]
    return paragraph, (anker.begin - start, anker.einde - start)


def _case(
    anker: Anker, boeken: Boekenkast, fragments: tuple[Fragment | None, Fragment | None], links: Mapping[str, Doel]
) -> Geval:
    now, then = boeken.now(anker), boeken.then(anker)
    return Geval(
        anker=anker,
        nummer=now.nummer,
        kop=section_title(anker, now) or (section_title(anker, then) if then else ""),
        toen=show_fragment(fragments[0], f"toen-{anker.pk}-", links),
        toen_nummer=then.nummer if then else None,
        nu=show_fragment(fragments[1], f"nu-{anker.pk}-", links),
        verschil=[] if anker.is_wees else diff_texts(anker.was, anker.exact),
        kandidaten=_candidates(anker, now) if anker.is_wees else [],
        koppelen_url=tie_url(anker, now),
    )


def show_fragment(fragment: Fragment | None, prefix: str, links: Mapping[str, Doel]) -> str:
    """A paragraph as HTML with the sentence marked; empty for none."""
    if fragment is None:
        return ""
    text, (begin, einde) = fragment
    marks = [Markering(begin, einde, 1, "kb-zin--bron")]
    return show_tekst(text, links=links, prefix=prefix, basis_kopniveau=4, marks=marks).html


def section_title(anker: Anker, versie: HoofdstukVersie) -> str:
    """The heading of the section that an anchor stands in."""
    return next((part["kop"] for part in versie.inhoud["secties"] if part["id"] == anker.sectie_id), "")


def tie_url(anker: Anker, versie: HoofdstukVersie) -> str:
    """The screen to tie other sentences on: of the same section, or of the first one when that is gone."""
    ids = [part["id"] for part in versie.inhoud["secties"]]
    return section_url(anker.hoofdstuk_id, anker.sectie_id if anker.sectie_id in ids else (ids[:1] or [""])[0])


def _candidates(anker: Anker, versie: HoofdstukVersie) -> list[Kandidaat]:
    """The sentences of today's text most like the lost one, those of its own section first among equals."""
    zinnen = [
        (part, span, text[slice(*span)])
        for part in versie.inhoud["secties"]
        for text in [normalise(part["tekst"])]
        for span in statements(text)
    ]
    schaal = Weegschaal(zin for _, _, zin in zinnen)
    found = []
    for part, (begin, einde), zin in zinnen:
        procent = schaal.likeness(anker.exact, zin)
        if procent >= LEAST:
            own = part["id"] == anker.sectie_id
            found.append((procent, own, Kandidaat(f"{part['id']}:{begin}-{einde}", plain(zin), part["kop"], procent)))
    found.sort(key=lambda item: item[:2], reverse=True)
    return [candidate for _, _, candidate in found[:CANDIDATES]]


def read_place(value: str) -> tuple[str, int, int] | None:
    """Section id, begin and end of a candidate as it stands in the form; None when it is none."""
    sectie_id, _, span = value.partition(":")
    begin, _, einde = span.partition("-")
    if not (begin.isdigit() and einde.isdigit() and len(span) < 20 and begin.isascii() and einde.isascii()):
        return None
    return sectie_id, int(begin), int(einde)

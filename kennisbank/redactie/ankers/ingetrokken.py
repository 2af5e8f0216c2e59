"""Sentences that lost their support: the bouwsteen that they rest on was withdrawn."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from kennisbank.redactie.ankers.models import Anker
from kennisbank.redactie.ankers.wezen import Boekenkast, find_fragment, section_title, show_fragment, tie_url
from kennisbank.ui.tekst import find_links

PER_PAGE = 10
REDEN = "De bouwsteen is ingetrokken. De redactie heeft de zin bekeken."


@dataclass(frozen=True)
class Zin:
    """One sentence to look at; `andere` is on how many other bouwstenen it rests. The withdrawn words are not shown."""

    anker: Anker
    nummer: int
    kop: str
    html: str
    andere: int
    is_citaat: bool
    koppelen_url: str


def count_waiting() -> int:
    """How many sentences wait for an editor."""
    return Anker.objects.without_source().count()


def find_waiting(value: str) -> Anker | None:
    """The anchor with this id, if its bouwsteen was withdrawn and nobody looked at it."""
    is_id = value.isascii() and value.isdigit() and len(value) < 15
    rows = Anker.objects.without_source().select_related("hoofdstuk")
    return rows.filter(pk=int(value)).first() if is_id else None


def read_queue(page: str | None) -> tuple[Page, list[Zin]]:
    """A page of the sentences, in a fixed number of queries."""
    rows = Anker.objects.without_source().select_related("hoofdstuk", "bouwsteen", "vorige")
    pagina = Paginator(rows.order_by("hoofdstuk__path", "sectie_id", "begin", "pk"), PER_PAGE).get_page(page)
    return pagina, _sentences(list(pagina.object_list))


def _sentences(ankers: Sequence[Anker]) -> list[Zin]:
    boeken = Boekenkast(ankers)
    fragments = {anker.pk: find_fragment(boeken.now(anker), anker) for anker in ankers}
    links = find_links(fragment[0] for fragment in fragments.values() if fragment)
    others = _count_others(ankers)
    return [
        Zin(
            anker=anker,
            nummer=boeken.now(anker).nummer,
            kop=section_title(anker, boeken.now(anker)),
            html=show_fragment(fragments[anker.pk], f"bron-{anker.pk}-", links),
            andere=others[_place(anker)],
            is_citaat=anker.bouwsteen is not None and anker.bouwsteen.citaat_ingetrokken_op is not None,
            koppelen_url=tie_url(anker, boeken.now(anker)),
        )
        for anker in ankers
    ]


def _count_others(ankers: Sequence[Anker]) -> Counter[tuple[int, str, int, int]]:
    """On how many bouwstenen that are still there the same words rest."""
    rows = Anker.objects.current().placed().filter(hoofdstuk__in={anker.hoofdstuk_id for anker in ankers})
    supported = rows.filter(bouwsteen__isnull=False).exclude(bouwsteen__status="ingetrokken")
    return Counter(_place(row) for row in supported.only("hoofdstuk_id", "sectie_id", "begin", "einde"))


def _place(anker: Anker) -> tuple[int, str, int, int]:
    return anker.hoofdstuk_id, anker.sectie_id, anker.begin, anker.einde

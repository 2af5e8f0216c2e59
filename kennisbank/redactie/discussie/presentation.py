"""What the pages with discussions show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.safestring import SafeString

from kennisbank.redactie.discussie.models import Discussie, Moderatie, Reactie
from kennisbank.text.plain import to_plain
from kennisbank.ui.tekst import find_links, render_tekst

if TYPE_CHECKING:
    from kennisbank.text.markdown import Doel


@dataclass(frozen=True)
class GetoondeReactie:
    """A reactie as this reader may see it: `html` is empty when it is hidden for them."""

    reactie: Reactie
    html: SafeString | str
    reden: str
    mag_modereren: bool


@dataclass(frozen=True)
class Draad:
    """A thread with what this reader may do in it."""

    discussie: Discussie
    citaat: str
    reacties: Sequence[GetoondeReactie]
    mag_sluiten: bool
    mag_reageren: bool

    @property
    def is_wees(self) -> bool:
        """Whether the words it was about are gone or uncertain."""
        return self.discussie.stand == "wees"


def fetch_draden(rows: Any, user: Any) -> list[Draad]:
    """Threads ready to show, in a fixed number of queries."""
    moderaties = Prefetch("reacties__moderaties", Moderatie.objects.order_by("-op", "-pk"))
    found = list(rows.with_reacties().prefetch_related(moderaties))
    links = find_links(reactie.tekst for discussie in found for reactie in discussie.reacties.all())
    return [make_draad(discussie, user, links) for discussie in found]


def make_draad(discussie: Discussie, user: Any, links: Mapping[str, Doel]) -> Draad:
    """One thread for one reader."""
    moderates = user.has_perm("redactie.moderate_reactie")
    reacts = user.is_authenticated and user.has_perm("redactie.add_reactie")
    return Draad(
        discussie=discussie,
        citaat=to_plain(discussie.citaat),
        reacties=[_shown(reactie, links, moderates) for reactie in discussie.reacties.all()],
        mag_sluiten=reacts and (moderates or discussie.gestart_door_id == user.pk),
        mag_reageren=reacts,
    )


def _shown(reactie: Reactie, links: Mapping[str, Doel], moderates: bool) -> GetoondeReactie:
    visible = moderates or not reactie.verborgen
    html = render_tekst(reactie.tekst, links=links, prefix=f"r{reactie.pk}-", basis_kopniveau=4) if visible else ""
    last = next(iter(reactie.moderaties.all()), None)
    return GetoondeReactie(reactie, html, last.reden if last else "", moderates)


def subject_of(discussie: Discussie) -> tuple[str, str]:
    """What a thread is about, as (label, address)."""
    if discussie.voorstel is not None:
        return f"Voorstel: {discussie.voorstel.sectie_kop}", discussie.voorstel.get_absolute_url()
    if discussie.bouwsteen is not None:
        return f"Bouwsteen: {discussie.bouwsteen.titel}", discussie.bouwsteen.get_absolute_url()
    assert discussie.hoofdstuk is not None  # noqa: S101 - a check constraint says so
    return f"Hoofdstuk: {discussie.hoofdstuk.title}", discussie.hoofdstuk.url or "/"


def over_url(onderwerp: Any) -> str:
    """The address where a thread on a voorstel or bouwsteen is started."""
    return reverse("discussies:over", args=[type(onderwerp).__name__.lower(), onderwerp.urn_id])


def by_sectie(draden: Iterable[Draad]) -> dict[str, list[Draad]]:
    """Threads on a hoofdstuk by the section they are in now; orphans under the last one they were in."""
    found: dict[str, list[Draad]] = {}
    for draad in draden:
        found.setdefault(draad.discussie.sectie_id, []).append(draad)
    return found

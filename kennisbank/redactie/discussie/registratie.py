"""What is registered with the apps below when the site starts: discussion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kennisbank.document.freezing import follow_versies
from kennisbank.document.panelen import Paneel, Sectieactie, register_paneel, register_sectieacties

if TYPE_CHECKING:
    from kennisbank.document.freezing import Sectie
    from kennisbank.document.models import Hoofdstuk


def _open_per_sectie(hoofdstuk: Hoofdstuk) -> Counter[str]:
    return Counter(hoofdstuk.discussies.open().values_list("sectie_id", flat=True))


def sectieacties(hoofdstuk: Hoofdstuk, secties: Sequence[Sectie], request: Any) -> Mapping[str, Sequence[Sectieactie]]:
    """ "Bespreek" below every section, and the threads that are there."""
    url = hoofdstuk.get_url(request)
    counts = _open_per_sectie(hoofdstuk)
    acties = {}
    for sectie in secties:
        start = f"{url}bespreken/?{urlencode({'sectie': sectie['id']})}"
        acties[sectie["id"]] = [Sectieactie("Bespreek", start, icoon="gesprek")]
        if counts[sectie["id"]]:
            acties[sectie["id"]].append(Sectieactie("Discussies", f"{url}discussies/", aantal=counts[sectie["id"]]))
    return acties


def paneel(hoofdstuk: Hoofdstuk, request: Any) -> Paneel:
    """How many threads there are on the hoofdstuk."""
    number = sum(_open_per_sectie(hoofdstuk).values())
    return Paneel("discussies/paneel.html", {"aantal": number, "url": f"{hoofdstuk.get_url(request)}discussies/"})


def register() -> None:
    """Register panels, actions and followers."""
    from kennisbank.redactie.discussie.services import carry_discussies

    follow_versies(carry_discussies)
    register_sectieacties(sectieacties, volgorde=200)
    register_paneel(paneel, volgorde=200)

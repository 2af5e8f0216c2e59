"""What is registered with the apps below when the site starts: writing in the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kennisbank.document.panelen import Paneel, Sectieactie, register_paneel, register_sectieacties

if TYPE_CHECKING:
    from kennisbank.document.freezing import Sectie
    from kennisbank.document.models import Hoofdstuk


def sectieacties(hoofdstuk: Hoofdstuk, secties: Sequence[Sectie], request: Any) -> Mapping[str, Sequence[Sectieactie]]:
    """ "Bewerk" below every section, for who may publish."""
    user = getattr(request, "user", None)
    if user is None or not user.has_perm("redactie.decide_voorstel"):
        return {}
    if not hoofdstuk.permissions_for_user(user).can_publish():
        return {}
    url = hoofdstuk.get_url(request)
    return {
        sectie["id"]: [Sectieactie("Bewerk", f"{url}bewerken/?{urlencode({'sectie': sectie['id']})}", icoon="voorstel")]
        for sectie in secties
    }


def paneel(hoofdstuk: Hoofdstuk, request: Any) -> Paneel | None:
    """Who is writing in the hoofdstuk now, for everybody who is logged in."""
    from kennisbank.redactie.bewerken.aanwezigen import in_words, names_of_writers

    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    text = in_words(names_of_writers(hoofdstuk, besides=user))
    return Paneel("bewerken/aanwezig_paneel.html", {"tekst": text}, plek="boven") if text else None


def register() -> None:
    """Register panels, actions and followers."""
    register_sectieacties(sectieacties, volgorde=300)
    register_paneel(paneel, volgorde=10)

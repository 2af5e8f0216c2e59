"""What a reader can do with a search: links that higher apps add to the search page, such as keeping it.

register(Actie("bewaar", "Bewaar deze zoekopdracht", "plus", url=lambda zoekvraag: f"...?{zoekvraag.urlencode()}"))
"""

from collections.abc import Callable
from dataclasses import dataclass

from kennisbank.search.zoekvraag import Zoekvraag


@dataclass(frozen=True)
class Actie:
    """One thing to do with a search. `icoon` is a name of `kennisbank.ui.iconen`.

    With `permission` ("app.codename") only who has it sees it.
    """

    key: str
    label: str
    icoon: str
    url: Callable[[Zoekvraag], str]
    permission: str = ""


_acties: dict[str, Actie] = {}


def register(actie: Actie) -> None:
    """Offer something to do with a search. Registering a key again replaces it."""
    _acties[actie.key] = actie


def all_acties() -> list[Actie]:
    """Everything there is to do, in order of registration."""
    return list(_acties.values())

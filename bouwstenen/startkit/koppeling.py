"""Registry through which the app that keeps plans gives the startkit the plan in `?plan=…`, without an import."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from bouwstenen.startkit.gegevens import Gegevens
from bouwstenen.startkit.inhoud import Onderdeel
from kennisbank.accounts.models import User

MAX_KENMERK = 40


@dataclass(frozen=True, slots=True)
class Plankoppeling:
    """What the startkit may know of a plan that this user organises.

    `vragen_url` takes a POST with the chosen questions as repeated fields `v`, in order; `vragen` is what was chosen
    before, in the same form. `agenda` is the plan's own one, empty when it follows its format. `bladen` says where the
    sheets of this very gesprek are: responscanvas, model.
    """

    kenmerk: str
    titel: str
    url: str
    gegevens: Gegevens = field(default_factory=Gegevens)
    vragen: tuple[str, ...] = ()
    vragen_url: str = ""
    agenda: tuple[Onderdeel, ...] = ()
    bladen: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """What keeps the plan at hand on the next page of the startkit."""
        return f"?plan={self.kenmerk}"


FindPlan = Callable[[str, User | AnonymousUser], Plankoppeling | None]
_finders: list[FindPlan] = []


def register_plannen(find: FindPlan) -> None:
    """Say how a plan is found by its kenmerk; it must return None for who may not organise it."""
    _finders[:] = [find]


def find_plan(request: HttpRequest) -> Plankoppeling | None:
    """The plan that `?plan=` names, for who may organise it; anybody else just gets the startkit without one."""
    kenmerk = request.GET.get("plan", "")[:MAX_KENMERK]
    if not kenmerk or not _finders or not request.user.is_authenticated:
        return None
    return _finders[0](kenmerk, request.user)

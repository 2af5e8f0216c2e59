"""What was chosen in a game, counted per round and role: shown while playing, and kept when the players are gone."""

from collections import defaultdict
from typing import TypedDict

from bouwstenen.rollenspel.models import Inzet, Spel
from bouwstenen.rollenspel.rollen import Rol


class Gekozen(TypedDict):
    """One choice that was made: how many players made it, whether the table did together, and the arguments."""

    nummer: int
    aantal: int
    tafel: bool
    argumenten: list[str]


class RolUitslag(TypedDict):
    """What a role chose in a round, most chosen first."""

    rol: str
    gekozen: list[Gekozen]


class Ronde(TypedDict):
    """One round."""

    ronde: int
    rollen: list[RolUitslag]


class Resultaat(TypedDict):
    """What stays of a game."""

    spelers: int
    rondes: list[Ronde]


def count_ronde(spel: Spel, ronde: int) -> Ronde:
    """What was chosen in one round, in one query."""
    by_rol: dict[str, list[Inzet]] = defaultdict(list)
    for inzet in spel.inzetten.filter(ronde=ronde):
        by_rol[inzet.rol].append(inzet)
    return Ronde(ronde=ronde, rollen=[RolUitslag(rol=rol, gekozen=_count(by_rol[rol])) for rol in Rol.values])


def _count(inzetten: list[Inzet]) -> list[Gekozen]:
    found: dict[int, Gekozen] = {}
    for inzet in inzetten:
        made = found.setdefault(inzet.keuze, Gekozen(nummer=inzet.keuze, aantal=0, tafel=False, argumenten=[]))
        if inzet.speler_id is None:
            made["tafel"] = True
        else:
            made["aantal"] += 1
        if inzet.argument:
            made["argumenten"].append(inzet.argument)
    return sorted(found.values(), key=lambda made: (-made["aantal"], made["nummer"]))


def make_resultaat(spel: Spel) -> Resultaat:
    """Both rounds, and how many players took part."""
    return Resultaat(spelers=spel.spelers.count(), rondes=[count_ronde(spel, 1), count_ronde(spel, 2)])

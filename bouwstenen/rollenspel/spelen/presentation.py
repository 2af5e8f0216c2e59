"""What the screens of a game show, gathered in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from bouwstenen.rollenspel.inhoud import CasusInhoud, KeuzeInhoud, RolInhoud
from bouwstenen.rollenspel.models import Conclusie, Spel, Speler
from bouwstenen.rollenspel.rollen import UITLEG, Conclusievraag, Richting, Rol
from bouwstenen.rollenspel.spelen.resultaat import Resultaat, Ronde


@dataclass(frozen=True)
class EffectBeeld:
    """What a choice does to one role."""

    rol: Rol
    richting: Richting
    uitleg: str


@dataclass(frozen=True)
class KeuzeBeeld:
    """A choice, and in an uitslag how many made it and why."""

    nummer: int
    tekst: str
    toelichting: str
    effecten: list[EffectBeeld]
    aantal: int = 0
    tafel: bool = False
    argumenten: list[str] = field(default_factory=list)

    def effect_on(self, rol: Rol) -> EffectBeeld | None:
        """What it does to this role; None for the role that chooses."""
        return next((effect for effect in self.effecten if effect.rol == rol), None)


@dataclass(frozen=True)
class RolBeeld:
    """A role in a casus; in an uitslag, `gekozen` are the choices that were made."""

    rol: Rol
    kijk: str
    vraag: str
    keuzes: list[KeuzeBeeld]
    gekozen: list[KeuzeBeeld] = field(default_factory=list)

    @property
    def uitleg(self) -> str:
        """What this role is about, whatever the casus."""
        return UITLEG[self.rol]


@dataclass(frozen=True)
class Matrixrij:
    """One choice that was made and its effect on every role, in the order of the table."""

    rol: Rol
    keuze: KeuzeBeeld
    cellen: list[EffectBeeld | None]


@dataclass
class Plaats:
    """Who sits at a role, and how many of them chose in this round."""

    beeld: RolBeeld
    spelers: int = 0
    bijnamen: list[str] = field(default_factory=list)
    kozen: int = 0
    tafel: Any = None
    formulier: Any = None

    @property
    def is_klaar(self) -> bool:
        """Whether nobody has to choose for this role any more."""
        return self.tafel is not None or (self.spelers > 0 and self.kozen >= self.spelers)


def rollen_of(inhoud: CasusInhoud) -> list[RolBeeld]:
    """The roles of a frozen casus."""
    return [_rol(card) for card in inhoud["rollen"]]


def _rol(card: RolInhoud) -> RolBeeld:
    return RolBeeld(Rol(card["rol"]), card["kijk"], card["vraag"], [_keuze(keuze) for keuze in card["keuzes"]])


def _keuze(keuze: KeuzeInhoud) -> KeuzeBeeld:
    effects = [EffectBeeld(Rol(e["rol"]), Richting(e["richting"]), e["uitleg"]) for e in keuze["effecten"]]
    return KeuzeBeeld(keuze["nummer"], keuze["tekst"], keuze["toelichting"], effects)


def uitslag_of(inhoud: CasusInhoud, ronde: Ronde) -> list[RolBeeld]:
    """The roles with what each chose in a round."""
    chosen = {part["rol"]: part["gekozen"] for part in ronde["rollen"]}
    shown = []
    for beeld in rollen_of(inhoud):
        by_number = {keuze.nummer: keuze for keuze in beeld.keuzes}
        made = [
            replace(by_number[g["nummer"]], aantal=g["aantal"], tafel=g["tafel"], argumenten=g["argumenten"])
            for g in chosen.get(beeld.rol, [])
            if g["nummer"] in by_number
        ]
        shown.append(replace(beeld, gekozen=made))
    return shown


def matrix_of(uitslag: Iterable[RolBeeld]) -> list[Matrixrij]:
    """Every choice that was made, with its effect on each role."""
    return [
        Matrixrij(beeld.rol, keuze, [keuze.effect_on(rol) for rol in Rol])
        for beeld in uitslag
        for keuze in beeld.gekozen
    ]


def plaatsen_of(spel: Spel) -> list[Plaats]:
    """The table: per role who sits there and who chose, in two queries."""
    places = {beeld.rol.value: Plaats(beeld) for beeld in rollen_of(spel.inhoud)}
    for speler in spel.spelers.all():
        if speler.rol in places:
            places[speler.rol].spelers += 1
            if speler.bijnaam:
                places[speler.rol].bijnamen.append(speler.bijnaam)
    if spel.stap.ronde:
        for inzet in spel.inzetten.filter(ronde=spel.stap.ronde):
            if inzet.speler_id is None:
                places[inzet.rol].tafel = inzet
            else:
                places[inzet.rol].kozen += 1
    return list(places.values())


def conclusies_of(spel: Spel, speler: Speler | None = None) -> list[tuple[Conclusievraag, list[Conclusie]]]:
    """The conclusions per question with their votes, and with `mijn_stem` and `van_mij` for a player; two queries."""
    own_votes: dict[int, str] = {}
    if speler is not None:
        own_votes = dict(speler.stemmen.values_list("conclusie_id", "soort"))
    groups: dict[str, list[Conclusie]] = defaultdict(list)
    for conclusie in Conclusie.objects.filter(spel=spel).with_votes():
        shown: Any = conclusie
        shown.van_mij = speler is not None and conclusie.speler_id == speler.pk
        shown.mijn_stem = own_votes.get(conclusie.pk, "")
        groups[conclusie.vraag].append(conclusie)
    return [(vraag, groups[vraag]) for vraag in Conclusievraag if groups[vraag]]


def rondes_of(inhoud: CasusInhoud, resultaat: Resultaat) -> list[dict[str, Any]]:
    """Both rounds of a game that is over, with their matrix."""
    shown = []
    for ronde in resultaat.get("rondes", []):
        uitslag = uitslag_of(inhoud, ronde)
        shown.append({"nummer": ronde["ronde"], "uitslag": uitslag, "matrix": matrix_of(uitslag)})
    return shown

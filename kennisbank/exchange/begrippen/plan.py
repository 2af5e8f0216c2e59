"""What an import of begrippen would do: every begrip compared with the themas of the site. Reads, never writes.

Whose a begrip is decides what may change. Our own (by URN) and one that was imported before (by URI) follow the file;
one that only has the same name as a thema gives that its synonyms and relations, and no other words.
"""

import re
from dataclasses import dataclass, field

from kennisbank.exchange.begrippen.bekenden import Bekenden, Herkenning
from kennisbank.exchange.begrippen.model import Begrip, Begrippenlijst
from kennisbank.exchange.formats.source import Melding
from kennisbank.exchange.plan import Actie
from kennisbank.text.folding import fold
from kennisbank.text.hashing import sha256_hex
from themas.models import Thema, ThemaSoort

MAX_NAAM = 100
_KADER_RE = re.compile(r"https?://[^?#]*/id/begrippenkader/(?P<soort>[a-z]+)")
VELDEN = ("naam", "definitie", "toelichting")


@dataclass
class Begripplan:
    """One begrip of the file; `velden` (those that change), `synoniemen`, `breder` and `verwant` as they become."""

    begrip: Begrip
    soort: str
    thema: Thema | None = None
    herkenning: Herkenning = Herkenning.NIEUW
    velden: dict[str, str] = field(default_factory=dict)
    synoniemen: set[str] = field(default_factory=set)
    breder: set[str] = field(default_factory=set)
    verwant: set[str] = field(default_factory=set)
    bronnen: list[str] = field(default_factory=list)
    wijzigingen: list[str] = field(default_factory=list)

    @property
    def sleutel(self) -> str:
        """By what relations name it: the URN of a thema that is there, or the URI of one to come."""
        return self.thema.urn if self.thema else self.begrip.uri

    @property
    def naam(self) -> str:
        """How it will be called."""
        return self.velden.get("naam") or (self.thema.naam if self.thema else self.begrip.naam)

    @property
    def actie(self) -> Actie:
        """What happens to the thema."""
        if self.thema is None:
            return Actie.TOEVOEGEN
        return Actie.WIJZIGEN if self.wijzigingen else Actie.ONGEWIJZIGD

    @property
    def volgt_bestand(self) -> bool:
        """Whether the file decides about its words."""
        return self.herkenning is not Herkenning.NAAM


@dataclass
class Begrippenplan:
    """All of it, with what goes wrong and what is left out."""

    plannen: list[Begripplan] = field(default_factory=list)
    conflicten: list[Melding] = field(default_factory=list)
    overgeslagen: list[Melding] = field(default_factory=list)
    weggelaten: list[Melding] = field(default_factory=list)


def fingerprint(naam: str, definitie: str, toelichting: str) -> str:
    """SHA-256 of the words of a begrip, by which a next import sees whether they were edited since."""
    return sha256_hex([naam, definitie, toelichting])


def plan_begrippen(lijst: Begrippenlijst, *, weghalen: bool) -> Begrippenplan:
    """Compare a list with the site. With `weghalen`, synonyms and relations that the file lacks go."""
    planner = _Planner(weghalen)
    for begrip in lijst.begrippen:
        planner.add(begrip)
    for plan in planner.plan.plannen:
        planner.compare_synoniemen(plan)
    return planner.plan


class _Planner:
    """Compares one begrip after another, knowing what the earlier ones took."""

    def __init__(self, weghalen: bool) -> None:
        self.bekenden = Bekenden()
        self.weghalen = weghalen
        self.plan = Begrippenplan()
        self.genomen: dict[str, str] = {}

    def add(self, begrip: Begrip) -> None:
        """Make the plan of one begrip, or note why there is none."""
        soort = _soort(begrip)
        herkenning, thema = self.bekenden.find(begrip, soort)
        reason = self._why_not(begrip, soort, herkenning, thema)
        if reason:
            self.plan.overgeslagen.append(Melding(begrip.naam[:MAX_NAAM], reason))
            return
        if begrip.vervangen_door and thema is not None:
            self._compare_merged(begrip, thema)
            return
        plan = Begripplan(begrip, soort, thema, herkenning)
        self._take(plan)
        if thema is None:
            plan.velden = {veld: getattr(begrip, veld) for veld in VELDEN}
        else:
            self._compare_words(plan, thema)
        self._compare_bronnen(plan)
        self.plan.plannen.append(plan)

    def _why_not(self, begrip: Begrip, soort: str, herkenning: Herkenning, thema: Thema | None) -> str:
        if len(begrip.naam) > MAX_NAAM:
            return f"De voorkeursterm is langer dan {MAX_NAAM} tekens."
        if thema is None and begrip.vervangen_door:
            return "Dit begrip is vervangen door een ander."
        if thema is not None and thema.opgegaan_in_id and not begrip.vervangen_door:
            return "Dit thema is hier opgegaan in een ander thema."
        taken = self.genomen.get(thema.urn if thema else f"{soort} {fold(begrip.naam)}")
        if taken:
            return f"Een ander begrip in het bestand, ‘{taken}’, hoort al bij dit thema."
        synonym_of = self.bekenden.synonym_of(begrip.naam)
        if thema is None and synonym_of is not None:
            return f"‘{begrip.naam}’ is hier een synoniem van ‘{synonym_of.naam}’."
        if herkenning is Herkenning.EIGEN and thema is not None and thema.soort != soort:
            return f"Dit begrip is hier van een andere soort: {thema.get_soort_display().lower()}."
        return ""

    def _take(self, plan: Begripplan) -> None:
        self.genomen[plan.sleutel if plan.thema else f"{plan.soort} {fold(plan.begrip.naam)}"] = plan.begrip.naam

    def _conflict(self, plek: str, tekst: str) -> None:
        self.plan.conflicten.append(Melding(plek, tekst))

    def _compare_merged(self, begrip: Begrip, thema: Thema) -> None:
        if not thema.opgegaan_in_id:
            self._conflict(
                thema.naam, "In het bestand is dit begrip vervangen door een ander. Voeg het hier zelf samen."
            )

    def _compare_words(self, plan: Begripplan, thema: Thema) -> None:
        begrip = plan.begrip
        changed = {veld: getattr(begrip, veld) for veld in VELDEN if getattr(begrip, veld) != getattr(thema, veld)}
        if plan.herkenning is Herkenning.NAAM:
            if "definitie" in changed:
                self._conflict(thema.naam, f"Het bestand heeft een andere definitie: ‘{_begin(begrip.definitie)}’")
            return
        if plan.herkenning is Herkenning.BRON and changed and self._edited_since(plan, thema):
            return
        if "naam" in changed and self.bekenden.is_taken(changed["naam"], plan.soort, thema):
            self._conflict(thema.naam, f"In het bestand heet dit ‘{changed.pop('naam')}’, maar zo heet hier al iets.")
        plan.velden = changed
        plan.wijzigingen += [
            f"{veld} ‘{_begin(getattr(thema, veld))}’ wordt ‘{_begin(new)}’" for veld, new in changed.items()
        ]

    def _edited_since(self, plan: Begripplan, thema: Thema) -> bool:
        """Whether the site changed the words since the last import; a conflict when the file did so too."""
        imported = self.bekenden.fingerprints.get(plan.begrip.uri, "")
        if fingerprint(thema.naam, thema.definitie, thema.toelichting) == imported:
            return False
        if fingerprint(*(getattr(plan.begrip, veld) for veld in VELDEN)) != imported:
            self._conflict(thema.naam, "De woorden zijn sinds de vorige import hier en in het bestand veranderd.")
        return True

    def _compare_bronnen(self, plan: Begripplan) -> None:
        """The URIs elsewhere that become known."""
        begrip = plan.begrip
        elders = begrip.gelijk if begrip.urn else (begrip.uri, *begrip.gelijk)
        plan.bronnen = [uri for uri in dict.fromkeys(elders) if self.bekenden.is_new_bron(uri)]
        for uri in plan.bronnen:
            self.bekenden.fingerprints[uri] = ""
        if plan.bronnen:
            plan.wijzigingen.append("verband met een begrip elders")

    def compare_synoniemen(self, plan: Begripplan) -> None:
        """Which synonyms it gets; one that belongs to another thema stays there."""
        present = self.bekenden.synoniemen_of(plan.thema)
        wanted = {term for term in plan.begrip.synoniemen if term in present or self._may_have(plan, term)}
        # A file does not name a synonym that is the name itself.
        kept = {term for term in present if term == plan.naam} if self.weghalen and plan.volgt_bestand else present
        plan.synoniemen = wanted | kept
        added, gone = sorted(plan.synoniemen - present), sorted(present - plan.synoniemen)
        plan.wijzigingen += [f"synoniem ‘{term}’ erbij" for term in added]
        plan.wijzigingen += [f"synoniem ‘{term}’ weg" for term in gone]

    def _may_have(self, plan: Begripplan, term: str) -> bool:
        if len(term) > MAX_NAAM:
            self._conflict(plan.naam, f"Het synoniem ‘{term[:40]}…’ is langer dan {MAX_NAAM} tekens.")
            return False
        if term == plan.naam:
            return False
        owner = self.bekenden.owner_of(term)
        if owner is not None and owner != plan.sleutel:
            self._conflict(plan.naam, f"‘{term}’ hoort al bij ‘{self._name_of(owner)}’.")
            return False
        self.bekenden.claim(term, plan.sleutel)
        return True

    def _name_of(self, sleutel: str) -> str:
        """How the begrip with this key is called: on the site, or in the file."""
        thema = self.bekenden.by_urn(sleutel)
        in_file = next((plan.naam for plan in self.plan.plannen if plan.sleutel == sleutel), sleutel)
        return thema.naam if thema else in_file


def _soort(begrip: Begrip) -> str:
    """The kind of thema: by the kader when that is one of a kennisbank, else simply a thema."""
    match = _KADER_RE.fullmatch(begrip.kader)
    return match["soort"] if match and match["soort"] in ThemaSoort.values else ThemaSoort.THEMA


def _begin(tekst: str) -> str:
    line = " ".join(tekst.split())
    return line if len(line) <= 120 else line[:119].rstrip() + "…"

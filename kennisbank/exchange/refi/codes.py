"""What the codes of a file mean here: a thema that is there, one to add, or something that is not taken over."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bouwstenen.models import BouwsteenSoort, Canvasvak
from kennisbank.exchange.formats.source import Melding, MeldingSoort
from kennisbank.exchange.refi.families import CANVASVAK, NAMEN, PLEK, SOORT, TEGENGELUID, family_guid, fixed_guid
from kennisbank.exchange.refi.guids import guid_of
from kennisbank.exchange.refi.model import Code, Project
from kennisbank.exchange.vocabulary import Woordenlijst
from kennisbank.text.folding import fold
from kennisbank.text.normalise import normalise, normalise_line
from kennisbank.text.privacy import find_personal_data
from themas.models import Thema, ThemaSoort

MAX_NAAM = 100
MAX_DEFINITIE = 5000
_FIXED_NAMES = {
    **{fold(label): fixed_guid(CANVASVAK, key) for key, label in Canvasvak.choices},
    **{fold(label): fixed_guid(SOORT, key) for key, label in BouwsteenSoort.choices},
    fold(TEGENGELUID): fixed_guid(SOORT, TEGENGELUID),
}
"""The GUIDs of the codes that are no term of the vocabulary, by their names."""


@dataclass(eq=False)
class NieuwThema:
    """A thema that the file brings: its name, what it means, and the code it lies below."""

    naam: str
    definitie: str
    boven: "Thema | NieuwThema | None" = None


Doel = Thema | NieuwThema


@dataclass
class Codeplan:
    """The codes of a file by GUID: themas to be used, and those of our fixed lists with the GUID they have here."""

    themas: dict[str, Doel] = field(default_factory=dict)
    vast: dict[str, str] = field(default_factory=dict)
    nieuw: list[NieuwThema] = field(default_factory=list)
    namen: dict[str, str] = field(default_factory=dict)
    meldingen: list[Melding] = field(default_factory=list)


def plan_codes(project: Project, *, bron: str) -> Codeplan:
    """Match every code by GUID, else by name or synonym; what nobody knows becomes a new thema."""
    return _Planner(project, bron).plan()


class _Planner:
    """Walks the codebook once, parents first."""

    def __init__(self, project: Project, bron: str) -> None:
        self._project = project
        self._bron = bron
        self._notes = {note.guid: note.tekst for note in project.notities}
        self._woorden = Woordenlijst()
        self._known = self._load_known()
        self._folder_guids = {family_guid(familie): familie for familie in NAMEN}
        self._folders = {fold(naam): familie for familie, naam in NAMEN.items()}
        self._new: dict[str, NieuwThema] = {}
        self.result = Codeplan()

    def _load_known(self) -> dict[str, Thema]:
        """Our terms by GUID; a merged one leads to the one it went into."""
        themas = {thema.pk: thema for thema in Thema.objects.all()}
        known = {}
        for thema in themas.values():
            current = thema
            while current.opgegaan_in_id is not None:
                current = themas[current.opgegaan_in_id]
            known[guid_of(thema.urn)] = current
        return known

    def plan(self) -> Codeplan:
        fixed = set(_FIXED_NAMES.values())
        for code, familie, boven in self._walk(self._project.codes, "", None):
            naam = normalise_line(code.naam)
            self.result.namen[code.guid] = naam
            if code.guid in fixed or self._family(code):
                self.result.vast[code.guid] = code.guid
            elif code.codeerbaar or code.guid in self._known:
                self._place(code, naam, familie, boven)
        return self.result

    def _walk(
        self, codes: tuple[Code, ...], familie: str, boven: Code | None
    ) -> Iterator[tuple[Code, str, Code | None]]:
        """Every code with the family of ours that it lies in, and the nearest codable code above it."""
        for code in codes:
            own = self._family(code) or familie
            yield code, own, boven
            yield from self._walk(code.codes, own, code if code.codeerbaar else boven)

    def _family(self, code: Code) -> str:
        """The family that a code is the folder of: by GUID, or by name for programs that give GUIDs of their own."""
        return self._folder_guids.get(code.guid) or self._folders.get(fold(code.naam), "")

    def _place(self, code: Code, naam: str, familie: str, boven: Code | None) -> None:
        thema = self._known.get(code.guid)
        if thema is not None:
            self._use(code, thema, "herkend aan zijn kenmerk")
        elif not naam or len(naam) > MAX_NAAM:
            self._skip(naam, "Een thema heeft een naam van hoogstens 100 tekens nodig.")
        elif find_personal_data(naam):
            self.result.meldingen.append(Melding("Een code", "De naam komt niet mee.", MeldingSoort.PERSOON))
        elif familie in (PLEK, CANVASVAK, SOORT):
            self._place_fixed(code, naam, familie)
        else:
            self._place_by_name(code, naam, familie, boven)

    def _place_fixed(self, code: Code, naam: str, familie: str) -> None:
        parts = self._woorden.find(naam, ThemaSoort.LICHAAMSDEEL) if familie == PLEK else []
        ours = guid_of(parts[0].urn) if parts else _FIXED_NAMES.get(fold(naam))
        if ours is not None:
            self.result.vast[code.guid] = ours
        else:
            self._skip(naam, f"‘{NAMEN[familie]}’ is hier een vaste lijst.")

    def _place_by_name(self, code: Code, naam: str, familie: str, boven: Code | None) -> None:
        found = self._woorden.find(naam, familie) or ([] if familie else self._woorden.find(naam))
        if len(found) > 1:
            found = [thema for thema in found if thema.soort == ThemaSoort.THEMA] or found
        if len(found) > 1:
            self._skip(naam, "Meer dan een thema heet zo.")
        elif found:
            how = "naam" if fold(found[0].naam) == fold(naam) else "synoniem"
            self._use(code, found[0], f"herkend aan {'de' if how == 'naam' else 'een'} {how}")
        elif familie and familie != ThemaSoort.THEMA:
            self._skip(naam, f"‘{NAMEN[familie]}’ is hier een vaste lijst.")
        else:
            self._add(code, naam, boven)

    def _use(self, code: Code, thema: Thema, how: str) -> None:
        if thema.soort == ThemaSoort.LICHAAMSDEEL:
            self.result.vast[code.guid] = guid_of(thema.urn)
            return
        self.result.themas[code.guid] = thema
        self.result.meldingen.append(
            Melding(self.result.namen[code.guid], f"‘{thema.naam}’: {how}.", MeldingSoort.HERKEND)
        )

    def _add(self, code: Code, naam: str, boven: Code | None) -> None:
        """Plan a new thema; a name that is there twice is one thema."""
        thema = self._new.get(fold(naam))
        if thema is None:
            above = self.result.themas.get(boven.guid) if boven is not None else None
            if isinstance(above, Thema) and above.soort != ThemaSoort.THEMA:
                above = None
            thema = NieuwThema(naam, self._definition(code), above)
            self._new[fold(naam)] = thema
            self.result.nieuw.append(thema)
        self.result.themas[code.guid] = thema

    def _definition(self, code: Code) -> str:
        notes = (self._notes.get(guid, "") for guid in code.notities)
        words = next((tekst.strip() for tekst in map(normalise, (code.omschrijving, *notes)) if tekst.strip()), "")
        if find_personal_data(words):
            reden = "De omschrijving komt niet mee. Schrijf er zelf een."
            self.result.meldingen.append(Melding(self.result.namen[code.guid], reden, MeldingSoort.PERSOON))
            words = ""
        return words[:MAX_DEFINITIE] or f"Nog te omschrijven. Ingelezen uit ‘{self._bron[:100]}’."

    def _skip(self, naam: str, reden: str) -> None:
        self.result.meldingen.append(Melding(naam[:MAX_NAAM] or "zonder naam", reden, MeldingSoort.CODE))

"""The answers of a round laid side by side: who gave which code, where they differ, and what the outcome is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kennisbank.onderzoek.codering.models import (
    CodeBesluit,
    Codeereenheid,
    Codeerronde,
    Codering,
    Codeur,
    Oordeel,
    RondeCode,
)

Antwoord = frozenset[int] | None
"""The keys of the codes somebody gave; None for "weet ik niet"."""


@dataclass(frozen=True)
class Stemmen:
    """Who gave one code to one bouwsteen, and who did not; numbers of coders. Who does not know is in neither."""

    voor: tuple[int, ...]
    tegen: tuple[int, ...]

    @property
    def verschillen(self) -> bool:
        """Whether coders differ."""
        return bool(self.voor and self.tegen)

    @property
    def meerderheid(self) -> bool | None:
        """What most say; None when as many say yes as no."""
        return None if len(self.voor) == len(self.tegen) else len(self.voor) > len(self.tegen)

    @property
    def sleutel(self) -> str:
        """The same for the same answers: what a decision rests on."""
        answers = dict.fromkeys(self.voor, "+") | dict.fromkeys(self.tegen, "-")
        return " ".join(f"{number}{sign}" for number, sign in sorted(answers.items()))


@dataclass(frozen=True)
class Plek:
    """One code of one bouwsteen, with the answers and the decision that counts."""

    eenheid: Codeereenheid
    code: RondeCode
    stemmen: Stemmen
    besluit: CodeBesluit | None

    @property
    def toegekend(self) -> bool | None:
        """The outcome; None while coders differ or nobody answered."""
        if self.besluit is not None:
            return self.besluit.toegekend
        if self.stemmen.verschillen or not (self.stemmen.voor or self.stemmen.tegen):
            return None
        return bool(self.stemmen.voor)


@dataclass(frozen=True)
class Stand:
    """Everything that was answered in a round about bouwstenen that readers may still see.

    `antwoorden` is by unit, then by number of the coder; who did not answer is not in it.
    """

    eenheden: Sequence[Codeereenheid]
    codes: Sequence[RondeCode]
    codeurs: Sequence[Codeur]
    antwoorden: Mapping[int, Mapping[int, Antwoord]]
    opmerkingen: Mapping[int, Mapping[int, str]]
    besluiten: Mapping[tuple[int, int], CodeBesluit]

    def stemmen(self, eenheid: Codeereenheid, code: RondeCode) -> Stemmen:
        """The answers about one code of one bouwsteen."""
        known = {nr: given for nr, given in self.antwoorden.get(eenheid.pk, {}).items() if given is not None}
        return Stemmen(
            tuple(sorted(nr for nr, given in known.items() if code.pk in given)),
            tuple(sorted(nr for nr, given in known.items() if code.pk not in given)),
        )

    @cached_property
    def plekken(self) -> list[Plek]:
        """Every code of every bouwsteen, in order."""
        return [self._plek(eenheid, code) for eenheid in self.eenheden for code in self.codes]

    def _plek(self, eenheid: Codeereenheid, code: RondeCode) -> Plek:
        stemmen = self.stemmen(eenheid, code)
        besluit = self.besluiten.get((eenheid.pk, code.pk))
        counts = besluit is not None and stemmen.verschillen and besluit.stemmen == stemmen.sleutel
        return Plek(eenheid, code, stemmen, besluit if counts else None)

    def verschillen(self, *, open_only: bool = False) -> list[Plek]:
        """Where coders differ; only where nothing was decided if asked."""
        return [
            plek for plek in self.plekken if plek.stemmen.verschillen and not (open_only and plek.besluit is not None)
        ]

    def as_data(self) -> dict[str, dict[str, list[int] | None]]:
        """The answers by numbers alone, for the trail: unit, coder, codes."""
        numbers = {code.pk: code.nummer for code in self.codes}
        return {
            str(eenheid.nummer): {
                str(nr): None if given is None else sorted(numbers[pk] for pk in given)
                for nr, given in sorted(self.antwoorden.get(eenheid.pk, {}).items())
            }
            for eenheid in self.eenheden
        }

    def outcome_as_data(self) -> dict[str, list[int]]:
        """The codes that each bouwsteen got, by numbers."""
        found: dict[str, list[int]] = {str(eenheid.nummer): [] for eenheid in self.eenheden}
        for plek in self.plekken:
            if plek.toegekend:
                found[str(plek.eenheid.nummer)].append(plek.code.nummer)
        return found


def read_stand(ronde: Codeerronde) -> Stand:
    """All of a round, in six queries."""
    codeurs = list(ronde.codeurs.select_related("user").order_by("nummer"))
    numbers = {codeur.pk: codeur.nummer for codeur in codeurs}
    eenheden = list(ronde.eenheden.usable().select_related("versie__bouwsteen").order_by("nummer"))
    shown = {eenheid.pk for eenheid in eenheden}
    given: dict[int, set[int]] = defaultdict(set)
    links = Codering.codes.through.objects.filter(codering__codeur__ronde=ronde)
    for codering, code in links.values_list("codering", "rondecode"):
        given[codering].add(code)
    antwoorden: dict[int, dict[int, Antwoord]] = defaultdict(dict)
    opmerkingen: dict[int, dict[int, str]] = defaultdict(dict)
    for row in Codering.objects.filter(codeur__ronde=ronde, eenheid__in=shown):
        if row.oordeel:
            known = row.oordeel != Oordeel.WEET_NIET
            antwoorden[row.eenheid_id][numbers[row.codeur_id]] = frozenset(given[row.pk]) if known else None
        if row.opmerking:
            opmerkingen[row.eenheid_id][numbers[row.codeur_id]] = row.opmerking
    return Stand(eenheden, list(ronde.codes.order_by("nummer")), codeurs, antwoorden, opmerkingen, newest(ronde))


def newest(ronde: Codeerronde) -> dict[tuple[int, int], CodeBesluit]:
    """The last decision on each place, by unit and code."""
    rows = CodeBesluit.objects.filter(eenheid__ronde=ronde).select_related("door").order_by("op", "pk")
    return {(row.eenheid_id, row.code_id): row for row in rows}


def for_analysis(stand: Stand) -> list[list[frozenset[str] | None]]:
    """Per bouwsteen, per coder in order, the numbers of the codes as text; None for who did not answer or know."""
    numbers = {code.pk: str(code.nummer) for code in stand.codes}
    rows = []
    for eenheid in stand.eenheden:
        given = stand.antwoorden.get(eenheid.pk, {})
        answers = [given.get(codeur.nummer) for codeur in stand.codeurs]
        rows.append([None if one is None else frozenset(numbers[pk] for pk in one) for one in answers])
    return rows

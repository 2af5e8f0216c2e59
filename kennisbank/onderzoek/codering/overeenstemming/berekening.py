"""How far the coders of a round agree: over all, per code, per two coders, and what they take for one another."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from kennisbank.analysis.agreement import Agreement, as_binary, as_sets, cohen, fleiss, krippendorff, masi
from kennisbank.onderzoek.codering.lezen import Stand, for_analysis
from kennisbank.onderzoek.codering.models import RondeCode

Antwoorden = Sequence[Sequence[frozenset[str] | None]]
"""Per bouwsteen, per coder: the codes; None for no answer."""
ROUNDS = 200
RARE = 0.05
MAX_VERWARRING = 25
GEEN = "geen andere code"
# J.R. Landis, G.G. Koch, "The measurement of observer agreement for categorical data", Biometrics 33 (1977), 165.
_LABELS = ((0.8, "bijna volledig"), (0.6, "flink"), (0.4, "redelijk"), (0.2, "matig"), (0.0, "gering"))


def label(value: float | None) -> str:
    """The word that Landis and Koch gave to a kappa: a habit, not a law."""
    if value is None:
        return "niet te bepalen"
    return next((word for bound, word in _LABELS if value > bound), "niet meer dan toeval")


@dataclass(frozen=True)
class CodeRegel:
    """One code: Krippendorff's alpha, Fleiss' kappa, the share of equal pairs of answers, and how often given."""

    code: RondeCode
    alpha: Agreement
    kappa: Agreement
    gelijk: float | None
    gegeven: float | None

    @property
    def label(self) -> str:
        """The alpha in a word."""
        return label(self.alpha.value)

    @property
    def waarschuwingen(self) -> list[str]:
        """Why to be careful with this figure."""
        texts = [each.tekst for each in self.alpha.warnings]
        if self.alpha.value is not None and self.gegeven is not None and not RARE <= self.gegeven <= 1 - RARE:
            often = "bijna nooit" if self.gegeven < RARE else "bijna altijd"
            texts.append(f"Deze code is {often} gegeven. Dan is het getal laag, ook als codeurs het vaak eens zijn.")
        return texts


@dataclass(frozen=True)
class PaarRegel:
    """Two coders (numbers): Cohen's kappa over all codes, and the bouwstenen on which they gave exactly the same."""

    een: int
    ander: int
    kappa: Agreement
    samen: int
    precies_gelijk: int

    @property
    def label(self) -> str:
        """The kappa in a word."""
        return label(self.kappa.value)


@dataclass(frozen=True)
class Verwarring:
    """How often one coder gave a code where the other gave another one, or none."""

    code: RondeCode
    ander: RondeCode | None
    aantal: int


@dataclass(frozen=True)
class Overeenstemming:
    """Everything on the page."""

    alpha: Agreement
    kappa: Agreement
    codes: Sequence[CodeRegel]
    paren: Sequence[PaarRegel]
    verwarring: Sequence[Verwarring]
    eenheden: int
    dubbel: int
    """Bouwstenen that at least two coders answered."""

    @property
    def label(self) -> str:
        """The alpha in a word."""
        return label(self.alpha.value)


def compute(stand: Stand) -> Overeenstemming:
    """All figures of a round. Over all codes alpha compares sets with MASI, so that a half-equal answer counts half."""
    units = for_analysis(stand)
    sets = as_sets(units)
    return Overeenstemming(
        alpha=krippendorff(sets, distance=masi, rounds=ROUNDS),
        kappa=fleiss(sets, rounds=ROUNDS),
        codes=[_code_row(units, code) for code in stand.codes],
        paren=_pairs(stand, units),
        verwarring=_confused(stand, units),
        eenheden=len(units),
        dubbel=sum(sum(one is not None for one in unit) > 1 for unit in units),
    )


def _code_row(units: Antwoorden, code: RondeCode) -> CodeRegel:
    binary = as_binary(units, str(code.nummer))
    given = [one for unit in binary for one in unit if one is not None]
    pairs = [x == y for unit in binary for x, y in combinations([one for one in unit if one is not None], 2)]
    return CodeRegel(
        code,
        krippendorff(binary, rounds=ROUNDS),
        fleiss(binary, rounds=ROUNDS),
        sum(pairs) / len(pairs) if pairs else None,
        sum(map(bool, given)) / len(given) if given else None,
    )


def _pairs(stand: Stand, units: Antwoorden) -> list[PaarRegel]:
    """Each two coders; a place is one code of one bouwsteen that both answered."""
    names = [str(code.nummer) for code in stand.codes]
    found = []
    for (i, een), (j, ander) in combinations(enumerate(stand.codeurs), 2):
        both = [(x, y) for unit in units if (x := unit[i]) is not None and (y := unit[j]) is not None]
        left = [name in x for x, _ in both for name in names]
        right = [name in y for _, y in both for name in names]
        same = sum(x == y for x, y in both)
        found.append(PaarRegel(een.nummer, ander.nummer, cohen(left, right, rounds=0), len(both), same))
    return found


def _confused(stand: Stand, units: Antwoorden) -> list[Verwarring]:
    """What stood against what, most often first."""
    counts: Counter[tuple[str, str]] = Counter()
    for unit in units:
        for x, y in combinations([one for one in unit if one is not None], 2):
            counts.update(_against(x - y, y - x))
    known = {str(code.nummer): code for code in stand.codes}
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Verwarring(known[a], known.get(b), number) for (a, b), number in order[:MAX_VERWARRING]]


def _against(left: frozenset[str], right: frozenset[str]) -> list[tuple[str, str]]:
    """The pairs of codes that stand against each other; with an empty text for none."""
    if left and right:
        return [(min(a, b, key=int), max(a, b, key=int)) for a in left for b in right]
    return [(code, "") for code in left | right]

"""A selectie beside what its search finds now."""

from collections.abc import Collection
from dataclasses import dataclass

from kennisbank.onderzoek.corpus import Corpus, read_corpus, read_zoekvraag, version_of
from kennisbank.onderzoek.models import Selectie


@dataclass(frozen=True)
class Verschil:
    """Numbers of bouwstenen: with other words or themas since then, found now and not then, and the other way round."""

    gewijzigd: int
    erbij: int
    eraf: int

    @property
    def is_gelijk(self) -> bool:
        """Whether a fresh selectie would hold the same."""
        return not (self.gewijzigd or self.erbij or self.eraf)

    @property
    def zin(self) -> str:
        """The same as a sentence."""
        if self.is_gelijk:
            return "Er is sindsdien niets veranderd: wie nu zoekt, vindt precies hetzelfde."
        parts = [
            f"{number} {words}"
            for number, words in ((self.gewijzigd, "gewijzigd"), (self.erbij, "erbij"), (self.eraf, "eraf"))
            if number
        ]
        return f"Wie nu zoekt, vindt iets anders: {', '.join(parts)}. De selectie zelf verandert niet."


def compare_with_now(selectie: Selectie) -> Verschil:
    """What changed since a selectie was made."""
    lines = selectie.regels.values_list("bouwsteen", "nummer", "themas")
    return _compare({pk: (nummer, frozenset(themas)) for pk, nummer, themas in lines}, _now(selectie))


def _now(selectie: Selectie) -> Corpus:
    return read_corpus(read_zoekvraag(selectie.zoekvraag))


def _compare(then: dict[int, tuple[int, Collection[str]]], corpus: Corpus) -> Verschil:
    now = {
        steen.pk: (version_of(steen), frozenset(thema.urn_id for thema in steen.themas.all()))
        for steen in corpus.bouwstenen
    }
    return Verschil(
        gewijzigd=sum(1 for pk, facts in now.items() if pk in then and then[pk] != facts),
        erbij=len(now.keys() - then.keys()),
        eraf=len(then.keys() - now.keys()),
    )

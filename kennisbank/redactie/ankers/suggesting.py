"""Which sentences most likely rest on which bouwstenen of their section: a start for editors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bouwstenen.models import Bouwsteen
from kennisbank.document.freezing import Inhoud, Sectie
from kennisbank.text.normalise import normalise
from kennisbank.text.resemblance import Weegschaal, resting_on
from kennisbank.text.sentences import Span
from kennisbank.text.statements import statements


@dataclass(frozen=True)
class Vermoeden:
    """A sentence of a section that most likely rests on a bouwsteen."""

    sectie_id: str
    tekst: str
    zin: Span
    bouwsteen_id: int


def words_of(bouwsteen: Bouwsteen) -> str:
    """What a bouwsteen says."""
    return f"{bouwsteen.titel}\n\n{bouwsteen.tekst}"


def weigh(inhoud: Inhoud, bouwstenen: Iterable[Bouwsteen]) -> Weegschaal:
    """A balance for words, made of all sentences of a hoofdstuk and of its bouwstenen."""
    texts = [normalise(sectie["tekst"]) for sectie in inhoud["secties"]]
    zinnen = [text[slice(*span)] for text in texts for span in statements(text)]
    return Weegschaal([*zinnen, *map(words_of, bouwstenen)])


def suggest_for_versie(inhoud: Inhoud) -> Iterator[Vermoeden]:
    """The sentences of a hoofdstuk that most likely rest on a published source of their section, in one query."""
    asked = {bron["bouwsteen"] for sectie in inhoud["secties"] for bron in sectie["bronnen"]}
    known = {bouwsteen.urn_id: bouwsteen for bouwsteen in Bouwsteen.objects.published().filter(urn_id__in=asked)}
    schaal = weigh(inhoud, known.values())
    for sectie in inhoud["secties"]:
        yield from _suggest(sectie, known, schaal)


def _suggest(sectie: Sectie, known: dict[str, Bouwsteen], schaal: Weegschaal) -> Iterator[Vermoeden]:
    text = normalise(sectie["tekst"])
    zinnen = statements(text)
    for bron in sectie["bronnen"]:
        bouwsteen = known.get(bron["bouwsteen"])
        if bouwsteen is not None and bron["rol"] == "bron":
            for zin in resting_on(text, zinnen, words_of(bouwsteen), schaal):
                yield Vermoeden(sectie["id"], text, zin, bouwsteen.pk)

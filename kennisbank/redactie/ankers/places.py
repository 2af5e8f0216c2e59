"""Where anchors are in a text: between the rows of the database and the text engine."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kennisbank.document.freezing import Inhoud
from kennisbank.redactie.ankers.models import Anker, Ankerstand
from kennisbank.text import anchors
from kennisbank.text.normalise import normalise
from kennisbank.text.resemblance import percentage
from kennisbank.text.sectie import Sectie
from kennisbank.text.sentences import Span


def sections_of(inhoud: Inhoud) -> list[Sectie]:
    """The sections as the text engine takes them; sentences do not rest on a bouwsteen in title or summary."""
    return [Sectie(sectie["id"], sectie["kop"], sectie["tekst"]) for sectie in inhoud["secties"]]


def texts_of(inhoud: Inhoud) -> dict[str, str]:
    """The normalised text of each section, by its id; of a section that is there twice, the first."""
    texts: dict[str, str] = {}
    for sectie in inhoud["secties"]:
        texts.setdefault(sectie["id"], normalise(sectie["tekst"]))
    return texts


def as_text_anchor(anker: Anker) -> anchors.Anker:
    """The anchor as the text engine takes it."""
    return anchors.Anker(anker.exact, anker.prefix, anker.suffix, anker.begin, anker.einde)


def passage_fields(anker: anchors.Anker) -> dict[str, Any]:
    """The fields of a Passage for an anchor of the text engine."""
    return {
        "exact": anker.exact,
        "prefix": anker.prefix,
        "suffix": anker.suffix,
        "begin": anker.begin,
        "einde": anker.einde,
    }


def next_fields(anker: Anker, place: anchors.Plaatsing) -> dict[str, Any]:
    """What the row for the next version holds of an anchor that was carried to `place`.

    Until an editor looks, a reworded sentence stays reworded, however often it moves after that.
    """
    fields = {**passage_fields(place.anker), "sectie_id": place.sectie_id, "stand": place.stand.value}
    if place.stand == anchors.Stand.WEES:
        return fields | {"was": anker.was, "gelijkenis": anker.gelijkenis}
    was = anker.was or anker.exact
    if was == place.anker.exact:
        stand = Ankerstand.VERSCHOVEN if place.stand == anchors.Stand.GEWIJZIGD else place.stand.value
        return fields | {"was": "", "gelijkenis": 100, "stand": stand}
    return fields | {"was": was, "gelijkenis": percentage(was, place.anker.exact), "stand": Ankerstand.GEWIJZIGD}


def is_same(anker: Anker, fields: Mapping[str, Any]) -> bool:
    """Whether a row can hold for the next version as it is."""
    return all(getattr(anker, name) == value for name, value in fields.items() if name != "stand")


def find_again(anker: Anker, texts: Mapping[str, str]) -> anchors.Plaatsing | None:
    """Where an orphan stands again, because its words came back between the words they stood between.

    One that was made for a draft and never had a place is looked up by its words.
    """
    text = texts.get(anker.sectie_id, "")
    if anker.vorige_id is None:
        found = anchors.find_passage(text, anker.exact, anker.prefix, anker.suffix)
    else:
        found = _with_surroundings(text, anker)
    if found is None:
        return None
    stays = (found.begin, found.einde) == (anker.begin, anker.einde)
    return anchors.Plaatsing(anchors.Stand.VAST if stays else anchors.Stand.VERSCHOVEN, anker.sectie_id, found)


def _with_surroundings(text: str, anker: Anker) -> anchors.Anker | None:
    whole = anker.prefix + anker.exact + anker.suffix
    place = text.find(whole)
    if place < 0 or text.find(whole, place + 1) >= 0:
        return None
    at_start, at_end = len(anker.prefix) < anchors.CONTEXT, len(anker.suffix) < anchors.CONTEXT
    if (at_start and place > 0) or (at_end and place + len(whole) < len(text)):
        return None
    begin = place + len(anker.prefix)
    return anchors.make_anchor(text, begin, begin + len(anker.exact))


def overlaps(spans: Iterable[Span], begin: int, einde: int) -> bool:
    """Whether a place shares words with one of `spans`."""
    return any(van < einde and begin < tot for van, tot in spans)


def find_spans(text: str, begins: Iterable[int], spans: Sequence[Span]) -> list[Span]:
    """Those of `spans` that begin at one of `begins`."""
    wanted = set(begins)
    return [span for span in spans if span[0] in wanted and text[slice(*span)].strip()]

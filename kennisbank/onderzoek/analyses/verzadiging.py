"""Does another gesprek still bring something?"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from bouwstenen.models import Gesprek
from kennisbank.analysis.saturation import Saturation, Unseen, curve
from kennisbank.analysis.words import spellings
from kennisbank.charts.chart import Table, as_text, rows
from kennisbank.charts.figures import saturation_lines
from kennisbank.onderzoek.analyses.basis import Analyse, Beeld, Instellingen, Uitkomst, number
from kennisbank.onderzoek.corpus import Corpus
from kennisbank.onderzoek.kenmerken import TERMEN, terms_of
from kennisbank.onderzoek.woorden import READER, texts_of

WOORDEN = "woorden"
FEW = 6
"""With fewer gesprekken than this there is nothing to say about saturation (base of four and a run of two)."""
HALF = 0.5
NAMED = 3
"""So many new ones of a gesprek are named in the table."""


class VerzadigingForm(Instellingen):
    """New what, and from when it is enough."""

    wat = forms.ChoiceField(
        label="Nieuwe",
        choices=(*TERMEN[:-1], (WOORDEN, "Woorden")),
        initial="thema",
        error_messages={"invalid_choice": "Kies iets uit de lijst."},
    )
    drempel = forms.ChoiceField(
        label="Genoeg is: hoogstens zoveel nieuws",
        choices=(("0", "Helemaal niets nieuws"), ("5", "5 procent"), ("10", "10 procent")),
        initial="5",
        help_text="Wat twee gesprekken samen nog aan nieuws brengen, vergeleken met de eerste vier.",
        error_messages={"invalid_choice": "Kies iets uit de lijst."},
    )


def work_out(corpus: Corpus, settings: Mapping[str, Any]) -> Uitkomst:
    """The curve, with a sentence that says whether it is enough."""
    sets, gesprekken = _sets(corpus, settings["wat"])
    if not any(sets):
        return Uitkomst(zinnen=["In deze bouwstenen is niets te tellen: er zijn geen gesprekken of geen termen."])
    found = curve(sets, threshold=int(settings["drempel"]) / 100)
    noun = NOUNS.get(settings["wat"], ("nieuwe term", "nieuwe termen", "termen"))
    title = f"Verschillende {noun[2]} na elk gesprek"
    caption = f"{title}: {corpus.titel}"
    chart = saturation_lines(found, title=caption, what=noun[2])
    beeld = Beeld("verzadiging", title, _table(found, gesprekken, caption), chart)
    loose = sum(1 for steen in corpus.bouwstenen if not steen.gesprek)
    return Uitkomst([beeld], sentences(found, noun), _warnings(found, loose))


NOUNS = {
    "thema": ("nieuw thema", "nieuwe thema’s", "thema’s"),
    WOORDEN: ("nieuw woord", "nieuwe woorden", "woorden"),
}


def _sets(corpus: Corpus, what: str) -> tuple[list[set[str]], list[Gesprek]]:
    """What each gesprek brought, in order of date."""
    brought: dict[int, set[str]] = {gesprek.pk: set() for gesprek in corpus.gesprekken}
    texts = texts_of(corpus) if what == WOORDEN else [""] * len(corpus.bouwstenen)
    shown = spellings(word for text in texts for word in READER.telling(text))
    for steen, text in zip(corpus.bouwstenen, texts, strict=True):
        if steen.gesprek_id is not None:
            names = [shown[term] for term in READER.terms(text)] if what == WOORDEN else terms_of(steen, what)
            brought[steen.gesprek_id].update(names)
    gesprekken = corpus.gesprekken
    return [brought[gesprek.pk] for gesprek in gesprekken], gesprekken


def sentences(found: Saturation, noun: Sequence[str]) -> list[str]:
    """In plain words: how many there are, what came last, and whether to go on."""
    one, many, plural = noun
    steps = found.steps
    said = [f"Na {number(len(steps), 'gesprek', 'gesprekken')} zijn er {steps[-1].total} {plural} genoemd."]
    if len(steps) < FEW:
        return [*said, "Dat is te weinig om te zeggen of een volgend gesprek nog iets nieuws brengt."]
    last = found.runs[-1] if found.runs else None
    if last is not None:
        brought = number(last.new, one, many) if last.new else f"geen {many}"
        said.append(f"De laatste twee gesprekken brachten samen {brought}.")
    return [*said, _expected(found.unseen, plural), _verdict(found)]


def _expected(unseen: Unseen, plural: str) -> str:
    """What may be still unheard, and what the next gesprek may bring of it."""
    if unseen.unseen < HALF:
        return f"Naar schatting zijn er geen {plural} meer die nog niemand noemde."
    return (
        f"Naar schatting zijn er nog ongeveer {as_text(unseen.unseen, 0)} {plural} die niemand noemde. "
        f"Een volgend gesprek brengt er naar verwachting {as_text(unseen.next_new, 1)}."
    )


def _verdict(found: Saturation) -> str:
    last = found.runs[-1] if found.runs else None
    if found.reached is None or last is None:
        return "Een volgend gesprek brengt waarschijnlijk nog iets nieuws. Het is nog niet verzadigd."
    if last.ratio > found.threshold:
        return (
            f"Na gesprek {found.reached} leek het genoeg, maar latere gesprekken brachten weer iets nieuws. "
            "Een volgend gesprek kan dat ook doen."
        )
    return (
        f"Sinds gesprek {found.reached} komt er weinig nieuws bij. Nog een gesprek zoals deze voegt waarschijnlijk "
        "weinig toe."
    )


def _table(found: Saturation, gesprekken: Sequence[Gesprek], caption: str) -> Table:
    head = ("Gesprek", "Datum", "Titel", "Nieuw", "Waaronder", "Samen", "In andere volgorde", "Van", "Tot")
    lines = [
        (
            step.number,
            gesprek.datum.isoformat(),
            gesprek.titel if gesprek.zichtbaar else "Gesprek dat niet op de site staat",
            len(step.new),
            _named(step.new),
            step.total,
            round(step.mean, 1),
            round(step.low),
            round(step.high),
        )
        for step, gesprek in zip(found.steps, gesprekken, strict=True)
    ]
    return Table(caption, head, rows(lines))


def _named(new: Sequence[str]) -> str:
    named = ", ".join(new[:NAMED])
    return f"{named} en {len(new) - NAMED} andere" if len(new) > NAMED else named


def _warnings(found: Saturation, loose: int) -> list[str]:
    warnings = []
    if len(found.steps) < FEW:
        warnings.append(f"Kleine aantallen: onder de {FEW} gesprekken zegt deze berekening niets.")
    if loose:
        warnings.append(f"{number(loose, 'bouwsteen', 'bouwstenen')} zonder gesprek tellen niet mee.")
    return warnings


ANALYSE = Analyse(
    key="verzadiging",
    label="Is er genoeg gezegd",
    uitleg="Zie of een volgend gesprek nog nieuwe thema’s of woorden brengt.",
    icoon="gesprek",
    form=VerzadigingForm,
    bereken=work_out,
    lezen=(
        "De lijn telt hoeveel verschillende thema’s er na elk gesprek genoemd zijn. Wordt hij vlak, dan komt er weinig "
        "bij.",
        "De volgorde van gesprekken is toeval. Daarom staat ernaast hoe het gemiddeld in andere volgordes zou gaan.",
        "De schatting van wat nog niemand noemde, komt uit wat maar één of twee keer genoemd is.",
    ),
    niet=(
        "Genoeg thema’s is niet genoeg verhalen: een bekend thema kan nog heel anders verteld worden.",
        "Het geldt voor mensen zoals die nu meepraatten. Een andere groep kan iets nieuws brengen.",
        "Nieuwe woorden blijven altijd komen. Een lijn van woorden wordt nooit helemaal vlak.",
    ),
    volgorde=50,
)

"""Which themas stand together in one bouwsteen, more often than chance."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from kennisbank.analysis.cooccurrence import Cooccurrence, Pair, count_pairs
from kennisbank.charts.chart import Table, as_text, rows
from kennisbank.charts.figures import SURE, cooccurrence_matrix, cooccurrence_network
from kennisbank.onderzoek.analyses.basis import Analyse, Beeld, GeheelGetal, Instellingen, Uitkomst, number
from kennisbank.onderzoek.corpus import Corpus
from kennisbank.onderzoek.kenmerken import TERMEN, terms_of

ROUNDS = 200
SHOWN = 100
"""So many pairs stand in the table on the page."""
FEW = 50
"""With fewer bouwstenen than this, what stands together may well be chance."""


class SamenhangForm(Instellingen):
    """Which terms, and how often together at least."""

    termen = forms.ChoiceField(
        label="Welke termen",
        choices=TERMEN,
        initial="thema",
        error_messages={"invalid_choice": "Kies een van de soorten uit de lijst."},
    )
    minimum = GeheelGetal(
        label="Minstens zo vaak samen",
        laagste=1,
        hoogste=1000,
        initial=3,
        help_text="In hoeveel bouwstenen twee thema’s samen moeten staan om mee te tellen.",
    )
    zekerheid = forms.ChoiceField(
        label="Welke paren",
        choices=(("alle", "Alle paren"), ("vaker", "Alleen wat vaker samen staat dan toeval, en stabiel")),
        initial="alle",
        error_messages={"invalid_choice": "Kies een van de twee."},
    )


def work_out(corpus: Corpus, settings: Mapping[str, Any]) -> Uitkomst:
    """Network, matrix and table of the pairs."""
    soort = settings["termen"]
    kept = [steen for steen in corpus.bouwstenen if terms_of(steen, soort)]
    sets = [terms_of(steen, soort) for steen in kept]
    groups = [steen.gesprek_id or f"los {steen.pk}" for steen in kept]
    found = count_pairs(sets, minimum=settings["minimum"], rounds=ROUNDS, groups=groups) if sets else None
    pairs = [pair for pair in found.pairs if settings["zekerheid"] == "alle" or is_firm(pair)] if found else []
    if found is None or not pairs:
        return Uitkomst(zinnen=[_nothing(len(sets), settings)])
    return Uitkomst(_pictures(found, pairs, corpus), _sentences(found, pairs), _warnings(found, len(corpus.bouwstenen)))


def is_firm(pair: Pair) -> bool:
    """Whether two themas stand together more often than chance, and so in nearly every resample."""
    return pair.lift > 1 and pair.stability >= SURE


def _nothing(sets: int, settings: Mapping[str, Any]) -> str:
    if not sets:
        return "Bij deze bouwstenen staan nog geen termen van deze soort."
    return f"Geen twee termen staan minstens {settings['minimum']} keer samen. Kies een lager aantal."


def _pictures(found: Cooccurrence, pairs: list[Pair], corpus: Corpus) -> list[Beeld]:
    shown = replace(found, pairs=tuple(pairs))
    net = cooccurrence_network(shown, title=f"Wat staat samen: {corpus.titel}")
    grid = cooccurrence_matrix(shown, title=f"Hoe vaak samen: {corpus.titel}")
    table = _table(pairs[:SHOWN], corpus)
    if len(pairs) > SHOWN:
        table = replace(table, caption=f"{table.caption}. De {SHOWN} sterkste van {len(pairs)}; alles staat in de CSV")
    return [
        Beeld("netwerk", "Als netwerk: wat staat vaker samen dan toeval", table, net, bestand=_table(pairs, corpus)),
        Beeld("matrix", "Als matrix: hoe vaak staan ze samen", grid.table, grid),
    ]


def _table(pairs: list[Pair], corpus: Corpus) -> Table:
    head = (
        "Thema",
        "En",
        "Samen",
        "Verwacht bij toeval",
        "Keer zo vaak (lift)",
        "Van",
        "Tot",
        "Stabiel (%)",
    )
    return Table(
        caption=f"Welke thema’s staan samen: {corpus.titel}",
        head=head,
        rows=rows(
            [
                (
                    pair.a,
                    pair.b,
                    pair.together,
                    round(pair.expected, 1),
                    pair.lift,
                    pair.low,
                    pair.high,
                    round(100 * pair.stability),
                )
                for pair in pairs
            ]
        ),
    )


def _sentences(found: Cooccurrence, pairs: list[Pair]) -> list[str]:
    firm = [pair for pair in pairs if is_firm(pair)]
    sentences = [
        f"{number(len(pairs), 'paar', 'paren')} in {number(found.total, 'bouwsteen', 'bouwstenen')} met een term. "
        f"Daarvan {'staat er' if len(firm) == 1 else 'staan er'} {len(firm)} duidelijk vaker samen dan toeval."
    ]
    if firm:
        top = firm[0]
        sentences.append(
            f"Het sterkst: {top.a} en {top.b}. Zij staan {top.together} keer samen, "
            f"{as_text(top.lift, 1)} keer zo vaak als toeval zou geven."
        )
    return sentences


def _warnings(found: Cooccurrence, all_stones: int) -> list[str]:
    warnings = []
    if found.total < FEW:
        warnings.append(
            f"Kleine aantallen: er zijn maar {found.total} bouwstenen met een term. Eén gesprek meer kan dit beeld "
            "omgooien. Kijk vooral naar de kolommen ‘van’ en ‘tot’."
        )
    if found.total < all_stones:
        without = all_stones - found.total
        warnings.append(f"{number(without, 'bouwsteen heeft', 'bouwstenen hebben')} geen term en tellen niet mee.")
    return warnings


ANALYSE = Analyse(
    key="samenhang",
    label="Welke thema’s horen bij elkaar",
    uitleg="Zie welke thema’s samen in een bouwsteen staan, vaker dan je bij toeval zou verwachten.",
    icoon="thema",
    form=SamenhangForm,
    bereken=work_out,
    lezen=(
        "Een lijn of een vak zegt: deze twee thema’s staan samen in bouwstenen. Hoe dikker of donkerder, hoe sterker.",
        "‘Keer zo vaak’ vergelijkt met toeval: 1 is gewoon toeval, 2 is twee keer zo vaak.",
        "‘Van’ en ‘tot’ geven de onzekerheid. Ligt 1 ertussen, dan kan het toeval zijn.",
        "‘Stabiel’ zegt hoe vaak het paar overeind blijft als we steeds andere gesprekken loten.",
    ),
    niet=(
        "Samen voorkomen is geen oorzaak: het ene thema hoeft niet uit het andere te volgen.",
        "Thema’s zijn gekozen door de redactie. Wie anders indeelt, krijgt een ander beeld.",
        "Bij veel paren lijkt er altijd wel een bijzonder. Zie dit als een vraag, niet als een bewijs.",
    ),
    volgorde=20,
)

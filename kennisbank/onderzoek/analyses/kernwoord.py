"""Keyword in context: every place where a word stands, with the words around it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from kennisbank.analysis.kwic import Line, concordance
from kennisbank.analysis.trend import per_period
from kennisbank.analysis.words import spellings
from kennisbank.charts.bars import Bar, bars
from kennisbank.charts.chart import Table, rows
from kennisbank.onderzoek.analyses.basis import Analyse, Beeld, GeheelGetal, Instellingen, Uitkomst, number
from kennisbank.onderzoek.corpus import Corpus
from kennisbank.onderzoek.geheugen import remember
from kennisbank.onderzoek.kenmerken import day_of
from kennisbank.onderzoek.woorden import READER, texts_of

PER_PAGE = 50
SUGGESTIES = 12
WOORD = "woord"
VOLGORDES = (
    ("rechts1", "Op het woord rechts ervan"),
    ("rechts2", "Op het tweede woord rechts"),
    ("links1", "Op het woord links ervan"),
    ("links2", "Op het tweede woord links"),
    ("midden", "Op het gevonden woord zelf"),
    ("tekst", "Op datum van de bouwsteen"),
)


class KernwoordForm(Instellingen):
    """Which word, in what order, and how much around it."""

    trefwoord = forms.CharField(
        label="Woord of zinsdeel",
        required=False,
        max_length=100,
        help_text="Meer dan één? Zet er een komma tussen. Een sterretje staat voor de rest van een woord: vertrouw*",
        error_messages={"max_length": "Houd het korter: hoogstens %(limit_value)d tekens."},
    )
    vormen = forms.ChoiceField(
        label="Welke vormen",
        choices=(("exact", "Precies dit woord"), ("stam", "Ook meervoud en vervoegingen")),
        initial="exact",
        error_messages={"invalid_choice": "Kies een van de twee."},
    )
    ordening = forms.ChoiceField(
        label="Volgorde",
        choices=VOLGORDES,
        initial="rechts1",
        error_messages={"invalid_choice": "Deze volgorde is er niet. Kies er een uit de lijst."},
    )
    breedte = GeheelGetal(
        label="Woorden aan elke kant",
        laagste=2,
        hoogste=20,
        initial=8,
    )

    def clean_trefwoord(self) -> str:
        words = str(self.cleaned_data["trefwoord"])
        if words and not any(letter.isalnum() for letter in words):
            raise forms.ValidationError("Hier staat geen woord in. Typ letters of cijfers.")
        return words


def find_lines(corpus: Corpus, settings: Mapping[str, Any]) -> list[Line]:
    """The places, in the order asked."""
    words = [part for part in (piece.strip() for piece in settings["trefwoord"].split(",")) if part]
    return concordance(
        texts_of(corpus),
        words,
        reader=READER,
        stems=settings["vormen"] == "stam",
        sort=settings["ordening"],
        width=settings["breedte"],
    )


def work_out(corpus: Corpus, settings: Mapping[str, Any]) -> Uitkomst:
    """All places as a table; without a word, words to begin with."""
    if not settings["trefwoord"]:
        return Uitkomst(extra={"woorden": frequent_words(corpus)})
    found = find_lines(corpus, settings)
    stenen = corpus.bouwstenen
    lines: list[dict[str, Any]] = [
        {
            "links": f"{'… ' if line.cut_left else ''}{line.left}",
            "woord": line.keyword,
            "rechts": f"{line.right}{' …' if line.cut_right else ''}",
            "titel": stenen[line.text].titel,
            "url": stenen[line.text].get_absolute_url(),
            "urn": stenen[line.text].urn,
            "datum": day_of(stenen[line.text]),
        }
        for line in found
    ]
    table = Table(
        caption=f"‘{settings['trefwoord']}’ in {corpus.titel}",
        head=("Links", "Woord", "Rechts", "Bouwsteen", "Kenmerk", "Datum"),
        rows=rows(
            [
                (line["links"], line["woord"], line["rechts"], line["titel"], line["urn"], line["datum"].isoformat())
                for line in lines
            ]
        ),
    )
    texts = {line.text for line in found}
    beelden = [Beeld("kernwoord", "Alle plekken", table), per_year(corpus, texts, table.caption)] if lines else []
    places = number(len(found), "plek", "plekken")
    sentence = f"{places} gevonden, in {number(len(texts), 'bouwsteen', 'bouwstenen')} van de {len(stenen)}."
    return Uitkomst(beelden, [sentence], extra={"regels": lines, "gezocht": True})


def per_year(corpus: Corpus, places: Collection[int], title: str) -> Beeld:
    """The share of the bouwstenen of each year with the word in it, with its interval."""
    items = [
        (day_of(steen), {WOORD} if place in places else set[str]()) for place, steen in enumerate(corpus.bouwstenen)
    ]
    trend = per_period(items, step="jaar", names=[WOORD])
    shown = [
        Bar(period.label, point.share, point.low, point.high, note=f"({point.count} van {period.total})")
        for period, point in zip(trend.periods, trend.series[0].points, strict=True)
    ]
    notes = ["Het streepje is het 95%-interval: bij weinig bouwstenen is het breed."]
    chart = bars(shown, title=title, value_name="Deel van de bouwstenen", label_name="Jaar", notes=notes, percent=True)
    return Beeld("per-jaar", "In welk deel van de bouwstenen, per jaar", chart.table, chart)


def frequent_words(corpus: Corpus) -> Sequence[tuple[str, int]]:
    """The telling words that stand in most bouwstenen, with in how many."""
    return remember(corpus, "vaakste", {}, lambda: _count_words(texts_of(corpus)))


def _count_words(texts: Sequence[str]) -> list[tuple[str, int]]:
    shown = spellings(word for text in texts for word in READER.telling(text))
    counts: dict[str, int] = {}
    for text in texts:
        for term in set(READER.terms(text)):
            counts[term] = counts.get(term, 0) + 1
    top = sorted(counts, key=lambda term: (-counts[term], shown[term]))[:SUGGESTIES]
    return [(shown[term], counts[term]) for term in top]


def show(request: HttpRequest, uitkomst: Uitkomst) -> Mapping[str, Any]:
    """One page of the places."""
    return {"pagina": Paginator(uitkomst.extra.get("regels", ()), PER_PAGE).get_page(request.GET.get("pagina"))}


ANALYSE = Analyse(
    key="kernwoord",
    label="Een woord in zijn zin",
    uitleg="Zie elke plek waar een woord staat, met de woorden ervoor en erna onder elkaar.",
    icoon="citaat",
    form=KernwoordForm,
    bereken=work_out,
    lezen=(
        "Elke regel is één plek. Het woord staat in het midden, met wat ervoor en erna staat.",
        "Sorteer op het woord ernaast: dan komen dezelfde uitdrukkingen onder elkaar te staan.",
    ),
    niet=(
        "Een woord dat vaak voorkomt, is nog niet belangrijk. Lees de bouwsteen zelf.",
        "Wie een ander woord gebruikt voor hetzelfde, staat hier niet bij.",
    ),
    template="onderzoek/kernwoord.html",
    volgorde=10,
    onthoud=False,
    context=show,
)

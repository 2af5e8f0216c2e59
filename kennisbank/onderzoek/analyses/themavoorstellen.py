"""Themas for bouwstenen that have none, with the words that point to them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from bouwstenen.models import Bouwsteen
from kennisbank.analysis.suggestion import Quality, Suggester, Suggestion, evaluate
from kennisbank.charts.chart import Table, rows
from kennisbank.onderzoek.aannemen import taken_over
from kennisbank.onderzoek.analyses.basis import Analyse, Beeld, GeheelGetal, Instellingen, Uitkomst, number
from kennisbank.onderzoek.corpus import Corpus, read_corpus
from kennisbank.onderzoek.geheugen import remember
from kennisbank.onderzoek.kenmerken import terms_of
from kennisbank.onderzoek.woorden import READER, texts_of
from themas.models import Thema, ThemaSoort

PER_PAGE = 15
WORDS = 5
MOST = 500


class ThemavoorstellenForm(Instellingen):
    """How many per bouwsteen, and how sure."""

    hoeveel = GeheelGetal(
        label="Voorstellen per bouwsteen",
        laagste=1,
        hoogste=5,
        initial=3,
    )
    zeker = forms.ChoiceField(
        label="Hoe zeker",
        choices=(("alles", "Laat alles zien"), ("redelijk", "Alleen wat duidelijk past")),
        initial="alles",
        error_messages={"invalid_choice": "Kies een van de twee."},
    )


FEWEST_TO_JUDGE = 30
"""Over fewer bouwstenen a share of right suggestions says little."""
MOST_TO_JUDGE = 1_000
"""So many of the newest say enough, and are judged in a second or so."""
CLEAR = 0.2
"""A score from which the words clearly fit (at most 1); see Suggester."""


def work_out(corpus: Corpus, settings: Mapping[str, Any]) -> Uitkomst:
    """Suggestions for each bouwsteen without a thema, learnt from all that have one."""
    without = [place for place, steen in enumerate(corpus.bouwstenen) if not terms_of(steen, ThemaSoort.THEMA)]
    if not without:
        return Uitkomst(zinnen=["Alle bouwstenen hier hebben al een thema."])
    everything = read_corpus()
    suggester = _learn(everything)
    texts = texts_of(corpus)
    least = CLEAR if settings["zeker"] == "redelijk" else 0.0
    found = []
    for place in without[:MOST]:
        suggested = [one for one in suggester.suggest(texts[place], limit=settings["hoeveel"]) if one.score >= least]
        if suggested:
            found.append((place, suggested))
    sentence = (
        f"{number(len(without), 'bouwsteen heeft', 'bouwstenen hebben')} nog geen thema. "
        f"Voor {len(found)} daarvan is er een voorstel."
    )
    table = _table(found, corpus)
    beelden = [Beeld("themavoorstellen", "Voorgestelde thema’s", table)] if found else []
    return Uitkomst(beelden, [sentence, *_how_good(everything)], extra={"stenen": _stones(found, corpus, texts)})


def _learn(everything: Corpus) -> Suggester:
    """From all bouwstenen with a thema; what it learnt is kept for as long as they stay the same."""

    def learn() -> Suggester:
        stenen = _with_themas(everything)
        return Suggester(
            [text for _, text, _ in stenen], [names for _, _, names in stenen], reader=READER, about=_about()
        )

    return remember(everything, "suggester", {}, learn)


def _with_themas(everything: Corpus) -> list[tuple[Bouwsteen, str, frozenset[str]]]:
    """The bouwstenen with a thema, each with its text and the names of its themas."""
    return [
        (steen, text, frozenset(names))
        for steen, text in zip(everything.bouwstenen, texts_of(everything), strict=True)
        if (names := terms_of(steen, ThemaSoort.THEMA))
    ]


def _how_good(everything: Corpus) -> list[str]:
    """How often such suggestions are right for bouwstenen whose themas are known; nothing when those are few."""

    def judge() -> Quality:
        stenen = _with_themas(everything)[-MOST_TO_JUDGE:]
        return evaluate(
            [text for _, text, _ in stenen],
            [names for _, _, names in stenen],
            reader=READER,
            # Whoever has no gesprek is alone.
            groups=[steen.gesprek_id or f"steen {steen.pk}" for steen, _, _ in stenen],
            about=_about(),
        )

    quality = remember(everything, "suggester-quality", {}, judge)
    if quality.texts < FEWEST_TO_JUDGE:
        return []
    return [
        f"Hoe goed is dat? We lieten de computer ook raden bij {quality.texts} bouwstenen die al een thema hebben. "
        f"Het eerste voorstel klopte bij {_percent(quality.precision_first)}; van hun thema’s stond "
        f"{_percent(quality.recall)} bij de eerste drie. Wie steeds het meest gebruikte thema noemt, heeft het "
        f"bij {_percent(quality.baseline)} goed."
    ]


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"


def _about() -> dict[str, str]:
    """Each thema in its own words."""
    themas = Thema.objects.current().soort(ThemaSoort.THEMA).prefetch_related("synoniemen")
    return {
        thema.naam: " ".join([thema.naam, *(one.term for one in thema.synoniemen.all()), thema.definitie])
        for thema in themas
    }


def _stones(found: list[tuple[int, list[Suggestion]]], corpus: Corpus, texts: Any) -> list[dict[str, Any]]:
    slugs = dict(Thema.objects.current().soort(ThemaSoort.THEMA).values_list("naam", "slug"))
    return [
        {
            "pk": corpus.bouwstenen[place].pk,
            "urn_id": corpus.bouwstenen[place].urn_id,
            "titel": corpus.bouwstenen[place].titel,
            "url": corpus.bouwstenen[place].get_absolute_url(),
            "tekst": texts[place].removeprefix(corpus.bouwstenen[place].titel).lstrip(". "),
            "voorstellen": [
                {
                    "naam": one.label,
                    "slug": slugs.get(one.label, ""),
                    "duidelijk": one.score >= CLEAR,
                    "woorden": [reason.word for reason in one.words[:WORDS]],
                }
                for one in suggested
            ],
        }
        for place, suggested in found
    ]


def _table(found: list[tuple[int, list[Suggestion]]], corpus: Corpus) -> Table:
    lines = [
        (corpus.bouwstenen[place].titel, corpus.bouwstenen[place].urn, one.label, one.score, _words(one))
        for place, suggested in found
        for one in suggested
    ]
    head = ("Bouwsteen", "Kenmerk", "Voorgesteld thema", "Score", "Om deze woorden")
    return Table(f"Voorgestelde thema’s: {corpus.titel}", head, rows(lines))


def _words(suggestion: Suggestion) -> str:
    return ", ".join(reason.word for reason in suggestion.words[:WORDS])


def show(request: HttpRequest, uitkomst: Uitkomst) -> Mapping[str, Any]:
    """One page of the bouwstenen; the redactie can take suggestions over."""
    page = Paginator(uitkomst.extra.get("stenen", ()), PER_PAGE).get_page(request.GET.get("pagina"))
    return {
        "pagina": page,
        "mag_aannemen": request.user.has_perm("bouwstenen.change_bouwsteen"),
        "aangenomen": taken_over(request),
    }


ANALYSE = Analyse(
    key="themavoorstellen",
    label="Thema’s voor bouwstenen zonder",
    uitleg="Zie welk thema past bij bouwstenen die er nog geen hebben, en door welke woorden.",
    icoon="inzicht",
    form=ThemavoorstellenForm,
    bereken=work_out,
    lezen=(
        "De computer vergelijkt de woorden met die van bouwstenen die al een thema hebben.",
        "Bij elk voorstel staan de woorden die de doorslag gaven, de belangrijkste eerst.",
    ),
    niet=(
        "Een voorstel is geen oordeel. De computer begrijpt niet wat er staat, hij telt alleen woorden.",
        "Voor een thema met weinig bouwstenen zijn de voorstellen slecht, of komen ze nooit.",
    ),
    template="onderzoek/themavoorstellen.html",
    volgorde=70,
    context=show,
)

"""Bouwstenen that say nearly the same: candidates for merging."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from bouwstenen.models import Bouwsteen
from kennisbank.analysis.similarity import Pair, near_duplicates
from kennisbank.charts.chart import Table, rows
from kennisbank.onderzoek.analyses.basis import Analyse, Beeld, Instellingen, Uitkomst, number
from kennisbank.onderzoek.corpus import Corpus
from kennisbank.onderzoek.kenmerken import day_of
from kennisbank.onderzoek.woorden import READER, texts_of

PER_PAGE = 10
MOST = 500
# Key: cosine and contained, see near_duplicates.
GRENZEN = {"streng": (0.7, 0.6), "gewoon": (0.4, 0.3), "ruim": (0.18, 0.15)}


class GelijkenisForm(Instellingen):
    """How alike two bouwstenen must be."""

    grens = forms.ChoiceField(
        label="Hoe gelijk",
        choices=(
            ("streng", "Bijna woord voor woord hetzelfde"),
            ("gewoon", "Duidelijk dezelfde woorden"),
            ("ruim", "Ook als het er alleen op lijkt"),
        ),
        initial="gewoon",
        error_messages={"invalid_choice": "Kies iets uit de lijst."},
    )
    waar = forms.ChoiceField(
        label="Waar gezegd",
        choices=(
            ("alles", "Maakt niet uit"),
            ("zelfde", "In hetzelfde gesprek"),
            ("ander", "In verschillende gesprekken"),
        ),
        initial="alles",
        error_messages={"invalid_choice": "Kies iets uit de lijst."},
    )


def work_out(corpus: Corpus, settings: Mapping[str, Any]) -> Uitkomst:
    """The pairs, most alike first."""
    cosine, contained = GRENZEN[settings["grens"]]
    texts = texts_of(corpus)
    found = near_duplicates(texts, reader=READER, cosine=cosine, contained=contained)
    stenen = corpus.bouwstenen
    pairs = [pair for pair in found if _fits(stenen[pair.a], stenen[pair.b], settings["waar"])]
    if not pairs:
        return Uitkomst(zinnen=["Er zijn geen twee bouwstenen die zo op elkaar lijken."])
    shown = pairs[:MOST]
    sentence = f"{number(len(pairs), 'paar lijkt', 'paren lijken')} op elkaar."
    if len(pairs) > MOST:
        sentence += f" Je ziet de {MOST} die het meest op elkaar lijken."
    beeld = Beeld("gelijkenis", "Paren die op elkaar lijken", _table(shown, corpus))
    return Uitkomst([beeld], [sentence], extra={"paren": [_pair(pair, corpus, texts) for pair in shown]})


def _fits(a: Bouwsteen, b: Bouwsteen, where: str) -> bool:
    same = a.gesprek_id is not None and a.gesprek_id == b.gesprek_id
    return where == "alles" or same == (where == "zelfde")


def _pair(pair: Pair, corpus: Corpus, texts: Sequence[str]) -> dict[str, Any]:
    a, b = corpus.bouwstenen[pair.a], corpus.bouwstenen[pair.b]
    return {
        "pks": [a.pk, b.pk],
        "stenen": [_side(a, texts[pair.a]), _side(b, texts[pair.b])],
        "procent": round(100 * pair.score),
        "woorden": list(pair.words),
    }


def _side(steen: Bouwsteen, text: str) -> dict[str, Any]:
    return {
        "titel": steen.titel,
        "url": steen.get_absolute_url(),
        "tekst": text.removeprefix(steen.titel).lstrip(". "),
        "gesprek": steen.gesprek.titel if steen.gesprek and steen.gesprek.zichtbaar else "",
        "datum": day_of(steen),
        "tegengeluid": steen.tegengeluid,
    }


def _table(pairs: list[Pair], corpus: Corpus) -> Table:
    head = (
        "Bouwsteen",
        "Kenmerk",
        "Lijkt op",
        "Kenmerk daarvan",
        "Gelijke woorden",
        "Gelijke zinsdelen",
        "Deel dat terugkomt",
    )
    stenen = corpus.bouwstenen
    lines = [
        (
            stenen[pair.a].titel,
            stenen[pair.a].urn,
            stenen[pair.b].titel,
            stenen[pair.b].urn,
            pair.cosine,
            pair.jaccard,
            pair.contained,
        )
        for pair in pairs
    ]
    return Table(f"Bouwstenen die op elkaar lijken: {corpus.titel}", head, rows(lines))


def show(request: HttpRequest, uitkomst: Uitkomst) -> Mapping[str, Any]:
    """One page of the pairs; the redactie gets a way to merge them."""
    page = Paginator(uitkomst.extra.get("paren", ()), PER_PAGE).get_page(request.GET.get("pagina"))
    may_merge = request.user.has_perm("bouwstenen.change_bouwsteen")
    current = _still_there(page.object_list) if may_merge else set()
    pairs = [pair | {"samenvoegen": _merge_url(pair["pks"]) if current >= set(pair["pks"]) else ""} for pair in page]
    return {"pagina": page, "paren": pairs, "mag_samenvoegen": may_merge}


def _still_there(pairs: Any) -> set[int]:
    """Of the bouwstenen on this page, those that can be merged now."""
    keys = [pk for pair in pairs for pk in pair["pks"]]
    return set(Bouwsteen.objects.current().filter(pk__in=keys).values_list("pk", flat=True))


def _merge_url(keys: list[int]) -> str:
    """The screen on which the redactie merges bouwstenen."""
    query = urlencode([("next", reverse("onderzoek:gelijkenis")), *(("id", str(key)) for key in keys)])
    return f"{reverse('wagtail_bulk_action', args=['bouwstenen', 'bouwsteen', 'samenvoegen'])}?{query}"


ANALYSE = Analyse(
    key="gelijkenis",
    label="Bouwstenen die op elkaar lijken",
    uitleg="Vind bouwstenen die bijna hetzelfde zeggen. De redactie kan ze samenvoegen.",
    icoon="bouwsteen",
    form=GelijkenisForm,
    bereken=work_out,
    lezen=(
        "Het percentage zegt hoeveel de woorden op elkaar lijken. Bij 100 procent staat er hetzelfde.",
        "Eronder staan de woorden die ze delen, de belangrijkste eerst.",
    ),
    niet=(
        "Dezelfde woorden zijn niet altijd dezelfde boodschap. ‘Wel doen’ en ‘niet doen’ lijken erg op elkaar.",
        "Twee keer hetzelfde gezegd in twee gesprekken is ook nieuws. Voeg alleen samen wat echt dubbel is.",
    ),
    template="onderzoek/gelijkenis.html",
    volgorde=60,
    context=show,
)

"""Which themas come up more or less often over time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from kennisbank.analysis.trend import Series, Trend, per_period
from kennisbank.charts.chart import Cell, Table, as_text, rows
from kennisbank.charts.figures import trend_lines
from kennisbank.onderzoek.analyses.basis import Analyse, Beeld, Instellingen, Uitkomst, number
from kennisbank.onderzoek.corpus import Corpus
from kennisbank.onderzoek.kenmerken import ALLE_TERMEN, TERMEN, day_of, terms_of

MOST = 8
FIRST = 5
SURE = 0.05


class VerloopForm(Instellingen):
    """Which terms, and by what period."""

    termen = forms.ChoiceField(
        label="Welke termen",
        choices=[choice for choice in TERMEN if choice[0] != ALLE_TERMEN],
        initial="thema",
        error_messages={"invalid_choice": "Kies een van de soorten uit de lijst."},
    )
    stap = forms.ChoiceField(
        label="Tel per",
        choices=(("jaar", "jaar"), ("kwartaal", "kwartaal"), ("maand", "maand")),
        initial="kwartaal",
        error_messages={"invalid_choice": "Kies jaar, kwartaal of maand."},
    )
    volg = forms.MultipleChoiceField(
        label="Volg deze",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=f"Hoogstens {MOST}. Kies je niets, dan zie je de {FIRST} die het vaakst genoemd zijn.",
        error_messages={"invalid_choice": "‘%(value)s’ komt hier niet voor."},
    )

    def __init__(self, data: QueryDict, corpus: Corpus) -> None:
        super().__init__(data, corpus)
        soort = self.data.get("termen", "thema")
        counts = Counter(name for steen in corpus.bouwstenen for name in terms_of(steen, soort))
        self.frequent = sorted(counts, key=lambda name: (-counts[name], name))
        # What was ticked of another kind of term: the list changes with the kind, after the page is asked again.
        others = _names(corpus) - set(counts)
        asked = cast("QueryDict", self.data)
        asked.setlist("volg", [name for name in asked.getlist("volg") if name not in others])
        field = self.fields["volg"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = [(name, f"{name} ({counts[name]})") for name in self.frequent]

    def clean_volg(self) -> list[str]:
        chosen = list(self.cleaned_data["volg"])
        if len(chosen) > MOST:
            raise forms.ValidationError(f"Kies er hoogstens {MOST}, anders zijn de lijnen niet uit elkaar te houden.")
        return chosen or self.frequent[:FIRST]


def _names(corpus: Corpus) -> set[str]:
    """The names of all terms of any kind."""
    places = {steen.lichaamsdeel.naam for steen in corpus.bouwstenen if steen.lichaamsdeel}
    return {thema.naam for thema in corpus.themas.values()} | places


def work_out(corpus: Corpus, settings: Mapping[str, Any]) -> Uitkomst:
    """Lines of the share per period."""
    items = [(day_of(steen), terms_of(steen, settings["termen"])) for steen in corpus.bouwstenen]
    # One gesprek that is all about one thema is no trend.
    groups = [steen.gesprek_id or f"los {steen.pk}" for steen in corpus.bouwstenen]
    trend = per_period(items, step=settings["stap"], names=settings["volg"], groups=groups)
    if not trend.series:
        return Uitkomst(zinnen=["Bij deze bouwstenen staan nog geen termen van deze soort."])
    title = f"Aandeel van de bouwstenen per {settings['stap']}"
    caption = f"{title}: {corpus.titel}"
    beeld = Beeld("verloop", title, share_table(trend, caption), trend_lines(trend, title=caption), long_table(trend))
    return Uitkomst([beeld], _sentences(trend), _warnings(trend))


def share_table(trend: Trend, caption: str) -> Table:
    """A row per period: how many bouwstenen, and of each thema the number and share."""
    head = ("Periode", "Bouwstenen", *(series.name for series in trend.series))
    body: list[Sequence[Cell]] = []
    for place, period in enumerate(trend.periods):
        cells = [_share(series, place) for series in trend.series]
        body.append([period.label, period.total, *cells])
    return Table(caption, head, rows(body))


def _share(series: Series, place: int) -> str:
    point = series.points[place]
    return "geen" if point.share is None else f"{point.count} ({as_text(100 * point.share, 0)}%)"


def long_table(trend: Trend) -> Table:
    """One line per thema and period, for who counts on elsewhere."""
    head = ("Thema", "Periode", "Begint op", "Bouwstenen", "Aantal", "Aandeel", "Van", "Tot")
    lines = [
        (
            series.name,
            period.label,
            period.start.isoformat(),
            period.total,
            point.count,
            point.share,
            point.low,
            point.high,
        )
        for series in trend.series
        for period, point in zip(trend.periods, series.points, strict=True)
    ]
    return Table("Verloop", head, rows(lines))


def _sentences(trend: Trend) -> list[str]:
    """What goes up or down; few periods give no trend."""
    changing = [one for one in trend.series if one.p is not None and one.p < SURE and one.direction is not None]
    if not changing:
        return ["Bij geen van deze thema’s is er een duidelijke stijging of daling. Wat je ziet, kan toeval zijn."]
    return [
        f"{one.name} komt in de loop van de tijd {'vaker' if (one.direction or 0) > 0 else 'minder vaak'} voor."
        for one in changing
    ]


def _warnings(trend: Trend) -> list[str]:
    small = [period for period in trend.periods if period.is_small]
    warnings = []
    if len(trend.periods) < 3:
        warnings.append("Er zijn te weinig periodes om van een verloop te spreken. Kies een kortere periode.")
    if small:
        few = number(len(small), "periode heeft", "periodes hebben")
        warnings.append(
            f"{few} minder dan vijf bouwstenen. Een aandeel zegt daar bijna niets: één bouwsteen meer scheelt al veel."
        )
    if len(trend.series) > 1:
        warnings.append(
            "We toetsen meer thema’s tegelijk. Van elke twintig lijkt er dan één door toeval te veranderen."
        )
    return warnings


ANALYSE = Analyse(
    key="verloop",
    label="Verloop in de tijd",
    uitleg="Zie of een thema vaker of minder vaak ter sprake komt.",
    icoon="klok",
    form=VerloopForm,
    bereken=work_out,
    lezen=(
        "Elke lijn is een thema. De hoogte is het deel van de bouwstenen uit die periode dat erover gaat.",
        "De datum is die van het gesprek, of van de inzending als er geen gesprek was.",
        "Of iets stijgt of daalt, is getoetst over gesprekken: één gesprek over één thema is nog geen stijging.",
    ),
    niet=(
        "Een stijging zegt nog niet dat mensen het belangrijker vinden. Misschien ging het gesprek er gewoon over.",
        "In een periode met weinig bouwstenen springt een lijn snel op en neer.",
    ),
    volgorde=40,
)

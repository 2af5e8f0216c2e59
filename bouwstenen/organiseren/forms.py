"""The forms of the wizard: one for each step. Left half way, nothing is required."""

from collections.abc import Mapping
from typing import Any

from django import forms

from bouwstenen.models import GesprekFormat, Organisatie, Werkvorm
from bouwstenen.organiseren.models import AANTAL_PLAATSEN, DUUR, Begeleiding, Gespreksplan
from bouwstenen.startkit.inhoud import formats
from kennisbank.text.urn import new_urn_id

DATUM = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
DAG, WEEK = "dag", "week"
OPEN, BESLOTEN, VERBORGEN = "open", "besloten", "verborgen"
WERKVORM_UITLEG = {
    Werkvorm.LOCATIE: "Op locatie: iedereen zit in dezelfde ruimte",
    Werkvorm.ONLINE: "Online: iedereen doet mee vanaf een eigen plek",
    Werkvorm.HYBRIDE: "Hybride: een deel zit in de ruimte, een deel doet online mee",
}
BEGELEIDING_UITLEG = {
    Begeleiding.ZELF: "Ik doe het zelf",
    Begeleiding.EIGEN: "Iemand uit mijn eigen organisatie, dan kan ik zelf meepraten",
    Begeleiding.POOL: "Iemand uit de pool van gespreksleiders, die vraag ik hierna",
}


class DagInput(forms.DateInput):
    """A day, with the calendar of the browser."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def dag_veld(**options: Any) -> forms.DateField:
    """A field for a day, that also takes how one writes a date by hand."""
    fouten = {"invalid": "Schrijf de dag als 20-01-2027.", "required": "Kies een dag."}
    return forms.DateField(widget=DagInput(), input_formats=DATUM, error_messages=fouten, **options)


class StapForm(forms.Form):
    """One step. `volledig` false: what is missing may stay missing; what was typed must still make sense."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, plan: Gespreksplan | None = None, volledig: bool = True) -> None:
        super().__init__(data, initial=self.start_values(plan) if plan else None)
        if data is not None and not volledig:
            for field in self.fields.values():
                field.required = False

    def start_values(self, plan: Gespreksplan) -> dict[str, Any]:
        """What the plan holds, as this form shows it."""
        return {name: getattr(plan, name) for name in self.base_fields if hasattr(plan, name)}

    def gegevens(self) -> dict[str, Any]:
        """The fields of the plan, from what was filled in."""
        return dict(self.cleaned_data)

    def add_fouten(self, fouten: Mapping[str, list[str]]) -> None:
        """Put what the service refused at the field where it was typed."""
        for name, messages in fouten.items():
            shown = self.elders.get(name, name)
            self.add_error(shown if shown in self.fields else None, messages)

    elders: Mapping[str, str] = {}


class VormForm(StapForm):
    """What it is called and how it is held; `kenmerk` makes starting twice harmless."""

    titel = forms.CharField(
        label="Hoe heet je gesprek?",
        max_length=150,
        help_text="Een vraag werkt goed. Deze naam staat in de uitnodiging en op de site.",
        error_messages={
            "required": "Geef je gesprek een naam, zodat mensen het herkennen.",
            "max_length": "Maak de naam korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    format = forms.ChoiceField(
        label="Welke vorm kies je?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een vorm.", "invalid_choice": "Kies een van deze vormen."},
    )
    kenmerk = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = formats()
        self.fields["format"].choices = [  # type: ignore[attr-defined]
            (value, f"{label}: {known[value].kort}" if value in known else label)
            for value, label in GesprekFormat.choices
        ]
        self.initial.setdefault("kenmerk", new_urn_id())

    def gegevens(self) -> dict[str, Any]:
        """Without the token."""
        return {name: self.cleaned_data[name] for name in ("titel", "format")}


class WanneerForm(StapForm):
    """The day and the hour, or only the week."""

    hoe = forms.ChoiceField(
        label="Wat weet je al?",
        choices=[(DAG, "De dag en de tijd"), (WEEK, "Alleen de week")],
        initial=DAG,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je al weet."},
    )
    dag = dag_veld(
        label="Welke dag?",
        help_text="Weet je alleen de week? Kies dan een dag in die week. Reken drie weken vooruit, dan kan iedereen "
        "plannen.",
    )
    begin = forms.TimeField(
        label="Hoe laat begint het?",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H.%M"],
        help_text="Staat alleen de week vast? Laat dit dan leeg.",
        error_messages={
            "required": "Vul in hoe laat het begint, bijvoorbeeld 13:30.",
            "invalid": "Schrijf de tijd als 13:30.",
        },
    )
    duur = forms.IntegerField(
        label="Hoeveel minuten duurt het?",
        initial=DUUR,
        min_value=15,
        max_value=480,
        help_text=f"Ons advies is {DUUR} minuten.",
        error_messages={
            "required": "Vul in hoeveel minuten het duurt.",
            "invalid": "Vul een aantal minuten in, in cijfers.",
            "min_value": "Neem ten minste %(limit_value)d minuten.",
            "max_value": "Langer dan %(limit_value)d minuten houdt niemand vol.",
        },
    )
    elders = {"alleen_week": "hoe"}

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["begin"].required = self.fields["dag"].required and (data is None or data.get("hoe") != WEEK)

    def start_values(self, plan: Gespreksplan) -> dict[str, Any]:
        """With the choice in words."""
        return super().start_values(plan) | {"hoe": WEEK if plan.alleen_week else DAG}

    def gegevens(self) -> dict[str, Any]:
        """With the choice as the plan holds it; the number of minutes advised when it was left out."""
        data = dict(self.cleaned_data)
        alleen_week = data.pop("hoe") == WEEK
        return data | {"alleen_week": alleen_week, "duur": data["duur"] or DUUR}


class WaarForm(StapForm):
    """In a room, online, or both."""

    werkvorm = forms.ChoiceField(
        label="Waar zitten de deelnemers?",
        choices=[(vorm.value, WERKVORM_UITLEG[vorm]) for vorm in Werkvorm],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waar het gesprek is.", "invalid_choice": "Kies een van deze drie."},
    )
    locatie = forms.CharField(
        label="Waar is de ruimte?",
        max_length=200,
        help_text="Gebouw, adres en zaal. Zit iedereen online? Laat dit dan leeg.",
        error_messages={
            "required": "Vul in waar mensen naartoe moeten komen.",
            "max_length": "Houd het bij %(limit_value)d tekens.",
        },
    )
    vergaderlink = forms.URLField(
        label="Wat is de link naar de vergadering?",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Voor online en hybride. Je kunt de link ook later invullen. Alleen deelnemers krijgen hem te zien.",
        error_messages={"invalid": "Dit is geen webadres. Een webadres begint met https://."},
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        asked = self.fields["werkvorm"].required and (data is None or data.get("werkvorm") != Werkvorm.ONLINE)
        self.fields["locatie"].required = asked


class WieForm(StapForm):
    """Which organisations, about what, and for how many."""

    organisaties = forms.ModelMultipleChoiceField(
        label="Uit welke organisaties komen de deelnemers?",
        queryset=Organisatie.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Beleid, uitvoering en toezicht door elkaar geeft de beste gesprekken.",
        error_messages={"invalid_choice": "Deze organisatie staat niet meer in de lijst."},
    )
    nieuwe_organisaties = forms.CharField(
        label="Staat er een niet bij?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Schrijf de naam voluit, één organisatie per regel. Namen van personen horen hier niet.",
    )
    opgave = forms.CharField(
        label="Om welke maatschappelijke opgave gaat het?",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld bestaanszekerheid, of wonen. Gaat het over het vak in het algemeen? Laat het dan leeg.",
        error_messages={"max_length": "Houd het bij %(limit_value)d tekens."},
    )
    plaatsen = forms.IntegerField(
        label="Hoeveel plaatsen zijn er?",
        initial=AANTAL_PLAATSEN,
        min_value=2,
        max_value=200,
        help_text=f"Ons advies is {AANTAL_PLAATSEN}. Dan komt iedereen aan het woord.",
        error_messages={
            "required": "Vul het aantal plaatsen in.",
            "invalid": "Vul een aantal in, in cijfers.",
            "min_value": "Voor een gesprek zijn er ten minste %(limit_value)d plaatsen nodig.",
            "max_value": "Meer dan %(limit_value)d plaatsen kan niet. Maak er dan meer gesprekken van.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisaties"].queryset = Organisatie.objects.all()  # type: ignore[attr-defined]

    def start_values(self, plan: Gespreksplan) -> dict[str, Any]:
        """With the organisations that were added by name as lines."""
        values = super().start_values(plan)
        return values | {
            "organisaties": list(plan.organisaties.all()),
            "nieuwe_organisaties": "\n".join(plan.nieuwe_organisaties),
        }

    def gegevens(self) -> dict[str, Any]:
        """With a list of names."""
        data = dict(self.cleaned_data)
        names = data["nieuwe_organisaties"].splitlines()
        return data | {
            "organisaties": list(data["organisaties"]),
            "nieuwe_organisaties": names,
            "plaatsen": data["plaatsen"] or AANTAL_PLAATSEN,
        }


class BegeleidingForm(StapForm):
    """Who leads it."""

    begeleiding = forms.ChoiceField(
        label="Wie begeleidt het gesprek?",
        choices=[(wie.value, BEGELEIDING_UITLEG[wie]) for wie in Begeleiding],
        widget=forms.RadioSelect,
        help_text="De begeleider bewaakt de agenda en de tijd, en kan opschrijven wat er gezegd wordt.",
        error_messages={
            "required": "Kies wie het gesprek begeleidt.",
            "invalid_choice": "Kies een van deze drie.",
        },
    )


class OpenbaarForm(StapForm):
    """Who can see it and sign up."""

    toegang = forms.ChoiceField(
        label="Wie mag meedoen?",
        choices=[
            (OPEN, "Open: het staat in de agenda en iedereen kan zich aanmelden, tot het vol is"),
            (BESLOTEN, "Op uitnodiging: het staat op de site, maar aanmelden kan alleen via jou"),
            (VERBORGEN, "Op uitnodiging en niet op de site: alleen jij en de redactie zien het"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie mag meedoen.", "invalid_choice": "Kies een van deze drie."},
    )
    aanmelden_tot = dag_veld(
        label="Tot en met welke dag kan iemand zich aanmelden?",
        required=False,
        help_text="Alleen voor een open gesprek. Leeg betekent: tot het begint.",
    )
    elders = {"openbaar": "toegang", "zichtbaar": "toegang"}

    def start_values(self, plan: Gespreksplan) -> dict[str, Any]:
        """With the choice in words; nothing chosen while the step was not done."""
        values = super().start_values(plan)
        if "openbaar" not in plan.stappen_gedaan:
            return values
        return values | {"toegang": OPEN if plan.openbaar else BESLOTEN if plan.zichtbaar else VERBORGEN}

    def gegevens(self) -> dict[str, Any]:
        """With the choice as the plan holds it."""
        toegang = self.cleaned_data["toegang"]
        return {
            "openbaar": toegang == OPEN,
            "zichtbaar": toegang != VERBORGEN,
            "aanmelden_tot": self.cleaned_data["aanmelden_tot"],
        }


FORMULIEREN: dict[str, type[StapForm]] = {
    "vorm": VormForm,
    "wanneer": WanneerForm,
    "waar": WaarForm,
    "wie": WieForm,
    "begeleiding": BegeleidingForm,
    "openbaar": OpenbaarForm,
}


class AfgelastForm(forms.Form):
    """Why a gesprek is called off."""

    reden = forms.CharField(
        label="Wat wil je de deelnemers erover vertellen?",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dit komt in de mail aan de deelnemers. Noem geen namen van andere deelnemers.",
        error_messages={"max_length": "Houd het bij %(limit_value)d tekens."},
    )

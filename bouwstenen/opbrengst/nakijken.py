"""The page on which soort, themas and order of every line are set without JavaScript."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bouwstenen.models import BouwsteenSoort, Gesprek
from bouwstenen.opbrengst import services
from bouwstenen.opbrengst.models import Opbrengstregel
from bouwstenen.opbrengst.views import find_gesprek, kruimels, user_of
from bouwstenen.opbrengst.weergave import Regelschrijver
from bouwstenen.persoonsgegevens import (
    PersoonsgegevensGevonden,
    Vraag,
    accepted_keuzes,
    apply_keuzes,
    make_vragen,
    read_keuzes,
)
from themas.models import Thema, ThemaSoort

PER_PAGINA = 8


class Keuzelijsten:
    """What can be chosen for a line, looked up once for the whole page."""

    def __init__(self, gesprek: Gesprek) -> None:
        self.schrijver = Regelschrijver(gesprek)
        self.themas = {t.slug: t for t in Thema.objects.current().exclude(soort=ThemaSoort.LICHAAMSDEEL)}
        self.deelnemers = {d.kenmerk: d for d in gesprek.deelnemers.exclude(status="afgemeld")}
        self.plekken = {plek.sleutel: plek for plek in self.schrijver.plekken.values()}
        self.per_plek: dict[str, list[str]] = {}
        for sleutel, canvasvak, lichaamsdeel in (
            gesprek.opbrengst.present().in_order().values_list("sleutel", "canvasvak", "lichaamsdeel")
        ):
            plek = self.schrijver.plekken.get((canvasvak, lichaamsdeel))
            self.per_plek.setdefault(plek.sleutel if plek else "overig", []).append(sleutel)


class RegelForm(forms.Form):
    """Everything about one line."""

    tekst = forms.CharField(
        label="Wat er gezegd is",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf op wat er gezegd is, of haal de regel weg."},
    )
    soort = forms.ChoiceField(label="Soort", choices=BouwsteenSoort.choices)
    tegengeluid = forms.BooleanField(label="Dit is een tegengeluid", required=False)
    citaat_van = forms.ChoiceField(label="Dit is een citaat van", required=False)
    plek = forms.ChoiceField(label="Vak")
    plaats = forms.IntegerField(label="Plaats in het vak", min_value=1, max_value=services.MAX_REGELS)
    themas = forms.MultipleChoiceField(label="Thema’s", required=False, widget=forms.CheckboxSelectMultiple)
    nagekeken = forms.BooleanField(
        label="Ik heb deze regel nagekeken",
        required=False,
        help_text="Deze regel komt uit een bestand of verslag. Hij telt pas mee als iemand hem heeft nagekeken.",
    )
    weg = forms.BooleanField(label="Haal deze regel weg", required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, regel: Opbrengstregel, lijsten: Keuzelijsten, data: Any = None) -> None:
        plek = lijsten.schrijver.plek_of(regel)
        chosen = [thema.slug for thema in regel.themas.all()]
        initial = {
            "tekst": regel.tekst,
            "soort": regel.soort,
            "tegengeluid": regel.tegengeluid,
            "citaat_van": regel.citaat_van.kenmerk if regel.citaat_van else "",
            "plek": plek.sleutel,
            "plaats": lijsten.per_plek[plek.sleutel].index(regel.sleutel) + 1,
            "themas": chosen,
            "versie": regel.versie,
        }
        super().__init__(data, prefix=regel.sleutel, initial=initial)
        self.regel = regel
        self.lijsten = lijsten
        self.vragen: list[Vraag] = []
        if regel.nagekeken:
            del self.fields["nagekeken"]
        for name, choices in self._choices(chosen).items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        for name in set(self.fields) - {"versie"}:
            self.fields[name].show_hidden_initial = True

    @property
    def verborgen_begin(self) -> list[str]:
        """What the fields began with, hidden, so that only what this person changed is saved."""
        return [field.as_hidden(only_initial=True) for field in self if field.field.show_hidden_initial]

    def _choices(self, chosen: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
        """Suggested and chosen themas come first: the rest is a long list."""
        suggested = [thema.slug for thema in self.lijsten.schrijver.woordenlijst.suggest(self.regel.tekst)]
        first = [slug for slug in dict.fromkeys([*chosen, *suggested]) if slug in self.lijsten.themas]
        order = [*first, *(slug for slug in self.lijsten.themas if slug not in first)]
        return {
            "citaat_van": [
                ("", "Van niemand in het bijzonder"),
                *((k, d.naam) for k, d in self.lijsten.deelnemers.items()),
            ],
            "plek": [(plek.sleutel, plek.naam) for plek in self.lijsten.plekken.values()],
            "themas": [(slug, self.lijsten.themas[slug].naam) for slug in order],
        }

    def save(self, keuzes: dict[str, str], user: Any) -> bool:
        """Carry out what was changed; False after saying at the line what stands in the way."""
        data = self.cleaned_data
        try:
            if data["weg"]:
                services.remove_regel(self.regel, user=user)
                return True
            self._save_words(keuzes, user)
            if {"plek", "plaats"} & set(self.changed_data):
                self._move(user)
        except services.RegelGewijzigd as error:
            self._tell_conflict(error.regel)
        except PersoonsgegevensGevonden as error:
            self.add_error("tekst", error.message_dict["tekst"])
            self.vragen = make_vragen(error.vondsten, keuzes)
        except ValidationError as error:
            self.add_error(None, error.messages)
        return not self.errors

    def _save_words(self, keuzes: dict[str, str], user: Any) -> None:
        data = self.cleaned_data
        names = [deelnemer.naam for deelnemer in self.lijsten.deelnemers.values()]
        services.save_regel(
            self.regel.gesprek,
            sleutel=self.regel.sleutel,
            tekst=apply_keuzes(data["tekst"], keuzes, namen=names),
            soort=data["soort"],
            tegengeluid=data["tegengeluid"],
            themas=[self.lijsten.themas[slug] for slug in data["themas"]],
            citaat_van=self.lijsten.deelnemers.get(data["citaat_van"]),
            nagekeken=data.get("nagekeken", True),
            basisversie=data["versie"],
            bevestigd=accepted_keuzes(keuzes),
            user=user,
        )

    def _move(self, user: Any) -> None:
        plek = self.lijsten.plekken[self.cleaned_data["plek"]]
        others = [s for s in self.lijsten.per_plek.get(plek.sleutel, []) if s != self.regel.sleutel]
        place = min(self.cleaned_data["plaats"] - 1, len(others))
        services.move_regel(self.regel, plek=plek, na=others[place - 1] if place else "", user=user)

    def _tell_conflict(self, regel: Opbrengstregel) -> None:
        """Show what is there now; saving once more puts this text in its place."""
        self.add_error(
            "tekst",
            f"Iemand anders heeft deze regel intussen gewijzigd. Er staat nu: ‘{regel.tekst}’. Sla nog eens op om jouw "
            "tekst te bewaren.",
        )
        posted = self.data.copy()  # type: ignore[attr-defined]
        posted[self.add_prefix("versie")] = str(regel.versie)
        self.data = posted


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nakijken(request: HttpRequest, urn_id: str) -> HttpResponse:
    """Soort, tegengeluid, quote, themas, place and order of every line, a few on a page."""
    gesprek = find_gesprek(request, urn_id)
    lijsten = Keuzelijsten(gesprek)
    page = Paginator(gesprek.opbrengst.present().for_recorders(), PER_PAGINA).get_page(request.GET.get("pagina"))
    posted = request.POST if request.method == "POST" else None
    # A line that came in since the page was opened has no form in what was sent.
    sent = [regel for regel in page.object_list if posted is None or f"{regel.sleutel}-versie" in posted]
    rows = [RegelForm(regel, lijsten, posted) for regel in sent]
    if posted is not None and _save_all(rows, read_keuzes(posted), user_of(request)):
        messages.success(request, "De regels zijn opgeslagen.")
        return redirect(f"{reverse('opbrengst:nakijken', args=[gesprek.urn_id])}?pagina={page.number}")
    context = {
        "gesprek": gesprek,
        "pagina": page,
        "rijen": rows,
        "fouten": sum(bool(row.errors) for row in rows),
        "kruimels": kruimels(gesprek, "Nakijken"),
    }
    return render(request, "opbrengst/nakijken.html", context, status=422 if context["fouten"] else 200)


def _save_all(rows: Sequence[RegelForm], keuzes: dict[str, str], user: Any) -> bool:
    """Save the lines that were changed; whether all of that went well."""
    results = [row.is_valid() and row.save(keuzes, user) for row in rows if row.has_changed()]
    return all(results)

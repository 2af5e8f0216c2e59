"""The page with the form of a voorstel: for a new one, and for new words of one that is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kennisbank.document.models import Hoofdstuk, HoofdstukVersie
from kennisbank.redactie.voorstellen import presentation
from kennisbank.redactie.voorstellen.forms import VoorstelForm
from kennisbank.redactie.voorstellen.models import Voorstel, VoorstelSoort
from kennisbank.redactie.voorstellen.planning import find_sectie
from kennisbank.text.limits import MAX_TEKENS
from kennisbank.ui.concepten import forget_concept

# Buttons that show something and hand in nothing.
SHOWS = ("voorbeeld", "zoekknop")


@dataclass
class Formulierpagina:
    """The form on version `versie` of a hoofdstuk; `huidig` is its newest, `sleutel` names what is kept locally."""

    request: HttpRequest
    page: Hoofdstuk
    soort: str
    sectie_id: str
    huidig: HoofdstukVersie
    versie: HoofdstukVersie
    sleutel: str
    initial: Mapping[str, Any]
    voorstel: Voorstel | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def respond(self, submit: Callable[[VoorstelForm], Voorstel]) -> HttpResponse:
        """Show the form, a preview, what has to be mended, or the page of the voorstel that was handed in."""
        if self.request.method != "POST":
            return self._show(self._form(initial=dict(self.initial)))
        if any(name in self.request.POST for name in SHOWS):
            return self._show(self._form(initial=self._typed()), onaf=True, preview="voorbeeld" in self.request.POST)
        form = self._form(data=self.request.POST)
        if form.is_valid():
            try:
                voorstel = submit(form)
            except ValidationError as error:
                form.add_refusal(error)
            else:
                response = redirect(voorstel.get_absolute_url())
                forget_concept(response, self.request, self.sleutel)
                return response
        return self._show(form, onaf=True, status=422)

    def _form(self, **kwargs: Any) -> VoorstelForm:
        is_revision = self.voorstel is not None
        return VoorstelForm(
            soort=self.soort, versie=self.versie, sectie_id=self.sectie_id, is_revision=is_revision, **kwargs
        )

    def _typed(self) -> dict[str, Any]:
        """What was typed, as starting values for a form that must not complain yet."""
        names = ("kop", "tekst", "na_sectie_id", "motivatie", "toelichting", "zoek")
        typed: dict[str, Any] = {name: self.request.POST.get(name, "") for name in names}
        return typed | {"basis": self.versie.nummer, "bouwstenen": self.request.POST.getlist("bouwstenen")}

    def _show(
        self, form: VoorstelForm, *, onaf: bool = False, preview: bool = False, status: int = 200
    ) -> HttpResponse:
        sectie = find_sectie(self.versie.inhoud, self.sectie_id)
        context = {
            "formulier": form,
            "page": self.page,
            "url": self.page.get_url(self.request),
            "soort": self.soort,
            "soort_label": VoorstelSoort(self.soort).label,
            "sectie": sectie,
            "voorstel": self.voorstel,
            "versie": self.versie,
            "huidig": self.huidig,
            "is_verouderd": self.versie.nummer != self.huidig.nummer,
            "concept": {"sleutel": self.sleutel, "basis": self.versie.nummer, "onaf": onaf},
            **(self._preview(form) if preview else {}),
            **self.extra,
        }
        return render(self.request, "voorstellen/formulier.html", context, status=status)

    def _preview(self, form: VoorstelForm) -> dict[str, Any]:
        inbreng = form.inbreng()
        shown = self.soort in (VoorstelSoort.WIJZIGING, VoorstelSoort.NIEUWE_SECTIE)
        return {
            "verschil": presentation.show_inbreng(
                self.versie.inhoud, soort=self.soort, sectie_id=self.sectie_id, inbreng=inbreng
            ),
            "voorbeeld": presentation.show_words(inbreng.tekst[:MAX_TEKENS], "voorbeeld") if shown else "",
            "heeft_voorbeeld": True,
        }

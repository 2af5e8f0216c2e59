"""The admin screen that splits a bouwsteen."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bouwstenen.models import Bouwsteen, BouwsteenSoort
from bouwstenen.services import split_bouwsteen
from kennisbank.accounts.models import User
from kennisbank.ui.tekst import render_tekst

MAX_DELEN = 6


class DeelForm(forms.Form):
    """One part of a bouwsteen that is split."""

    titel = forms.CharField(label="In één zin", max_length=120, error_messages={"required": "Geef dit deel een titel."})
    tekst = forms.CharField(
        label="Tekst",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf op wat er in dit deel staat."},
    )
    soort = forms.ChoiceField(label="Soort", choices=BouwsteenSoort)

    def has_changed(self) -> bool:
        """Whether there is anything in this part: its soort is always filled in."""
        return any(name != "soort" for name in self.changed_data)


class _DelenFormSet(BaseFormSet):
    def clean(self) -> None:
        if any(self.errors):
            return
        if sum(1 for form in self.forms if form.cleaned_data) < 2:
            raise ValidationError("Vul ten minste twee delen in.")


DelenFormSet = formset_factory(DeelForm, formset=_DelenFormSet, extra=1, max_num=MAX_DELEN, validate_max=True)


def splitsen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the parts, with the original beside them, and replace it by them."""
    if not request.user.has_perm("bouwstenen.change_bouwsteen"):
        raise PermissionDenied
    bouwsteen = get_object_or_404(Bouwsteen, pk=pk)
    posted = request.POST if request.method == "POST" else None
    # What is handed in counts as it is: compared with the proposal, a part left untouched would seem empty.
    initial = None if posted is not None else _first_parts(bouwsteen)
    delen: Any = DelenFormSet(posted, initial=initial, form_kwargs={"use_required_attribute": False})
    for form in delen.forms[2:]:
        form.empty_permitted = True
    errors: list[str] = []
    if request.method == "POST" and delen.is_valid():
        try:
            parts = [form.cleaned_data for form in delen.forms if form.cleaned_data]
            split_bouwsteen(bouwsteen, delen=parts, user=cast("User", request.user))
        except ValidationError as error:
            errors = error.messages
        else:
            messages.success(
                request, f"‘{bouwsteen.titel}’ is gesplitst in {len(parts)} bouwstenen. Het origineel blijft leesbaar."
            )
            return redirect(reverse(bouwsteen.snippet_viewset.get_url_name("list")))
    context = {
        "bouwsteen": bouwsteen,
        "tekst": render_tekst(bouwsteen.tekst, prefix="origineel-", basis_kopniveau=4),
        "delen": delen,
        "fouten": [*errors, *delen.non_form_errors()],
        "annuleer": reverse(bouwsteen.snippet_viewset.get_url_name("list")),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "bouwstenen/beheer/splitsen.html", context, status=status)


def _first_parts(bouwsteen: Bouwsteen) -> list[dict[str, str]]:
    """The paragraphs of the original as a first proposal; always at least two parts."""
    paragraphs = [part.strip() for part in bouwsteen.tekst.split("\n\n") if part.strip()][:MAX_DELEN]
    paragraphs += [""] * (2 - len(paragraphs))
    return [
        {"titel": bouwsteen.titel if number == 0 else "", "tekst": text, "soort": bouwsteen.soort}
        for number, text in enumerate(paragraphs)
    ]

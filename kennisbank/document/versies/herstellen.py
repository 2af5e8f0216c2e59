"""Putting an old version back, as a new one."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie
from kennisbank.document.services import VerouderdeVersie, newest_versie, restore_versie
from kennisbank.document.versies.weergave import show_vergelijking
from kennisbank.document.views import at_hoofdstuk, find_versie, versies_context
from kennisbank.text.normalise import normalise_line


class HerstelForm(forms.Form):
    """Why an old version is put back; `basis` is the number of the version that it takes the place of."""

    basis = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    toelichting = forms.CharField(
        label="Waarom zet je deze versie terug?",
        help_text="Lezers zien dit bij de versies. Eén zin is genoeg, hooguit 300 tekens.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Vertel lezers in een zin waarom je deze versie terugzet.",
            "max_length": "Dit is te lang: houd het bij 300 tekens.",
        },
    )

    def clean_toelichting(self) -> str:
        """On one line, as the history shows it."""
        return normalise_line(self.cleaned_data["toelichting"])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@at_hoofdstuk
def herstellen(request: HttpRequest, page: Hoofdstuk, nummer: int) -> HttpResponse:
    """Show what would change, ask why, and publish the old text again."""
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied("Alleen de redactie kan een oude versie terugzetten.")
    found = find_versie(page, nummer)
    if request.method != "POST":
        return _show(request, page, found, HerstelForm(initial={"basis": newest_versie(page).nummer}))
    form = HerstelForm(request.POST)
    if found.sha256 == newest_versie(page).sha256:
        form.add_error(None, "Deze versie is gelijk aan de tekst van nu. Er is dus niets terug te zetten.")
    if "basis" in form.errors:
        return _show(request, page, found, _ask_again(request, page), status=409)
    if not form.is_valid():
        return _show(request, page, found, form, status=422)
    try:
        restored = _restore(page, found, form, cast("User", request.user))
    except VerouderdeVersie:
        return _show(request, page, found, _ask_again(request, page), status=409)
    except PermissionDenied:
        form.add_error(None, "Dit hoofdstuk staat op slot, dus er is niets veranderd. Wat je typte staat er nog.")
        return _show(request, page, found, form, status=403)
    messages.success(request, f"Versie {nummer} is teruggezet. Lezers zien die nu als versie {restored.nummer}.")
    return redirect(page.get_url(request))


def _restore(page: Hoofdstuk, found: HoofdstukVersie, form: HerstelForm, user: User) -> HoofdstukVersie:
    data = form.cleaned_data
    return restore_versie(page, nummer=found.nummer, basis=data["basis"], toelichting=data["toelichting"], user=user)


def _ask_again(request: HttpRequest, page: Hoofdstuk) -> HerstelForm:
    """The form on the text of now, with the note that was typed."""
    newest = newest_versie(page).nummer
    typed = request.POST.copy()
    typed["basis"] = str(newest)
    form = HerstelForm(typed)
    form.add_error(
        None,
        f"Er is intussen een nieuwere versie gepubliceerd (versie {newest}), dus er is niets veranderd. "
        "Bekijk het verschil opnieuw. Wat je typte staat er nog.",
    )
    return form


def _show(
    request: HttpRequest,
    page: Hoofdstuk,
    found: HoofdstukVersie,
    form: HerstelForm,
    *,
    status: int = 200,
) -> HttpResponse:
    newest = newest_versie(page)
    url = f"{page.get_url(request)}versies/{found.nummer}/"
    context: dict[str, Any] = versies_context(
        request, page, (f"Versie {found.nummer}", url), ("Terugzetten", request.path)
    )
    context |= {
        "versie": found,
        "versie_url": url,
        "nieuwste": newest,
        "is_gelijk": found.sha256 == newest.sha256,
        "heeft_concept": page.has_unpublished_changes,
        "formulier": form,
        "vergelijking": show_vergelijking(newest.inhoud, found.inhoud),
    }
    return render(request, "document/herstellen.html", context, status=status)

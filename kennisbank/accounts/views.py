"""Signing in, the own profile and the password."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods
from wagtail.models import ModelLogEntry

from kennisbank.accounts import forms
from kennisbank.accounts.models import User
from kennisbank.accounts.roles import ROLLEN
from kennisbank.accounts.services import update_profiel

PER_PAGE = 12
MOST_VOORSTELLEN = 10
INGETROKKEN = "ingetrokken"
IN_DOCUMENT = ("in_tekst", "kanttekening")


class Inloggen(auth_views.LoginView):
    """Sign in, and go back to the page one came from."""

    template_name = "accounts/inloggen.html"
    authentication_form = forms.InlogForm
    redirect_authenticated_user = True


class WachtwoordWijzigen(auth_views.PasswordChangeView):
    """Change the own password."""

    template_name = "accounts/wachtwoord_wijzigen.html"
    form_class = forms.WachtwoordForm
    success_url = reverse_lazy("accounts:profiel")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Je wachtwoord is gewijzigd.")
        return super().form_valid(form)


class WachtwoordVergeten(auth_views.PasswordResetView):
    """Ask for a mail with a link; the answer is the same whether or not the address is known."""

    template_name = "accounts/wachtwoord_vergeten.html"
    form_class = forms.VergetenForm
    email_template_name = "accounts/mail/wachtwoord.txt"
    subject_template_name = "accounts/mail/wachtwoord_onderwerp.txt"
    success_url = reverse_lazy("accounts:herstel_verstuurd")


class HerstelVerstuurd(auth_views.PasswordResetDoneView):
    """Say that a mail is on its way."""

    template_name = "accounts/herstel_verstuurd.html"


class WachtwoordHerstellen(auth_views.PasswordResetConfirmView):
    """Choose a new password with the link from the mail."""

    template_name = "accounts/wachtwoord_herstellen.html"
    form_class = forms.HerstelForm
    success_url = reverse_lazy("accounts:inloggen")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Je nieuwe wachtwoord is opgeslagen. Je kunt er nu mee inloggen.")
        return super().form_valid(form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profiel(request: HttpRequest) -> HttpResponse:
    """The own details, roles, and what became of the bouwstenen and voorstellen one handed in."""
    user = User.objects.get(username=request.user.get_username())
    form = forms.ProfielForm(
        request.POST or None, instance=copy(user)
    )  # the form changes its instance, also when faulty
    if request.method == "POST" and form.is_valid():
        update_profiel(user, user=user, **form.cleaned_data)
        messages.success(request, "Je profiel is opgeslagen.")
        return redirect("accounts:profiel")
    context = {
        "formulier": form,
        "rollen": own_roles(user),
        "pagina": own_bouwstenen(user, request.GET.get("pagina", "1")),
        "voorstellen": own_voorstellen(user),
        "kruimels": [{"label": "Mijn profiel", "url": request.path}],
    }
    return render(request, "accounts/profiel.html", context)


def own_roles(user: User) -> list[dict[str, str]]:
    """The roles of a user in words."""
    names = set(user.groups.values_list("name", flat=True))
    return [{"naam": rol.naam.capitalize(), "omschrijving": rol.omschrijving} for rol in ROLLEN if rol.naam in names]


def own_bouwstenen(user: User, number: str) -> Page[dict[str, Any]]:
    """A page of what a user handed in, newest first: each with its newest decision, or why it was withdrawn."""
    handed_in = user.ingebrachte_bouwstenen.prefetch_related("verwerkingen__hoofdstuk")
    pagina: Page[Any] = Paginator(handed_in, PER_PAGE).get_page(number)
    bouwstenen = list(pagina.object_list)
    reasons = _withdrawal_reasons([bouwsteen for bouwsteen in bouwstenen if bouwsteen.status == INGETROKKEN])
    pagina.object_list = [_regel(bouwsteen, reasons) for bouwsteen in bouwstenen]
    return pagina


def own_voorstellen(user: User) -> list[dict[str, Any]]:
    """The newest voorstellen of a user, each with the last thing that happened to it."""
    newest = user.voorstellen.select_related("hoofdstuk").defer("hoofdstuk__body", "hoofdstuk__samenvatting")
    found = newest.prefetch_related("gebeurtenissen").order_by("-gewijzigd_op", "-pk")[:MOST_VOORSTELLEN]
    return [{"voorstel": each, "gebeurtenis": [None, *each.gebeurtenissen.all()][-1]} for each in found]


def _regel(bouwsteen: Any, reasons: dict[str, str]) -> dict[str, Any]:
    decisions = list(bouwsteen.verwerkingen.all())
    newest = decisions[-1] if decisions else None
    is_placed = newest is not None and newest.besluit in IN_DOCUMENT and newest.hoofdstuk and newest.hoofdstuk.live
    return {
        "bouwsteen": bouwsteen,
        "besluit": newest,
        "plek": newest.hoofdstuk if newest is not None and is_placed else None,
        "reden_intrekking": reasons.get(str(bouwsteen.pk), ""),
    }


def _withdrawal_reasons(bouwstenen: list[Model]) -> dict[str, str]:
    """By primary key (as text), the reason that the redactie gave when it withdrew."""
    if not bouwstenen:
        return {}
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(bouwstenen[0]),
        object_id__in=[str(bouwsteen.pk) for bouwsteen in bouwstenen],
    ).order_by("timestamp")
    return {
        entry.object_id: entry.data.get("reden", "") for entry in entries if entry.data.get("status") == INGETROKKEN
    }

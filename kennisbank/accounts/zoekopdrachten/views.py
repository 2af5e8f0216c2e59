"""/zoekopdrachten/: the searches that somebody keeps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisbank.accounts.zoekopdrachten.berichten import find_by_token, search_url
from kennisbank.accounts.zoekopdrachten.forms import ZoekopdrachtForm
from kennisbank.accounts.zoekopdrachten.models import Zoekopdracht
from kennisbank.accounts.zoekopdrachten.services import delete_zoekopdracht, save_zoekopdracht, stop_mail
from kennisbank.search.zoekvraag import Zoekvraag

PER_PAGE = 25
MAX_NAAM = 100


def _kruimels(label: str = "") -> list[dict[str, str]]:
    first = {"label": "Mijn zoekopdrachten", "url": reverse("zoekopdrachten:lijst")}
    return [first, {"label": label, "url": ""}] if label else [first]


@login_required
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """The own searches."""
    own = Zoekopdracht.objects.filter(user=request.user.pk).defer("bekend")
    context = {"pagina": Paginator(own, PER_PAGE).get_page(request.GET.get("pagina")), "kruimels": _kruimels()}
    return render(request, "zoekopdrachten/lijst.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Keep the search in the address."""
    zoekvraag = Zoekvraag.from_query(request.GET)
    if zoekvraag.is_empty():
        messages.info(request, "Zoek eerst iets. Dan kun je die zoekopdracht bewaren.")
        return redirect("search:zoeken")
    words = zoekvraag.describe()
    row = Zoekopdracht(user=request.user, query=zoekvraag.urlencode())  # type: ignore[misc]
    form = ZoekopdrachtForm(request.POST or None, instance=row, initial={"naam": _name(words)})
    return _handle(request, form, words, "Bewaar deze zoekopdracht")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, or mails at other times."""
    row = get_object_or_404(Zoekopdracht, pk=pk, user=request.user.pk)
    form = ZoekopdrachtForm(request.POST or None, instance=row)
    return _handle(request, form, row.zoekvraag.describe(), "Zoekopdracht wijzigen")


def _name(words: str) -> str:
    return words.replace("‘", "").replace("’", "")[:MAX_NAAM]


def _handle(request: HttpRequest, form: ZoekopdrachtForm, words: str, titel: str) -> HttpResponse:
    zoekvraag = form.instance.zoekvraag
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        messages.success(request, f"De zoekopdracht ‘{form.instance.naam}’ is bewaard.")
        return redirect("zoekopdrachten:lijst")
    context = {
        "formulier": form,
        "titel": titel,
        "omschrijving": words,
        "zoek_url": search_url(zoekvraag),
        "annuleer_url": reverse("zoekopdrachten:lijst") if form.instance.pk else search_url(zoekvraag),
        "kruimels": _kruimels(titel),
    }
    return render(request, "zoekopdrachten/formulier.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, form: Any) -> bool:
    try:
        save_zoekopdracht(form.save(commit=False), user=request.user)  # type: ignore[arg-type]
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@login_required
@require_POST
def verwijderen(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep it no longer."""
    row = get_object_or_404(Zoekopdracht, pk=pk, user=request.user.pk)
    delete_zoekopdracht(row, user=request.user)  # type: ignore[arg-type]
    messages.success(request, f"De zoekopdracht ‘{row.naam}’ is verwijderd.")
    return redirect("zoekopdrachten:lijst")


@require_http_methods(["GET", "HEAD", "POST"])
def afmelden(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mails, by the link in them and without logging in; a mere visit changes nothing."""
    row = find_by_token(token)
    if row is None:
        raise Http404("Deze zoekopdracht bestaat niet meer.")
    if request.method == "POST":
        stop_mail(row, user=None)
        messages.success(request, f"Je krijgt geen mail meer over ‘{row.naam}’.")
        return redirect("search:zoeken")
    context = {"zoekopdracht": row, "kruimels": [{"label": "Mails stoppen", "url": ""}]}
    return render(request, "zoekopdrachten/afmelden.html", context)

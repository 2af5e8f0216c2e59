"""The list of memos, the page of one, and writing."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from bouwstenen.persoonsgegevens import PersoonsgegevensGevonden
from bouwstenen.presentation import short
from kennisbank.accounts.models import User
from kennisbank.onderzoek.bereik import for_werkbank
from kennisbank.onderzoek.memos import services
from kennisbank.onderzoek.memos.forms import MemoForm, ZoekMemoForm
from kennisbank.onderzoek.memos.models import ONDERWERPEN, Memo
from kennisbank.onderzoek.memos.onderwerpen import describe_all, find_subject
from kennisbank.onderzoek.views import WERKBANK, add_errors
from kennisbank.ui.tekst import render_tekst

PER_PAGE = 20
LIJST = {"label": "Memo’s", "url": "/onderzoek/memos/"}


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _find(request: HttpRequest, kenmerk: str) -> Memo:
    """The memo at this address, if this user may read it."""
    found = Memo.objects.visible_to(request.user).with_subject().filter(kenmerk=kenmerk).first()
    if found is None:
        raise Http404("Dit memo bestaat niet, of is niet met je gedeeld.")
    return found


def _own(request: HttpRequest, kenmerk: str) -> Memo:
    memo = _find(request, kenmerk)
    if memo.auteur_id != _user(request).pk:
        raise PermissionDenied("Je kunt alleen je eigen memo’s wijzigen.")
    return memo


@for_werkbank
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """Own memos and those that others share, by words, kind of thing and writer."""
    form = ZoekMemoForm(request.GET)
    asked: dict[str, str] = form.cleaned_data if form.is_valid() else {}
    rows = _asked(Memo.objects.visible_to(request.user).with_subject(), asked, _user(request))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    memos = list(page.object_list)
    context = {
        "pagina": page,
        "regels": [
            {"memo": memo, "over": over, "begin": short(memo.tekst, 30), "eigen": memo.auteur_id == _user(request).pk}
            for memo, over in zip(memos, describe_all(memos, _user(request)), strict=True)
        ],
        "zoekformulier": form,
        "gezocht": any(asked.values()),
        "kruimels": [WERKBANK, LIJST],
    }
    return render(request, "memos/lijst.html", context)


def _asked(rows: QuerySet[Any], asked: dict[str, str], user: User) -> QuerySet[Any]:
    found = Memo.objects.search(asked.get("q", "")).filter(pk__in=rows.values("pk")).with_subject()
    over = asked.get("over", "")
    if over == "niets":
        found = found.filter(**dict.fromkeys(ONDERWERPEN))
    elif over:
        found = found.filter(**{f"{over}__isnull": False})
    mine = Q(auteur=user.pk)
    return {"mij": found.filter(mine), "anderen": found.exclude(mine)}.get(asked.get("van", ""), found)


@for_werkbank
@require_safe
def memo(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """One memo."""
    item = _find(request, kenmerk)
    context = {
        "memo": item,
        "tekst": render_tekst(item.tekst, basis_kopniveau=2),
        "over": describe_all([item], _user(request))[0],
        "eigen": item.auteur_id == _user(request).pk,
        "kruimels": [WERKBANK, LIJST, {"label": item.titel}],
    }
    return render(request, "memos/memo.html", context)


@for_werkbank
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponseBase:
    """Write a memo, about what the address names."""
    thing = find_subject(request.GET.get("soort", ""), request.GET.get("over", ""), request.user)
    form = MemoForm(request.POST if request.method == "POST" else None)
    made = _save(form, None, thing, _user(request))
    if made is not None:
        messages.success(request, "Het memo is bewaard.")
        return redirect(made.get_absolute_url())
    context = {
        "formulier": form,
        "over": str(thing) if thing is not None else "",
        "terug": thing.get_absolute_url() if thing is not None else LIJST["url"],  # type: ignore[attr-defined]
        "kruimels": [WERKBANK, LIJST, {"label": "Nieuw memo"}],
    }
    return render(request, "memos/nieuw.html", context, status=422 if form.is_bound else 200)


def _save(form: MemoForm, item: Memo | None, thing: Any, user: User) -> Memo | None:
    """The saved memo; None when the form has something to say first."""
    if not form.is_valid():
        return None
    data = dict(form.cleaned_data)
    try:
        return services.save_memo(item, **{"akkoord": False} | data, onderwerp=thing, user=user)
    except ValidationError as error:
        if isinstance(error, PersoonsgegevensGevonden):
            form.ask_about_persons()
        add_errors(form, error)
        return None


@for_werkbank
@require_http_methods(["GET", "HEAD", "POST"])
def bewerken(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Change an own memo."""
    item = _own(request, kenmerk)
    stamp = services.stempel(item)
    first = {"titel": item.titel, "tekst": item.tekst, "gedeeld": item.gedeeld, "basis": stamp}
    form = MemoForm(request.POST if request.method == "POST" else None, initial=first)
    title = item.titel
    made = _save(form, item, None, _user(request))
    if made is not None:
        messages.success(request, "Het memo is bewaard.")
        return redirect(made.get_absolute_url())
    outdated = form.is_bound and form.data.get("basis") != stamp
    if form.is_bound:
        _accept_newest(form, stamp)
    context = {
        "formulier": form,
        "memo": item,
        "intussen": outdated,
        "kruimels": [WERKBANK, LIJST, {"label": title, "url": item.get_absolute_url()}, {"label": "Bewerken"}],
    }
    return render(request, "memos/bewerken.html", context, status=422 if form.is_bound else 200)


def _accept_newest(form: MemoForm, stamp: str) -> None:
    """Let the next attempt start from the text that the page now shows."""
    data = cast("QueryDict", form.data).copy()
    data["basis"] = stamp
    form.data = data


@for_werkbank
@require_http_methods(["GET", "HEAD", "POST"])
def verwijderen(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Ask whether, and throw an own memo away."""
    item = _own(request, kenmerk)
    if request.method == "POST":
        services.delete_memo(item, user=_user(request))
        messages.success(request, f"Het memo ‘{item.titel}’ is verwijderd.")
        return redirect("memos:lijst")
    trail = [WERKBANK, LIJST, {"label": item.titel, "url": item.get_absolute_url()}, {"label": "Verwijderen"}]
    return render(request, "memos/verwijderen.html", {"memo": item, "kruimels": trail})

"""Pages to talk along: threads on a hoofdstuk, one thread at its lasting address, starting, reacting, moderating."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.document.freezing import Sectie
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.presentation import navigation
from kennisbank.document.services import newest_versie
from kennisbank.document.views import Verhuisd, find_hoofdstuk
from kennisbank.redactie.discussie import services
from kennisbank.redactie.discussie.forms import SELECTIE, ModeratieForm, PassageForm, ReactieForm
from kennisbank.redactie.discussie.models import Discussie, Reactie
from kennisbank.redactie.discussie.presentation import by_sectie, fetch_draden, over_url, subject_of
from kennisbank.redactie.voorstellen.models import Voorstel
from kennisbank.text.slugs import unique_anchors

PER_PAGE = 25
SUBJECTS: dict[str, tuple[Callable[[User], Any], str]] = {
    "voorstel": (lambda user: Voorstel.objects.visible_to(user), "Dit voorstel bestaat niet."),
    "bouwsteen": (lambda user: Bouwsteen.objects.published(), "Deze bouwsteen bestaat niet."),
}


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _add_errors(form: forms.Form, error: ValidationError) -> None:
    """Show what a service refuses at its field."""
    fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in fields.items():
        form.add_error(name if name in form.fields and not form.fields[name].widget.is_hidden else None, texts)


def _follows_rename(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the hoofdstuk of the address; send who uses an old one on."""

    @wraps(view)
    def wrapped(request: HttpRequest, document: str, hoofdstuk: str) -> HttpResponse:
        try:
            page = find_hoofdstuk(request, document, hoofdstuk)
        except Verhuisd as moved:
            rest = request.get_full_path().split(f"/{document}/{hoofdstuk}/", 1)[1]
            return HttpResponsePermanentRedirect(f"{moved.url}{rest}")
        return view(request, page)

    return wrapped


@require_safe
@_follows_rename
def bij_hoofdstuk(request: HttpRequest, page: Hoofdstuk) -> HttpResponse:
    """The threads on a hoofdstuk, section by section."""
    toon = "alle" if request.GET.get("toon") == "alle" else "open"
    rows = Discussie.objects.filter(hoofdstuk=page)
    rows = (rows if toon == "alle" else rows.open()).order_by("gestart_op", "pk")
    pagina = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    chosen = Discussie.objects.filter(pk__in=[row.pk for row in pagina.object_list])
    grouped = by_sectie(fetch_draden(chosen.order_by("gestart_op", "pk"), request.user))
    secties = newest_versie(page).inhoud["secties"]
    anchors = unique_anchors(sectie["kop"] for sectie in secties)
    groups = [
        {"kop": sectie["kop"], "url": f"{page.url}#sectie-{anchor}", "draden": grouped.pop(sectie["id"])}
        for sectie, anchor in zip(secties, anchors, strict=True)
        if sectie["id"] in grouped
    ]
    left = [draad for draden in grouped.values() for draad in draden]
    if left:
        groups.append({"kop": "Secties die vervallen zijn", "url": "", "draden": left})
    context = {"page": page, "groepen": groups, "pagina": pagina, "toon": toon}
    return render(request, "discussies/bij_hoofdstuk.html", context | _surroundings(request, page, "Discussies"))


def _surroundings(request: HttpRequest, page: Hoofdstuk, label: str) -> dict[str, Any]:
    document = page.get_parent()
    trail = [(document.title, document.url), (page.title, page.url), (label, request.path)]
    return {
        "kruimels": [{"label": text, "url": url} for text, url in trail],
        **navigation(page, document, request),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@_follows_rename
def bespreek(request: HttpRequest, page: Hoofdstuk) -> HttpResponse:
    """Start a thread on a passage of a section."""
    versie = newest_versie(page)
    sectie = _find_sectie(versie.inhoud["secties"], request.GET.get("sectie", ""))
    selection = {name: request.GET.get(name, "")[:500] for name in ("voor", "na")}
    selection["citaat"] = request.GET.get("citaat", "")[: services.MAX_CITAAT]
    initial = selection | {"versie": versie.nummer, "waarover": SELECTIE if selection["citaat"] else None}
    selected = request.POST.get("citaat", selection["citaat"])
    form = PassageForm(sectie, request.POST or None, initial=initial, selectie=selected)
    if request.method == "POST" and form.is_valid():
        citaat, prefix, suffix = form.passage
        try:
            discussie = services.start_discussie_on_passage(
                page,
                versie=form.cleaned_data["versie"],
                sectie_id=sectie["id"],
                citaat=citaat,
                prefix=prefix,
                suffix=suffix,
                tekst=form.cleaned_data["tekst"],
                user=_user(request),
            )
        except ValidationError as error:
            _add_errors(form, error)
        else:
            messages.success(request, "Je discussie staat er. Iedereen kan nu meepraten.")
            return redirect(discussie)
    context = {"page": page, "sectie": sectie, "formulier": form} | _surroundings(request, page, "Bespreken")
    return render(request, "discussies/bespreken.html", context, status=422 if form.errors else 200)


def _find_sectie(secties: list[Sectie], sectie_id: str) -> Sectie:
    found = next((sectie for sectie in secties if sectie["id"] == sectie_id), None)
    if found is None:
        raise Http404("Deze sectie staat niet (meer) in het hoofdstuk.")
    return found


def _find_discussie(urn_id: str) -> Discussie:
    rows = Discussie.objects.select_related("hoofdstuk", "voorstel", "bouwsteen")
    found = get_object_or_404(rows, urn_id=urn_id)
    if found.hoofdstuk is not None and not found.hoofdstuk.live:
        raise Http404("Dit hoofdstuk is niet meer te lezen.")
    if found.bouwsteen is not None and found.bouwsteen.citaat_ingetrokken_op is not None:
        raise Http404("Deze bouwsteen is ingetrokken.")
    return found


@require_safe
def discussie(request: HttpRequest, urn_id: str) -> HttpResponse:
    """One thread at its lasting address."""
    return _show(request, _find_discussie(urn_id), ReactieForm())


def _show(request: HttpRequest, found: Discussie, form: ReactieForm) -> HttpResponse:
    label, url = subject_of(found)
    (draad,) = fetch_draden(Discussie.objects.filter(pk=found.pk), request.user)
    context = {
        "draad": draad,
        "formulier": form,
        "onderwerp_label": label,
        "onderwerp_url": url,
        "passage_url": _passage_url(found),
        "kruimels": [{"label": label, "url": url}, {"label": "Discussie", "url": request.path}],
    }
    return render(request, "discussies/discussie.html", context, status=422 if form.errors else 200)


def _passage_url(found: Discussie) -> str:
    """Where the passage stands in today's text; the version it was started on when it is gone."""
    if found.hoofdstuk is None:
        return ""
    secties = newest_versie(found.hoofdstuk).inhoud["secties"]
    anchors = unique_anchors(sectie["kop"] for sectie in secties)
    for sectie, anchor in zip(secties, anchors, strict=True):
        if sectie["id"] == found.sectie_id and found.stand != "wees":
            return f"{found.hoofdstuk.url}#sectie-{anchor}"
    return f"{found.hoofdstuk.url}versies/{found.versie}/"


@require_POST
@login_required
def reageer(request: HttpRequest, urn_id: str) -> HttpResponse:
    """React in a thread."""
    found = _find_discussie(urn_id)
    form = ReactieForm(request.POST)
    if form.is_valid():
        try:
            reactie = services.add_reactie(found, tekst=form.cleaned_data["tekst"], user=_user(request))
        except ValidationError as error:
            _add_errors(form, error)
        else:
            return redirect(f"{found.get_absolute_url()}#reactie-{reactie.pk}")
    return _show(request, found, form)


@require_POST
@login_required
def los_op(request: HttpRequest, urn_id: str) -> HttpResponse:
    """Mark a thread as resolved, or open it again."""
    found = _find_discussie(urn_id)
    if "heropen" in request.POST:
        services.reopen_discussie(found, user=_user(request))
        messages.success(request, "De discussie is weer open.")
    else:
        services.resolve_discussie(found, user=_user(request))
        messages.success(request, "De discussie is gemarkeerd als opgelost. Heropenen kan altijd.")
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def over(request: HttpRequest, soort: str, urn_id: str) -> HttpResponse:
    """Start a thread on a voorstel or bouwsteen."""
    if soort not in SUBJECTS:
        raise Http404("Hierover bestaan geen discussies.")
    rows, missing = SUBJECTS[soort]
    onderwerp = rows(_user(request)).filter(urn_id=urn_id).first()
    if onderwerp is None:
        raise Http404(missing)
    form = ReactieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.start_discussie(onderwerp, tekst=form.cleaned_data["tekst"], user=_user(request))
        except ValidationError as error:
            _add_errors(form, error)
        else:
            messages.success(request, "Je reactie staat er. Iedereen kan nu meepraten.")
            return redirect(f"{onderwerp.get_absolute_url()}#discussie-{made.urn_id}")
    context = {
        "onderwerp": onderwerp,
        "formulier": form,
        "kruimels": [
            {"label": str(onderwerp), "url": onderwerp.get_absolute_url()},
            {"label": "Discussie beginnen", "url": over_url(onderwerp)},
        ],
    }
    return render(request, "discussies/over.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def modereer(request: HttpRequest, reactie: int) -> HttpResponse:
    """Hide a reactie, or bring it back, with a reason."""
    if not request.user.has_perm("redactie.moderate_reactie"):
        raise PermissionDenied("Alleen de redactie verbergt reacties.")
    found = get_object_or_404(Reactie.objects.select_related("discussie", "door"), pk=reactie)
    form = ModeratieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = services.show_reactie if found.verborgen else services.hide_reactie
        try:
            act(found, reden=form.cleaned_data["reden"], user=_user(request))
        except ValidationError as error:
            _add_errors(form, error)
        else:
            done = "Reactie teruggezet." if found.verborgen else "Reactie verborgen. De reden staat op haar plek."
            messages.success(request, done)
            return redirect(f"{found.discussie.get_absolute_url()}#reactie-{found.pk}")
    context = {
        "reactie": found,
        "formulier": form,
        "kruimels": [{"label": "Discussie", "url": found.discussie.get_absolute_url()}],
    }
    return render(request, "discussies/modereren.html", context, status=422 if form.errors else 200)


def bespreek_url(page: Hoofdstuk, sectie_id: str) -> str:
    """Where a thread on a section is started."""
    return f"{page.url}bespreken/?{urlencode({'sectie': sectie_id})}"

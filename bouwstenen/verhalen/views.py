"""Pages to read verhalen, and to write, hand in and withdraw one's own."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bouwstenen.presentation import thema_badges
from bouwstenen.verhalen.forms import VerhaalForm
from bouwstenen.verhalen.models import Verhaal, VerhaalStatus
from bouwstenen.verhalen.presentation import kaarten
from bouwstenen.verhalen.services import save_verhaal, submit_verhaal, withdraw_verhaal
from kennisbank.accounts.models import User
from kennisbank.text.normalise import normalise
from kennisbank.ui.concepten import forget_concept
from kennisbank.ui.tekst import render_tekst

PER_PAGE = 12
LIJST = {"label": "Verhalen", "url": "/verhalen/"}


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """All published verhalen, newest first."""
    page = Paginator(Verhaal.objects.published().for_cards().newest_first(), PER_PAGE).get_page(
        request.GET.get("pagina")
    )
    return render(
        request, "verhalen/lijst.html", {"pagina": page, "kaarten": kaarten(page), "kruimels": [LIJST], **_menu()}
    )


def _menu() -> dict[str, str]:
    return {"hoofdmenu_actief": "gesprekken"}


@require_safe
def verhaal(request: HttpRequest, slug: str) -> HttpResponse:
    """One verhaal."""
    rows = Verhaal.objects.visible_to(request.user).select_related("auteur", "gesprek").prefetch_related("themas")
    item = rows.filter(slug=slug).first()
    if item is None:
        raise Http404("Dit verhaal bestaat niet.")
    return render(
        request,
        "verhalen/verhaal.html",
        {
            "verhaal": item,
            "tekst": render_tekst(item.tekst, basis_kopniveau=2),
            "video_tekst": render_tekst(item.video_tekst, prefix="video-", basis_kopniveau=3),
            "themas": thema_badges(item.themas.all()),
            "is_eigen": item.auteur_id is not None and item.auteur_id == request.user.pk,
            "kruimels": [LIJST, {"label": item.titel}],
            **_menu(),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schrijven(request: HttpRequest, urn_id: str = "") -> HttpResponseBase:
    """Write a verhaal: keep it as a draft, look at it, hand it in."""
    user = cast("User", request.user)
    if not user.has_perm("verhalen.add_verhaal"):
        return render(request, "verhalen/kan_niet.html", {"kruimels": [LIJST, {"label": "Schrijven"}]}, status=403)
    item = get_object_or_404(Verhaal, urn_id=urn_id, auteur=user) if urn_id else None
    if item is not None and not item.is_te_wijzigen:
        return redirect(item)
    if request.method != "POST":
        return _show(request, item, VerhaalForm(verhaal=item))
    actie = request.POST.get("actie", "bewaar")
    form = VerhaalForm(request.POST, request.FILES, verhaal=item, indienen=actie == "indienen")
    if actie == "voorbeeld" or not form.is_valid():
        return _show(request, item, form, voorbeeld=actie == "voorbeeld")
    try:
        saved = save_verhaal(item, inhoud=form.to_inhoud(), user=user)
        if actie == "indienen":
            saved = submit_verhaal(saved, user=user)
    except ValidationError as error:
        _add_errors(form, error)
        return _show(request, item, form)
    return _done(request, saved, actie, key=_concept_key(item))


def _done(request: HttpRequest, saved: Verhaal, actie: str, key: str) -> HttpResponse:
    if actie == "indienen":
        messages.success(request, "Je verhaal is ingezonden. De redactie leest het en laat je weten wat zij besluit.")
        response = redirect(saved)
    else:
        messages.success(request, "Je verhaal is bewaard. Alleen jij ziet het nu.")
        response = redirect("verhalen:bewerken", urn_id=saved.urn_id)
    forget_concept(response, request, key)
    return response


def _add_errors(form: VerhaalForm, error: ValidationError) -> None:
    fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in fields.items():
        form.add_error(name if name in form.fields else None, texts)


def _concept_key(item: Verhaal | None) -> str:
    return f"verhaal-{item.urn_id if item else 'nieuw'}"


def _show(
    request: HttpRequest, item: Verhaal | None, form: VerhaalForm, *, voorbeeld: bool = False
) -> HttpResponseBase:
    context: dict[str, Any] = {
        "formulier": form,
        "verhaal": item,
        "concept": _concept_key(item),
        "kruimels": [LIJST, {"label": "Je verhaal" if item else "Schrijf een verhaal"}],
        **_menu(),
    }
    if voorbeeld:
        tekst = request.POST.get("tekst", "")[:20_000]
        context["voorbeeld"] = render_tekst(normalise(tekst), prefix="voorbeeld-", basis_kopniveau=3)
        return render(request, "verhalen/schrijven.html", context)
    return render(request, "verhalen/schrijven.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def intrekken(request: HttpRequest, urn_id: str) -> HttpResponseBase:
    """Take a verhaal back from the redactie, or off the site."""
    user = cast("User", request.user)
    item = get_object_or_404(Verhaal, urn_id=urn_id, auteur=user)
    was = item.status
    withdraw_verhaal(item, user=user)
    if was == VerhaalStatus.GEPUBLICEERD:
        messages.success(request, "Je verhaal staat niet meer op de site. Je kunt het veranderen en opnieuw inzenden.")
    else:
        messages.success(request, "Je verhaal is teruggenomen. Je kunt het veranderen en opnieuw inzenden.")
    return redirect("verhalen:bewerken", urn_id=item.urn_id)

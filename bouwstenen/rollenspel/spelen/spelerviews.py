"""The pages of a player: joining with a code, and what each phase asks of them. No account, a signed cookie a game."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bouwstenen.rollenspel.inhoud import find_rol
from bouwstenen.rollenspel.models import Spel, Speler
from bouwstenen.rollenspel.rollen import Fase, Rol, Stemsoort
from bouwstenen.rollenspel.spelen import raden
from bouwstenen.rollenspel.spelen.codes import read_code
from bouwstenen.rollenspel.spelen.forms import ConclusieForm, InzetForm, MeedoenForm, RolForm
from bouwstenen.rollenspel.spelen.presentation import RolBeeld, conclusies_of, plaatsen_of, uitslag_of
from bouwstenen.rollenspel.spelen.resultaat import count_ronde
from bouwstenen.rollenspel.spelen.services import (
    SpelVerder,
    add_conclusie,
    choose_rol,
    join_spel,
    make_inzet,
    take_back_conclusie,
    vote_conclusie,
)
from bouwstenen.rollenspel.spelen.views import add_errors, find_spel
from kennisbank.ui.tekst import render_tekst

COOKIE_SALT = "rollenspel"
COOKIE_SECONDS = 2 * 24 * 3600
TE_VAAK = "Er zijn te veel verkeerde codes geprobeerd. Wacht tien minuten en probeer het dan opnieuw."
ONBEKEND = "Deze code hoort niet bij een spel dat nu bezig is. Kijk nog eens goed op het scherm."


def _address(request: HttpRequest) -> str:
    """Where a request comes from: what the nearest proxy says, else the other side of the connection."""
    forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    return forwarded or str(request.META.get("REMOTE_ADDR", ""))


def _cookie(spel: Spel) -> str:
    return f"rollenspel-{spel.kenmerk}"


def _player(request: HttpRequest, spel: Spel) -> Speler | None:
    """Who this phone is in this game; None without a cookie of ours."""
    sleutel = request.get_signed_cookie(_cookie(spel), default="", salt=COOKIE_SALT, max_age=COOKIE_SECONDS)
    return spel.spelers.filter(sleutel=sleutel).first() if sleutel else None


@require_http_methods(["GET", "HEAD", "POST"])
def meedoen(request: HttpRequest) -> HttpResponse:
    """Join with the code on the screen."""
    if request.method != "POST":
        return _show_meedoen(request, MeedoenForm(initial={"code": request.GET.get("code", "")[:10]}))
    form = MeedoenForm(request.POST)
    address = _address(request)
    if not raden.may_guess(address):
        form.add_error(None, TE_VAAK)
        return _show_meedoen(request, form, status=429)
    if not form.is_valid():
        return _show_meedoen(request, form, status=422)
    spel = Spel.objects.joinable(timezone.now()).filter(code=read_code(form.cleaned_data["code"])).first()
    if spel is None:
        raden.count_miss(address)
        form.add_error("code", ONBEKEND)
        return _show_meedoen(request, form, status=422)
    if _player(request, spel) is not None:
        return redirect("rollenspel:speler", kenmerk=spel.kenmerk)
    try:
        player = join_spel(spel, bijnaam=form.cleaned_data["bijnaam"], token=str(form.cleaned_data["token"]))
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _show_meedoen(request, form, status=409)
    response = redirect("rollenspel:speler", kenmerk=spel.kenmerk)
    response.set_signed_cookie(
        _cookie(spel),
        player.sleutel,
        salt=COOKIE_SALT,
        max_age=COOKIE_SECONDS,
        path=reverse("rollenspel:overzicht"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _show_meedoen(request: HttpRequest, form: MeedoenForm, status: int = 200) -> HttpResponse:
    response = render(request, "rollenspel/meedoen.html", {"formulier": form}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def speler(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """What the phase of the game asks of this player."""
    spel = find_spel(kenmerk)
    player = _player(request, spel)
    if player is None:
        return _stranger(request, spel)
    return _show(request, spel, player)


def _stranger(request: HttpRequest, spel: Spel) -> HttpResponse:
    """A phone that this game does not know, or not any more: to the result, or to the page with the code."""
    if spel.is_voorbij:
        return redirect("rollenspel:resultaat", kenmerk=spel.kenmerk)
    messages.info(request, "We herkennen deze telefoon niet (meer). Vul de code op het scherm nog een keer in.")
    return redirect("rollenspel:meedoen")


def _show(
    request: HttpRequest,
    spel: Spel,
    player: Speler,
    *,
    form: Any = None,
    melding: str = "",
    geschreven: str = "",
    status: int = 200,
) -> HttpResponse:
    fase = spel.stap
    rol = Rol(player.rol) if player.rol else None
    context: dict[str, Any] = {
        "spel": spel,
        "speler": player,
        "fase": fase,
        "rol": rol,
        "melding": melding,
        "geschreven": geschreven,
        "stemsoorten": Stemsoort,
    }
    if fase in {Fase.LOBBY, Fase.WISSEL} or (fase.is_ronde and rol is None):
        context |= _choosing(spel, player, form)
    elif fase.is_ronde:
        context |= _playing(spel, player, form)
    elif fase.ronde:
        uitslag = uitslag_of(spel.inhoud, count_ronde(spel, fase.ronde))
        context |= {"uitslag": uitslag, "van_anderen": _towards(uitslag, rol)}
    elif fase == Fase.CONCLUSIES:
        context |= {"groepen": conclusies_of(spel, player), "formulier": form or ConclusieForm()}
    response = render(request, "rollenspel/speler.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _choosing(spel: Spel, player: Speler, form: Any) -> dict[str, Any]:
    """The roles to choose from, with how many sit there."""
    places = [place for place in plaatsen_of(spel) if place.beeld.rol != player.eerste_rol]
    return {
        "plaatsen": places,
        "formulier": form or RolForm(initial={"rol": player.rol}),
        "tekst": render_tekst(spel.inhoud["tekst"], basis_kopniveau=3),
    }


def _playing(spel: Spel, player: Speler, form: Any) -> dict[str, Any]:
    """The card of the role, and what this player chose already."""
    card = find_rol(spel.inhoud, player.rol)
    made = player.inzetten.filter(ronde=spel.stap.ronde).first()
    initial = {"ronde": spel.stap.ronde}
    if made is not None:
        initial |= {"keuze": made.keuze, "argument": made.argument}  # type: ignore[dict-item]
    assert card is not None  # noqa: S101  # a game holds all four roles
    return {"kaart": card, "gekozen": made, "formulier": form or InzetForm(rol=card, initial=initial)}


def _towards(uitslag: list[RolBeeld], rol: Rol | None) -> list[dict[str, Any]]:
    """What the choices of the other roles do to this one."""
    return [
        {"rol": beeld.rol, "keuze": keuze, "effect": keuze.effect_on(rol)}
        for beeld in uitslag
        for keuze in beeld.gekozen
        if rol is not None and beeld.rol != rol
    ]


@require_POST
def rol(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Take a role."""
    spel = find_spel(kenmerk)
    player = _player(request, spel)
    if player is None:
        return _stranger(request, spel)
    form = RolForm(request.POST)
    if not form.is_valid():
        return _show(request, spel, player, form=form, status=422)
    try:
        choose_rol(player, rol=form.cleaned_data["rol"])
    except SpelVerder as error:
        return _show(request, find_spel(kenmerk), player, melding=error.messages[0], status=409)
    except ValidationError as error:
        add_errors(form, error)
        return _show(request, spel, player, form=form, status=422)
    return redirect("rollenspel:speler", kenmerk=kenmerk)


@require_POST
def inzet(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Choose, and say why."""
    spel = find_spel(kenmerk)
    player = _player(request, spel)
    if player is None:
        return _stranger(request, spel)
    card = find_rol(spel.inhoud, player.rol)
    written = request.POST.get("argument", "")[:2000]
    if card is None or not spel.stap.is_ronde:
        late = "De ronde is net gesloten. Je keuze telt niet meer mee."
        return _show(request, spel, player, melding=late, geschreven=written, status=409)
    form = InzetForm(request.POST, rol=card)
    if not form.is_valid():
        return _show(request, spel, player, form=form, status=422)
    try:
        make_inzet(player, **form.cleaned_data)
    except SpelVerder as error:
        return _show(request, find_spel(kenmerk), player, melding=error.messages[0], geschreven=written, status=409)
    except ValidationError as error:
        add_errors(form, error)
        return _show(request, spel, player, form=form, status=422)
    return redirect("rollenspel:speler", kenmerk=kenmerk)


@require_POST
def conclusie(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Write down what this player takes along."""
    spel = find_spel(kenmerk)
    player = _player(request, spel)
    if player is None:
        return _stranger(request, spel)
    form = ConclusieForm(request.POST)
    if not form.is_valid():
        return _show(request, spel, player, form=form, status=422)
    try:
        add_conclusie(spel, speler=player, **form.cleaned_data | {"token": str(form.cleaned_data["token"])})
    except SpelVerder as error:
        text = form.cleaned_data["tekst"]
        return _show(request, find_spel(kenmerk), player, melding=error.messages[0], geschreven=text, status=409)
    except ValidationError as error:
        add_errors(form, error)
        return _show(request, spel, player, form=form, status=422)
    return redirect(f"{reverse('rollenspel:speler', args=[kenmerk])}#conclusies")


def _on_conclusie(request: HttpRequest, kenmerk: str, change: Any) -> HttpResponse:
    """Do something with the conclusion that a form names, as the player of this phone."""
    spel = find_spel(kenmerk)
    player = _player(request, spel)
    if player is None:
        return _stranger(request, spel)
    found = spel.conclusies.filter(sleutel=request.POST.get("conclusie", "")).first()
    if found is not None:
        try:
            change(found, player)
        except ValidationError as error:
            messages.warning(request, error.messages[0])
    return redirect(f"{reverse('rollenspel:speler', args=[kenmerk])}#conclusies")


@require_POST
def stem(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Agree with a conclusion, or say that you see it differently."""
    soort = request.POST.get("soort", "")
    if soort not in Stemsoort.values:
        soort = Stemsoort.STEUN
    return _on_conclusie(request, kenmerk, lambda found, player: vote_conclusie(found, speler=player, soort=soort))


@require_POST
def weg(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Take back a conclusion of one's own."""
    return _on_conclusie(request, kenmerk, lambda found, player: take_back_conclusie(found, speler=player))

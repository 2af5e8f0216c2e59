"""Every change while a game is played. Each locks the game first, so that two at once come one after the other."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from bouwstenen.models import BouwsteenSoort
from bouwstenen.rollenspel.inhoud import find_keuze, freeze_casus, missing_parts
from bouwstenen.rollenspel.models import Casus, Conclusie, Conclusiestem, Inzet, Spel, Speler, new_sleutel
from bouwstenen.rollenspel.rollen import Conclusievraag, Fase, Rol, Stemsoort, Vorm
from bouwstenen.rollenspel.spelen.codes import new_code
from bouwstenen.rollenspel.spelen.resultaat import make_resultaat
from kennisbank.accounts.models import User
from kennisbank.text.normalise import normalise, normalise_line

CODE_GELDIG = timedelta(days=1)
OPRUIMEN_NA = timedelta(days=1)
MAX_SPELERS = 60
MAX_CONCLUSIES = 12
"""Of one player; the table at the screen may write more."""
MAX_ARGUMENT = 600
MAX_CONCLUSIE = 600
MAX_BIJNAAM = 20


class SpelVerder(ValidationError):
    """The game has moved on meanwhile: what was asked for belongs to a phase that is over."""


def may_lead(spel: Spel, user: Any) -> bool:
    """Whether a user leads this game."""
    return bool(user.is_authenticated) and spel.begeleider_id == user.pk


@transaction.atomic
def start_spel(casus: Casus, *, vorm: str, user: User) -> Spel:
    """Begin a game with the casus as it is now."""
    if not user.has_perm("rollenspel.start_spel"):
        raise PermissionDenied("Je kunt geen rollenspel beginnen met dit account.")
    inhoud = freeze_casus(casus)
    if not casus.gepubliceerd or missing_parts(inhoud["rollen"]):
        raise ValidationError("Deze casus kan nu niet worden gespeeld.")
    spel = Spel(
        casus=casus,
        inhoud=inhoud,
        vorm=Vorm(vorm),
        begeleider=user,
        code=_free_code() if vorm == Vorm.TELEFOONS else None,
        code_vervalt_op=timezone.now() + CODE_GELDIG,
    )
    spel.save()
    return spel


def _free_code() -> str:
    while Spel.objects.filter(code=(code := new_code())).exists():
        pass
    return code


@transaction.atomic
def join_spel(spel: Spel, *, bijnaam: str = "", token: str = "") -> Speler:
    """Let somebody in who knows the code; the same `token` twice (a form sent twice) is one player."""
    locked = _lock(spel)
    if locked.is_voorbij or locked.code is None or locked.code_vervalt_op <= timezone.now():
        raise SpelVerder("Dit spel is afgelopen. Je kunt niet meer meedoen.")
    sleutel = _make_sleutel(locked, token)
    earlier = locked.spelers.filter(sleutel=sleutel).first()
    if earlier is not None:
        return earlier
    if locked.spelers.count() >= MAX_SPELERS:
        raise ValidationError(f"Dit spel is vol: er doen al {MAX_SPELERS} mensen mee.")
    speler = locked.spelers.create(bijnaam=normalise_line(bijnaam)[:MAX_BIJNAAM].strip(), sleutel=sleutel)
    _touch(locked)
    return speler


@transaction.atomic
def choose_rol(speler: Speler, *, rol: str) -> Speler:
    """Take a role: in the lobby any, while switching another than the first, and later only for who has none yet."""
    spel, player = _lock_speler(speler)
    if player.rol == rol:
        return player
    open_now = spel.fase in {Fase.LOBBY, Fase.WISSEL}
    if not open_now and not (spel.stap.is_ronde and not player.rol):
        raise SpelVerder("Het spel is al verder. Je kunt nu niet van rol wisselen.")
    if spel.fase != Fase.LOBBY and rol == player.eerste_rol:
        raise ValidationError({"rol": "In deze rol zat je al. Kies een andere."})
    player.rol = Rol(rol)
    player.save(update_fields=["rol"])
    _touch(spel)
    return player


@transaction.atomic
def make_inzet(speler: Speler, *, ronde: int, keuze: int, argument: str) -> Inzet:
    """Choose as a player, and say why. Until the choices are shown it can be changed."""
    spel, player = _lock_speler(speler)
    _require_ronde(spel, ronde)
    if not player.rol:
        raise ValidationError("Kies eerst een rol.")
    text = _checked_argument(spel, player.rol, keuze, argument)
    inzet, _ = spel.inzetten.update_or_create(
        ronde=ronde, speler=player, defaults={"rol": player.rol, "keuze": keuze, "argument": text, "op": timezone.now()}
    )
    _touch(spel)
    return inzet


@transaction.atomic
def make_inzet_together(spel: Spel, *, rol: str, ronde: int, keuze: int, argument: str, user: User) -> Inzet:
    """Choose for a role with the whole table, at the screen; not for a role of which a player chose already."""
    locked = _lock(spel)
    _require_leader(locked, user)
    _require_ronde(locked, ronde)
    if locked.inzetten.filter(ronde=ronde, rol=rol, speler__isnull=False).exists():
        raise SpelVerder("Voor deze rol is net op een telefoon gekozen.")
    text = _checked_argument(locked, rol, keuze, argument)
    inzet, _ = locked.inzetten.update_or_create(
        ronde=ronde, rol=Rol(rol), speler=None, defaults={"keuze": keuze, "argument": text, "op": timezone.now()}
    )
    _touch(locked)
    return inzet


@transaction.atomic
def advance_spel(spel: Spel, *, van: str, user: User) -> Spel:
    """Take the game from phase `van` to the next; when it left that phase already (a double click) nothing happens."""
    locked = _lock(spel)
    _require_leader(locked, user)
    following = locked.stap.volgende
    if locked.fase != van or following is None:
        return locked
    if following == Fase.RONDE_1:
        _give_roles(locked)
    elif following == Fase.WISSEL:
        _switch_roles(locked)
    elif following == Fase.RONDE_2:
        _give_roles(locked)
    elif following == Fase.EINDE:
        _end(locked, timezone.now())
    locked.fase = following
    locked.versie += 1
    locked.save()
    return locked


@transaction.atomic
def add_conclusie(
    spel: Spel,
    *,
    vraag: str,
    tekst: str,
    tegengeluid: bool = False,
    token: str = "",
    speler: Speler | None = None,
    user: User | None = None,
) -> Conclusie:
    """Write a conclusion, as a player or (as `user`) for the whole table. The same `token` twice is one conclusion."""
    locked = _lock(spel)
    if speler is None:
        _require_leader(locked, user)
    elif speler.spel_id != locked.pk:
        raise PermissionDenied("Je speelt niet mee in dit spel.")
    sleutel = _make_sleutel(locked, f"{speler.pk if speler else 'tafel'}:{token}" if token else "")
    earlier = locked.conclusies.filter(sleutel=sleutel).first()
    if earlier is not None:
        return earlier
    _require_fase(locked, Fase.CONCLUSIES)
    text = normalise(tekst).strip()
    if not text:
        raise ValidationError({"tekst": "Schrijf eerst op wat je meeneemt."})
    if len(text) > MAX_CONCLUSIE:
        raise ValidationError({"tekst": f"Maak het korter: hoogstens {MAX_CONCLUSIE} tekens."})
    if speler is not None and locked.conclusies.filter(speler=speler).count() >= MAX_CONCLUSIES:
        raise ValidationError({"tekst": f"Je schreef er al {MAX_CONCLUSIES}. Dat is genoeg."})
    question = Conclusievraag(vraag)
    conclusie = locked.conclusies.create(
        speler=speler,
        vraag=question,
        tekst=text,
        tegengeluid=tegengeluid,
        soort=BouwsteenSoort.INZICHT if question == Conclusievraag.GELEERD else BouwsteenSoort.ADVIES,
        sleutel=sleutel,
    )
    _touch(locked)
    return conclusie


@transaction.atomic
def take_back_conclusie(conclusie: Conclusie, *, speler: Speler | None = None, user: User | None = None) -> None:
    """Remove a conclusion before the game ends: a player their own, the facilitator any."""
    locked = _lock(conclusie.spel)
    if speler is None:
        _require_leader(locked, user)
    elif conclusie.speler_id != speler.pk:
        raise PermissionDenied("Je kunt alleen je eigen conclusie weghalen.")
    _require_fase(locked, Fase.CONCLUSIES)
    locked.conclusies.filter(pk=conclusie.pk).delete()
    _touch(locked)


@transaction.atomic
def vote_conclusie(conclusie: Conclusie, *, speler: Speler, soort: str) -> Conclusiestem | None:
    """Say something to a conclusion of somebody else; the same again takes it back, another replaces it."""
    locked = _lock(conclusie.spel)
    if speler.spel_id != locked.pk:
        raise PermissionDenied("Je speelt niet mee in dit spel.")
    _require_fase(locked, Fase.CONCLUSIES)
    if conclusie.speler_id == speler.pk:
        raise ValidationError("Dit is je eigen conclusie.")
    earlier = Conclusiestem.objects.filter(conclusie=conclusie, speler=speler).first()
    _touch(locked)
    if earlier is not None and earlier.soort == soort:
        earlier.delete()
        return None
    stem, _ = Conclusiestem.objects.update_or_create(
        conclusie=conclusie, speler=speler, defaults={"soort": Stemsoort(soort).value}
    )
    return stem


@transaction.atomic
def prune_spellen(*, nu: datetime | None = None) -> int:
    """End what nobody ended within a day, and a day after the end forget the players; what was chosen stays, counted.

    A game in which nothing was chosen is deleted. The number of games that were touched.
    """
    now = nu or timezone.now()
    count = 0
    for spel in Spel.objects.expired(now).select_for_update():
        count += 1
        if not spel.inzetten.exists() and not spel.conclusies.exists():
            spel.delete()
            continue
        _end(spel, now)
        spel.fase = Fase.EINDE
        spel.versie += 1
        spel.save()
    for spel in Spel.objects.to_tidy(now - OPRUIMEN_NA).select_for_update():
        count += 1
        spel.spelers.all().delete()
        spel.inzetten.all().delete()
        spel.opgeruimd_op = now
        spel.save(update_fields=["opgeruimd_op"])
    return count


def _lock(spel: Spel) -> Spel:
    return Spel.objects.select_for_update().get(pk=spel.pk)


def _lock_speler(speler: Speler) -> tuple[Spel, Speler]:
    spel = Spel.objects.select_for_update().get(pk=speler.spel_id)
    return spel, Speler.objects.get(pk=speler.pk)


def _make_sleutel(spel: Spel, token: str) -> str:
    """A key that the same token in the same game always gives; a fresh one without a token."""
    return str(uuid5(NAMESPACE_URL, f"rollenspel:{spel.kenmerk}:{token}")) if token else new_sleutel()


def _touch(spel: Spel) -> None:
    Spel.objects.filter(pk=spel.pk).update(versie=F("versie") + 1)


def _require_leader(spel: Spel, user: Any) -> None:
    if user is None or not may_lead(spel, user):
        raise PermissionDenied("Alleen wie dit spel begon, leidt het.")


def _require_fase(spel: Spel, fase: Fase) -> None:
    if spel.fase != fase:
        raise SpelVerder(f"Dat hoort bij ‘{fase.label}’. Het spel is nu bij ‘{spel.stap.label}’.")


def _require_ronde(spel: Spel, ronde: int) -> None:
    if not spel.stap.is_ronde or spel.stap.ronde != ronde:
        raise SpelVerder(f"Ronde {ronde} is niet aan de gang. Het spel is nu bij ‘{spel.stap.label}’.")


def _checked_argument(spel: Spel, rol: str, keuze: int, argument: str) -> str:
    if find_keuze(spel.inhoud, rol, keuze) is None:
        raise ValidationError({"keuze": "Maak een keuze."})
    text = normalise(argument).strip()
    if not text:
        raise ValidationError({"argument": "Schrijf in één of twee zinnen op waarom."})
    if len(text) > MAX_ARGUMENT:
        raise ValidationError({"argument": f"Maak het korter: hoogstens {MAX_ARGUMENT} tekens."})
    return text


def _give_roles(spel: Spel) -> None:
    """Everybody who did not choose gets the role with the fewest players, never the one they had."""
    players = list(spel.spelers.all())
    taken = Counter(dict.fromkeys(Rol.values, 0))
    taken.update(player.rol for player in players if player.rol)
    for player in players:
        if not player.rol:
            free = [rol for rol in Rol.values if rol != player.eerste_rol]
            player.rol = min(free, key=lambda rol: taken[rol])
            taken[player.rol] += 1
    Speler.objects.bulk_update(players, ["rol"])


def _switch_roles(spel: Spel) -> None:
    """Everybody moves one place to the right; they may still choose another."""
    players = list(spel.spelers.all())
    for player in players:
        player.eerste_rol = player.rol
        player.rol = Rol(player.rol).volgende if player.rol else ""
    Speler.objects.bulk_update(players, ["rol", "eerste_rol"])


def _end(spel: Spel, now: datetime) -> None:
    """Freeze what was chosen, free the code, forget the nicknames. The caller saves the game."""
    spel.resultaat = make_resultaat(spel)
    votes = Counter(Conclusiestem.objects.filter(conclusie__spel=spel).values_list("conclusie_id", "soort"))
    for conclusie in spel.conclusies.all():
        conclusie.eens = votes[conclusie.pk, Stemsoort.STEUN]
        conclusie.anders = votes[conclusie.pk, Stemsoort.TEGENGELUID]
        conclusie.save(update_fields=["eens", "anders"])
    spel.spelers.update(bijnaam="")
    spel.code = None
    spel.beeindigd_op = now

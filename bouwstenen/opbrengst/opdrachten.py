"""What the recording page asks for, one change at a time, and the service that carries it out.

An order is a mapping with `kenmerk` (a mark made by the page, so that the same order arriving twice is carried out
once), `soort`, `sleutel` of the line, and what belongs to that kind.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from bouwstenen.models import BouwsteenSoort, Gesprek
from bouwstenen.opbrengst import services
from bouwstenen.opbrengst.models import Opbrengstregel
from bouwstenen.opbrengst.plekken import Plek, all_plekken
from kennisbank.accounts.models import User
from themas.models import Thema

MOST_THEMAS = 20


class OnleesbareOpdracht(ValueError):
    """Not something our page can have sent."""


class OnbekendeRegel(LookupError):
    """There is no such line in this gesprek."""


def _text(data: Mapping[str, Any], name: str, longest: int = 20_000) -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise OnleesbareOpdracht(name)
    return value


def _mapping(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = data.get(name, {})
    if not isinstance(value, Mapping):
        raise OnleesbareOpdracht(name)
    return value


def _texts(value: object) -> list[str]:
    if not isinstance(value, list) or len(value) > MOST_THEMAS or not all(isinstance(item, str) for item in value):
        raise OnleesbareOpdracht("lijst")
    return value


def _read_themas(value: object) -> tuple[Thema, ...]:
    slugs = _texts(value)
    found = {thema.slug: thema for thema in Thema.objects.filter(slug__in=slugs)}
    if len(found) < len(set(slugs)):
        raise ValidationError({"themas": "Dit thema bestaat niet meer. Kies een ander thema."})
    return tuple(found.values())


def _read_velden(gesprek: Gesprek, data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a line, as the services take them."""
    velden: dict[str, Any] = {}
    for name in ("tegengeluid", "nagekeken"):
        if name in data:
            velden[name] = data[name] is True
    for name in ("tekst", "soort"):
        if name in data:
            velden[name] = _text(data, name)
    if "themas" in data:
        velden["themas"] = _read_themas(data["themas"])
    if "citaat_van" in data:
        kenmerk = _text(data, "citaat_van", 10)
        velden["citaat_van"] = gesprek.deelnemers.filter(kenmerk=kenmerk).first() if kenmerk else None
        if kenmerk and velden["citaat_van"] is None:
            raise ValidationError({"citaat_van": "Deze deelnemer staat niet (meer) bij het gesprek."})
    return velden


def _read_plek(gesprek: Gesprek, data: Mapping[str, Any]) -> Plek:
    sleutel = _text(data, "plek", 100)
    plek = next((plek for plek in all_plekken(gesprek) if plek.sleutel == sleutel), None)
    if plek is None:
        raise ValidationError({"plek": "Dit vak bestaat niet."})
    return plek


def _find_regel(gesprek: Gesprek, sleutel: str) -> Opbrengstregel:
    regel = gesprek.opbrengst.filter(sleutel=sleutel).first()
    if regel is None:
        raise OnbekendeRegel(sleutel)
    return regel


def _add(gesprek: Gesprek, data: Mapping[str, Any], common: dict[str, Any]) -> Opbrengstregel:
    plek = _read_plek(gesprek, data)
    velden = {"tekst": "", "soort": BouwsteenSoort.INZICHT} | _read_velden(gesprek, _mapping(data, "velden"))
    velden.pop("nagekeken", None)
    return services.save_regel(
        gesprek,
        sleutel=_text(data, "sleutel", 36),
        canvasvak=plek.canvasvak,
        lichaamsdeel=plek.lichaamsdeel,
        basisversie=0,
        bevestigd=_texts(data.get("bevestigd", [])),
        **velden,
        **common,
    )


def _change(gesprek: Gesprek, data: Mapping[str, Any], common: dict[str, Any]) -> Opbrengstregel:
    return services.change_regel(
        _find_regel(gesprek, _text(data, "sleutel", 36)),
        velden=_read_velden(gesprek, _mapping(data, "velden")),
        verwacht=_read_verwacht(gesprek, _mapping(data, "verwacht")),
        bevestigd=_texts(data.get("bevestigd", [])),
        **common,
    )


def _read_verwacht(gesprek: Gesprek, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the page showed; themas and people that are gone since simply differ from what is there now."""
    known = dict(data)
    if "themas" in known:
        slugs = _texts(known["themas"])
        known["themas"] = list(Thema.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    if known.get("citaat_van") and not gesprek.deelnemers.filter(kenmerk=_text(known, "citaat_van", 10)).exists():
        known["citaat_van"] = ""
    return _read_velden(gesprek, known)


def _move(gesprek: Gesprek, data: Mapping[str, Any], common: dict[str, Any]) -> Opbrengstregel:
    regel = _find_regel(gesprek, _text(data, "sleutel", 36))
    na = data.get("na")
    plek = _read_plek(gesprek, data) if "plek" in data else None
    return services.move_regel(regel, plek=plek, na=None if na is None else _text(data, "na", 36), **common)


def _remove(gesprek: Gesprek, data: Mapping[str, Any], common: dict[str, Any]) -> Opbrengstregel:
    regel = _find_regel(gesprek, _text(data, "sleutel", 36))
    verwacht = _mapping(data, "verwacht")
    return services.remove_regel(regel, verwacht=_text(verwacht, "tekst") if "tekst" in verwacht else None, **common)


def _restore(gesprek: Gesprek, data: Mapping[str, Any], common: dict[str, Any]) -> Opbrengstregel:
    return services.restore_regel(_find_regel(gesprek, _text(data, "sleutel", 36)), **common)


_KINDS: dict[str, Callable[[Gesprek, Mapping[str, Any], dict[str, Any]], Opbrengstregel]] = {
    "nieuw": _add,
    "wijzig": _change,
    "verplaats": _move,
    "verwijder": _remove,
    "herstel": _restore,
}


def perform(gesprek: Gesprek, data: object, *, user: User) -> Opbrengstregel:
    """Carry out one order; the line as it is afterwards.

    Raises OnleesbareOpdracht, OnbekendeRegel, RegelGewijzigd, ValidationError (PersoonsgegevensGevonden) or
    PermissionDenied.
    """
    if not isinstance(data, Mapping) or data.get("soort") not in _KINDS:
        raise OnleesbareOpdracht("soort")
    kenmerk = _text(data, "kenmerk", 36)
    if not kenmerk:
        raise OnleesbareOpdracht("kenmerk")
    return _KINDS[data["soort"]](gesprek, data, {"bewerking": kenmerk, "user": user})

"""What a casus says, as plain data: frozen into a game, and checked before it is published."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from bouwstenen.rollenspel.models import Casus, Keuze, RolKaart
from bouwstenen.rollenspel.rollen import Rol

MIN_KEUZES = 2
MAX_KEUZES = 3


class EffectInhoud(TypedDict):
    """What a choice does to one other role; `richting` is −2 to +2."""

    rol: str
    richting: int
    uitleg: str


class KeuzeInhoud(TypedDict):
    """A choice; `nummer` counts from 1 within the role."""

    nummer: int
    tekst: str
    toelichting: str
    effecten: list[EffectInhoud]


class RolInhoud(TypedDict):
    """How it looks from one role."""

    rol: str
    kijk: str
    vraag: str
    keuzes: list[KeuzeInhoud]


class CasusInhoud(TypedDict):
    """A whole casus; `themas` are slugs."""

    titel: str
    slug: str
    versie: int
    inleiding: str
    tekst: str
    dilemmavraag: str
    opgave: str
    themas: list[str]
    rollen: list[RolInhoud]


def freeze_casus(casus: Casus) -> CasusInhoud:
    """The casus as it is now, roles in the order of the table."""
    cards = {card.rol: card for card in casus.rollen.prefetch_related("keuzes__effecten")}
    return CasusInhoud(
        titel=casus.titel,
        slug=casus.slug,
        versie=casus.versie,
        inleiding=casus.inleiding,
        tekst=casus.tekst,
        dilemmavraag=casus.dilemmavraag,
        opgave=casus.opgave,
        themas=[thema.slug for thema in casus.themas.all()],
        rollen=[_freeze_rol(cards[rol]) for rol in Rol.values if rol in cards],
    )


def _freeze_rol(card: RolKaart) -> RolInhoud:
    return RolInhoud(
        rol=card.rol,
        kijk=card.kijk,
        vraag=card.vraag,
        keuzes=[_freeze_keuze(keuze, number) for number, keuze in enumerate(card.keuzes.all(), start=1)],
    )


def _freeze_keuze(keuze: Keuze, number: int) -> KeuzeInhoud:
    effects = {effect.op_rol: effect for effect in keuze.effecten.all()}
    return KeuzeInhoud(
        nummer=number,
        tekst=keuze.tekst,
        toelichting=keuze.toelichting,
        effecten=[
            EffectInhoud(rol=rol, richting=effects[rol].richting, uitleg=effects[rol].uitleg)
            for rol in Rol.values
            if rol in effects
        ],
    )


def missing_parts(rollen: Sequence[RolInhoud]) -> list[str]:
    """What is still needed before a casus can be played, each as a Dutch sentence; empty when it is complete."""
    present = {card["rol"]: card for card in rollen}
    missing = [f"De rolkaart van de {rol.label.lower()} ontbreekt." for rol in Rol if rol.value not in present]
    for card in present.values():
        missing.extend(missing_in_rol(card))
    return missing


def missing_in_rol(card: RolInhoud) -> Iterator[str]:
    """What is still needed in one role."""
    naam = Rol(card["rol"]).label
    if not card["kijk"].strip() or not card["vraag"].strip():
        yield f"{naam}: beschrijf hoe het er vanuit deze rol uitziet, en stel een vraag."
    if not MIN_KEUZES <= len(card["keuzes"]) <= MAX_KEUZES:
        yield f"{naam}: geef {MIN_KEUZES} of {MAX_KEUZES} keuzes."
    others = {rol for rol in Rol.values if rol != card["rol"]}
    for keuze in card["keuzes"]:
        explained = {effect["rol"] for effect in keuze["effecten"] if effect["uitleg"].strip()}
        for rol in sorted(others - explained):
            yield f"{naam}, keuze {keuze['nummer']}: vertel wat dit doet met de {Rol(rol).label.lower()}."


def find_rol(inhoud: CasusInhoud, rol: str) -> RolInhoud | None:
    """One role of a frozen casus."""
    return next((card for card in inhoud["rollen"] if card["rol"] == rol), None)


def find_keuze(inhoud: CasusInhoud, rol: str, nummer: int) -> KeuzeInhoud | None:
    """One choice of a frozen casus."""
    card = find_rol(inhoud, rol)
    return next((keuze for keuze in card["keuzes"] if keuze["nummer"] == nummer), None) if card else None

"""The cases of the demo, through the services that editors use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bouwstenen.rollenspel.inhoud import EffectInhoud, KeuzeInhoud, RolInhoud
from bouwstenen.rollenspel.models import Casus
from bouwstenen.rollenspel.rollen import Rol
from bouwstenen.rollenspel.services import save_casus, save_rolkaart
from kennisbank.accounts.models import User
from kennisbank.exchange.demo.source import Row
from themas.models import Thema


def load_casussen(rows: Sequence[Row], themas: Mapping[str, Thema], *, user: User) -> list[Casus]:
    """Bring in every case with its roles, then publish it."""
    return [_load(row, number, themas, user) for number, row in enumerate(rows, start=1)]


def _load(row: Row, number: int, themas: Mapping[str, Thema], user: User) -> Casus:
    names = ("slug", "titel", "inleiding", "tekst", "dilemmavraag", "opgave")
    casus = Casus(**{name: str(row[name]).strip() for name in names}, volgorde=number)
    save_casus(casus, themas=[themas[slug] for slug in row["themas"]], user=user)
    for rol in Rol.values:
        save_rolkaart(casus, _rol(rol, row["rollen"][rol]), user=user)
    casus.gepubliceerd = True
    return save_casus(casus, user=user)


def _rol(rol: str, row: Row) -> RolInhoud:
    return RolInhoud(
        rol=rol,
        kijk=row["kijk"],
        vraag=row["vraag"],
        keuzes=[_keuze(keuze, number) for number, keuze in enumerate(row["keuzes"], start=1)],
    )


def _keuze(row: Row, number: int) -> KeuzeInhoud:
    effects = [
        EffectInhoud(rol=rol, richting=richting, uitleg=uitleg) for rol, (richting, uitleg) in row["effecten"].items()
    ]
    return KeuzeInhoud(nummer=number, tekst=row["tekst"], toelichting=row.get("toelichting", ""), effecten=effects)

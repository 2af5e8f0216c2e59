"""Keeping the table of published sections in step with the versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kennisbank.document.secties.models import GepubliceerdeSectie
from kennisbank.document.secties.rijen import rows_of

if TYPE_CHECKING:
    from kennisbank.document.models import Hoofdstuk


def replace_secties(hoofdstuk: Hoofdstuk, secties: Sequence[Mapping[str, Any]], *, op: datetime) -> None:
    """Make the rows of a hoofdstuk say what its newest version says; each is saved, and so indexed."""
    present = {row.plek: row for row in GepubliceerdeSectie.objects.filter(hoofdstuk=hoofdstuk)}
    for columns in rows_of(secties):
        row = present.pop(columns["plek"], None) or GepubliceerdeSectie(hoofdstuk=hoofdstuk)
        for name, value in columns.items():
            setattr(row, name, value)
        row.bijgewerkt_op = op
        row.save()
    for row in present.values():
        row.delete()

"""What editors find below each section of a hoofdstuk: the way to the screen that ties its sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from kennisbank.document.freezing import Sectie
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.panelen import Sectieactie


def sectieacties(hoofdstuk: Hoofdstuk, secties: Sequence[Sectie], request: Any) -> Mapping[str, Sequence[Sectieactie]]:
    """A link per section for who may tie sentences to bouwstenen."""
    user = getattr(request, "user", None)
    if user is None or not user.has_perm("redactie.change_anker"):
        return {}
    url = reverse("herkomst:koppelen", args=[hoofdstuk.pk])
    return {
        sectie["id"]: [Sectieactie("Koppel bouwstenen", f"{url}?sectie={sectie['id']}", "bouwsteen")]
        for sectie in secties
    }

"""Keeping the groups of synonyms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.log_actions import log

from kennisbank.search.synoniemen.groepen import LONGEST_TERM
from kennisbank.search.synoniemen.models import Synoniemgroep
from kennisbank.search.whoosh.analysis import split_words

MAX_TERM = 100
MAX_TERMS = 30


def check_termen(termen: list[str]) -> None:
    """Refuse what makes no group.

    Raises:
        ValidationError: at `woorden`, saying what to change.
    """
    distinct = {tuple(split_words(term)) for term in termen}
    problem = None
    if len(distinct) < 2:
        problem = "Geef minstens twee verschillende woorden, elk op een eigen regel."
    elif len(termen) > MAX_TERMS:
        problem = f"Een groep heeft hoogstens {MAX_TERMS} woorden. Maak er twee groepen van."
    for term in termen:
        number = len(split_words(term))
        if not 0 < number <= LONGEST_TERM or len(term) > MAX_TERM:
            problem = f"‘{term[:40]}’ kan niet: een regel heeft één tot {LONGEST_TERM} woorden en {MAX_TERM} tekens."
    if problem:
        raise ValidationError({"woorden": problem})


@transaction.atomic
def save_synoniemgroep(groep: Synoniemgroep, *, user: Any) -> Synoniemgroep:
    """Add or change a group; searches know it at once.

    Raises:
        PermissionDenied: the user may not.
        ValidationError: see `check_termen`.
    """
    is_new = groep.pk is None
    if not user.has_perm("search.add_synoniemgroep" if is_new else "search.change_synoniemgroep"):
        raise PermissionDenied
    groep.full_clean()
    check_termen(groep.termen())
    groep.woorden = "\n".join(groep.termen())
    groep.save()
    log(instance=groep, action="wagtail.create" if is_new else "wagtail.edit", user=user)
    return groep


def all_groepen() -> Iterable[list[str]]:
    """The terms of every group; one query."""
    return [text.splitlines() for text in Synoniemgroep.objects.order_by().values_list("woorden", flat=True)]

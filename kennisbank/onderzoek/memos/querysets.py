"""Named queries on memos."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kennisbank.onderzoek.memos.models import Memo


class MemoQuerySet(models.QuerySet["Memo"]):
    """Queries on Memo."""

    def visible_to(self, user: Any) -> MemoQuerySet:
        """Own memos, and those that others share with the workbench."""
        return self.filter(Q(auteur=user.pk) | Q(gedeeld=True))

    def about(self, thing: models.Model) -> MemoQuerySet:
        """Those about one bouwsteen, thema, selectie or codeerronde."""
        name = {"codeerronde": "ronde"}.get(str(thing._meta.model_name), str(thing._meta.model_name))
        return self.filter(**{name: thing})

    def with_subject(self) -> MemoQuerySet:
        """With the writer and what it is about, in one query."""
        return self.select_related("auteur", "bouwsteen", "thema", "selectie", "ronde")

    def search(self, words: str) -> MemoQuerySet:
        """Those with all these words in title or text."""
        found = self
        for word in words.split()[:10]:
            found = found.filter(Q(titel__icontains=word) | Q(tekst__icontains=word))
        return found

"""Atom feed of verhalen."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from bouwstenen.presentation import short
from bouwstenen.verhalen.models import Verhaal

AANTAL = 30
WOORDEN = 60


class VerhalenFeed(Feed):
    """The newest verhalen, each with its introduction."""

    feed_type = Atom1Feed
    language = "nl"
    title = "Verhalen"
    subtitle = "Verhalen van ambtenaren over hun vak."

    def link(self) -> str:
        return reverse("verhalen:lijst")

    def items(self) -> Any:
        return Verhaal.objects.published().select_related("auteur").newest_first()[:AANTAL]

    def item_title(self, item: Verhaal) -> str:
        return item.titel

    def item_description(self, item: Verhaal) -> str:
        return item.inleiding or short(item.tekst, WOORDEN)

    def item_author_name(self, item: Verhaal) -> str:
        return item.door

    def item_guid(self, item: Verhaal) -> str:
        return item.urn

    def item_pubdate(self, item: Verhaal) -> datetime | None:
        return item.gepubliceerd_op

    def item_updateddate(self, item: Verhaal) -> datetime | None:
        return item.gepubliceerd_op

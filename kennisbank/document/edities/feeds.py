"""Atom feed of all editions."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from kennisbank.document.edities.presentation import full_title
from kennisbank.document.models import Editie
from kennisbank.text.plain import excerpt

AANTAL = 30
WOORDEN = 60


class EditiesFeed(Feed):
    """The newest editions, each with the begin of its introduction."""

    feed_type = Atom1Feed
    language = "nl"
    author_name = "Redactie van de kennisbank"
    title = "Edities"
    subtitle = "Elke editie is het hele document op één moment."

    def link(self) -> str:
        return reverse("edities:lijst")

    def items(self) -> Any:
        return Editie.objects.for_lists().newest_first()[:AANTAL]

    def item_title(self, item: Editie) -> str:
        return full_title(item)

    def item_description(self, item: Editie) -> str:
        return excerpt(item.inleiding, WOORDEN)

    def item_guid(self, item: Editie) -> str:
        return item.urn

    def item_pubdate(self, item: Editie) -> datetime:
        return item.gepubliceerd_op

    def item_updateddate(self, item: Editie) -> datetime:
        return item.gepubliceerd_op

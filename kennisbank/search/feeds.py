"""Atom feed of any search: its newest results."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from kennisbank.search.resultaat import Treffer
from kennisbank.search.services import search
from kennisbank.search.zoekvraag import NEWEST, Zoekvraag

AANTAL = 30


class ZoekFeed(Feed):
    """The newest results of a search that have a date."""

    feed_type = Atom1Feed
    language = "nl"
    author_name = "Kennisbank Ambtelijk Vakmanschap"

    def get_object(self, request: HttpRequest) -> Zoekvraag:
        zoekvraag = Zoekvraag.from_query(request.GET)
        if zoekvraag.is_empty():
            raise Http404("Geef woorden of filters om te volgen.")
        return replace(zoekvraag, sortering=NEWEST)

    def title(self, obj: Zoekvraag) -> str:
        return f"Zoeken: {obj.describe()}"

    def subtitle(self, obj: Zoekvraag) -> str:
        return "De nieuwste resultaten van deze zoekopdracht."

    def link(self, obj: Zoekvraag) -> str:
        return f"{reverse('search:zoeken')}?{obj.urlencode()}"

    def items(self, obj: Zoekvraag) -> Sequence[Treffer]:
        return [treffer for treffer in search(obj, per_pagina=AANTAL).treffers if treffer.datum]

    def item_title(self, item: Treffer) -> str:
        return item.titel

    def item_description(self, item: Treffer) -> str:
        return "".join(part.tekst for part in item.fragment)

    def item_link(self, item: Treffer) -> str:
        return item.url

    def item_pubdate(self, item: Treffer) -> datetime.datetime:
        day = item.datum or datetime.date.min
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))

    def item_updateddate(self, item: Treffer) -> datetime.datetime:
        return self.item_pubdate(item)

    def item_categories(self, item: Treffer) -> list[str]:
        return [item.soort_label]

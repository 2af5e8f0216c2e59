"""Atom feed of the changes of a document."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Site

from kennisbank.document.models import HoofdstukVersie, LevendDocument

AANTAL = 30


class WijzigingenFeed(Feed):
    """The newest versions of a document's hoofdstukken, each with its change note."""

    feed_type = Atom1Feed
    language = "nl"
    author_name = "Redactie van de kennisbank"

    def get_object(self, request: HttpRequest, document: str) -> LevendDocument:
        site = Site.find_for_request(request)
        path = f"{site.root_page.url_path}{document}/" if site else ""
        page = LevendDocument.objects.live().public().filter(url_path=path).first()
        if page is None:
            raise Http404("Dit document bestaat niet.")
        return page

    def title(self, obj: LevendDocument) -> str:
        return f"Wijzigingen in {obj.title}"

    def subtitle(self, obj: LevendDocument) -> str:
        return obj.subtitel

    def link(self, obj: LevendDocument) -> str:
        return str(obj.url)

    def feed_guid(self, obj: LevendDocument) -> str:
        return obj.urn

    def items(self, obj: LevendDocument) -> Any:
        return obj.versies().recent(AANTAL)

    def item_title(self, item: HoofdstukVersie) -> str:
        return f"{item.titel}, versie {item.nummer}"

    def item_description(self, item: HoofdstukVersie) -> str:
        return item.toelichting

    def item_link(self, item: HoofdstukVersie) -> str:
        return item.get_absolute_url()

    def item_guid(self, item: HoofdstukVersie) -> str:
        return item.urn

    def item_pubdate(self, item: HoofdstukVersie) -> datetime:
        return item.gemaakt_op

    def item_updateddate(self, item: HoofdstukVersie) -> datetime:
        return item.gemaakt_op

    def item_categories(self, item: HoofdstukVersie) -> list[str]:
        return [item.get_wijzigingssoort_display()]

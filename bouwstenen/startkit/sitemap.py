"""The pages of the startkit, for search engines."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from bouwstenen.startkit.inhoud import formats, stappen
from bouwstenen.startkit.materiaal import SOORTEN
from bouwstenen.startkit.paden import materiaal_url, stap_url, vorm_url


class StartkitSitemap(Sitemap):
    """Every page that says something by itself."""

    def items(self) -> list[str]:
        """The addresses."""
        return [
            *(reverse(f"startkit:{name}") for name in ("start", "vormen", "vragen", "materiaal")),
            *(stap_url(stap.sleutel) for stap in stappen()),
            *map(vorm_url, formats()),
            *map(materiaal_url, SOORTEN),
        ]

    def location(self, item: str) -> str:
        """An item is its own address."""
        return item

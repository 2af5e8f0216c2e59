"""Brings the search index up to date: what waits in the outbox, and the whole of it when it is not whole."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from modelsearch.backends import get_search_backend

from kennisbank.search.whoosh.backend import WhooshSearchBackend
from kennisbank.search.whoosh.store import IndexLockedError


class Command(BaseCommand):
    """Drain the outbox."""

    help = (
        "Werkt de zoekindex bij met alles wat is gewijzigd. Bouwt de index opnieuw op als die ontbreekt, beschadigd is "
        "of bij een oudere versie hoort. Normaal gaat dit vanzelf; dit commando is voor na een storing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild when needed, then drain."""
        backend = get_search_backend()
        if not isinstance(backend, WhooshSearchBackend):
            raise CommandError("De standaard zoekmachine is niet die van Whoosh (zie WAGTAILSEARCH_BACKENDS).")
        try:
            if not backend.health.is_whole():
                self.stdout.write("De index is niet compleet en wordt opnieuw opgebouwd ...")
                self.stdout.write(f"{backend.health.rebuild(backend.lock_timeout)} objecten geïndexeerd.")
        except IndexLockedError as error:
            raise CommandError("Een ander proces schrijft al langer in de index. Probeer het later opnieuw.") from error
        total = backend.health.drain(backend.lock_timeout) + backend.health.compare()
        if backend.outbox is not None and backend.outbox.pending():
            raise CommandError("Er staan nog wijzigingen klaar: een ander proces schrijft in de index.")
        self.stdout.write(f"{total} wijzigingen verwerkt. De index is bij.")

"""What the processes of `test_crashes.py` do: `python -m tests.kennisbank.search.crash_actions <action> [argument]`.

Prints "ready" when the dangerous part begins, so that the test knows when to kill.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from unittest import mock

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.kennisbank.search.crash_settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from modelsearch.backends import get_search_backend  # noqa: E402
from modelsearch.query import MATCH_ALL  # noqa: E402
from modelsearch.test.testapp.models import Book  # noqa: E402

from kennisbank.search.models import IndexTaak  # noqa: E402
from kennisbank.search.whoosh.store import IndexStore  # noqa: E402


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def make_book(title: str) -> Book:
    return Book.objects.create(title=title, number_of_pages=1, publication_date=date(2020, 1, 1))


def migrate(_argument: str) -> None:
    call_command("migrate", verbosity=0)


def fill(argument: str) -> None:
    """Rows without telling the index."""
    Book.objects.bulk_create(
        Book(title=f"boek nummer{number}", number_of_pages=number, publication_date=date(2020, 1, 1))
        for number in range(int(argument))
    )


def update_index(_argument: str) -> None:
    """Rebuild, and wait to be killed once part of it is on disk."""
    write = IndexStore.write

    def slow(self: IndexStore, *args: object) -> object:
        result = write(self, *args)
        say("ready")
        time.sleep(60)
        return result

    with mock.patch.object(IndexStore, "write", slow):
        call_command("rebuild_modelsearch_index", verbosity=0)


def rebuild(_argument: str) -> None:
    call_command("rebuild_modelsearch_index", verbosity=0)


def save(argument: str) -> None:
    make_book(argument)


def save_and_stall(argument: str) -> None:
    """Commit to the database, and wait to be killed before the index is touched."""

    def stall(*_args: object) -> None:
        say("ready")
        time.sleep(60)

    with mock.patch.object(IndexStore, "locked", stall):
        make_book(argument)


def publish_and_stall(argument: str) -> None:
    """Write the segment, and wait to be killed before the index names it."""

    def stall(*_args: object) -> None:
        say("ready")
        time.sleep(60)

    with mock.patch.object(IndexStore, "publish", stall):
        make_book(argument)


def roll_back(argument: str) -> None:
    with transaction.atomic():
        make_book(argument)
        transaction.set_rollback(True)


def delete(argument: str) -> None:
    Book.objects.get(title=argument).delete()


def write_for_ever(argument: str) -> None:
    """Save, change and delete until killed; says what the database has for certain."""
    generator = random.Random(argument)
    say("ready")
    for number in range(100_000):
        title = f"schrijver{argument} stuk{number}"
        make_book(title)
        say(f"saved {title}")
        if generator.random() < 0.3:
            Book.objects.filter(title=title).first().delete()
            say(f"deleted {title}")


def read_for_ever(_argument: str) -> None:
    """Search until killed; says so when a search fails."""
    backend = get_search_backend()
    say("ready")
    while True:
        results = backend.search("stuk1", Book)
        titles = [book.title for book in results[:1000]]
        if len(titles) != len(set(titles)):
            say(f"doubled {titles}")


def search(argument: str) -> None:
    backend = get_search_backend()
    results = backend.search(argument, Book) if argument else backend.search(MATCH_ALL, Book)
    titles = sorted(book.title for book in results)
    say(f"{results.count()} {len(set(titles))} {IndexTaak.objects.count()}")


def compare(_argument: str) -> None:
    """After one search: is every committed object in the index, once, and nothing else?"""
    backend = get_search_backend()
    backend.search("iets", Book).count()
    found = sorted(book.title for book in backend.search(MATCH_ALL, Book))
    wanted = sorted(Book.objects.values_list("title", flat=True))
    total = backend.search(MATCH_ALL, Book).count()
    say("same" if found == wanted and total == len(wanted) else f"{total} found, {len(wanted)} wanted")


ACTIONS: dict[str, Callable[[str], None]] = {
    action.__name__: action
    for action in (
        migrate, fill, update_index, rebuild, save, save_and_stall, publish_and_stall, roll_back, delete,
        write_for_ever, read_for_ever, search, compare,
    )
}  # fmt: skip

if __name__ == "__main__":
    ACTIONS[sys.argv[1]](sys.argv[2] if len(sys.argv) > 2 else "")

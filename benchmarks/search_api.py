"""Searching through modelsearch's API, rows loaded and counted: our backend and those that modelsearch brings.

`make bench ARGS="search_api --size 10000"`: bouwstenen in a database on disk (SQLite), and once more in PostgreSQL when
one is there, with and without the indexes that its backend needs and Wagtail's migrations lack. p50 and
p95 over the questions of the best of three, in milliseconds; saving is one bouwsteen until a search finds it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.engines.corpus import Corpus
from benchmarks.engines.postgres import URL, Postgres

ROUNDS = 3
BACKENDS = {
    "ours": {"BACKEND": "kennisbank.search.whoosh"},
    "database": {"BACKEND": "wagtail.search.backends.database"},
}
# Our migrations make these; the backend is measured as it comes, too.
ENTRY_INDEX, KEY_INDEX = "wagtailsearch_indexentry_kennisbank_search", "bouwstenen_bouwsteen_kennisbank_search"
WITHOUT = (f"DROP INDEX {ENTRY_INDEX}", f"DROP INDEX {KEY_INDEX}")
WITH = (
    f"CREATE INDEX {ENTRY_INDEX} ON wagtailsearch_indexentry USING gin ((title || body))",
    f"CREATE INDEX {KEY_INDEX} ON bouwstenen_bouwsteen ((id::varchar(50)))",
)


def prepare(url: str, folder: Path) -> None:
    """A Django with an empty database on disk or on the server, and nothing of the installation it runs in."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "kennisbank.settings.test", "DATA_DIR": str(folder), "DATABASE_URL": url}
    import django
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment(debug=False)
    if not url:
        settings.DATABASES["default"]["TEST"]["NAME"] = str(folder / "bench.sqlite3")
    connection.creation.create_test_db(verbosity=0)


def fill(corpus: Corpus) -> None:
    """One bouwsteen for each document."""
    from bouwstenen.models import Bouwsteen

    Bouwsteen.objects.bulk_create(
        (
            Bouwsteen(
                titel=doc.title[:200], tekst=doc.body, soort="inzicht", status="gepubliceerd", herkomst="inzending"
            )
            for doc in corpus.docs
        ),
        batch_size=1_000,
    )


def rebuild(backend: Any) -> float:
    """Objects a second, all of them indexed anew."""
    from bouwstenen.models import Bouwsteen

    start = time.perf_counter()
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(Bouwsteen))
    index = rebuilder.start()
    index.add_model(Bouwsteen)
    count = 0
    objects = Bouwsteen.get_indexed_objects().order_by("pk")
    for first in range(0, objects.count(), 1_000):
        chunk = list(objects[first : first + 1_000])
        index.add_items(Bouwsteen, chunk)
        count += len(chunk)
    rebuilder.finish()
    return count / (time.perf_counter() - start)


def questions(corpus: Corpus, backend: Any) -> dict[str, tuple[Callable[[str], Any], Sequence[str]]]:
    """What is asked: name -> (how, questions)."""
    from modelsearch.query import Phrase

    from bouwstenen.models import Bouwsteen

    everything = Bouwsteen.objects.all()
    chosen = Bouwsteen.objects.filter(soort="inzicht", status="gepubliceerd")
    return {
        "one word": (lambda words: backend.search(words, everything), corpus.frequent),
        "AND of two": (lambda words: backend.search(words, everything, operator="and"), corpus.pairs),
        "OR of two": (lambda words: backend.search(words, everything, operator="or"), corpus.pairs),
        "phrase": (lambda words: backend.search(Phrase(words), everything), corpus.phrases),
        "autocomplete": (lambda words: backend.autocomplete(words, everything), corpus.prefixes),
        "filtered": (lambda words: backend.search(words, chosen), corpus.frequent),
        "newest first": (
            lambda words: backend.search(words, everything.order_by("-aangemaakt_op"), order_by_relevance=False),
            corpus.frequent,
        ),
    }


def ask(search: Callable[[str], Any], words: str) -> float:
    """Milliseconds until ten rows are loaded and all are counted."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = search(words)
        list(found[:10])
        found.count()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def saves(backend: Any, number: int) -> list[float]:
    """Milliseconds to save a bouwsteen and find it."""
    from bouwstenen.models import Bouwsteen

    times = []
    for bouwsteen in Bouwsteen.objects.order_by("pk")[:number]:
        start = time.perf_counter()
        bouwsteen.save()
        backend.get_index_for_model(Bouwsteen).add_items(Bouwsteen, [bouwsteen])
        backend.search(bouwsteen.titel, Bouwsteen.objects.all()).count()
        times.append((time.perf_counter() - start) * 1000)
    return times


def measure(backend: Any, corpus: Corpus) -> dict[str, float]:
    """All measurements of one backend."""
    result = {"rebuild, objects a second": rebuild(backend)}
    for name, (search, asked) in questions(corpus, backend).items():
        times = [ask(search, words) for words in asked]
        result |= {name: median(times), f"{name}, p95": sorted(times)[int(0.95 * len(times))]}
    times = sorted(saves(backend, 40))
    return result | {"save and find": median(times), "save and find, p95": times[int(0.95 * len(times))]}


def change(*statements: str) -> None:
    """Change the database, and let it count again what is in it."""
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in (*statements, "ANALYZE"):
            cursor.execute(statement)


def run(url: str, size: int, count: int) -> dict[str, dict[str, float]]:
    """Measure every backend on one database."""
    with tempfile.TemporaryDirectory(prefix="kennisbank-bench-") as folder:
        prepare(url, Path(folder))
        from django.db import connection
        from django.test.utils import override_settings
        from modelsearch.backends import get_search_backend

        corpus = Corpus(size, count)
        fill(corpus)
        results = {}
        try:
            for name, settings in BACKENDS.items():
                conf = {"default": {**settings, "PATH": Path(folder) / "index", "OUTBOX": False}}
                with override_settings(WAGTAILSEARCH_BACKENDS=conf):
                    backend = get_search_backend()
                    if url and name == "database":
                        change(*WITHOUT)
                    results[name] = measure(backend, corpus)
                    if url and name == "database":
                        change(*WITH)
                        results["with indexes"] = measure(backend, corpus)
        finally:
            connection.creation.destroy_test_db("bench", verbosity=0)
        return results


def table(title: str, results: dict[str, dict[str, float]]) -> str:
    """The measurements with ratios: how many times better ours is."""
    others = [name for name in results if name != "ours"]
    lines = [f"\n{title}", f"{'':<28}{'ours':>10}" + "".join(f"{name:>14}{'ratio':>9}" for name in others)]
    for case, ours in results["ours"].items():
        line = f"{case:<28}{ours:>10.2f}"
        for name in others:
            other = results[name][case]
            line += f"{other:>14.2f}{(ours / other if 'a second' in case else other / ours):>8.1f}x"
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    """Run and print; every database in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=15)
    parser.add_argument("--on", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.on is not None:
        print(json.dumps(run(options.on, options.size, options.questions)))
        return
    urls = {"SQLite": ""} | ({"PostgreSQL": URL} if Postgres.is_there() else {})
    for title, url in urls.items():
        command = [sys.executable, "-m", "benchmarks.search_api", "--on", url]
        command += ["--size", str(options.size), "--questions", str(options.questions)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # ourselves
        if done.returncode:
            sys.exit(done.stderr)
        print(table(f"{options.size} bouwstenen on {title}", json.loads(done.stdout.splitlines()[-1])), flush=True)


if __name__ == "__main__":
    main()

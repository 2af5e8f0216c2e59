"""Measures how well the search finds what was asked, against other ways to search the same texts."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kennisbank.search.evaluation.data import DataError, read_queries, read_texts
from kennisbank.search.evaluation.run import Line, evaluate


class Command(BaseCommand):
    """Evaluate the search."""

    help = (
        "Meet hoe goed het zoeken is: stelt de vragen uit QUERIES aan de teksten uit CORPUS (JSON, een per regel) "
        "en toont MRR@10, nDCG@10, recall@10 en het deel zonder resultaat. Ernaast staan gewone BM25 met Nederlandse "
        "stammen, SQLite FTS5 en, als er een is, PostgreSQL. De index van de site blijft ongemoeid."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Two files, and optionally a PostgreSQL server."""
        parser.add_argument("queries", type=Path, help="Vragen: query, relevant, kind, exclude_ids en hard.")
        parser.add_argument("corpus", type=Path, help="Teksten: id, title en text (Markdown).")
        parser.add_argument(
            "--postgres",
            default=os.environ.get("TEST_DATABASE_URL", ""),
            help="Adres van een PostgreSQL om mee te vergelijken; standaard TEST_DATABASE_URL.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and print a table."""
        try:
            queries, texts = read_queries(options["queries"]), read_texts(options["corpus"])
            lines = evaluate(queries, texts, options["postgres"] or None)
        except (DataError, OSError) as error:
            raise CommandError(str(error)) from error
        if not lines:
            raise CommandError("Er staan geen vragen in het bestand.")
        self.stdout.write(table(lines))


def table(lines: list[Line]) -> str:
    """The scores as a Markdown table, each cell MRR / nDCG / recall / empty."""
    names = list(lines[0].scores)
    rows = [
        f"| vragen | aantal | {' | '.join(names)} |",
        f"|---|---|{'---|' * len(names)}",
    ]
    for line in lines:
        cells = [
            f"{score.mrr:.3f} / {score.ndcg:.3f} / {score.recall:.3f} / {score.empty:.1%}"
            for score in (line.scores[name] for name in names)
        ]
        rows.append(f"| {line.name} | {line.questions} | {' | '.join(cells)} |")
    return "\n".join([*rows, "", "MRR@10 / nDCG@10 / recall@10 / deel zonder resultaat"])

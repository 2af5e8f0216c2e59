"""Publishes the editions whose set time has come."""

from typing import Any

from django.core.management.base import BaseCommand

from kennisbank.redactie.edities.planning import publish_due_edities


class Command(BaseCommand):
    help = (
        "Publiceert de edities waarvan het gekozen moment is gekomen. Staat er iets in de weg, dan verschijnt de "
        "editie niet en leest de redactie in het beheer waarom. Laat dit elke minuut draaien, of gebruik run_scheduler."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        published = publish_due_edities()
        for editie in published:
            self.stdout.write(f"Editie {editie.nummer} van {editie.document.title} is gepubliceerd.")
        if not published:
            self.stdout.write("Er was geen editie aan de beurt.")

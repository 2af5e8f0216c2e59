"""Demo content of searching: what was asked, what is recommended, what people keep."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from kennisbank.accounts.models import User
from kennisbank.accounts.zoekopdrachten.models import Zoekopdracht
from kennisbank.accounts.zoekopdrachten.services import save_zoekopdracht
from kennisbank.exchange.demo.source import Row
from kennisbank.search.models import Aanbeveling, GesteldeVraag, Synoniemgroep
from kennisbank.search.synoniemen.services import save_synoniemgroep
from kennisbank.search.vragen.services import save_aanbeveling


def load_zoeken(content: Row, users: Mapping[str, User]) -> None:
    """Bring in questions of the last weeks, recommendations, synonyms and kept searches."""
    GesteldeVraag.objects.bulk_create(each for row in content["vragen"] for each in _questions(row))
    for row in content["aanbevelingen"]:
        save_aanbeveling(Aanbeveling(**row), user=users["redacteur"])
    for row in content["synoniemen"]:
        save_synoniemgroep(Synoniemgroep(**row), user=users["redacteur"])
    for row in content["zoekopdrachten"]:
        owner = users[row["gebruiker"]]
        save_zoekopdracht(Zoekopdracht(user=owner, naam=row["naam"], query=row["zoek"]), user=owner)


def _questions(row: Row) -> list[GesteldeVraag]:
    """One row for each day; the answers of visitors are those of the newest."""
    today = timezone.localdate()
    outcome = {"gevonden": row["gevonden"], "alle_woorden": row.get("alle_woorden", True)}
    questions = [
        GesteldeVraag(vraag=row["vraag"], dag=today - timedelta(days=days), aantal=row["keer"], **outcome)
        for days in row["dagen"]
    ]
    questions[0].nuttig, questions[0].niet_nuttig = row.get("nuttig", 0), row.get("niet_nuttig", 0)
    return questions

"""The verhalen and answers of the demo come in through the services, and are what they should be."""

from pathlib import Path
from typing import Any

import pytest

from bouwstenen.deelnemers.models import Bericht
from bouwstenen.verhalen.models import Verhaal
from kennisbank.accounts.models import User
from kennisbank.exchange.demo.loader import demo_urn_id, moment
from kennisbank.exchange.demo.nazorg import load_herkenningen, load_verhalen
from kennisbank.exchange.demo.source import read_yaml
from kennisbank.redactie.terugkoppeling.models import Herkenning
from tests.factories import BouwsteenFactory, GesprekFactory, ThemaFactory, UserFactory

FIXTURES = Path(__file__).parents[4] / "fixtures"


@pytest.mark.django_db
def test_verhalen_are_published_on_their_day_and_one_waits(redacteur: User) -> None:
    rows = read_yaml(FIXTURES / "verhalen.yaml")
    users: dict[str, Any] = {row["door"]: UserFactory(rol="deelnemer") for row in rows} | {"redacteur": redacteur}
    gesprekken: dict[str, Any] = {row["gesprek"]: GesprekFactory() for row in rows if row.get("gesprek")}
    slugs = {slug for row in rows for slug in row["themas"]}
    themas: dict[str, Any] = {slug: ThemaFactory(slug=slug) for slug in sorted(slugs)}
    load_verhalen(rows, gesprekken, themas, users, urn_id=demo_urn_id, moment=moment)
    assert Verhaal.objects.published().count() == 4
    assert Verhaal.objects.waiting().count() == 1
    newest = Verhaal.objects.published().newest_first()[0]
    assert newest.gepubliceerd_op is not None
    assert newest.gepubliceerd_op.date().isoformat() == "2026-10-15"
    assert newest.urn_id == demo_urn_id(f"verhaal:{newest.slug}")
    assert not Bericht.objects.exists()


@pytest.mark.django_db
def test_answers_of_participants_wait_or_are_answered(redacteur: User) -> None:
    rows = read_yaml(FIXTURES / "herkenningen.yaml")
    gesprekken: dict[str, Any] = {row["gesprek"]: GesprekFactory(opgeleverd=True) for row in rows}
    bouwstenen: dict[str, Any] = {
        answer["bouwsteen"]: BouwsteenFactory(gesprek=gesprekken[row["gesprek"]])
        for row in rows
        for answer in row["antwoorden"]
        if answer.get("bouwsteen")
    }
    load_herkenningen(rows, gesprekken, bouwstenen, user=redacteur)
    assert Herkenning.objects.count() == sum(len(row["antwoorden"]) for row in rows)
    assert Herkenning.objects.waiting().count() == 3
    assert Herkenning.objects.handled().count() == 1

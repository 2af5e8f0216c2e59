"""A plan for the startkit to work for, without the app that keeps plans."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

import pytest
from django.contrib.auth.models import AnonymousUser

from bouwstenen.startkit import koppeling
from bouwstenen.startkit.gegevens import Gegevens
from bouwstenen.startkit.inhoud import Onderdeel
from bouwstenen.startkit.koppeling import Plankoppeling
from kennisbank.accounts.models import User
from tests.factories import UserFactory

GEGEVENS = Gegevens(
    titel="Praten over brieven",
    datum=date(2026, 12, 3),
    begin=time(13, 30),
    plek="Zaal 4",
    organisator="Team Brieven",
    contact="brieven@voorbeeld.nl",
)
PLAN = Plankoppeling(
    kenmerk="0123456789",
    titel="Praten over brieven",
    url="/gesprekken/organiseren/0123456789/",
    gegevens=GEGEVENS,
    vragen=("trots-2", "~Wat maakt een brief goed?"),
    vragen_url="/gesprekken/organiseren/0123456789/vragen/",
    bladen={"model": "/gesprekken/0123456789/invulblad/model.pdf"},
    agenda=(Onderdeel("Lezen", 20, "Iedereen leest een brief."), Onderdeel("Praten", 40)),
)


@pytest.fixture
def organisator(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[User]:
    """Who may organise PLAN; somebody else may not."""
    user = UserFactory(rol="deelnemer")

    def find(kenmerk: str, asker: User | AnonymousUser) -> Plankoppeling | None:
        return replace(PLAN) if kenmerk == PLAN.kenmerk and asker.pk == user.pk else None

    monkeypatch.setattr(koppeling, "_finders", [find])
    yield user

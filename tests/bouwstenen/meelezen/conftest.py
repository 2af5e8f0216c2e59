"""A held gesprek with participants and lines of its yield."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.deelnemers.services import add_deelnemer
from bouwstenen.meelezen.services import open_meelezen
from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.models import Opbrengstregel
from bouwstenen.opbrengst.services import save_regel
from kennisbank.accounts.models import User
from tests.factories import GesprekFactory, UserFactory


@pytest.fixture
def leider(db: None) -> User:
    return UserFactory(rol="gespreksleider", username="leider-van-dienst")


@pytest.fixture
def gesprek(leider: User) -> Gesprek:
    """Held three days ago, with nothing written down yet."""
    day = timezone.localdate() - timedelta(days=3)
    return GesprekFactory(gespreksleider=leider, verslag="", datum=day, aantal_deelnemers=None)


@pytest.fixture
def iris(gesprek: Gesprek) -> Deelnemer:
    return add_deelnemer(gesprek, naam="Iris Zwaluwstaart", email="iris@voorbeeld.example", user=None)


@pytest.fixture
def joost(gesprek: Gesprek) -> Deelnemer:
    return add_deelnemer(gesprek, naam="Joost Kiekendief", email="joost@voorbeeld.example", user=None)


@pytest.fixture
def schrijf(gesprek: Gesprek, leider: User) -> Callable[..., Opbrengstregel]:
    """Write down a line: `schrijf("Wat er gezegd is.", canvasvak="kenmerk")`."""

    def write(tekst: str, **fields: Any) -> Opbrengstregel:
        fields.setdefault("canvasvak", "" if fields.get("lichaamsdeel") else "kenmerk")
        return save_regel(gesprek, sleutel=str(uuid4()), tekst=tekst, user=leider, **fields)

    return write


@pytest.fixture
def open_periode(gesprek: Gesprek, leider: User, iris: Deelnemer, joost: Deelnemer) -> Any:
    return open_meelezen(gesprek, user=leider)

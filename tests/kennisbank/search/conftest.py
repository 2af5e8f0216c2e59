"""A small site in an index of its own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kennisbank.search.testing import fresh_index
from tests.factories import BouwsteenFactory, GesprekFactory, LeeraanbodFactory, SynoniemFactory, ThemaFactory


@pytest.fixture
def index(tmp_path: Path) -> Iterator[None]:
    """An empty index."""
    with fresh_index(tmp_path):
        yield


@pytest.fixture
def kennisbank(db: None, index: None, django_capture_on_commit_callbacks: Any) -> SimpleNamespace:
    """Two themas, two gesprekken, ten bouwstenen and a leergang, all findable."""
    with django_capture_on_commit_callbacks(execute=True):
        moed = ThemaFactory(
            naam="Morele moed", slug="morele-moed", definitie="Zeggen wat je ziet, ook als dat lastig is."
        )
        tegenspraak = ThemaFactory(naam="Tegenspraak", slug="tegenspraak", definitie="Ruimte om het oneens te zijn.")
        SynoniemFactory(thema=tegenspraak, term="weerwoord")
        gesprek = GesprekFactory(titel="Gesprek over de menselijke maat", datum=date(2025, 3, 12), opgeleverd=True)
        oud = GesprekFactory(titel="Gesprek over tegenspraak", datum=date(2024, 5, 1), opgeleverd=True)
        LeeraanbodFactory(naam="Leergang tegenspreken", slug="tegenspreken", themas=[tegenspraak])
        bouwstenen = [
            BouwsteenFactory(
                titel=f"Tegenspraak organiseren, deel {number}",
                tekst=f"De **leidinggevende** vraagt in geval {number} wie het anders ziet.",
                gesprek=gesprek,
                themas=[tegenspraak, moed] if number < 3 else [tegenspraak],
            )
            for number in range(9)
        ]
        verborgen = BouwsteenFactory(titel="Tegenspraak die niemand las", ingezonden=True)
        maat = BouwsteenFactory(
            titel="Kijk naar de mens", tekst="De regels lieten de menselijke maat toe.", gesprek=gesprek
        )
    return SimpleNamespace(
        moed=moed,
        tegenspraak=tegenspraak,
        gesprek=gesprek,
        oud=oud,
        bouwstenen=bouwstenen,
        verborgen=verborgen,
        maat=maat,
    )

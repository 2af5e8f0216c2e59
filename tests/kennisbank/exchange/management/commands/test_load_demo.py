"""The demo content comes into an empty trial site only."""

import pytest
from django.core.management import CommandError, call_command

from kennisbank.accounts.models import User
from themas.models import Thema


def test_never_in_production(db: None, settings: object) -> None:
    settings.DEMO_ALLOWED = False  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="niet in productie"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_never_over_what_somebody_made(db: None, settings: object) -> None:
    settings.DEMO_ALLOWED = True  # type: ignore[attr-defined]
    Thema.objects.create(naam="Van iemand", slug="van-iemand", definitie="Een eigen begrip.")
    with pytest.raises(CommandError, match="niet leeg"):
        call_command("load_demo")
    assert Thema.objects.count() == 1

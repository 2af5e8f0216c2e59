"""Agenda, signing up, links in mails, polls and the organiser: axe-core finds nothing, nothing scrolls sideways."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.axe import find_violations, sideways_scroll
from tests.browser.server import manage

pytestmark = pytest.mark.browser

ADDRESSES = """
from django.urls import reverse
from bouwstenen.aanmelden.models import Peiling
from bouwstenen.deelnemers.links import make_token
from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.organiseren.models import Gespreksplan
plan = Gespreksplan.objects.get(titel="Verhalen van de balie")
urn_id = plan.gesprek.urn_id
for name in ("aanmelden", "verstuurd"):
    print("", reverse(f"aanmelden:{name}", args=[urn_id]))
for status in ("aangemeld", "wachtlijst"):
    deelnemer = plan.gesprek.deelnemers.filter(status=status).first()
    print("", reverse("aanmelden:afmelden", args=[make_token(deelnemer, "afmelden")]))
print("", reverse("aanmelden:gegevens", args=[make_token(deelnemer, "gegevens")]))
for peiling in Peiling.objects.all():
    print("", peiling.get_absolute_url())
print("", plan.gesprek.get_absolute_url())
for address in (
    plan.get_absolute_url(),
    reverse("aanmelden:deelnemers", args=[urn_id]),
    reverse("aanmelden:bericht", args=[urn_id]),
    reverse("aanmelden:verwijder", args=[urn_id, deelnemer.kenmerk]),
    reverse("aanmelden:peiling_maken"),
    Peiling.objects.first().get_absolute_url(),
):
    print("gespreksleider", address)
"""


@pytest.fixture(scope="module")
def addresses(demo_data: Path) -> list[tuple[str, str]]:
    """Who opens which page."""
    lines = manage(demo_data, "shell", "--no-imports", "-c", ADDRESSES).splitlines()
    pairs = [line.split(" ", 1) for line in lines if " /" in line]
    return [
        ("", "/gesprekken/agenda/"),
        ("", "/gesprekken/agenda/?format=model"),
        *((rol, path) for rol, path in pairs),
    ]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("rol", ["", "gespreksleider"])
def test_screens_are_accessible_and_fit(
    open_tab: Callable[..., Page], addresses: list[tuple[str, str]], rol: str, width: int
) -> None:
    tab = open_tab(rol, width=width)
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path in [path for who, path in addresses if who == rol]:
        answer = tab.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        tab.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
        assert find_violations(tab) == [], path
        assert sideways_scroll(tab) == 0, path
    assert errors == []

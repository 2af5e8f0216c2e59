import pytest
from django.http import HttpRequest

from kennisbank.ui import blokken


@pytest.fixture(autouse=True)
def empty_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blokken, "_startblokken", {})
    monkeypatch.setattr(blokken, "_tellingen", {})


def names() -> list[str]:
    return [blok.naam for blok in blokken.startblokken(HttpRequest())]


def test_bands_come_in_order_with_their_context() -> None:
    blokken.register_startblok("laat", 20, "laat.html", lambda request: {"n": 2})
    blokken.register_startblok("vroeg", 10, "vroeg.html", lambda request: {"n": 1})
    assert [(blok.template, blok.context) for blok in blokken.startblokken(HttpRequest())] == [
        ("vroeg.html", {"n": 1}),
        ("laat.html", {"n": 2}),
    ]


def test_band_with_nothing_to_show_is_left_out() -> None:
    blokken.register_startblok("leeg", 10, "leeg.html", lambda request: {})
    assert names() == []


def test_registering_a_name_again_replaces_the_band() -> None:
    for number in (1, 2):
        blokken.register_startblok("een", 10, f"{number}.html", lambda request: {"iets": True})
    assert [blok.template for blok in blokken.startblokken(HttpRequest())] == ["2.html"]


def test_numbers_are_counted_when_asked_for() -> None:
    numbers = iter([3, 4])
    blokken.register_telling("gesprek", lambda: next(numbers))
    assert blokken.tellingen() == {"gesprek": 3}
    assert blokken.tellingen() == {"gesprek": 4}

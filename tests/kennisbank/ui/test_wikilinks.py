"""The registry of wiki links."""

from collections.abc import Iterable, Iterator

import pytest

from kennisbank.ui import wikilinks
from kennisbank.ui.wikilinks import Doel


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(wikilinks, "_resolvers", [])
    yield


def resolver_for(**known: str) -> wikilinks.Resolver:
    def resolve(targets: Iterable[str]) -> dict[str, Doel]:
        return {name: Doel(known[name], name, "thema") for name in targets if name in known}

    return resolve


def test_targets_nobody_knows_are_left_out() -> None:
    wikilinks.register(resolver_for(Tegenspraak="/themas/tegenspraak/"))
    assert set(wikilinks.resolve(["Tegenspraak", "Onbekend"])) == {"Tegenspraak"}


def test_the_first_resolver_wins() -> None:
    wikilinks.register(resolver_for(Tegenspraak="/eerst/"))
    wikilinks.register(resolver_for(Tegenspraak="/later/", Vertrouwen="/vertrouwen/"))
    found = wikilinks.resolve(["Tegenspraak", "Vertrouwen"])
    assert found["Tegenspraak"].url == "/eerst/"
    assert found["Vertrouwen"].url == "/vertrouwen/"


def test_resolvers_are_asked_only_for_what_is_still_open() -> None:
    asked: list[list[str]] = []

    def spy(targets: Iterable[str]) -> dict[str, Doel]:
        asked.append(list(targets))
        return {}

    wikilinks.register(resolver_for(Tegenspraak="/t/"))
    wikilinks.register(spy)
    wikilinks.resolve(["Tegenspraak", "Open", "Open"])
    wikilinks.resolve(["Tegenspraak"])
    assert asked == [["Open"]]


def test_registering_twice_is_registering_once() -> None:
    asked: list[list[str]] = []

    def spy(targets: Iterable[str]) -> dict[str, Doel]:
        asked.append(list(targets))
        return {}

    wikilinks.register(spy)
    wikilinks.register(spy)
    wikilinks.resolve(["Tegenspraak"])
    assert asked == [["Tegenspraak"]]


def test_a_resolver_of_last_resort_waits_for_the_others() -> None:
    wikilinks.register(resolver_for(Tegenspraak="/vroegere-naam/"), volgorde=10)
    wikilinks.register(resolver_for(Tegenspraak="/themas/tegenspraak/"))
    assert wikilinks.resolve(["Tegenspraak"])["Tegenspraak"].url == "/themas/tegenspraak/"

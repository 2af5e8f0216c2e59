from collections.abc import Iterable

import pytest

from kennisbank.ui import bronnen
from kennisbank.ui.bronnen import Bron


def test_sources_are_asked_for_once_in_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def resolver(urn_ids: Iterable[str]) -> dict[str, Bron]:
        asked.append(list(urn_ids))
        return {"a": Bron("a", "Titel", "/a/", "inzicht", "Inzicht")}

    monkeypatch.setattr(bronnen, "_resolvers", [])
    bronnen.register(resolver)
    bronnen.register(resolver)
    assert list(bronnen.resolve(["a", "b", "a"])) == ["a"]
    assert bronnen.resolve([]) == {}
    assert asked == [["a", "b"]]

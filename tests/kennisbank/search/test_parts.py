"""Parts of a whole among the results, on an index of our own."""

from types import SimpleNamespace
from typing import Any

from kennisbank.search.parts import BEST_PART, OTHER_PART, settle_parts
from kennisbank.search.whoosh import ranking
from kennisbank.search.whoosh.evaluate import Evaluator
from kennisbank.search.whoosh.inverter import Document, Text
from kennisbank.search.whoosh.plan import TermNode
from kennisbank.search.whoosh.store import IndexStore

KIND: Any = SimpleNamespace(model=SimpleNamespace(_meta=SimpleNamespace(label_lower="x.deel")), deel_van="geheel_id")
OTHER: Any = SimpleNamespace(model=SimpleNamespace(_meta=SimpleNamespace(label_lower="x.geheel")), deel_van="")


def test_the_best_part_of_each_whole_over_all_segments(tmp_path):
    store = IndexStore(tmp_path)
    parts = {"a1": (1, "moed"), "a2": (1, "moed moed"), "b1": (2, "moed"), "a3": (1, "moed en maat")}
    for name, (whole, text) in parts.items():
        with store.writing(1) as batch:
            batch.add([Document(f"x.deel:{name}", ("x.deel",), [Text(None, text)], filters={"geheel_id": [whole]})])
    with store.writing(1) as batch:
        batch.add([Document("x.geheel:1", ("x.geheel",), [Text(None, "moed")], filters={"geheel_id": [1]})])
    snapshot = store.snapshot()
    found = ranking.find(snapshot, Evaluator(snapshot, TermNode("all", "moed")))
    before = {each.docid: each.score for each in ranking.best(found, 0, 9)}
    after = {each.docid: each.score for each in ranking.best(settle_parts(found, [KIND, OTHER]), 0, 9)}
    factors = {name.split(":")[1]: round(after[name] / before[name], 3) for name in before}
    assert factors == {"a1": OTHER_PART, "a2": BEST_PART, "a3": OTHER_PART, "b1": BEST_PART, "1": 1.0}

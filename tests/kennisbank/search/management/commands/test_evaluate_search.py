"""`manage.py evaluate_search` on a handful of texts."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

TEXTS = [
    {"id": "canvas", "title": "Gesprekscanvas", "text": "# Hoe\nVul het blad in met elkaar."},
    {"id": "moed", "title": "Morele moed", "text": "Zeggen wat je ziet, ook als het lastig is."},
    {"id": "maat", "title": "Menselijke maat", "text": "De regels lieten het toe. Kijk naar de mens."},
]
QUERIES = [
    {"query": "canvas voor het gesprek", "relevant": ["canvas"], "kind": "anchor", "hard": 0.5},
    {"query": "morele moed", "relevant": ["moed"], "kind": "anchor", "exclude_ids": ["maat"]},
    {"query": "mens en regels", "relevant": ["maat"], "kind": "faq_title_hidden"},
]


@pytest.fixture
def files(tmp_path):
    paths = []
    for name, rows in (("queries", QUERIES), ("corpus", TEXTS)):
        path = tmp_path / f"{name}.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows))
        paths.append(path)
    return paths


def run(*paths) -> str:
    out = StringIO()
    call_command("evaluate_search", *map(str, paths), postgres="", stdout=out)
    return out.getvalue()


def test_table(files):
    lines = {line.split(" | ")[0].strip("| "): line for line in run(*files).splitlines()}
    assert lines["vragen"] == "| vragen | aantal | Wij | BM25 | FTS5 |"
    assert lines["alle vragen"].startswith("| alle vragen | 3 | 1.000 / 1.000 / 1.000 / 0.0% |")
    assert lines["met een woord dat er niet staat"].split(" | ")[2:4] == [
        "1.000 / 1.000 / 1.000 / 0.0%",
        "0.000 / 0.000 / 0.000 / 100.0%",
    ]
    assert "typefout" in lines
    assert run(*files) == run(*files), "the same every time"


@pytest.mark.parametrize(
    ("queries", "message"),
    [("{", "regel 1: geen JSON"), ('{"query": "a"}', "relevant"), ("[]", "object"), ("", "geen vragen")],
)
def test_bad_files(files, queries, message):
    files[0].write_text(queries)
    with pytest.raises(CommandError, match=message):
        run(*files)


def test_a_missing_file(files, tmp_path):
    with pytest.raises(CommandError, match="weg"):
        run(files[0], tmp_path / "weg.jsonl")

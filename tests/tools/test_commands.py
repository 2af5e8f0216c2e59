"""`make import`, `make bench` and `make format` hand on what they were given, and nothing else."""

import pytest

from tools import commands


@pytest.fixture
def ran(monkeypatch):
    """The commands that would have been run."""
    lines: list[list[str]] = []
    monkeypatch.setattr(commands, "run", lambda command, *rest: lines.append([str(part) for part in command]))
    for name in ("ensure_venv", "ensure_requirements", "ensure_front_end"):
        monkeypatch.setattr(commands.environment, name, lambda *arguments: None)
    monkeypatch.setenv("DOC", "")
    monkeypatch.setenv("ARGS", "")
    return lines


def test_import_without_a_document_says_how(ran, capsys):
    assert commands.main("import") == 1
    assert "make import DOC=" in capsys.readouterr().out
    assert ran == []


def test_import_passes_a_path_with_spaces_and_shell_characters_as_one_argument(ran, monkeypatch):
    monkeypatch.setenv("DOC", "/tmp/mijn map; rm -rf $HOME/x.jsonl")  # noqa: S108
    monkeypatch.setenv("ARGS", "--dry-run --titel 'Mijn document'")
    assert commands.main("import") == 0
    assert ran[0][1:] == [
        "manage.py",
        "import_document",
        "/tmp/mijn map; rm -rf $HOME/x.jsonl",  # noqa: S108
        "--dry-run",
        "--titel",
        "Mijn document",
    ]


def test_import_understands_the_home_folder(ran, monkeypatch):
    monkeypatch.setenv("DOC", "~/document.jsonl")
    commands.main("import")
    assert not ran[0][3].startswith("~")


def test_bench_passes_its_options(ran, monkeypatch):
    monkeypatch.setenv("ARGS", "search --sizes 1000")
    assert commands.main("bench") == 0
    assert ran[0][1:] == ["-m", "benchmarks", "search", "--sizes", "1000"]


def test_format_touches_code_and_templates(ran):
    assert commands.main("format") == 0
    programs = [line[0].rsplit("/", 1)[-1] for line in ran]
    assert programs == ["ruff", "ruff", "djhtml"]

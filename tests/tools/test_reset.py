"""`make reset` throws nothing away by accident."""

import io
import sys

import pytest

from tools import reset


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv("BEVESTIG", raising=False)
    data = tmp_path / "var"
    (data / "media").mkdir(parents=True)
    (data / "db.sqlite3").write_text("x")
    return data


def test_without_a_terminal_nothing_is_deleted(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("ja\n"))
    assert reset.main(folder) == 1
    assert (folder / "db.sqlite3").exists()
    assert "BEVESTIG=ja" in capsys.readouterr().out


@pytest.mark.parametrize("answer", ["nee\n", "j\n", "\n", ""])
def test_only_the_whole_word_deletes(folder, monkeypatch, answer):
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    assert reset.main(folder) == 1
    assert folder.exists()


def test_the_word_deletes(folder, monkeypatch):
    monkeypatch.setattr(sys, "stdin", Terminal("ja\n"))
    assert reset.main(folder) == 0
    assert not folder.exists()


@pytest.mark.parametrize(("value", "left"), [("ja", False), ("nee", True)])
def test_the_answer_can_be_given_beforehand(folder, monkeypatch, value, left):
    monkeypatch.setenv("BEVESTIG", value)
    reset.main(folder)
    assert folder.exists() is left


def test_nothing_to_delete_is_no_error(tmp_path):
    assert reset.main(tmp_path / "var") == 0

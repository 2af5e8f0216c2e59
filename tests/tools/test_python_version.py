"""The first thing that runs, on whatever Python there is."""

import pytest

from tools.python_version import problems, this_python

COMPLETE = {"venv", "ensurepip"}


def test_the_python_of_these_tests_will_do():
    assert problems(*this_python()) == []


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 9), (3, 10, 14)])
def test_an_old_python_is_refused_with_a_way_out(version):
    [message] = problems(version, (3, 40, 1), COMPLETE)
    assert "te oud" in message
    assert "PYTHON=" in message


def test_an_old_sqlite_is_refused():
    assert "SQLite 3.34.1 is te oud" in problems((3, 11, 2), (3, 34, 1), COMPLETE)[0]


def test_a_python_without_sqlite_or_venv_is_refused():
    found = problems((3, 11, 2), None, set())
    assert "sqlite3" in found[0]
    assert "apt install python3-venv" in found[1]

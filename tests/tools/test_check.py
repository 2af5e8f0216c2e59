"""`make test`: counting, skipping and summing up."""

import sys

import pytest

from tools import check

REPORT = '<testsuites><testsuite name="pytest" tests="10" errors="1" failures="2" skipped="3"/></testsuites>'


@pytest.fixture(autouse=True)
def reports(tmp_path, monkeypatch):
    monkeypatch.setattr(check, "REPORTS", tmp_path)
    monkeypatch.setattr(check, "TOTALS", tmp_path / "totals.txt")
    return tmp_path


def test_the_report_of_pytest_is_counted(reports):
    (reports / "x.xml").write_text(REPORT)
    assert check.count(reports / "x.xml") == check.Counts(passed=4, failed=3, skipped=3)


def test_a_run_without_a_report_counts_as_a_failure(reports):
    assert check.count(reports / "none.xml").failed == 1


@pytest.mark.parametrize(("code", "counts"), [("0", check.Counts(passed=1)), ("1", check.Counts(failed=1))])
def test_a_gate_passes_or_fails_as_one(reports, code, counts):
    step = check.Step("poort", [sys.executable, "-c", f"print('uitleg'); raise SystemExit({code})"])
    assert check.perform(step).counts == counts


def test_a_gate_speaks_only_when_it_fails(reports, capsys):
    check.perform(check.Step("stil", [sys.executable, "-c", "print('uitleg')"]))
    assert "uitleg" not in capsys.readouterr().out
    check.perform(check.Step("luid", [sys.executable, "-c", "print('uitleg'); raise SystemExit(1)"]))
    assert "uitleg" in capsys.readouterr().out


def test_pytest_that_stops_with_an_error_counts_as_a_failure(reports):
    step = check.Step("leeg", [sys.executable, "-c", "raise SystemExit(5)"], pytest=True)
    assert check.perform(step).counts.failed == 1


@pytest.fixture
def without_chromium(monkeypatch):
    monkeypatch.delenv("KENNISBANK_CHROMIUM", raising=False)
    monkeypatch.setattr(check.shutil, "which", lambda name: None)


def test_without_chromium_the_last_lines_say_how_to_get_it(without_chromium, capsys):
    results = [check.Result("tests", check.Counts(passed=7)), check.browser_tests()]
    assert check.summarise(results, ci=False) == 0
    *_, notice, totals = capsys.readouterr().out.strip().splitlines()
    assert "apt install chromium" in notice
    assert totals == "7 passed, 0 failed, 1 skipped"


def test_in_ci_a_skipped_step_is_a_failure(without_chromium, capsys):
    assert check.summarise([check.browser_tests()], ci=True) == 1
    assert capsys.readouterr().out.strip().splitlines()[-1] == "0 passed, 1 failed, 1 skipped"


def test_a_failure_anywhere_fails_the_whole(capsys):
    results = [check.Result("lint", check.Counts(failed=1)), check.Result("tests", check.Counts(passed=3))]
    assert check.summarise(results, ci=False) == 1
    assert "✗ lint" in capsys.readouterr().out
    assert check.TOTALS.read_text() == "3 passed, 1 failed, 0 skipped\n"

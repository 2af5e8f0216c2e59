"""modelsearch's own backend tests, in a process with modelsearch's test models."""

import re
import subprocess
import sys
from pathlib import Path

SUITE = "tests.kennisbank.search.contract_suite"
SETTINGS = "tests.kennisbank.search.contract_settings"
CONTRACT_TESTS = 120


def run_suite(name: str) -> str:
    """Output of the tests, which must all have passed and none been skipped."""
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-m", "django", "test", f"{SUITE}.{name}", "--settings", SETTINGS, "-v", "1"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=600, check=False)
    output = done.stdout + done.stderr
    assert done.returncode == 0, output
    assert "skipped" not in output, output
    return output


def test_backend_passes_every_test_of_modelsearch() -> None:
    ran = re.search(r"Ran (\d+) tests", run_suite("TestContract"))
    assert ran is not None
    assert int(ran.group(1)) == CONTRACT_TESTS


def test_backend_passes_what_other_backends_are_asked() -> None:
    assert "OK" in run_suite("TestMore")

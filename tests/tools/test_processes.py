"""Running other programs and explaining their failures."""

import sys

import pytest

from tools.console import StepError
from tools.processes import OTHER_REMEDY, VENV_BIN, process_env, remedy_for, run


@pytest.mark.parametrize(
    ("output", "remedy"),
    [
        ("OSError: [Errno 28] No space left on device", "schijf is vol"),
        ("npm error code ENOTFOUND", "geen verbinding"),
        ("NewConnectionError: Temporary failure in name resolution", "geen verbinding"),
        ("ERROR: No matching distribution found for six (from versions: none)", "geen verbinding"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "pip cache purge"),
        ("npm error code EINTEGRITY", "npm cache clean"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "Python 3.11"),
        ("PermissionError: [Errno 13] Permission denied: '.venv'", "niet schrijven"),
        ("django.db.utils.OperationalError: database is locked", "Stop de andere server"),
        ("ssl.SSLError: CERTIFICATE_VERIFY_FAILED", "PIP_CERT"),
    ],
)
def test_a_known_failure_gets_its_own_remedy(output, remedy):
    assert remedy in remedy_for(output)


def test_an_unknown_failure_gets_the_general_remedy():
    assert remedy_for("iets anders") == OTHER_REMEDY


def test_a_program_that_fails_raises_with_its_last_words():
    seen = []
    code = "import sys; print('een'); print('No space left on device', file=sys.stderr); sys.exit(3)"
    with pytest.raises(StepError) as caught:
        run([sys.executable, "-c", code], "Het mislukte.", seen.append)
    assert caught.value.message == "Het mislukte."
    assert "schijf is vol" in caught.value.remedy
    assert "No space left" in caught.value.details
    assert len(seen) == 2


def test_a_program_that_is_missing_raises_too():
    with pytest.raises(StepError):
        run(["/bestaat/niet"], "Het mislukte.")


def test_a_program_that_succeeds_returns_what_it_wrote():
    assert run([sys.executable, "-c", "print('klaar')"], "Het mislukte.", lambda line: None) == "klaar\n"


def test_our_own_node_comes_first():
    assert process_env(A="b")["PATH"].startswith(str(VENV_BIN))
    assert process_env(A="b")["A"] == "b"

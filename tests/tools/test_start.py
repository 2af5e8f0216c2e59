"""`make start`: its checks before anything is done."""

import os
import socket

import pytest

from tools import start
from tools.console import StepError


@pytest.mark.parametrize("text", ["0", "65536", "-1", "acht", "80.80", ""])
def test_a_port_that_is_none_is_refused(text):
    with pytest.raises(StepError) as caught:
        start.port_from(text)
    assert "make start PORT=" in caught.value.remedy


def test_a_port_in_use_is_named_with_the_way_to_choose_another():
    with socket.socket() as listener:
        listener.bind((start.HOST, 0))
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(StepError) as caught:
            start.require_free(port)
    assert str(port) in caught.value.message
    assert f"make start PORT={port + 1}" in caught.value.remedy
    start.require_free(port)


def test_a_failing_step_is_reported_and_the_exit_code_says_so(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "geen")
    assert start.main() == 1
    assert "Wat je kunt doen" in capsys.readouterr().out


def test_work_that_is_due_is_done_beside_the_server_for_as_long_as_it_runs(monkeypatch):
    started = []
    monkeypatch.setattr(start.subprocess, "Popen", lambda command, **options: started.append(command))
    start.start_scheduler()
    assert started[0][1:] == ["manage.py", "run_scheduler", "--bij", str(os.getpid())]

"""The real site for browser tests: demo content in a folder of its own, served by the server that `make start` uses."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


def free_port() -> int:
    """A port on this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def site_env(data_dir: Path) -> dict[str, str]:
    """The environment of a site that keeps everything in `data_dir`."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "WHOOSH_PATH"}}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "kennisbank.settings.dev",
        "DATA_DIR": str(data_dir),
        "LOG_LEVEL": "WARNING",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def manage(data_dir: Path, *arguments: str) -> str:
    """Run a management command on the site in `data_dir`; its output."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=site_env(data_dir),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def serve(data_dir: Path) -> Iterator[str]:
    """The address of the running site; it is stopped afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "kennisbank.wsgi", "--worker-class", "gthread"]
    command += ["--workers", "1", "--threads", "4", "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=ROOT, env=site_env(data_dir))
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server stopped before it answered"
        try:
            with urlopen(f"{address}/robots.txt", timeout=5):  # noqa: S310  # our own server on this machine
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not answer within {START_SECONDS} seconds")

"""`make start`: from a bare checkout to a running site; the second time within seconds."""

import os
import socket
import subprocess
import sys

from tools import environment
from tools.console import StepError, report, say
from tools.processes import PYTHON, ROOT, process_env, run

HOST = "127.0.0.1"


def port_from(text: str) -> int:
    """The port that was asked for; raises StepError for anything that is not one."""
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise StepError(f"PORT={text} is geen poort.", "Kies een getal tussen 1024 en 65535: make start PORT=8001")


def require_free(port: int) -> None:
    """Raise StepError when something else already listens on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise StepError(
                f"Poort {port} kan niet gebruikt worden ({error.strerror}).",
                f"Misschien draait de site al op http://{HOST}:{port}. "
                f"Kies anders een andere poort: make start PORT={port + 1 if port < 65535 else 8001}",
            ) from error


def prepare_data() -> None:
    """Database, roles, demo content and search index; the command reports and draws its own progress."""
    run([PYTHON, "manage.py", "prepare_site"], "De database of de inhoud kon niet klaargezet worden.")
    environment.ensure_static_files()


def start_scheduler() -> None:
    """Beside the web server, a process that does what is due at a set time. It stops when this process does."""
    command = [str(PYTHON), "manage.py", "run_scheduler", "--bij", str(os.getpid())]
    subprocess.Popen(command, cwd=ROOT, env=process_env(), stdin=subprocess.DEVNULL)


def serve(port: int) -> None:
    """Become the web server, so that Ctrl-C reaches it directly."""
    say(f"\n  De site draait op http://{HOST}:{port}  (stoppen: Ctrl-C)\n")
    command = [
        str(PYTHON),
        "-m",
        "gunicorn",
        "kennisbank.wsgi",
        "--bind",
        f"{HOST}:{port}",
        "--worker-class",
        "gthread",
    ]
    command += ["--workers", "2", "--threads", "4", "--timeout", "60", "--log-level", "warning"]
    os.execve(command[0], command, process_env())


def main() -> int:
    """Run all steps; return the exit code."""
    try:
        port = port_from(os.environ.get("PORT") or "8000")
        require_free(port)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisbank.settings.dev")
        os.environ.setdefault("BASE_URL", f"http://{HOST}:{port}")
        environment.ensure_site()
        prepare_data()
        require_free(port)
        start_scheduler()
        serve(port)
    except StepError as failure:
        report(failure)
        return 1
    except KeyboardInterrupt:
        say("\n  Onderbroken. Wat al klaar was, blijft bewaard.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

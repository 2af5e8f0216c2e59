"""Refuse a Python that cannot run the site. Written so that a much older Python can still read it and say so."""

import sys

OLDEST = (3, 11)
OLDEST_SQLITE = (3, 35)


def problems(version, sqlite_version, modules):
    """What is wrong with a Python of `version` and `sqlite_version` that has `modules`, each with its remedy."""
    found = []
    if tuple(version[:2]) < OLDEST:
        found.append(
            f"Python {version[0]}.{version[1]} is te oud: nodig is 3.11 of nieuwer. Installeer die (Debian en Ubuntu: "
            "apt install python3) of wijs er een aan: make start PYTHON=/pad/naar/python3.12"
        )
    if sqlite_version is None:
        found.append("Deze Python kent sqlite3 niet. Neem een Python die met SQLite gebouwd is.")
    elif tuple(sqlite_version[:2]) < OLDEST_SQLITE:
        number = ".".join(str(part) for part in sqlite_version)
        found.append(
            f"SQLite {number} is te oud: nodig is 3.35 of nieuwer. Neem een nieuwere Python of werk SQLite bij."
        )
    if "venv" not in modules or "ensurepip" not in modules:
        found.append("De module venv ontbreekt. Debian en Ubuntu: apt install python3-venv")
    return found


def this_python():
    """Version, SQLite version and modules of the Python that runs this."""
    try:
        import sqlite3

        sqlite_version = sqlite3.sqlite_version_info
    except ImportError:
        sqlite_version = None
    modules = set()
    for name in ("venv", "ensurepip"):
        try:
            __import__(name)
            modules.add(name)
        except ImportError:
            continue
    return sys.version_info, sqlite_version, modules


if __name__ == "__main__":
    messages = problems(*this_python())
    for message in messages:
        sys.stderr.write("\n  ✗ " + message + "\n")
    sys.exit(1 if messages else 0)

"""`make lock`: write requirements/*.txt and package-lock.json anew from what base.in, dev.in and package.json ask."""

import os
import sys
import tempfile
from pathlib import Path

from tools import environment
from tools.console import StepError, announce, report
from tools.processes import VENV_BIN, run

COMPILE = ["pip", "compile", "--quiet", "--generate-hashes", "--universal", "--python-version", "3.11"]
COMPILE += ["--custom-compile-command", "make lock"]


def compile_requirements(uv: Path) -> None:
    """Lock the Python packages; a version that still fits is kept, unless UPGRADE=1."""
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") == "1" else []
    for name, extra in (("base", []), ("dev", ["--override", "requirements/overrides.txt"])):
        announce(f"requirements/{name}.txt vastleggen")
        files = [f"requirements/{name}.in", "-o", f"requirements/{name}.txt"]
        run([uv, *COMPILE, *upgrade, *extra, *files], f"requirements/{name}.in kon niet worden vastgelegd.")


def main() -> int:
    """Lock both worlds; uv lives in a folder of its own for as long as it is needed."""
    try:
        environment.ensure_venv()
        environment.ensure_requirements("base")
        with tempfile.TemporaryDirectory() as folder:
            run([sys.executable, "-m", "venv", folder], "De omgeving voor uv kon niet gemaakt worden.")
            run([Path(folder) / "bin" / "pip", "install", "--quiet", "uv"], "uv kon niet geïnstalleerd worden.")
            compile_requirements(Path(folder) / "bin" / "uv")
        announce("package-lock.json vastleggen")
        npm = [VENV_BIN / "npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]
        run([*npm, "--omit-lockfile-registry-resolved"], "package-lock.json kon niet worden vastgelegd.")
    except StepError as failure:
        report(failure)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Run the benchmarks: `python -m benchmarks` for all, `python -m benchmarks NAME [OPTIONS]` for one.

A benchmark is a module of this package with a `main()` that reads its options from the command line.
"""

import pkgutil
import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(
    module.name
    for module in pkgutil.iter_modules([str(Path(__file__).parent)])
    if module.name != "__main__" and not module.ispkg
)


def main() -> int:
    """Run what was asked; return the exit code."""
    name, *options = sys.argv[1:] or ("",)
    if name and name not in NAMES:
        print(f"There is no benchmark {name!r}. There are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    for chosen in [name] if name else NAMES:
        sys.argv = [f"benchmarks.{chosen}", *options]
        # Imported by its own name, so that other processes can find its functions.
        import_module(f"benchmarks.{chosen}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())

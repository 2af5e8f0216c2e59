"""Walk over a tree and read it: shared by the rules."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_OURS = {".venv", ".git", "node_modules", "build", "var", "__pycache__", "htmlcov"}
CODE = ("kennisbank", "bouwstenen", "themas")


def files(root: Path, pattern: str, *folders: str) -> Iterator[Path]:
    """Our own files that match `pattern`, below `folders` or anywhere in `root`."""
    for start in [root / folder for folder in folders] or [root]:
        for path in sorted(start.rglob(pattern)):
            inside = path.relative_to(root).parts
            if path.is_file() and not NOT_OURS.intersection(inside) and not inside[0].endswith("_cache"):
                yield path


def name(root: Path, path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(root).as_posix()


def is_migration(path: Path) -> bool:
    """Whether `path` is a migration."""
    return path.parent.name == "migrations" and path.name != "__init__.py"


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything that a module imports, also inside its functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def starts_with(dotted: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of `prefixes` or inside it."""
    return any(dotted == prefix or dotted.startswith(f"{prefix}.") for prefix in prefixes)

"""Rules about what comes from elsewhere, and about what is left for later."""

import json
import re
from pathlib import Path

from tests.architecture.tree import files, name

TEXT = {".py", ".html", ".md", ".toml", ".txt", ".in", ".json", ".yml", ".yaml", ".css", ".js", ".mjs", ".npmrc", ""}
# Written in parts, so that this file does not hold what it forbids.
REGISTRY = re.compile("|".join(["index" + "-url", r"https?://[^ \"]*/" + r"simple(/|$|\")", "registry" + r"\.npmjs"]))
UNFINISHED = re.compile("|".join([r"\bTO" + "DO\\b", r"\bFIX" + "ME\\b", r"\bX" + "XX\\b", "NotImplemented" + "Error"]))


def requirements_are_hashed(root: Path) -> list[str]:
    """Every locked package has at least one hash, so that nothing else can be installed in its place."""
    problems = []
    for path in files(root, "*.txt", "requirements"):
        entries = re.split(r"^(?=[A-Za-z0-9][A-Za-z0-9._\[\]-]*==)", path.read_text(), flags=re.M)[1:]
        problems.extend(
            f"{name(root, path)}: {entry.split()[0]} has no hash" for entry in entries if "--hash=sha256:" not in entry
        )
    return problems


def no_registry_is_named(root: Path) -> list[str]:
    """Where packages come from is the business of the machine, not of the project."""
    return [
        f"{name(root, path)}:{number} names a package registry"
        for path in files(root, "*")
        if path.suffix in TEXT and path.name != "LICENSE"
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if REGISTRY.search(line)
    ]


def package_lock_names_no_address(root: Path) -> list[str]:
    """package-lock.json pins by version and integrity; `resolved` addresses would pin the registry too."""
    path = root / "package-lock.json"
    packages = json.loads(path.read_text())["packages"] if path.is_file() else {}
    problems = [
        f"{name(root, path)}: {key} has a resolved address" for key, entry in packages.items() if "resolved" in entry
    ]
    problems += [
        f"{name(root, path)}: {key} has no integrity"
        for key, entry in packages.items()
        if key and "integrity" not in entry and not entry.get("inBundle")
    ]
    return problems


def nothing_is_left_for_later(root: Path) -> list[str]:
    """What is in the tree is finished; what is not, is an issue."""
    return [
        f"{name(root, path)}:{number} is left for later: {line.strip()}"
        for pattern in ("*.py", "*.html", "*.md", "*.mjs", "*.js", "*.css")
        for path in files(root, pattern)
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if UNFINISHED.search(line)
    ]


def words_missing_from(glossary: str, words: list[str]) -> list[str]:
    """Which of `words` have no row of their own in the glossary."""
    rows = {cell.strip(" `") for cell in re.findall(r"^\|([^|]*)\|", glossary, re.M)}
    return [f"{word} is not in docs/begrippen.md" for word in words if word not in rows]

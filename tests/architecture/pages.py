"""Rules about templates and what may reach the browser."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import CODE, files, name

# Modules that may call mark_safe, each because it passes on what the sanitiser of kennisbank.text returned.
MAY_MARK_SAFE = {"kennisbank/ui/tekst.py"}
INLINE = [
    (re.compile(r"<script(?![^>]*\bsrc=)", re.I), "an inline script"),
    (re.compile(r"<style\b", re.I), "an inline style sheet"),
    (re.compile(r"<[^>{%]*\sstyle\s*=", re.I), "a style attribute"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.I), "an event attribute"),
    (re.compile(r"javascript:", re.I), "a javascript: address"),
]
UNESCAPED = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off")


def _templates(root: Path) -> list[Path]:
    return [*files(root, "*.html", "templates"), *files(root, "*.html", *CODE)]


def templates_have_nothing_inline(root: Path) -> list[str]:
    """The content security policy forbids inline script and style, so no template has any."""
    return [
        f"{name(root, path)}:{text[: match.start()].count(chr(10)) + 1} has {what}"
        for path in _templates(root)
        for text in [path.read_text()]
        for pattern, what in INLINE
        for match in pattern.finditer(text)
    ]


def templates_escape_everything(root: Path) -> list[str]:
    """No template switches escaping off."""
    return [
        f"{name(root, path)}:{number} switches escaping off"
        for path in _templates(root)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if UNESCAPED.search(line)
    ]


def _calls(path: Path) -> Iterator[tuple[int, str]]:
    """Line and name of every function that a module calls."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield node.lineno, getattr(node.func, "attr", getattr(node.func, "id", ""))


def only_sanitised_text_is_safe(root: Path) -> list[str]:
    """mark_safe is called in the few modules that pass on what was sanitised."""
    return [
        f"{name(root, path)}:{line} calls {called}"
        for path in files(root, "*.py", *CODE)
        if name(root, path) not in MAY_MARK_SAFE
        for line, called in _calls(path)
        if called in {"mark_safe", "SafeString", "SafeText"}
    ]


def components_have_a_sample(root: Path) -> list[str]:
    """Every component can be rendered alone, with the sample that kennisbank/ui/samples.py gives."""
    samples = root / "kennisbank" / "ui" / "samples.py"
    text = samples.read_text() if samples.is_file() else ""
    return [
        f"{name(root, path)} has no sample in kennisbank/ui/samples.py"
        for path in files(root, "*.html", "templates/components")
        if not re.search(rf"""["'](components/)?{re.escape(path.stem)}(\.html)?["']""", text)
    ]

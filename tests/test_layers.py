"""import-linter guards the layers of pyproject.toml: seen to pass on a clean tree and to fail on planted imports."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """An empty module for everything that the contracts name, under our own pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text()
    (tmp_path / "pyproject.toml").write_text(text)
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    layers = [
        f"{container}.{layer}" if container else layer
        for contract in contracts
        for container in contract.get("containers", [""])
        for layer in " ".join(contract.get("layers", [])).replace("|", " ").replace(":", " ").split()
    ]
    for module in [*layers, "kennisbank.search.whoosh"]:
        folder = tmp_path
        for part in module.split("."):
            folder = folder / part
            folder.mkdir(exist_ok=True)
            (folder / "__init__.py").touch()
    return tmp_path


def lint(tree: Path) -> str:
    """What import-linter says of the tree."""
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache"], cwd=tree, capture_output=True, text=True, check=False).stdout


def test_a_clean_tree_keeps_every_contract(tree):
    assert "0 broken" in lint(tree)


@pytest.mark.parametrize(
    ("module", "imported", "contract"),
    [
        ("themas", "bouwstenen", "A layer imports lower layers only"),
        ("kennisbank/ui", "kennisbank.accounts", "A layer imports lower layers only"),
        ("bouwstenen", "kennisbank.document", "A layer imports lower layers only"),
        ("kennisbank/redactie", "kennisbank.exchange", "A layer imports lower layers only"),
        ("bouwstenen/deelnemers", "bouwstenen.aanmelden", "The apps of a gesprek know only those"),
        ("kennisbank/text", "django.utils.text", "The text engine, the statistics and the pictures"),
        ("kennisbank/analysis", "django.utils.text", "The text engine, the statistics and the pictures"),
        ("kennisbank/charts", "wagtail.images", "The text engine, the statistics and the pictures"),
        ("kennisbank/search/whoosh", "themas", "The search engine knows no site and no model"),
        ("kennisbank/exchange", "tools", "The site runs without its tests, benchmarks and tools"),
    ],
)
def test_a_planted_import_breaks_its_contract(tree, module, imported, contract):
    (tree / module / "planted.py").write_text(f"import {imported}\n")
    broken = [line for line in lint(tree).splitlines() if line.endswith("BROKEN")]
    assert any(line.startswith(contract) for line in broken)

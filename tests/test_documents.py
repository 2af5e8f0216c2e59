"""What the documents claim about the project is so."""

import re

import pytest
import yaml

from kennisbank.settings import env
from tests.architecture.tree import ROOT, files

README = (ROOT / "README.md").read_text()
DOCUMENTS = [*files(ROOT, "*.md", "docs"), *ROOT.glob("*.md")]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def environment_table(text: str) -> list[tuple[str, str, str]]:
    """The rows of the table of environment variables: name, default, meaning."""
    rows = re.findall(r"^\| `([A-Z_]+)` \| (?:`(.*?)`)? *\| (.+?) \|$", text, re.M)
    return [(name, default, meaning) for name, default, meaning in rows]


def test_the_readme_lists_every_environment_variable_as_the_code_declares_it():
    assert environment_table(README) == [(v.name, v.default, v.meaning) for v in env.VARIABLES]


def test_a_changed_default_would_be_noticed():
    assert environment_table("| `PORT` | `8000` | The port. |\n") == [("PORT", "8000", "The port.")]
    assert environment_table("| `PORT` |  | The port. |\n") == [("PORT", "", "The port.")]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(document):
    targets = [
        target for target in LINK.findall(document.read_text()) if "://" not in target and "mailto:" not in target
    ]
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_every_make_target_that_a_document_names_exists():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    for document in DOCUMENTS:
        named = set(re.findall(r"`make ([a-z-]+)", document.read_text()))
        assert named <= targets, document


def test_every_make_target_explains_itself():
    makefile = (ROOT / "Makefile").read_text()
    rules = re.findall(r"^([a-z-]+):(.*)$", makefile, re.M)
    assert [name for name, rest in rules if "## " not in rest and name != "check-python"] == []


def test_decision_records_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.fixture(scope="module")
def publiccode():
    return yaml.safe_load((ROOT / "publiccode.yml").read_text())


def test_publiccode_has_what_version_0_7_requires(publiccode):
    required = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"}
    required |= {"description", "legal", "maintenance", "localisation", "organisation"}
    assert required <= set(publiccode)
    assert str(publiccode["publiccodeYmlVersion"]).startswith("0.7")
    assert publiccode["legal"]["license"] == "EUPL-1.2"
    assert publiccode["localisation"]["availableLanguages"] == ["nl"]
    assert publiccode["maintenance"]["contacts"]
    assert "it" not in publiccode


def test_publiccode_describes_within_the_limits(publiccode):
    assert set(publiccode["description"]) == {"nl", "en"}
    for description in publiccode["description"].values():
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def test_the_version_is_the_same_everywhere(publiccode):
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.M)[1]
    assert publiccode["softwareVersion"] == version
    assert f"[{version}]" in (ROOT / "CHANGELOG.md").read_text()


def test_the_licence_is_the_whole_eupl():
    licence = (ROOT / "LICENSE").read_text()
    assert licence.startswith("# EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert re.findall(r"^## (\d+)\.", licence, re.M) == [str(number) for number in range(1, 16)]

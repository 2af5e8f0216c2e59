"""docs/begrippen.md: one word per thing, and no model without its row."""

import re

from django.apps import apps

from tests.architecture.supply import words_missing_from
from tests.architecture.tree import CODE, ROOT

GLOSSARY = (ROOT / "docs" / "begrippen.md").read_text()


def our_models() -> list[str]:
    """The names of all models of ours, without the tables that Django makes for many-to-many fields."""
    configs = [config for config in apps.get_app_configs() if config.name.split(".")[0] in CODE]
    return sorted(model.__name__ for config in configs for model in config.get_models())


def test_every_model_is_in_the_glossary() -> None:
    assert words_missing_from(GLOSSARY, our_models()) == []


def test_a_model_without_a_row_of_its_own_is_named() -> None:
    glossary = "| begrip | English |\n|---|---|\n| Thema | theme |\n| Gesprek | about a Bouwsteen |\n"
    assert words_missing_from(glossary, ["Bouwsteen", "Thema"]) == ["Bouwsteen is not in docs/begrippen.md"]


def test_every_row_has_an_english_gloss_and_a_meaning() -> None:
    rows = [line.strip("|").split("|") for line in GLOSSARY.splitlines() if line.startswith("| ")]
    assert rows
    assert [row for row in rows if len(row) != 3 or not all(cell.strip() for cell in row)] == []


def test_no_word_has_two_rows() -> None:
    words = re.findall(r"^\| `?([^|`]+?)`? *\|", GLOSSARY, re.M)
    words = [word for word in words if word != "Begrip"]
    assert len(words) == len({word.lower() for word in words})

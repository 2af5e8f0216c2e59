"""Reading the demo content in fixtures/: plain files, checked before anything is written."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Row = dict[str, Any]


LISTS = (
    "themas",
    "leeraanbod",
    "organisaties",
    "gesprekken",
    "bouwstenen",
    "verwerkingen",
    "voorstellen",
    "discussies",
    "edities",
    "rollenspel",
    "rode_draden",
    "aanmeldingen",
    "organiseren",
    "meelezen",
    "opbrengst",
    "herkenningen",
    "verhalen",
    "selecties",
    "codering",
    "memos",
    "zoeken",
)


class DemoError(ValueError):
    """The demo content contradicts itself; the message names the file and the entry."""


@dataclass(frozen=True)
class DemoContent:
    """Everything in fixtures/, as read from the files."""

    themas: list[Row]
    leeraanbod: list[Row]
    organisaties: list[Row]
    gesprekken: list[Row]
    bouwstenen: list[Row]
    verwerkingen: list[Row]
    document: Row
    hoofdstukken: list[Row]
    paginas: list[Row]
    voorstellen: list[Row]
    discussies: list[Row]
    edities: list[Row]
    rollenspel: list[Row]
    rode_draden: list[Row]
    aanmeldingen: list[Row]
    organiseren: Row
    meelezen: list[Row]
    opbrengst: list[Row]
    herkenningen: list[Row]
    verhalen: list[Row]
    selecties: list[Row]
    codering: list[Row]
    memos: list[Row]
    zoeken: Row


def read_yaml(path: Path) -> Any:
    """The content of one YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def read_page(path: Path) -> Row:
    """One Markdown file with YAML front matter: its fields, with the text as `inhoud` and the file name as `slug`."""
    _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    return {**yaml.safe_load(front), "slug": path.stem, "inhoud": text.strip()}


def read_demo(folder: Path) -> DemoContent:
    """Read and check the demo content. Raises DemoError when a reference leads nowhere."""
    document = read_yaml(folder / "document" / "document.yaml")
    lists = {name: read_yaml(folder / f"{name}.yaml") for name in LISTS}
    content = DemoContent(
        **lists,
        document=document,
        hoofdstukken=[read_yaml(folder / "document" / f"{slug}.yaml") for slug in document["hoofdstukken"]],
        paginas=[read_page(path) for path in sorted((folder / "paginas").glob("*.md"))],
    )
    _check_references(content)
    return content


def _check_references(content: DemoContent) -> None:
    themas = {row["slug"] for row in content.themas}
    gesprekken = {row["id"] for row in content.gesprekken}
    bouwstenen = {row["id"] for row in content.bouwstenen}
    sections = {
        (row["slug"], number, sectie["id"])
        for row in content.hoofdstukken
        for number, versie in enumerate(row["versies"], start=1)
        for sectie in versie["secties"]
    } | {(row["slug"], None, sectie["id"]) for row in content.hoofdstukken for sectie in row["versies"][-1]["secties"]}
    for row in content.bouwstenen:
        _require(set(row["themas"]) <= themas, f"bouwstenen.yaml, {row['id']}: onbekend thema in {row['themas']}")
        _require(row["gesprek"] is None or row["gesprek"] in gesprekken, f"bouwstenen.yaml, {row['id']}: gesprek")
    for row in content.verwerkingen:
        label = f"verwerkingen.yaml, {row['bouwsteen']}"
        _require(row["bouwsteen"] in bouwstenen, f"{label}: onbekende bouwsteen")
        if row.get("sectie"):
            place = (row["hoofdstuk"], row.get("versie"), row["sectie"])
            _require(place in sections, f"{label}: geen sectie {place}")
    voorstellen = {row["id"] for row in content.voorstellen}
    for row in content.voorstellen:
        place = (row["hoofdstuk"], None, row["sectie"])
        _require(place in sections, f"voorstellen.yaml, {row['id']}: geen sectie {place}")
    for row in content.discussies:
        place = (row.get("hoofdstuk"), None, row.get("sectie"))
        known = place in sections or row.get("voorstel") in voorstellen or row.get("bouwsteen") in bouwstenen
        _require(known, f"discussies.yaml: geen onderwerp {row.get('voorstel') or row.get('bouwsteen') or place}")


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise DemoError(message)

"""Sources to import, small and written for the tests."""

import json
from typing import Any

from kennisbank.exchange.formats.jsonl import read_jsonl
from kennisbank.exchange.formats.source import Bron


def document(pad: str, titel: str, tekst: str, **rest: Any) -> dict[str, Any]:
    """One line of a JSONL file in the shape of the shared data."""
    return {"id": f"proef/{pad}", "path": pad, "title": titel, "text": tekst, "links": [], "meta": {}, **rest}


DOCUMENTEN = [
    document(
        "index.md",
        "Handboek",
        "# Handboek\n\nWelkom. Lees [over werken](werk/werken.md#pauze) en [hier](./werk/).\n\n## Meer\n\n"
        "[Buiten](https://example.org/x), [plaatje](img/x.pdf) en ![Schema](img/schema.png)\n\n"
        "Zie ook[^1] en [de bron][bron].\n\n[^1]: Een noot met [link](werk/werken.md).\n[bron]: https://example.org/bron",
        meta={"date": "27-03-2019", "tags": ["vakwerk", "onbekend"], "author": "P. Ersoon"},
    ),
    document("werk/index.md", "Werk", "Over het werk.\n\n<script>alert(1)</script>\n\n## Contact\n\nBel ons."),
    document(
        "werk/werken.md",
        "Werken",
        "# Werken\n\nVooraf.\n\n## Aan de slag\n\nBegin.\n\n### Pauze\n\nRust. Zie [Aan de slag](#aan-de-slag).\n\n"
        "```md\n## geen kop\n```",
        links=[{"anchor_text": "elders", "target_id": "proef/bestaat-niet.md"}],
    ),
    document("contact/index.md", "Contact", "Bel ons."),
    document("over/contact.md", "Contact", "Mail ons. Zie [contact](/contact) of de [ander](../contact/index.md)."),
    document("leeg.md", "Leeg", "# Leeg\n"),
]


def jsonl(documenten: list[dict[str, Any]]) -> bytes:
    """The documents as the bytes of a JSONL file."""
    return "\n".join(json.dumps(rij, ensure_ascii=False) for rij in documenten).encode()


def bron(documenten: list[dict[str, Any]] | None = None, naam: str = "proef") -> Bron:
    """The documents as a source."""
    return read_jsonl(jsonl(DOCUMENTEN if documenten is None else documenten), naam)

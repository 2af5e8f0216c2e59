"""Reading questions with their answers, and the texts they are asked of: one JSON object a line."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HEADING = re.compile(r"^(#{1,6})[ \t]+(\S.*?)[ \t#]*$", re.MULTILINE)


class DataError(Exception):
    """A file does not have the shape that is asked for; the message says which line and why."""


@dataclass(frozen=True)
class Text:
    """A document: its name, its title and its Markdown."""

    id: str
    title: str
    text: str

    def sections(self) -> list[tuple[str, str]]:
        """Heading and text of every part under a heading; what comes before the first heading is no section."""
        places = list(_HEADING.finditer(self.text))
        ends = [*(place.start() for place in places), len(self.text)][1:]
        return [(place.group(2), self.text[place.end() : end]) for place, end in zip(places, ends, strict=True)]


@dataclass(frozen=True)
class Query:
    """A question with its right answers. `without`: documents that are left out of the ranking before it is scored."""

    text: str
    relevant: frozenset[str]
    kind: str
    without: frozenset[str] = frozenset()
    hard: float = 0.0

    @property
    def hides_titles(self) -> bool:
        """Whether it was made from a title, so that the titles must not be searched."""
        return self.kind.endswith("title_hidden")


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    row = json.loads(line)
                except ValueError as error:
                    raise DataError(f"{path.name}, regel {number}: geen JSON ({error})") from error
                if not isinstance(row, dict):
                    raise DataError(f"{path.name}, regel {number}: geen object")
                yield number, row


def read_texts(path: Path) -> list[Text]:
    """The documents of a file.

    Raises:
        DataError: a line has no id or no text.
    """
    texts = []
    for number, row in _rows(path):
        if not row.get("id") or not isinstance(row.get("text"), str):
            raise DataError(f"{path.name}, regel {number}: id of text ontbreekt")
        texts.append(Text(str(row["id"]), str(row.get("title") or ""), row["text"]))
    return texts


def read_queries(path: Path) -> Sequence[Query]:
    """The questions of a file.

    Raises:
        DataError: a line has no question or no answer.
    """
    queries = []
    for number, row in _rows(path):
        if not row.get("query") or not row.get("relevant"):
            raise DataError(f"{path.name}, regel {number}: query of relevant ontbreekt")
        queries.append(
            Query(
                str(row["query"]),
                frozenset(map(str, row["relevant"])),
                str(row.get("kind", "vraag")),
                frozenset(map(str, row.get("exclude_ids") or ())),
                float(row.get("hard") or 0.0),
            )
        )
    return queries

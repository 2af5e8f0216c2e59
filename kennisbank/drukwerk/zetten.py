"""Typst at work: a template and data to a file, without network, packages or system fonts."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from kennisbank.drukwerk.tekst.typst_blocks import Data

Standards = tuple[Literal["ua-1", "a-2a"], ...]

SJABLONEN = Path(__file__).parent / "sjablonen"
ROOT = SJABLONEN.parents[1]
"""What a template may import from: the code of the site."""
UA: Standards = ("ua-1", "a-2a")
"""The rules that a document for readers keeps: PDF/UA-1 and PDF/A-2a."""
ONBEKEND = "\ufffd"
MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
"""For files that bear no date, so that equal data give equal bytes."""

_UNSHOWN_RE = re.compile(r'the text `"((?:[^"\\\n]|\\.)+)"` could not be displayed')
_ESCAPED_RE = re.compile(r"\\u\{([0-9a-f]+)\}")
_PRIVATE_RE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_TRIES = 4


def typeset(
    sjabloon: Path,
    data: Data,
    *,
    standards: Standards = UA,
    moment: datetime = MOMENT,
    when_unshown: Callable[[Data], Data] = lambda data: data,
) -> bytes:
    """A PDF from a template that finds its data as JSON in `sys.inputs.data`.

    A character that no font has is shown as ONBEKEND; `when_unshown` may change the data when there is one.
    Raises typst.TypstError when the template itself is wrong.
    """
    weg = dict.fromkeys(map(ord, _PRIVATE_RE.findall(json.dumps(data, ensure_ascii=False))), ONBEKEND)
    for _ in range(_TRIES):
        try:
            return _compile(sjabloon, _write(data, weg, when_unshown), standards, moment)
        except typst.TypstError as fout:
            onbekend = _unshown(fout.diagnostic)
            if not onbekend - weg.keys():
                raise
            weg |= dict.fromkeys(onbekend, ONBEKEND)
    return _compile(sjabloon, _write(data, weg, when_unshown), standards, moment)


def _write(data: Data, weg: dict[int, str], when_unshown: Callable[[Data], Data]) -> str:
    return json.dumps(when_unshown(data) if weg else data, ensure_ascii=False).translate(weg)


def _compile(sjabloon: Path, data: str, standards: Standards, moment: datetime) -> bytes:
    pdf = make_compiler(sjabloon, data).compile(format="pdf", pdf_standards=list(standards), timestamp=moment)
    assert isinstance(pdf, bytes)  # noqa: S101
    return pdf


def make_compiler(sjabloon: Path, data: str) -> typst.Compiler:
    """Typst with a template that may read what lies below ROOT, and nothing else."""
    return typst.Compiler(
        input=sjabloon.read_bytes(),
        root=ROOT,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )


def _unshown(melding: str) -> set[int]:
    """The characters that Typst says no font has."""
    teksten = (_ESCAPED_RE.sub(lambda code: chr(int(code[1], 16)), tekst) for tekst in _UNSHOWN_RE.findall(melding))
    return {ord(teken) for tekst in teksten for teken in tekst if not teken.isascii()}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)

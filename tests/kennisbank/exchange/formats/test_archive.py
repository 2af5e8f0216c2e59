"""Zip files of Markdown: whatever the bytes are, they are read or refused with a message."""

import zipfile
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.exchange.formats.archive import read_zip
from kennisbank.exchange.formats.source import LeesFout


def _good() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("map/a.md", "# A\n\nZie [b](b.md).")
        archive.writestr("map/b.md", "# B\n\nTekst.")
    return out.getvalue()


GOOD = _good()


def test_a_good_one_is_read() -> None:
    assert len(read_zip(GOOD, "goed.zip").documenten) == 2


@settings(max_examples=1_000, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_spoiled_one_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    spoiled = bytearray(GOOD)
    for place, byte in changes:
        spoiled[place] = byte
    try:
        read_zip(bytes(spoiled), "kapot.zip")
    except LeesFout as error:
        assert "kapot.zip" in str(error) or "map/" in str(error)

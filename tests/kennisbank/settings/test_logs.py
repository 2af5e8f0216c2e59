import logging

import pytest

from kennisbank.settings.logs import HidePersonalLinks


@pytest.mark.parametrize(
    ("line", "args", "shown"),
    [
        ("Unprocessable Entity: %s", ("/d/afmelden/ab12:1xUx:Lau20e/",), "Unprocessable Entity: /d/afmelden/…/"),
        ("GET '/d/gegevens/ab12:1x:y/mijn-gegevens.json'", (), "GET '/d/gegevens/…/mijn-gegevens.json'"),
        ("Not Found: /document/d/", (), "Not Found: /document/d/"),
        ("100% of %s", ("/bouwstenen/",), "100% of /bouwstenen/"),
    ],
)
def test_a_log_line_lets_nobody_in(line, args, shown):
    record = logging.LogRecord(
        "x", logging.WARNING, "x", 1, line if args == () else line.replace("100%", "100%%"), args, None
    )
    assert HidePersonalLinks().filter(record)
    assert record.getMessage() == shown

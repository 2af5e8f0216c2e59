"""The command that judges REFI-QDA files, as an administrator runs it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bouwstenen.models import Bouwsteen
from kennisbank.exchange.refi.views import make_file
from kennisbank.onderzoek.corpus import read_corpus
from tests.factories import BouwsteenFactory
from tests.kennisbank.exchange.refi.samples import project_xml, qdpx

pytestmark = pytest.mark.django_db


def check(path: Path) -> str:
    out = StringIO()
    try:
        call_command("check_qdpx", str(path), stdout=out)
    except CommandError as error:
        return f"{out.getvalue()}{error}"
    return out.getvalue()


def test_a_good_file_is_called_good(tmp_path: Path) -> None:
    steen = BouwsteenFactory()
    path = tmp_path / "a.qdpx"
    path.write_bytes(make_file(read_corpus(), "qdpx"))
    assert check(path) == "a.qdpx is goed.\n"
    Bouwsteen.objects.filter(pk=steen.pk).update(tekst="Nu anders.")
    assert "heeft hier nu andere woorden" in check(path)


@pytest.mark.parametrize(
    ("inhoud", "zegt"),
    [
        (b"geen zip", "geen goede XML"),
        (qdpx(project_xml("<Codes/>")), "is niet goed: 1 fouten"),
        (None, "kan niet gelezen worden"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(tmp_path: Path, inhoud: bytes | None, zegt: str) -> None:
    path = tmp_path / "a.qdpx"
    if inhoud is not None:
        path.write_bytes(inhoud)
    assert zegt in check(path)

"""Codings come in by command, as an administrator runs it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kennisbank.accounts.models import User
from tests.kennisbank.exchange.refi.samples import codebook, project_xml, qdpx
from themas.models import Thema

pytestmark = pytest.mark.django_db


def test_a_trial_run_comes_first(tmp_path: Path, redacteur: User) -> None:
    path = tmp_path / "a.qdpx"
    path.write_bytes(qdpx(project_xml(codebook("Moed"))))
    out = StringIO()
    call_command("import_codering", str(path), "--proef", stdout=out)
    assert "Dit zou er gebeuren: 1 toegevoegd" in out.getvalue()
    assert not Thema.objects.exists()
    call_command("import_codering", str(path), stdout=out)
    assert Thema.objects.get().naam == "Moed"


@pytest.mark.parametrize("inhoud", [b"geen xml", None])
def test_what_cannot_be_read_is_refused(tmp_path: Path, redacteur: User, inhoud: bytes | None) -> None:
    path = tmp_path / "a.qdc"
    if inhoud is not None:
        path.write_bytes(inhoud)
    with pytest.raises(CommandError):
        call_command("import_codering", str(path))

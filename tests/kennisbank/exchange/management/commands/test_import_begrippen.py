"""Importing begrippen with a command."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kennisbank.accounts.models import User
from themas.models import Thema

LIJST = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://elders.example/moed> a skos:Concept ; skos:prefLabel "Moed"@nl ; skos:definition "Iets durven."@nl .
"""


@pytest.mark.django_db
def test_a_list_is_tried_out_and_brought_in(redacteur: User, tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "lijst.ttl"
    path.write_text(LIJST)
    call_command("import_begrippen", str(path), "--proef")
    assert not Thema.objects.exists()
    call_command("import_begrippen", str(path))
    assert Thema.objects.get().naam == "Moed"
    told = capsys.readouterr().out
    assert "Dit zou er gebeuren: 1 toegevoegd." in told
    assert "Ingelezen: 1 toegevoegd." in told
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        call_command("import_begrippen", str(tmp_path / "weg.ttl"))
    path.write_text("<a> <b>")
    with pytest.raises(CommandError, match="geen goed Turtle"):
        call_command("import_begrippen", str(path))

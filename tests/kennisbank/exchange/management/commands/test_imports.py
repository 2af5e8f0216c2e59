"""The import commands, as an administrator runs them."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk, LevendDocument
from tests.pages import build_start


def run(*args: object) -> str:
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.md").write_text("---\ntitle: Alfa\nvolgorde: 2\n---\nZie [beta](b/beta.md).")
    (tmp_path / "b" / "beta.md").write_text("# Beta\n\nTekst.")
    (tmp_path / "eerst.md").write_text("---\ntitle: Eerst\nvolgorde: 1\n---\nVooraf.")
    (tmp_path / "concept.md").write_text("---\ndraft: true\n---\nNog niet.")
    (tmp_path / "stuk.md").write_text("---\n: [\n---\nToch tekst.")
    return tmp_path


def test_a_folder_is_imported_and_again(redacteur: User, folder: Path) -> None:
    build_start(redacteur)
    first = run("import_document", str(folder), "--titel", "Map")
    assert "4 toegevoegd" in first
    assert "concept.md: Volgens de front matter is dit een concept." in first
    assert "stuk.md: De front matter is geen geldige YAML" in first
    titles = [page.title for page in Hoofdstuk.objects.order_by("path")]
    assert titles == ["Eerst", "Alfa", "Beta", "Stuk"]
    assert LevendDocument.objects.get().owner == redacteur
    assert "Er is niets veranderd." in run("import_document", str(folder), "--titel", "Map", "--volledig")


def test_a_trial_run_says_so(redacteur: User, folder: Path) -> None:
    build_start(redacteur)
    assert "Dit zou er gebeuren: 4 toegevoegd" in run("import_document", str(folder), "--proef")
    assert not Hoofdstuk.objects.exists()


def test_without_anybody_who_may(db: None, folder: Path) -> None:
    with pytest.raises(CommandError, match="Niemand heeft het recht exchange.import_document"):
        run("import_document", str(folder))


@pytest.mark.parametrize(("name", "reason"), [("niemand", "geen gebruiker"), ("deelnemer-een", "mag dit niet")])
def test_a_user_who_cannot(deelnemer: User, folder: Path, name: str, reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        run("import_document", str(folder), "--gebruiker", name)


def test_a_path_that_is_not_there(redacteur: User) -> None:
    with pytest.raises(CommandError, match="bestaat niet"):
        run("import_document", "/nergens/te/vinden")


def test_bouwstenen(redacteur: User, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("titel;tekst;soort\nEen;Tekst.;vraag\nTwee;;vraag\n")
    with pytest.raises(CommandError, match="Rij 3, kolom ‘tekst’"):
        run("import_bouwstenen", str(path))
    assert not Bouwsteen.objects.exists()
    assert "1 toegevoegd" in run("import_bouwstenen", str(path), "--goede-rijen", "--proef")
    assert not Bouwsteen.objects.exists()
    assert "1 toegevoegd" in run("import_bouwstenen", str(path), "--goede-rijen", "--gebruiker", redacteur.username)
    assert Bouwsteen.objects.count() == 1

"""Each step of the installation is done once, and again when what it depends on changed."""

import pytest

from tools import environment


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A checkout in which every program is recorded instead of run."""
    ran: list[list[str]] = []
    for name in ("ROOT", "VENV", "VENV_BIN", "PYTHON", "MODULES", "BUILD", "UI"):
        old = getattr(environment, name)
        monkeypatch.setattr(environment, name, tmp_path / old.relative_to(environment.ROOT) if name != "ROOT" else old)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "PACKAGE_FILES", [tmp_path / "package.json", tmp_path / "package-lock.json"])
    monkeypatch.setattr(environment, "run", lambda command, *args: ran.append([str(part) for part in command]) or "")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "base.txt").write_text("a==1 --hash=sha256:0\n")
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "package-lock.json").write_text("{}")
    (tmp_path / "kennisbank" / "ui").mkdir(parents=True)
    (tmp_path / "kennisbank" / "ui" / "site.css").write_text("p {}")
    return tmp_path, ran


def test_requirements_are_installed_once_by_hash_and_without_dependencies(project):
    root, ran = project
    environment.ensure_requirements("base")
    environment.ensure_requirements("base")
    assert len(ran) == 1
    assert {"--no-deps", "--require-hashes"} <= set(ran[0])
    (root / "requirements" / "base.txt").write_text("a==2 --hash=sha256:1\n")
    environment.ensure_requirements("base")
    assert len(ran) == 2


def test_install_scripts_of_front_end_packages_never_run(project):
    _, ran = project
    environment.ensure_node_modules()
    assert "--ignore-scripts" in ran[0]


def test_the_front_end_is_built_again_when_a_source_changes(project):
    root, ran = project
    environment.ensure_front_end()
    (root / "build" / "static").mkdir(parents=True)
    done = len(ran)
    environment.ensure_front_end()
    assert len(ran) == done
    (root / "kennisbank" / "ui" / "views.py").write_text("x = 1")
    environment.ensure_front_end()
    assert len(ran) == done
    (root / "kennisbank" / "ui" / "site.css").write_text("p { margin: 0 }")
    environment.ensure_front_end()
    assert len(ran) == done + 1


def test_a_virtual_environment_from_another_place_is_made_again(project):
    root, ran = project
    binaries = root / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "python").write_text("")
    (binaries / "pip").write_text("#!/somewhere/else/.venv/bin/python\n")
    environment.ensure_venv()
    assert ran[0][1:3] == ["-m", "venv"]
    binaries.mkdir(parents=True)
    (binaries / "python").write_text("")
    (binaries / "pip").write_text(f"#!{binaries}/python\n")
    environment.ensure_venv()
    assert len(ran) == 1


def test_static_files_are_collected_once(project):
    root, ran = project
    environment.ensure_static_files()
    (root / "var" / "static").mkdir(parents=True)
    (root / "var" / "static" / "staticfiles.json").write_text("{}")
    environment.ensure_static_files()
    assert len(ran) == 1

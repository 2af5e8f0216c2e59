"""The rules of the house, each held against our own tree and seen to fail on a planted fault."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import code, pages, supply
from tests.architecture.tree import ROOT

Rule = Callable[[Path], list[str]]

LONG_FILE = "x = 1\n" * 401
CONTRACT = '[[tool.importlinter.contracts]]\nlayers = ["kennisbank.urls : kennisbank.wsgi", "kennisbank.text"]\n'

# Rule, the files of a tree that breaks it, and what the rule should say.
PLANTED: list[tuple[Rule, dict[str, str], str]] = [
    (
        code.domain_imports_no_web,
        {"themas/services.py": "def f():\n    from django.http import HttpResponse\n"},
        "themas/services.py:2 imports django.http.HttpResponse",
    ),
    (code.domain_imports_no_web, {"themas/models/thema.py": "from django import urls\n"}, "imports django.urls"),
    (code.services_have_mirror_test, {"bouwstenen/services.py": ""}, "has no tests/bouwstenen/test_services.py"),
    (code.files_are_short, {"kennisbank/ui/views.py": LONG_FILE}, "has 401 lines"),
    (code.no_signals, {"themas/apps.py": "from django.dispatch import receiver\n"}, "themas/apps.py:1"),
    (code.no_signals, {"themas/x.py": "from django.db.models.signals import post_save\n"}, "call the service"),
    (
        code.models_do_not_override_save,
        {"themas/models.py": "class Thema:\n    def save(self): ...\n"},
        "themas/models.py:2 overrides save()",
    ),
    (
        code.services_know_who_acts,
        {"themas/services.py": "def rename_thema(thema, naam, user):\n    thema.save()\n"},
        "rename_thema() has no keyword-only `user`",
    ),
    (code.tools_need_nothing_installed, {"tools/x.py": "import django\n"}, "tools/x.py:1 imports django"),
    (
        code.packages_have_a_layer,
        {"pyproject.toml": CONTRACT, "kennisbank/nieuw/__init__.py": ""},
        "kennisbank.nieuw has no layer",
    ),
    (
        code.packages_have_a_layer,
        {"pyproject.toml": CONTRACT, "kennisbank/views.py": ""},
        "kennisbank.views has no layer",
    ),
    (
        code.migrations_are_named_and_reversible,
        {"themas/migrations/0002_auto_20260101_1200.py": ""},
        "is named by Django",
    ),
    (
        code.migrations_are_named_and_reversible,
        {"themas/migrations/0002_fill.py": "migrations.RunPython(fill)\n"},
        "0002_fill.py:1 cannot be reversed",
    ),
    (
        code.migrations_are_named_and_reversible,
        {"themas/migrations/0002_trigger.py": "migrations.RunSQL('CREATE TRIGGER')\n"},
        "cannot be reversed",
    ),
    (pages.templates_have_nothing_inline, {"templates/a.html": "<p>\n<script>x()</script>"}, "a.html:2 has an inline"),
    (pages.templates_have_nothing_inline, {"templates/a.html": '<p class="b" style="color:red">'}, "a style attribute"),
    (pages.templates_have_nothing_inline, {"templates/a.html": '<a onclick="x()">'}, "an event attribute"),
    (pages.templates_have_nothing_inline, {"themas/templates/a.html": "<style>p{}</style>"}, "an inline style sheet"),
    (pages.templates_escape_everything, {"templates/a.html": "{{ tekst|safe }}"}, "a.html:1 switches escaping off"),
    (pages.templates_escape_everything, {"templates/a.html": "{% autoescape off %}"}, "switches escaping off"),
    (
        pages.only_sanitised_text_is_safe,
        {"themas/views.py": "def f(x):\n    return mark_safe(x)\n"},
        "themas/views.py:2 calls mark_safe",
    ),
    (
        pages.components_have_a_sample,
        {"templates/components/kaart.html": "", "kennisbank/ui/samples.py": "SAMPLES = {'label': {}}"},
        "kaart.html has no sample",
    ),
    (
        supply.requirements_are_hashed,
        {"requirements/base.txt": "a==1 \\\n    --hash=sha256:0\nb==2\n"},
        "b==2 has no hash",
    ),
    (
        supply.no_registry_is_named,
        {"requirements/base.txt": "--extra-index" + "-url x\n"},
        "base.txt:1 names a package",
    ),
    (supply.no_registry_is_named, {"README.md": "from https://pypi.example/" + "simple/\n"}, "README.md:1"),
    (
        supply.package_lock_names_no_address,
        {"package-lock.json": '{"packages": {"": {}, "node_modules/a": {"resolved": "x", "integrity": "y"}}}'},
        "node_modules/a has a resolved address",
    ),
    (
        supply.package_lock_names_no_address,
        {"package-lock.json": '{"packages": {"node_modules/a": {}}}'},
        "node_modules/a has no integrity",
    ),
    (supply.nothing_is_left_for_later, {"themas/views.py": "# TO" + "DO: permissions\n"}, "is left for later"),
]
RULES = list(dict.fromkeys(rule for rule, _, _ in PLANTED))


def rule_name(value: object) -> str:
    return getattr(value, "__name__", "")


@pytest.mark.parametrize("rule", RULES, ids=rule_name)
def test_our_tree_keeps_the_rule(rule: Rule) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize(("rule", "planted", "expected"), PLANTED, ids=rule_name)
def test_rule_fails_on_a_planted_fault(rule: Rule, planted: dict[str, str], expected: str, tmp_path: Path) -> None:
    for folder in ("kennisbank", "bouwstenen", "themas", "templates", "tests"):
        (tmp_path / folder).mkdir()
    for place, text in planted.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text)
    assert [problem for problem in rule(tmp_path) if expected in problem]


def test_what_is_allowed_is_not_called_a_fault(tmp_path: Path) -> None:
    allowed = {
        "themas/services.py": "def f(thema, *, user):\n    thema.save()\ndef _g(x):\n    x.save()\ndef find(x): ...\n",
        "tests/themas/test_services.py": "",
        "themas/migrations/0001_initial.py": "migrations.RunPython(fill, migrations.RunPython.noop)\n" * 500,
        "templates/a.html": '<script src="/static/a.js"></script><p>{{ tekst|safe_title }}</p>',
        "tools/x.py": "import json\nfrom tools.console import say\n",
        "requirements/base.txt": "# via x\na==1 \\\n    --hash=sha256:0\n",
    }
    for place, text in allowed.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text)
    for rule in RULES:
        if rule is not code.packages_have_a_layer:
            assert rule(tmp_path) == [], rule.__name__

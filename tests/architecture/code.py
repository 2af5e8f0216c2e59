"""Rules about Python code."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import CODE, files, imports, is_migration, name, starts_with

WEB = ("django.http", "django.template", "django.urls", "django.shortcuts", "django.views", "rest_framework", "ninja")
DOMAIN = {"services", "querysets", "models"}
# Django's own hook get_absolute_url() needs it; see docs/adr/0001-layers.md.
ALLOWED_IN_MODELS = "django.urls.reverse"
LONGEST = 400
# The one signal we receive, with where and why: docs/adr/0004-frozen-versions.md.
RECEIVED = {("kennisbank/document/apps.py", "wagtail.signals.page_published")}
# Functions in a services.py that change data on behalf of nobody, each with the reason.
WITHOUT_USER: dict[str, str] = {
    "bouwstenen/organiseren/taken/services.py:send_reminders": "reminds organisers by the clock",
    "bouwstenen/organiseren/taken/services.py:remind_of_plan": "reminds organisers by the clock",
    "bouwstenen/deelnemers/services.py:delete_expired_deelnemers": "the date decides, by the scheduler",
    "bouwstenen/deelnemers/services.py:rotate_encryption": "changes how it is stored, by who runs the site",
    "bouwstenen/meelezen/services.py:propose_verbetering": "a deelnemer without an account, by a signed link",
    "bouwstenen/meelezen/services.py:set_toestemming": "a deelnemer without an account, by a signed link",
    "bouwstenen/services.py:set_stand": "copies the newest line of the ledger, whose writer was checked",
    "bouwstenen/aanmelden/services.py:sign_on": "the signed link in a mail says which deelnemer",
    "bouwstenen/aanmelden/services.py:fill_places": "follows a change of plan, whose organiser was checked",
    "bouwstenen/aanmelden/services.py:tell_about_change": "follows a change of plan, whose organiser was checked",
    "bouwstenen/aanmelden/services.py:tell_about_cancellation": "follows a change of plan, whose organiser was checked",
    "bouwstenen/aanmelden/services.py:delete_old_rondberichten": "the scheduler deletes what is past its date",
    "bouwstenen/aanmelden/peilingen/services.py:cast_stem": "votes have no name",
    "kennisbank/search/vragen/services.py:delete_old_vragen": "the scheduler deletes what is past its date",
    "bouwstenen/aanmelden/peilingen/services.py:close_overdue_peilingen": "the scheduler closes what is past its date",
    "kennisbank/redactie/ankers/services.py:carry_ankers": "moves what is there along, whoever publishes the text",
    "kennisbank/redactie/ankers/services.py:place_waiting": "moves what is there along, whoever publishes the text",
    "kennisbank/redactie/discussie/services.py:carry_discussies": "moves threads along, whoever publishes the text",
    "bouwstenen/nazorg/services.py:queue_due_dankberichten": "the scheduler sends what an organiser planned",
    "kennisbank/redactie/terugkoppeling/services.py:save_herkenning": "the signed link in a mail says which deelnemer",
    "kennisbank/redactie/terugkoppeling/services.py:queue_terugkoppelingen": "the scheduler tells what is decided",
    "bouwstenen/rollenspel/spelen/services.py:join_spel": "a player without an account, by the code on the screen",
    "bouwstenen/rollenspel/spelen/services.py:choose_rol": "a player without an account, by a signed cookie",
    "bouwstenen/rollenspel/spelen/services.py:make_inzet": "a player without an account, by a signed cookie",
    "bouwstenen/rollenspel/spelen/services.py:vote_conclusie": "a player without an account, by a signed cookie",
    "bouwstenen/rollenspel/spelen/services.py:prune_spellen": "the scheduler ends and tidies what is past its time",
    "kennisbank/accounts/services.py:sync_roles": "brings the groups in line with the code, when the site is installed",
}
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "atomic"}


def domain_imports_no_web(root: Path) -> list[str]:
    """Services, querysets and models know nothing of requests, templates and urls."""
    return [
        f"{name(root, path)}:{line} imports {dotted}; a view or a template tag should do that"
        for path in files(root, "*.py", *CODE)
        if path.stem in DOMAIN or path.parent.name in DOMAIN
        for line, dotted in imports(path)
        if starts_with(dotted, WEB) and not (path.stem == "models" and dotted == ALLOWED_IN_MODELS)
    ]


def services_have_mirror_test(root: Path) -> list[str]:
    """Every services module has its tests at the same path below tests/."""
    problems = []
    for path in files(root, "*.py", *CODE):
        if path.name == "services.py" or (path.parent.name == "services" and path.name != "__init__.py"):
            mirror = root / "tests" / path.relative_to(root).parent / f"test_{path.name}"
            if not mirror.is_file():
                problems.append(f"{name(root, path)} has no {name(root, mirror)}")
    return problems


def files_are_short(root: Path) -> list[str]:
    """No Python file is over 400 lines: that is two things in one."""
    return [
        f"{name(root, path)} has {length} lines, more than {LONGEST}"
        for path in files(root, "*.py")
        if not is_migration(path) and (length := len(path.read_text().splitlines())) > LONGEST
    ]


def no_signals(root: Path) -> list[str]:
    """We neither send nor receive signals: whoever wants something done calls the service."""
    return [
        f"{name(root, path)}:{line} imports {dotted}; call the service instead of using signals"
        for path in files(root, "*.py", *CODE)
        for line, dotted in imports(path)
        if (starts_with(dotted, ("django.dispatch",)) or "signals" in dotted.split("."))
        and (name(root, path), dotted) not in RECEIVED
    ]


def _save_overrides(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for item in node.body:
                if isinstance(item, ast.FunctionDef) and item.name in {"save", "delete"}:
                    yield item


def models_do_not_override_save(root: Path) -> list[str]:
    """`save()` and `delete()` of a model do what Django says they do."""
    return [
        f"{name(root, path)}:{method.lineno} overrides {method.name}(); put the change in services.py"
        for path in files(root, "*.py", *CODE)
        if path.stem == "models" or path.parent.name == "models"
        for method in _save_overrides(ast.parse(path.read_text()))
    ]


def _writes(function: ast.FunctionDef) -> bool:
    """Whether a function is atomic or calls something that writes to the database."""
    return any(isinstance(node, ast.Attribute) and node.attr in WRITES for node in ast.walk(function))


def services_know_who_acts(root: Path) -> list[str]:
    """Public services that change data take `user` as a keyword, for permission and log."""
    problems = []
    for path in files(root, "services.py", *CODE):
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or not _writes(node):
                continue
            excused = f"{name(root, path)}:{node.name}" in WITHOUT_USER
            if not excused and "user" not in {argument.arg for argument in node.args.kwonlyargs}:
                problems.append(f"{name(root, path)}:{node.lineno} {node.name}() has no keyword-only `user`")
    return problems


def tools_need_nothing_installed(root: Path) -> list[str]:
    """The scripts behind `make` import the standard library only: they run before anything is installed."""
    allowed = {*sys.stdlib_module_names, "tools"}
    return [
        f"{name(root, path)}:{line} imports {dotted}, which is not there on a fresh machine"
        for path in files(root, "*.py", "tools")
        for line, dotted in imports(path)
        if dotted.split(".")[0] not in allowed
    ]


def packages_have_a_layer(root: Path) -> list[str]:
    """Every app and every module of the site stands in the layers that import-linter guards."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = " ".join(layer for contract in contracts for layer in contract.get("layers", []))
    known = set(layers.replace("|", " ").replace(":", " ").replace("(", " ").replace(")", " ").split())
    inside = sorted((root / "kennisbank").iterdir())
    modules = [path.stem for path in inside if path.suffix == ".py" or (path / "__init__.py").is_file()]
    return [
        f"kennisbank.{module} has no layer in pyproject.toml"
        for module in modules
        if module != "__init__" and f"kennisbank.{module}" not in known
    ]


def _irreversible(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            keywords = {keyword.arg for keyword in node.keywords}
            if node.func.attr == "RunPython" and len(node.args) < 2 and "reverse_code" not in keywords:
                yield node
            if node.func.attr == "RunSQL" and len(node.args) < 2 and "reverse_sql" not in keywords:
                yield node


def migrations_are_named_and_reversible(root: Path) -> list[str]:
    """A migration's name says what it does, and it can be taken back."""
    problems = []
    for path in files(root, "*.py", *CODE):
        if not is_migration(path):
            continue
        if "_auto_" in path.stem or path.stem.endswith("_and_more"):
            problems.append(f"{name(root, path)} is named by Django; give it a name that says what it does")
        problems.extend(
            f"{name(root, path)}:{call.lineno} cannot be reversed; give reverse_code or reverse_sql"
            for call in _irreversible(ast.parse(path.read_text()))
        )
    return problems

"""The rules. Each takes a tree and returns its breaches, one sentence each; an empty list is a kept rule."""

import ast
import re
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from tests.architecture import tree as trees

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 40
NAMES_FOR_NOTHING = {"signals", "utils", "helpers", "services", "managers", "common", "core"}
UNESCAPED = re.compile(r"\|\s*safe(seq)?\b|\bmark_safe\b|\bSafeString\((?!\"\")")
MAY_BE_UNESCAPED: set[str] = set()
MAIL = {"send_mail", "send_mass_mail", "mail_admins", "mail_managers", "EmailMessage", "EmailMultiAlternatives"}
FROM_OUTSIDE = tuple(f"tests/{name}" for name in ("stories/", "faults/", "torture/", "valid_html/", "living_site"))
MAY_SEND = "picketline/couriers/"
UNOWNED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!\([\w.-]+\):)")


def imports_against_the_story(tree: Path) -> list[str]:
    """import-linter: the story order, the inside of every app, and the site that no app knows."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    done = subprocess.run([*command, "--no-cache", "--no-logo"], cwd=tree, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else (done.stdout + done.stderr).splitlines()


def apps_outside_the_contracts(tree: Path) -> list[str]:
    """Apps whose inside import-linter does not look at."""
    inside = set(trees.contracts(tree)[1]["containers"])
    names = [f"picketline.{app.name}" for app in trees.apps(tree)]
    return [f"{name} is not among the containers in pyproject.toml" for name in names if name not in inside]


def keys_pointing_forward(tree: Path) -> list[str]:
    """Foreign keys to an app that comes later in the story."""
    return trees.asked_inside(tree, "forward_keys")


def generic_keys(tree: Path) -> list[str]:
    """Generic foreign keys."""
    return trees.asked_inside(tree, "generic_keys")


def missing_migrations(tree: Path) -> list[str]:
    """Models that differ from their migrations."""
    return trees.asked_inside(tree, "missing_migrations")


def routes_without_audience(tree: Path) -> list[str]:
    """Addresses whose view does not say whom it is for."""
    return trees.asked_inside(tree, "routes_without_audience")


def routes_put_to_no_test(tree: Path) -> list[str]:
    """Addresses that get no bad requests and whose pages nobody validates."""
    return trees.asked_inside(tree, "routes_put_to_no_test")


def ways_out_of_this_computer(tree: Path) -> list[str]:
    """Ways to the world that a test has."""
    return trees.asked_inside(tree, "open_network")


def names_that_say_nothing(tree: Path) -> list[str]:
    """Files and folders called signals, utils, helpers …"""
    named = (file.relative_to(tree) for file in trees.files(tree, ".py"))
    return [f"{path} has a name that says nothing" for path in named if NAMES_FOR_NOTHING & {*path.parts, path.stem}]


def long_files(tree: Path) -> list[str]:
    """Files of more than 400 lines."""
    read = ((file, len(file.read_text(encoding="utf-8").splitlines())) for file in text_files(tree))
    return [f"{trees.name_of(tree, file)} has {lines} lines" for file, lines in read if lines > LINES_OF_A_FILE]


def text_files(tree: Path) -> Iterator[Path]:
    return trees.files(tree, ".py", ".html", ".txt", ".css", ".js")


def long_functions(tree: Path) -> list[str]:
    """Functions of more than 40 lines, decorators apart."""
    return [
        f"{name}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for name, module in trees.sources(tree)
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= LINES_OF_A_FUNCTION
    ]


def apps_without_a_sentence(tree: Path) -> list[str]:
    """Apps whose `__init__` does not say in one sentence what they are about."""
    return [
        f"{app.name} does not say in one sentence what it is about"
        for app in trees.apps(tree)
        if not is_a_sentence(ast.get_docstring(ast.parse((app / "__init__.py").read_text(encoding="utf-8"))))
    ]


def is_a_sentence(words: str | None) -> bool:
    return bool(words) and "\n" not in words and words.endswith(".")


def models_in_pages(tree: Path) -> list[str]:
    """Models in pages, which only reads."""
    return [
        f"{name}: pages has no models"
        for name, module in trees.sources(tree, "picketline/pages")
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("models.Model") for base in node.bases)
    ]


def undocumented_settings(tree: Path) -> list[str]:
    """Settings that docs/settings.md does not have, and rows about settings that nobody reads."""
    read = {f"PICKETLINE_{name}" for name in settings_read(tree)}
    text = (tree / "docs" / "settings.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^(?:\| *|#+ )`(PICKETLINE_[A-Z_]+)`", text, re.MULTILINE))
    missing = [f"{name} is not in docs/settings.md" for name in sorted(read - told)]
    return missing + [f"docs/settings.md tells of {name}, which nobody reads" for name in sorted(told - read)]


def settings_read(tree: Path) -> Iterator[str]:
    """The names in calls of environment.text, number and switch."""
    for _name, module in trees.sources(tree, "config"):
        for node in ast.walk(module):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if called in {f"environment.{kind}" for kind in ("text", "number", "switch")}:
                yield ast.literal_eval(node.args[0])


def templates_no_test_renders(tree: Path, rendered: Collection[str]) -> list[str]:
    """Templates that are not among the names that tests have rendered."""
    return [f"{name} was rendered by no test" for name in trees.templates(tree) if name not in rendered]


def unescaped_text(tree: Path) -> list[str]:
    """mark_safe, |safe, and autoescape off in anything but plain text."""
    found = []
    for file in trees.files(tree, ".py", ".html", ".txt", folders=("config", "picketline")):
        name, text = trees.name_of(tree, file), file.read_text(encoding="utf-8")
        if name not in MAY_BE_UNESCAPED and (
            UNESCAPED.search(text) or ("autoescape off" in text and not name.endswith(".txt"))
        ):
            found.append(f"{name} puts text into a page unescaped")
    return found


def mail_past_the_couriers(tree: Path) -> list[str]:
    """Modules that send mail without a courier."""
    return [
        f"{name}: {alias.name} goes past the couriers"
        for name, module in trees.sources(tree, "config", "picketline")
        if not name.startswith(MAY_SEND) and not trees.is_test(name)
        for node in ast.walk(module)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if alias.name == "smtplib"
        or ((getattr(node, "module", "") or "").startswith("django.core.mail") and alias.name in MAIL)
    ]


def stories_past_the_real_thing(tree: Path) -> list[str]:
    """Tests of the running site that import the application: they drive it by HTTP, SMTP and SQL alone."""
    return [
        f"{name}:{node.lineno} imports {module_name}"
        for name, module in trees.sources(tree, "tests")
        if name.startswith(FROM_OUTSIDE)
        for node in ast.walk(module)
        for module_name in imported(node)
        if module_name.split(".")[0] in {"picketline", "django"}
    ]


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that one statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield node.module or ""


def work_without_an_owner(tree: Path) -> list[str]:
    """A note about work to do that names nobody: `TODO(anna): …` does."""
    return [
        f"{trees.name_of(tree, file)}:{number} leaves work to nobody"
        for file in text_files(tree)
        if "architecture" not in file.parts
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if UNOWNED.search(line)
    ]


def verbs_and_nouns_without_a_sentence(tree: Path) -> list[str]:
    """Actions, nouns and couriers that have no docstring."""
    return [
        f"{name}{getattr(node, 'name', '') and f': {node.name}'} has no docstring"
        for name, module in trees.sources(tree, "picketline")
        if not trees.is_test(name)
        for node in told(name, module)
        if not ast.get_docstring(node)
    ]


def told(name: str, module: ast.Module) -> Iterator[ast.Module | ast.FunctionDef | ast.ClassDef]:
    """What must have its sentence in a module: verbs of actions, nouns of models, a courier and its `carry`."""
    named = [node for node in module.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"]
    if name.endswith("/actions.py") or "/actions/" in name:
        yield from named
    elif name.endswith("/models.py") or "/models/" in name:
        yield from (node for node in named if isinstance(node, ast.ClassDef) and not node.name.endswith("QuerySet"))
    elif name.startswith(MAY_SEND):
        yield module
        yield from (node for node in named if node.name == "carry")

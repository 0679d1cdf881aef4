"""Reading a tree of Picketline: its apps, files and syntax."""

import ast
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

OUR_FOLDERS = ("config", "picketline", "tests")
PASSED_OVER = {"__pycache__", "migrations"}


def apps(tree: Path) -> list[Path]:
    """Every app: a package of picketline."""
    return sorted(file.parent for file in (tree / "picketline").glob("*/__init__.py"))


def files(tree: Path, *endings: str, folders: tuple[str, ...] = OUR_FOLDERS) -> Iterator[Path]:
    """Every file of ours with one of these endings; migrations are Django's."""
    for folder in folders:
        for file in sorted((tree / folder).rglob("*")):
            if file.suffix in endings and not PASSED_OVER & set(file.relative_to(tree).parts):
                yield file


def sources(tree: Path, *folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Name and syntax of every Python file."""
    for file in files(tree, ".py", folders=folders or OUR_FOLDERS):
        yield name_of(tree, file), ast.parse(file.read_text(encoding="utf-8"))


def templates(tree: Path) -> dict[str, Path]:
    """Every template under the name by which it is rendered."""
    found = {}
    for folder in (tree / "picketline" / "templates", *(app / "templates" for app in apps(tree))):
        found |= {str(file.relative_to(folder)): file for file in sorted(folder.rglob("*")) if file.is_file()}
    return found


def name_of(tree: Path, file: Path) -> str:
    """The path as people write it."""
    return file.relative_to(tree).as_posix()


def is_test(name: str) -> bool:
    """Whether a file belongs to the tests."""
    return name.startswith("tests/") or "/tests/" in name or name.endswith("conftest.py")


def story(tree: Path) -> dict[str, int]:
    """The place of every app in the story, from the layers in pyproject.toml; 0 is the beginning."""
    contract = contracts(tree)[0]
    return {app.strip(): place for place, layer in enumerate(reversed(contract["layers"])) for app in layer.split("|")}


def contracts(tree: Path) -> list[dict]:
    """The contracts of import-linter."""
    return tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def asked_inside(tree: Path, question: str) -> list[str]:
    """The answer of `tests.architecture.inside` about a tree: a process with that tree's own Django."""
    with tempfile.TemporaryDirectory() as data:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PICKETLINE_", "DJANGO_"))}
        done = subprocess.run(
            [sys.executable, "-m", "tests.architecture.inside", question],
            cwd=tree,
            env=kept | {"PICKETLINE_DATA": data, "PICKETLINE_DEMO": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout.splitlines()[-1])

"""What is kept about people: read from holdings.toml, told as docs/what-we-hold.md."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps

FILE = Path(__file__).with_name("holdings.toml")
COLUMNS = {
    "what": "what",
    "why": "why",
    "key": "closed to whom",
    "gone": "when it is gone",
    "seized": "a seizure today",
}
OPENING = """\
# What we hold

Everything Picketline keeps about people, field by field. It is written by `picketline what_we_hold` and compared with
the models in a test: a field that nobody has classed fails it.

What is not here is not kept: no visitor, no address of a network, no row that joins two letters of one person.
"""


@cache
def holdings() -> dict[str, Any]:
    """The file as it stands."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def told() -> str:
    """The document, in Markdown."""
    parts = [OPENING]
    for group in holdings()["group"]:
        parts.append(f"## {group['name']}\n\n{table(group['holding'])}")
    kept = "\n".join(f"* `{one['name']}`: {one['holds']}" for one in holdings()["outside"])
    parts.append(f"## Outside the database\n\n{kept}\n")
    without = "\n".join(f"* `{name}`: {why}" for name, why in holdings()["models_about_nobody"].items())
    parts.append(f"## Tables about nobody\n\n{without}\n")
    return "\n".join(parts)


def table(rows: list[dict[str, str]]) -> str:
    lines = ["| field | " + " | ".join(COLUMNS.values()) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    lines += [f"| `{row['field']}` | " + " | ".join(row[name] for name in COLUMNS) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def unclassed() -> list[str]:
    """Fields of models that the file does not class, and fields of the file that no model has; both sorted."""
    return sorted(set(fields_of_models()) ^ set(fields_of_file()))


def fields_of_models() -> Iterator[str]:
    without = holdings()["models_about_nobody"]
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label not in without:
            yield from (f"{model._meta.label}.{field.name}" for field in model._meta.concrete_fields)


def fields_of_file() -> Iterator[str]:
    for group in holdings()["group"]:
        yield from (one["field"] for one in group["holding"])
    for model, fields in holdings()["fields_about_nobody"].items():
        yield from (f"{model}.{field}" for field in fields)

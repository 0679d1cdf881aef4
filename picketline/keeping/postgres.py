"""A PostgreSQL database as one file per table (COPY), read in one transaction, and put back into an empty one."""

import json
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph

from picketline.keeping.sqlite import Progress

TABLES = "tables.json"
ROWS_AT_ONCE = 64 * 1024


def is_empty() -> bool:
    """True where the database has no table yet."""
    return not connection.introspection.table_names()


def take(folder: Path, progress: Progress) -> dict[str, int]:
    """Copy one moment of every table; returns their rows."""
    rows, columns = {}, {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        names = sorted(connection.introspection.table_names(cursor))
        for number, name in enumerate(names, 1):
            description = connection.introspection.get_table_description(cursor, name)
            columns[name] = [column.name for column in description]
            with (
                (folder / f"{name}.copy").open("wb") as out,
                cursor.copy(f"COPY {listed(name, columns)} TO STDOUT") as rest,
            ):
                for piece in rest:
                    out.write(piece)
            rows[name] = cursor.rowcount
            progress(number, len(names))
    (folder / TABLES).write_text(json.dumps(columns), encoding="utf-8")
    return rows


def rows_of(folder: Path) -> dict[str, int]:
    """The rows of every table of a copy: COPY's text form has one line for each."""
    names = json.loads((folder / TABLES).read_text(encoding="utf-8"))
    return {name: (folder / f"{name}.copy").read_bytes().count(b"\n") for name in names}


def open_copy(folder: Path, migrations: list[list[str]]) -> Path:
    """Make the tables as they were and fill them in one transaction."""
    executor = MigrationExecutor(connection)
    executor.migrate(last_of_each_app(migrations, executor.loader.graph))
    columns = json.loads((folder / TABLES).read_text(encoding="utf-8"))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE " + ", ".join(quoted(name) for name in columns))
        for name in columns:
            with (
                (folder / f"{name}.copy").open("rb") as rows,
                cursor.copy(f"COPY {listed(name, columns)} FROM STDIN") as table,
            ):
                while piece := rows.read(ROWS_AT_ONCE):
                    table.write(piece)
        for name in columns:
            go_on_counting(cursor, name)
    return folder


def last_of_each_app(migrations: list[list[str]], graph: MigrationGraph) -> list[tuple[str, str]]:
    """Where each app stood: its migrations that no other of its own follows."""
    applied = {(app, name) for app, name in migrations if (app, name) in graph.nodes}
    followed = {
        key
        for key in applied
        for child in graph.node_map[key].children
        if child.key in applied and child.key[0] == key[0]
    }
    return sorted(applied - followed)


def go_on_counting(cursor: Any, name: str) -> None:
    """New rows get numbers above those that were put back."""
    for sequence in connection.introspection.get_sequences(cursor, name):
        column = quoted(sequence["column"])
        last = f"SELECT setval(%s, coalesce(max({column}), 1), max({column}) IS NOT NULL) FROM {quoted(name)}"  # noqa: S608
        cursor.execute(last, [sequence["name"]])


def settle(_folder: Path, _place: Path) -> None:
    """Everything lies where it belongs."""
    connection.close()


def listed(name: str, columns: dict[str, list[str]]) -> str:
    return f"{quoted(name)} ({', '.join(quoted(column) for column in columns[name])})"


def quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))

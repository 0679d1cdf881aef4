"""A database in one file, copied while others write to it (SQLite's online backup), and put back."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

from picketline.keeping.archive import Unreadable

COPY = "database.sqlite3"
PAGES_AT_ONCE = 2_000
Progress = Callable[[int, int], None]


def is_empty() -> bool:
    """True where there is no database yet."""
    return not Path(settings.DATABASES["default"]["NAME"]).exists()


def take(folder: Path, progress: Progress) -> dict[str, int]:
    """Copy one moment of the database; returns the rows of every table.

    The open read transaction keeps that moment: pages that change meanwhile are read from it, and nobody waits.
    """
    source = Path(settings.DATABASES["default"]["NAME"]).resolve().as_uri() + "?mode=ro"
    with (
        closing(sqlite3.connect(source, uri=True, timeout=20, isolation_level=None)) as live,
        closing(sqlite3.connect(folder / COPY, isolation_level=None)) as copy,
    ):
        live.execute("BEGIN")
        live.execute("SELECT count(*) FROM sqlite_master").fetchone()
        live.backup(copy, pages=PAGES_AT_ONCE, progress=lambda _status, left, total: progress(total - left, total))
        copy.execute("PRAGMA journal_mode=DELETE")
    return rows_of(folder)


def rows_of(folder: Path) -> dict[str, int]:
    """The rows of every table of a copy; Unreadable where the copy is not whole."""
    with closing(sqlite3.connect(folder / COPY)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise Unreadable("The copy of the database is damaged; try again, and look at the disk.")
        names = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names.fetchall()}  # noqa: S608


def open_copy(folder: Path, _migrations: list[list[str]]) -> Path:
    """From now on this process works on the copy; returns the database's place, which stays empty till `settle`."""
    connection.close()
    place = Path(connection.settings_dict["NAME"])
    connection.settings_dict["NAME"] = str(folder / COPY)  # Django's settings are this same mapping
    return place


def settle(folder: Path, place: Path) -> None:
    """The copy becomes the database, by one rename."""
    connection.close()
    with closing(sqlite3.connect(folder / COPY, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode=WAL")
    (folder / COPY).chmod(0o600)
    os.rename(folder / COPY, place)
    connection.settings_dict["NAME"] = place

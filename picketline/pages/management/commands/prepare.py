"""python manage.py prepare: makes a data folder ready, or brings it up to date; can be run again at any time."""

import sqlite3
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from picketline.appeals.cards import index_all
from picketline.sealing import keys

MARK = "kind-of-data"


class Command(BaseCommand):
    """Keys, database, static files, directory."""

    help = "Makes the data folder ready: keys, database, static files, and the shipped directory of authorities."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sending", nargs="*", default=[], help="load missions of these states alone")

    def handle(self, *args: Any, **options: Any) -> None:
        mark(settings.DATA, "demo" if settings.DEMO else "real")
        keys.make_pairs(settings.KEYS)
        keys.secret(settings.KEYS, "pepper")
        make_sqlite(settings.DATABASES["default"])
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("load_directory", *(["--sending", *options["sending"]] if options["sending"] else []))
        index_all()


def mark(folder: Path, kind: str) -> None:
    """A data folder is a demo's or a real one, once and for good."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / MARK
    if not file.exists():
        file.write_text(kind + "\n", encoding="ascii")
    elif (found := file.read_text(encoding="ascii").strip()) != kind:
        raise CommandError(f"{folder} holds {found} data and cannot be used for a {kind} installation.")


def make_sqlite(database: dict[str, Any]) -> None:
    """Write-ahead logging is switched on once, when the file is made: workers doing it together lock each other out."""
    if database["ENGINE"].endswith("sqlite") and not Path(database["NAME"]).exists():
        connection = sqlite3.connect(database["NAME"])
        connection.execute("PRAGMA journal_mode=WAL")
        connection.close()
        Path(database["NAME"]).chmod(0o600)

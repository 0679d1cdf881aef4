"""python manage.py backup FILE: the whole site in one file that only the offline key opens; while the site runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from picketline.keeping import actions
from picketline.keeping.archive import Unreadable


class Command(BaseCommand):
    """Database and keys, all but the worker's."""

    help = "Backs up database and keys (never worker.key) to FILE, closed to the key of new_backup_key."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            backup = actions.back_up(options["file"], progress=self.tell)
        except (actions.CannotBeDone, Unreadable, OSError) as reason:
            raise CommandError(str(reason)) from reason
        sealed = backup.sealed
        self.stdout.write(
            f"\r{sealed.file}: {backup.rows:,} rows of {backup.tables} tables, {sealed.length:,} bytes, read back and "
            f"whole.\nSHA-256 {sealed.digest}\nKeep a fresh copy of the ledger of erasures, too."
        )

    def tell(self, done: int, total: int) -> None:
        """How far it is, on a terminal."""
        if self.stdout.isatty():
            self.stdout.write(f"\rCopying the database: {100 * done // max(total, 1)} % ", ending="")
            self.stdout.flush()

"""python manage.py restore FILE --identity KEYFILE --ledger LEDGER: a backup into an empty data folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from picketline.keeping import actions
from picketline.keeping.archive import Unreadable

TOLD_AT_MOST = 20


class Command(BaseCommand):
    """Everything or nothing; what was erased since the backup stays erased."""

    help = "Restores a backup into an empty data folder and erases again what the ledger of erasures names."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--identity", type=Path, required=True, help="the file that new_backup_key made")
        parser.add_argument("--ledger", type=Path, help="the ledger of erasures, where it is not in its place")
        parser.add_argument("--without-ledger", action="store_true", help="it is lost: what was erased comes back")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restored = actions.restore(
                options["file"],
                options["identity"],
                ledger_file=options["ledger"],
                without_ledger=options["without_ledger"],
            )
        except (actions.CannotBeDone, Unreadable, OSError) as reason:
            raise CommandError(f"{reason} Nothing was restored.") from reason
        self.stdout.write(
            f"Restored {restored.rows:,} rows as of {restored.taken_at:%Y-%m-%d %H:%M} UTC (Picketline "
            f"{restored.made_by}). The ledger erased {restored.erased} of them again."
        )
        self.tell_what_does_not_travel(restored)
        self.stdout.write(
            "What was done since then is gone too: look at every open appeal before you start web and worker, and "
            "stop again what had been stopped. Then: python manage.py doctor"
        )

    def tell_what_does_not_travel(self, restored: actions.Restored) -> None:
        """Letters that were on their way."""
        if restored.key_is_gone:
            self.stdout.write("The worker has a new key: what was sealed to the old one cannot be opened any more.")
        if restored.settled:
            self.stdout.write(f"Not sent any more, {len(restored.settled)} in number:")
        for line in restored.settled[:TOLD_AT_MOST]:
            self.stdout.write(f"  {line}")
        if len(restored.settled) > TOLD_AT_MOST:
            self.stdout.write("  … the appeal's page at the desk has the others.")

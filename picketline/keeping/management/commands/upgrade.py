"""python manage.py upgrade: after new code was laid down: backup, migrate, static files."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from picketline.keeping import actions
from picketline.keeping.archive import Unreadable


class Command(BaseCommand):
    """From the version that ran to the version that is here."""

    help = "Backs up (where there is a key for it), migrates the database, collects static files."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Web and worker must be stopped: systemctl stop picketline-web picketline-worker")
        try:
            before, after = actions.upgrade(progress=lambda _done, _total: None, say=self.stdout.write)
        except (actions.CannotBeDone, Unreadable, OSError) as reason:
            raise CommandError(f"{reason} Nothing was changed.") from reason
        self.stdout.write(f"From {before} to {after}. Start web and worker again.")

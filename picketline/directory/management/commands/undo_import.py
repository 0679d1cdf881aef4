"""picketline undo-import ID: the directory as it was before an import, as far as nobody has changed it since."""

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from picketline.directory.importing import actions
from picketline.directory.importing.told import Refused
from picketline.directory.models import Import


class Command(BaseCommand):
    """Tells what stays, and why."""

    help = "Takes an import out again. Its id is what import-directory said, or stands at the desk."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=uuid.UUID)

    def handle(self, *args: Any, **options: Any) -> None:
        done = Import.objects.filter(uuid=options["id"]).first()
        if done is None:
            raise CommandError(f"No import is called {options['id']}.")
        try:
            stays = actions.undo(done)
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        for change in stays:
            self.stdout.write(f"Stays: {change.place}, {change.name}, {change.noun}: {change.stays_because}")
        undone = done.changes.exclude(undone_at=None).count()
        self.stdout.write(f"{undone} undone, {len(stays)} left as they are.")

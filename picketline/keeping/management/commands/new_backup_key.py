"""python manage.py new_backup_key FILE: the key that opens backups; it belongs offline."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from picketline.keeping import actions


class Command(BaseCommand):
    """A key for the drawer, and its public half for the site."""

    help = "Makes the key that opens backups. The site keeps its public half; the file belongs offline."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            public = actions.make_backup_key(options["file"])
        except actions.CannotBeDone as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            f"{options['file']} opens every backup of this site. Copy it to a stick or print it, keep it in two places "
            "that are not this computer, and delete it here. Nobody can open a backup without it.\n"
            f"Public half, kept among the keys of the site: {public}"
        )

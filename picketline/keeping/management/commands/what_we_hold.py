"""python manage.py what_we_hold: every field about people, as docs/what-we-hold.md has it."""

from typing import Any

from django.core.management.base import BaseCommand

from picketline.keeping.holdings import told


class Command(BaseCommand):
    """The document on standard output."""

    help = "Tells what is kept about people, why, closed to whom and until when."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(told(), ending="")

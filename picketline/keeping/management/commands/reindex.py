"""python manage.py reindex: writes anew what everything is found by; can be run again at any time."""

from typing import Any

from django.core.management.base import BaseCommand

from picketline.keeping.search import reindex


class Command(BaseCommand):
    """Says how many cards it wrote; a second run writes none."""

    help = "Writes the search index anew where it differs from what is stored."

    def handle(self, *args: Any, **options: Any) -> None:
        new, changed = reindex()
        self.stdout.write(f"index cards: {new} new, {changed} changed")

"""python manage.py count: at once what the worker does every hour: count public figures that are a day old."""

from typing import Any

from django.core.management.base import BaseCommand

from picketline.numbers import actions


class Command(BaseCommand):
    """Counts what is due; it cannot be made to count more often than once a day."""

    help = "Counts the public figures of appeals whose last count is a day old; the worker does it by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{actions.refresh()} appeals counted.")

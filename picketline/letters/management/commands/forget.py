"""python manage.py forget: at once what the worker does every minute: erase what was kept for a time only."""

from typing import Any

from django.core.management.base import BaseCommand

from picketline.letters import actions


class Command(BaseCommand):
    """Erases what is over."""

    help = "Erases letters, links, blocks and names whose time is over; the worker does it every minute by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        actions.forget()
        actions.forget_names()

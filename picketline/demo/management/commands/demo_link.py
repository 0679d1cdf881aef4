"""python manage.py demo_link: prints the one-use link to the demo's desk."""

from typing import Any

from django.core.management.base import BaseCommand

from picketline.accounts.actions import sign_in_address
from picketline.network.actions import add_organiser


class Command(BaseCommand):
    """Prints a one-use sign-in link for the demo's organiser."""

    help = "Prints a one-use sign-in link for the demo's organiser."

    def handle(self, *args: Any, **options: Any) -> None:
        user = add_organiser("bilal@example.org", name="Bilal")
        self.stdout.write(f"  desk:          {sign_in_address(user)} (good once)")

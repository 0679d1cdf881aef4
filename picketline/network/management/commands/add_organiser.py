"""python manage.py add_organiser EMAIL --name NAME: lets somebody in, and prints the link for the first time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from picketline.accounts.actions import sign_in_address
from picketline.network import actions


class Command(BaseCommand):
    """Adds an organiser to the main section."""

    help = "Adds an organiser and prints a link that signs them in once, within a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--language", default="en", help="what a new main section speaks, such as de")
        parser.add_argument("--country", default="DE", help="where a new main section is, such as VE")

    def handle(self, *args: Any, **options: Any) -> None:
        section = actions.main_section(language=options["language"], country=options["country"].upper())
        user = actions.add_organiser(options["email"], name=options["name"], section=section)
        self.stdout.write(f"Good once, for 24 hours: {sign_in_address(user)}")

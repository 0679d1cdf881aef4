"""python manage.py sign_in_link EMAIL: a new link for an organiser who cannot get in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from picketline.accounts import actions
from picketline.accounts.models import User


class Command(BaseCommand):
    """Prints a one-use sign-in link."""

    help = "Prints a link that signs an organiser in once, within a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--forget-second-factor", action="store_true", help="phone and recovery codes are lost: start anew"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].strip().lower(), is_active=True).first()
        if user is None:
            raise CommandError(f"There is no organiser with the address {options['email']}.")
        if options["forget_second_factor"]:
            actions.forget_second_factor(user)
        self.stdout.write(f"Good once, for 24 hours: {actions.sign_in_address(user)}")

"""Load the directory of authorities that comes with Picketline."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from picketline.authorities import shipped
from picketline.authorities.gazetteer import CODES
from picketline.authorities.importer import Importer


class Command(BaseCommand):
    """Says one line per kind of row; running it again changes nothing."""

    help = "Loads countries, salutations, and the missions of all states or of those given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sending", nargs="+", metavar="KZ", help="only missions of these states (ISO 3166)")
        parser.add_argument("--folder", type=Path, default=shipped.FOLDER, help="other data files in the same form")

    def handle(self, *args: Any, sending: list[str] | None, folder: Path, **options: Any) -> None:
        """Load and tell."""
        for step in Importer(folder, sending=checked(sending)).steps():
            line = _("{noun}: {new} new, {changed} changed, {same} as they were")
            self.stdout.write(line.format(noun=step.noun, new=step.new, changed=step.changed, same=step.same))


def checked(sending: list[str] | None) -> set[str] | None:
    """The codes in capitals; a code that no state has is refused before anything is loaded."""
    codes = {code.upper() for code in sending or ()}
    if unknown := sorted(codes - set(CODES)):
        raise CommandError(_("No state has this code: {codes}.").format(codes=", ".join(unknown)))
    return codes or None

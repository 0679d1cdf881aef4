"""Load the directory of authorities that comes with Picketline."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from picketline.authorities import shipped
from picketline.authorities.gazetteer import CODES
from picketline.authorities.importer import STEPS, Importer


class Command(BaseCommand):
    """Says one line per kind of row, on a terminal above a bar that fills; running it again changes nothing."""

    help = "Loads countries, salutations, the offices of all states or of those given, and their missions abroad."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sending", nargs="+", metavar="KZ", help="only offices of these states (ISO 3166)")
        parser.add_argument("--folder", type=Path, default=shipped.FOLDER, help="other data files in the same form")

    def handle(self, *args: Any, sending: list[str] | None, folder: Path, **options: Any) -> None:
        """Load and tell."""
        importer = Importer(folder, sending=checked(sending))
        line = _("{noun}: {new} new, {changed} changed, {same} as they were")
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        console = Console(file=self.stdout, force_terminal=self.stdout.isatty(), highlight=False)  # type: ignore[arg-type]
        with Progress(*columns, console=console, transient=True, disable=not self.stdout.isatty()) as bar:
            task = bar.add_task(_("Loading the directory"), total=STEPS)
            for step in importer.steps():
                told = line.format(noun=step.noun, new=step.new, changed=step.changed, same=step.same)
                bar.console.print(told) if self.stdout.isatty() else self.stdout.write(told)
                bar.advance(task)


def checked(sending: list[str] | None) -> set[str] | None:
    """The codes in capitals; a code that no state has is refused before anything is loaded."""
    codes = {code.upper() for code in sending or ()}
    if unknown := sorted(codes - set(CODES)):
        raise CommandError(_("No state has this code: {codes}.").format(codes=", ".join(unknown)))
    return codes or None

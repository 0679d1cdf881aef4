"""picketline export-directory FILE.csv --states KZ …: the directory as a file; its ending says which kind."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from picketline.authorities.gazetteer import CODES
from picketline.directory.exporting import popolo, spreadsheet, vcard

FORMATS: dict[str, Callable[[Collection[str] | None], Iterator[str]]] = {
    ".csv": spreadsheet.written,
    ".json": popolo.written,
    ".vcf": vcard.written,
}


class Command(BaseCommand):
    """Writes a new file piece by piece; what is there already stays."""

    help = "Writes the directory (docs/directory.md) to FILE, which ends in .csv, .json (Popolo) or .vcf (vCard)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--states", nargs="+", metavar="KZ", help="only offices of these states (ISO 3166)")

    def handle(self, *args: Any, file: Path, states: list[str] | None, **options: Any) -> None:
        write = FORMATS.get(file.suffix.lower())
        if write is None:
            raise CommandError(f"{file} should end in .csv, .json or .vcf.")
        pieces = write(checked(states))
        try:
            with file.open("x", encoding="utf-8", newline="") as out:
                out.writelines(pieces)
        except FileExistsError as reason:
            raise CommandError(f"{file} is there already.") from reason
        except OSError as reason:
            raise CommandError(f"{file}: {reason.strerror}") from reason
        self.stdout.write(f"{file}: {file.stat().st_size} bytes")


def checked(states: list[str] | None) -> list[str] | None:
    if states is None:
        return None
    codes = [code.upper() for code in states]
    if unknown := sorted(set(codes) - set(CODES)):
        raise CommandError(f"Not a country: {', '.join(unknown)}.")
    return codes

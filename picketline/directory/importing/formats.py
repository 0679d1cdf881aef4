"""The formats that can be read, each by its name."""

from collections.abc import Callable
from typing import BinaryIO

from picketline.directory.importing import germany, popolo, spreadsheet
from picketline.directory.importing.told import Options, Reading
from picketline.directory.models import Import

READERS: dict[str, Callable[[BinaryIO, Options], Reading]] = {
    Import.Kind.CSV: spreadsheet.read,
    Import.Kind.POPOLO: popolo.read,
    Import.Kind.GERMANY: germany.read,
}


def read(kind: str, file: BinaryIO, options: Options) -> Reading:
    """What a file of this kind says. Raises Refused."""
    file.seek(0)
    return READERS[kind](file, options)

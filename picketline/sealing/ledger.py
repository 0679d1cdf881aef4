"""The ledger of erasures: what was erased, told by opaque marks, in a file that a restored backup never replaces.

A line is written before the erasing transaction ends: where the two part, the restore erases once more, never less.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from picketline.sealing.matching import site_hash

MARK_HEX = 32
MODE = 0o660  # less the umask: two system users, web and worker, may share it
LINE = re.compile(rf"(\S+) ([a-z ]+): ([0-9a-f]{{{MARK_HEX}}})")


class Fate(StrEnum):
    """What happened to the row that a mark stands for."""

    LETTER_ERASED = "letter erased"
    LETTER_ENDED = "letter ended"
    LETTER_WITHDRAWN = "letter withdrawn"
    NAME_ERASED = "name erased"
    SUBSCRIPTION_ENDED = "subscription ended"


@dataclass(frozen=True)
class Line:
    """One erasure: when, what, and the mark of the row."""

    at: datetime
    fate: Fate
    mark: str

    def __str__(self) -> str:
        return f"{self.at.isoformat(timespec='seconds')} {self.fate.value}: {self.mark}\n"


def mark(*parts: str) -> str:
    """A keyed hash under the site's pepper, 128 bits: nobody can tell from it whose row it was."""
    return site_hash("ledger", *parts).hex()[:MARK_HEX]


def note(fate: Fate, marks: Iterable[str]) -> None:
    """Add one line per mark and wait until the disk has them; what cannot be noted is not erased."""
    now = datetime.now(UTC)
    append(settings.LEDGER, [Line(now, fate, one) for one in marks])


def complete(file: Path, lines: Iterable[Line]) -> None:
    """Add those of the lines that the ledger in `file` does not have; the file exists afterwards."""
    known = set(read(file)) if file.exists() else set()
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT, MODE))
    append(file, [line for line in dict.fromkeys(lines) if line not in known])


def append(file: Path, lines: list[Line]) -> None:
    """One write at the end; a line that a power cut tore apart is left to itself."""
    if not lines:
        return
    text = "".join(map(str, lines))
    handle = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, MODE)
    try:
        size = os.fstat(handle).st_size
        is_torn = size and os.pread(handle, 1, size - 1) != b"\n"
        os.write(handle, ("\n" if is_torn else "").encode() + text.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def read(file: Path) -> Iterator[Line]:
    """The lines of a ledger, oldest first; what is torn is passed over."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        for text in lines:
            if found := LINE.fullmatch(text.rstrip("\n")):
                yield Line(datetime.fromisoformat(found[1]), Fate(found[2]), found[3])

"""A CSV file as rows with their line numbers, and which of its columns is which of ours."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from picketline.directory.columns import COLUMNS, NOTICE, as_meant
from picketline.directory.importing.told import Refused, Trouble

DELIMITERS = (",", ";", "\t")
MOST_COLUMNS = 100
LONGEST_CELL = 131_072  # csv.field_size_limit()
IGNORED = "-"
BREAKS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Row:
    """One row: the line of the file on which it begins, and its cells by our columns."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Head:
    """The first row: its columns as they are called there, and ours for them; None is a column that is not read."""

    delimiter: str
    columns: list[str]
    ours: list[str | None]

    @property
    def mapping(self) -> dict[str, str]:
        return {theirs: ours or "" for theirs, ours in zip(self.columns, self.ours, strict=True)}


def head_of(line: str, mapping: Mapping[str, str]) -> Head:
    """Which delimiter finds most of our columns, or else most columns. Raises Refused."""
    found = [(delimiter, split(line, delimiter)) for delimiter in DELIMITERS]
    best, columns = max(found, key=lambda one: (known_among(one[1], mapping), len(one[1])))
    named = [column for column in columns if column]
    twice = sorted({column for column in named if named.count(column) > 1})
    if twice:
        raise Refused(_("The first row names the column “%(column)s” twice.") % {"column": twice[0][:60]})
    if len(columns) > MOST_COLUMNS:
        raise Refused(_("The first row has %(number)d columns. That is no directory.") % {"number": len(columns)})
    return Head(best, columns, ours_for(columns, mapping))


def columns_in(line: str) -> list[str]:
    """The cells of a first row by the delimiter that finds most of our columns, or else most columns."""
    return max((split(line, one) for one in DELIMITERS), key=lambda cells: (known_among(cells, {}), len(cells)))


def split(line: str, delimiter: str) -> list[str]:
    try:
        row = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [as_meant(cell).strip() for cell in row]


def known_among(columns: Iterable[str], mapping: Mapping[str, str]) -> int:
    return sum(column in mapping or plain(column) in COLUMNS for column in columns)


def ours_for(columns: list[str], mapping: Mapping[str, str]) -> list[str | None]:
    """By what was said, else by its own name where that is one of ours. Raises Refused."""
    for theirs, ours in mapping.items():
        if theirs not in columns:
            raise Refused(_("The first row has no column “%(column)s”.") % {"column": theirs[:60]})
        if ours not in (*COLUMNS, IGNORED):
            words = _("We have no column “%(column)s”. Ours are: %(ours)s.")
            raise Refused(words % {"column": ours[:60], "ours": ", ".join(COLUMNS)})
    found = [chosen(column, mapping) for column in columns]
    used = [column for column in found if column]
    if twice := sorted({column for column in used if used.count(column) > 1}):
        raise Refused(_("Two columns of the file are to be our “%(column)s”.") % {"column": twice[0]})
    return found


def chosen(column: str, mapping: Mapping[str, str]) -> str | None:
    ours = mapping.get(column, plain(column))
    return ours if ours in COLUMNS else None


def plain(column: str) -> str:
    return column.strip().casefold().replace(" ", "_").replace("-", "_")


def rows_of(lines: Iterator[str], head: Head) -> Iterator[Row | Trouble]:
    """Every row after the first, or what is wrong with it. A cell is again what it was before a formula was defused."""
    counted = Counted(lines)
    reader = csv.reader(counted, delimiter=head.delimiter, strict=True)
    while True:
        begins = counted.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as trouble:
            yield Trouble(at_line(begins), broken(str(trouble)))
            continue
        if any(cell.strip() for cell in cells) and cells[0] != NOTICE:
            yield row_or_trouble(begins, cells, head)


def row_or_trouble(line: int, cells: list[str], head: Head) -> Row | Trouble:
    if len(cells) != len(head.columns):
        words = _(
            "It has %(cells)d cells, and the first row has %(columns)d. Is the file cut off, or a comma too many?"
        )
        return Trouble(at_line(line), words % {"cells": len(cells), "columns": len(head.columns)})
    told = zip(head.ours, cells, strict=True)
    return Row(line, {ours: BREAKS.sub("\n", as_meant(cell)).strip() for ours, cell in told if ours})


def broken(trouble: str) -> str:
    """What the reader complains of, in words."""
    if "unexpected end" in trouble:
        return _("A quotation mark opens a cell here and is never closed: the file may be cut off.")
    if "field larger" in trouble:
        return _("A cell here is far too long: a quotation mark may be missing.")
    return _("A quotation mark stands in the middle of a cell: the row cannot be read.")


def at_line(line: int) -> str:
    return _("line %(line)d") % {"line": line}


class Counted:
    """Lines, and how many of them were taken; the first row was taken before."""

    def __init__(self, lines: Iterator[str], number: int = 1) -> None:
        self.lines = lines
        self.number = number

    def __iter__(self) -> "Counted":
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.number += 1
        return line

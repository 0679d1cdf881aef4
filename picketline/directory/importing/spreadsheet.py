"""A CSV file of our columns, or of others that are said to be ours: one row, one office and at most one contact."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext as _

from picketline.directory.importing import checking, opening
from picketline.directory.importing.table import Row, at_line, columns_in, head_of, rows_of
from picketline.directory.importing.told import Options, Reading, Told, ToldContact, Trouble

NEEDED = ({"authority_uuid"}, {"kind", "state"})
FILLED = ("kind", "state", "host", "mission_kind")


class Wrong(Exception):
    """One cell of a row says what it cannot say."""


def read(file: BinaryIO, options: Options) -> Reading:
    """Every row; `options` are encoding, mapping, and what holds where a column is missing: kind, state, source."""
    with closing(opening.lines_of(file, options.get("encoding", ""))) as lines:
        return read_lines(lines, options)


def columns_of(file: BinaryIO, options: Options) -> list[str]:
    """The columns as the file calls them. Raises Refused."""
    with closing(opening.lines_of(file, options.get("encoding", ""))) as lines:
        return [column for column in columns_in(next(lines)) if column]


def read_lines(lines: Iterator[str], options: Options) -> Reading:
    head = head_of(next(lines), options.get("mapping") or {})
    reading = Reading(columns=[column for column in head.columns if column], mapping=head.mapping)
    known = {column for column in head.ours if column} | {name for name in FILLED if options.get(name)}
    for column, ours in head.mapping.items():
        if column and not ours:
            reading.leave(_("column “%(column)s”") % {"column": column[:60]})
    if not any(needed <= known for needed in NEEDED):
        reading.wrong(at_line(1), no_columns())
        return reading
    for row in rows_of(lines, head):
        if isinstance(row, Trouble):
            reading.troubles.append(row)
        else:
            read_row(row, options, reading)
    return reading


def no_columns() -> str:
    return _(
        "We cannot see which column is which: authority_uuid is needed, or kind and state. Say which columns they are."
    )


def read_row(row: Row, options: Options, reading: Reading) -> None:
    place = at_line(row.line)
    try:
        told = told_by(row, options)
    except Wrong as trouble:
        reading.wrong(place, str(trouble))
        return
    if sentences := checking.complaints(told):
        reading.wrong(place, *sentences)
    else:
        reading.offices.append(told)


def told_by(row: Row, options: Options) -> Told:
    """The office of one row. Raises Wrong."""
    cells = {name: row.cells.get(name, "") or options.get(name, "") for name in FILLED}
    contact = contact_of(row, options)
    return Told(
        place=at_line(row.line),
        uuid=uuid_of(row.cells.get("authority_uuid", "")),
        kind=cells["kind"].lower(),
        state=cells["state"].upper(),
        host=cells["host"].upper(),
        mission_kind=cells["mission_kind"].lower(),
        city=row.cells.get("city", ""),
        name=row.cells.get("name_en", ""),
        role=row.cells.get("role", ""),
        accredited_to=tuple(codes_in(row.cells.get("accredited_to", ""))),
        source=row.cells.get("source", "") or options.get("source", ""),
        as_of=contact.as_of if contact else day_of(row, "as_of"),
        contacts=(contact,) if contact else (),
    )


def contact_of(row: Row, options: Options) -> ToldContact | None:
    """The contact of one row; none where neither its kind nor its value is there. Raises Wrong."""
    kind, value = row.cells.get("contact_kind", "").lower(), row.cells.get("value", "")
    if not kind and not value:
        return None
    kind = kind or options.get("contact_kind", "")
    day_of(row, "checked_on")
    return ToldContact(
        kind=kind,
        value=value,
        source=row.cells.get("source", "") or options.get("source", ""),
        label=row.cells.get("label", ""),
        purpose=row.cells.get("purpose", "").lower() or "general",
        language=row.cells.get("language", ""),
        as_of=day_of(row, "as_of"),
        state=row.cells.get("state_of_contact", "").lower() or "unverified",
    )


def codes_in(cell: str) -> list[str]:
    parts = cell.replace("|", " ").replace(",", " ").replace(";", " ").split()
    return list(dict.fromkeys(part.upper() for part in parts))


def uuid_of(cell: str) -> UUID | None:
    try:
        return UUID(cell) if cell else None
    except ValueError as trouble:
        raise Wrong(_("“%(text)s” is no UUID.") % {"text": cell[:40]}) from trouble


def day_of(row: Row, column: str) -> date | None:
    try:
        return checking.day(row.cells.get(column, ""))
    except ValueError as trouble:
        words = _("“%(text)s” in %(column)s is no day: write 2026-11-24.")
        raise Wrong(words % {"text": row.cells[column][:40], "column": column}) from trouble

"""The columns of the directory as a spreadsheet, for who writes one and for who reads one; docs/directory.md."""

import re

COLUMNS = (
    "authority_uuid",
    "kind",
    "state",
    "host",
    "mission_kind",
    "city",
    "name_en",
    "role",
    "contact_kind",
    "value",
    "label",
    "purpose",
    "language",
    "source",
    "as_of",
    "state_of_contact",
    "checked_on",
    "accredited_to",
)
NOTICE = "NOTICE"  # the first cell of the last row, which tells sources and licences in `value` and is no office
ENCODING = "utf-8-sig"  # with a byte order mark: without it, Excel reads UTF-8 as the code page of its country
FORMULA = r"(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
DANGEROUS = re.compile(rf"'*{FORMULA}")
DEFUSED = re.compile(rf"'+{FORMULA}")


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before it (OWASP, CSV injection)."""
    return f"'{cell}" if DANGEROUS.match(cell) else cell


def as_meant(cell: str) -> str:
    """The same cell without that apostrophe: `as_meant(defused(cell)) == cell` for every cell."""
    return cell[1:] if DEFUSED.match(cell) else cell

"""Dates known in part: 2012, 2012-06 or 2012-06-30, with a word for how exact they are."""

import re
from datetime import date

from picketline.appeals.models.occurrence import Precision

FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:[T ].*)?", re.DOTALL)
OLDEST, NEWEST = 1900, 2100
TO_THE_DAY = {"", "day", "minute", "hour", "time"}


def parts(text: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day, None for what is not told; None for words like “mid-June 2012”."""
    found = FORM.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    return year or 0, month, day


def is_impossible(text: str) -> bool:
    """True for what looks like a date and is none: 2012-02-30, or a year that no appeal is about."""
    found = parts(text)
    if found is None:
        return False
    year, month, day = found
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return True
    return not OLDEST <= year <= NEWEST


def whole(text: object) -> date | None:
    """A day; None for anything less, because a missing day is not invented."""
    found = parts(text) if isinstance(text, str) else None
    return date(found[0], found[1], found[2]) if found and found[1] and found[2] else None


def read(text: str | None, precision: str | None) -> tuple[date | None, Precision]:
    """As our rows know it, never more exact than the document says; the first day stands for a month or a year."""
    found = parts(text or "")
    if found is None or precision == Precision.UNDATED:
        return None, Precision.UNDATED
    year, month, day = found
    on = date(year, month or 1, day or 1)
    if precision == Precision.YEAR or not month:
        return on, Precision.YEAR
    return on, Precision.DAY if day and (precision or "") in TO_THE_DAY else Precision.MONTH


def written(on: date | None, precision: str) -> str | None:
    """As a document says it."""
    if on is None:
        return None
    if precision == Precision.YEAR and (on.month, on.day) == (1, 1):
        return f"{on.year:04}"
    if precision == Precision.MONTH and on.day == 1:
        return f"{on.year:04}-{on.month:02}"
    return on.isoformat()

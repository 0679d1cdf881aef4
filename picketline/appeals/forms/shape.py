"""What the forms at the desk have in common: ids that stay apart, texts that can be printed, dates known in part."""

import calendar
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from picketline.appeals.models.occurrence import Precision
from picketline.supporters.names import FORBIDDEN

OLDEST, NEWEST = 1900, 2100


class DeskForm(forms.Form):
    """`key` keeps the ids of several forms on one page apart."""

    def __init__(self, *args: Any, key: str = "", **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{key}-%s" if key else "%s", **kwargs)


class Text(forms.CharField):
    """Words: line breaks are fine, other control characters and characters that turn the text round are not."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        return unicodedata.normalize("NFC", text)

    def validate(self, value: str) -> None:
        super().validate(value)
        if FORBIDDEN.search(value.replace("\n", "")):
            raise forms.ValidationError(_("This contains a character that cannot be printed. Type it again."))


class Line(Text):
    """Words on one line."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


def area(rows: int) -> forms.Textarea:
    """A field of several lines for text in any direction."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def line() -> forms.TextInput:
    """A field of one line for text in any direction."""
    return forms.TextInput(attrs={"dir": "auto"})


def day_input() -> forms.DateInput:
    """The browser's own calendar; without one, a day as 2026-11-23."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})


class WhenForm(DeskForm):
    """A date as exactly as it is known: what is not known stays empty, and that says how exact it is."""

    day = forms.IntegerField(required=False, min_value=1, max_value=31, label=gettext_lazy("Day"))
    month = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label=gettext_lazy("Month"), choices=[("", "–"), *MONTHS.items()]
    )
    year = forms.IntegerField(required=False, min_value=OLDEST, max_value=NEWEST, label=gettext_lazy("Year"))

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        day, month, year = (values.pop(name, None) for name in ("day", "month", "year"))
        if not self.errors.keys() & {"day", "month", "year"}:
            values |= self.dated(day, month, year)
        return values

    def dated(self, day: int | None, month: int | None, year: int | None) -> dict[str, Any]:
        """`on` and `precision`; the first day stands for a month or a year."""
        if not year and (month or day):
            self.add_error("year", _("Enter the year, or leave the whole date empty"))
        elif day and not month:
            self.add_error("month", _("Choose the month, or leave the day empty"))
        elif day and day > calendar.monthrange(year, month)[1]:
            self.add_error("day", _("This month has no such day"))
        if not year or self.errors:
            return {"on": None, "precision": Precision.UNDATED}
        precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        return {"on": date(year, month or 1, day or 1), "precision": precision}


def when_initial(on: date | None, precision: str) -> dict[str, Any]:
    """A stored date as the three fields show it."""
    if on is None:
        return {}
    parts = {"year": on.year}
    if precision in {Precision.DAY, Precision.MONTH}:
        parts["month"] = on.month
    if precision == Precision.DAY:
        parts["day"] = on.day
    return parts

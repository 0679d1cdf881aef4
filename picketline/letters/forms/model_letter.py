"""The suggested letter, and its points in a row."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from picketline.appeals.forms.shape import DeskForm, Line, Text, area, line

MOST_POINTS = 12
LONGEST_POINT = 1_500
LONGEST_OPENING = 6_000


class ModelLetterForm(DeskForm):
    """Subject, opening, points, closing, valediction. A point that is emptied goes; an empty one is always there."""

    subject = Line(
        max_length=120,
        label=gettext_lazy("Subject"),
        widget=line(),
        error_messages={"required": gettext_lazy("Enter a subject")},
    )
    opening = Text(
        max_length=LONGEST_OPENING,
        label=gettext_lazy("Opening"),
        help_text=gettext_lazy("Whom it is about, and what you ask for. The salutation comes by itself."),
        widget=area(6),
        error_messages={"required": gettext_lazy("Write the opening")},
    )
    closing = Text(required=False, max_length=1_500, label=gettext_lazy("Closing"), widget=area(3))
    valediction = Line(
        max_length=120,
        label=gettext_lazy("Words above the signature"),
        widget=line(),
        error_messages={"required": gettext_lazy("Enter the words above the signature")},
    )

    def __init__(self, *args: Any, points: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = self.data.getlist("point") if self.is_bound else list(points)

    @property
    def point_fields(self) -> list[str]:
        """The points as the page shows them, and an empty one to write the next into."""
        written = [text for text in self.points if text.strip()]
        return written if len(written) >= MOST_POINTS else [*written, ""]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        field = Text(required=False, max_length=LONGEST_POINT)
        try:
            cleaned = [field.clean(text) for text in self.points]
        except forms.ValidationError as wrong:
            self.add_error(None, wrong)
            return values
        values["points"] = [text for text in cleaned if text]
        if len(values["points"]) > MOST_POINTS:
            self.add_error(None, _("Twelve points are the most"))
        return values

    def moved(self, number: int, *, up: bool) -> list[str]:
        """The points with one of them a place further up or down."""
        points, other = list(self.cleaned_data["points"]), number + (-1 if up else 1)
        if 0 <= number < len(points) and 0 <= other < len(points):
            points[number], points[other] = points[other], points[number]
        return points

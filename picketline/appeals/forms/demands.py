"""One thing we ask for."""

from typing import Any

from django.utils.translation import gettext_lazy

from picketline.appeals.forms.shape import DeskForm, Text, area


class DemandForm(DeskForm):
    """Its words in one language; in another than the first they may be left out."""

    words = Text(
        max_length=400,
        label=gettext_lazy("Demand"),
        help_text=gettext_lazy("One thing that one office can do."),
        widget=area(2),
        error_messages={"required": gettext_lazy("Enter the demand")},
    )

    def __init__(self, *args: Any, is_source: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = is_source

"""The state concerned, the first language, and one source."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from picketline.appeals.forms.beginning import language_field, state_field, web_address_field
from picketline.appeals.forms.shape import DeskForm, Line, day_input, line
from picketline.appeals.languages import language_choices


class BasisForm(DeskForm):
    """While it is a draft."""

    state = state_field(help_text=gettext_lazy("Another state gives the appeal another number."))
    language = language_field()


class SourceForm(DeskForm):
    """Who published what, where and when."""

    publisher = Line(
        max_length=200,
        label=gettext_lazy("Who published it"),
        widget=line(),
        error_messages={"required": gettext_lazy("Enter who published it")},
    )
    title = Line(required=False, max_length=300, label=gettext_lazy("Title"), widget=line())
    url = web_address_field()
    published_on = forms.DateField(
        required=False,
        label=gettext_lazy("Day of publication"),
        widget=day_input(),
        error_messages={"invalid": gettext_lazy("Choose a day")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            required=False,
            label=gettext_lazy("Language of the title"),
            choices=lambda: [("", "–"), *language_choices(get_language())],
        )

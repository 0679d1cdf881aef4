"""A statement with its date and where it comes from."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from picketline.appeals.forms.shape import Line, WhenForm, day_input, line
from picketline.appeals.models import Appeal, Source
from picketline.appeals.sources import sources_of

TYPED = ("publisher", "title", "url", "published_on")


class SourceChoice(forms.ModelChoiceField):
    """The appeal's own sources, each with publisher and title."""

    def label_from_instance(self, source: Source) -> str:
        return ", ".join(part for part in (source.publisher, source.title, str(source.published_on or "")) if part)


class SourcedForm(WhenForm):
    """`source` comes out as the chosen one, as what was typed of a new one, or as None."""

    source = SourceChoice(
        Source.objects.none(),
        required=False,
        label=gettext_lazy("A source of this appeal"),
        empty_label=gettext_lazy("none, or a new one"),
    )
    publisher = Line(required=False, max_length=200, label=gettext_lazy("Who published it"), widget=line())
    title = Line(required=False, max_length=300, label=gettext_lazy("Title"), widget=line())
    url = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label=gettext_lazy("Web address"),
        error_messages={"invalid": gettext_lazy("Enter a web address like https://example.org/report")},
    )
    published_on = forms.DateField(required=False, label=gettext_lazy("Day of publication"), widget=day_input())

    def __init__(self, *args: Any, appeal: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appeal = appeal
        self.fields["source"].queryset = sources_of(appeal)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        typed = {name: values.pop(name, None) for name in TYPED}
        if not any(typed.values()):
            return values
        if values.get("source"):
            self.add_error("source", _("Choose a source or type a new one, not both"))
        elif not typed["publisher"] and "publisher" not in self.errors:
            self.add_error("publisher", _("Enter who published it"))
        values["source"] = {name: value if name == "published_on" else value or "" for name, value in typed.items()}
        return values

    @property
    def has_source_typed(self) -> bool:
        """True where the fields of a new source are to be shown open."""
        return not self.fields["source"].queryset.exists() or any(
            self[name].value() or self.errors.get(name) for name in TYPED
        )

"""One entry of the chronology."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from picketline.appeals.forms.shape import Text, area
from picketline.appeals.forms.sourced import SourcedForm
from picketline.appeals.models import Occurrence


class Entry(forms.ModelChoiceField):
    """Another entry, known by its date and its first words."""

    def label_from_instance(self, occurrence: Occurrence) -> str:
        text = next((wording.text for wording in occurrence.words.wordings.all()), "")
        return f"{occurrence.place}. {text[:70]}"


class OccurrenceForm(SourcedForm):
    """What happened or was said, when, and who says so."""

    kind = forms.ChoiceField(choices=Occurrence.Kind, label=gettext_lazy("What is it?"), widget=forms.RadioSelect)
    statement = forms.ChoiceField(
        required=False,
        choices=[("", "–"), *Occurrence.Statement.choices],
        label=gettext_lazy("What kind of statement"),
        help_text=gettext_lazy("Only where an authority said it."),
    )
    words = Text(
        max_length=2_000,
        label=gettext_lazy("What happened, or what was said"),
        help_text=gettext_lazy("Facts, in one or two sentences. Who, what, where."),
        widget=area(3),
        error_messages={"required": gettext_lazy("Say what happened")},
    )
    disputes = Entry(
        Occurrence.objects.none(),
        required=False,
        label=gettext_lazy("It contradicts this entry"),
        help_text=gettext_lazy("Both stay, and readers see that sources disagree."),
        empty_label=gettext_lazy("no other entry"),
    )

    def __init__(self, *args: Any, editing: Occurrence | None = None, is_source: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = is_source
        others = self.appeal.occurrences.filter(disputes=None, kind=Occurrence.Kind.HAPPENED)
        if editing:
            others = others.exclude(pk=editing.pk)
        self.editing = editing
        self.fields["disputes"].queryset = others.prefetch_related("words__wordings")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("kind") != Occurrence.Kind.SAID:
            values["statement"] = ""
        if values.get("disputes") and values.get("kind") == Occurrence.Kind.SAID:
            self.add_error("disputes", _("Only what happened can contradict what happened"))
        if values.get("disputes") and self.editing and self.editing.disputed_by.exists():
            self.add_error("disputes", _("Another entry contradicts this one already"))
        return values

"""A file to be looked at, how it is to be read, and what may change."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from picketline.authorities.models import ContactPoint, country_choices
from picketline.directory.columns import COLUMNS
from picketline.directory.importing import opening
from picketline.directory.importing.table import IGNORED
from picketline.directory.models import Import
from picketline.gate.uploads import LARGEST

MOST_CHANGES = 1_000_000
WORDS = {
    "authority_uuid": gettext_lazy("our id of the office"),
    "kind": gettext_lazy("kind of office"),
    "state": gettext_lazy("whose state (KZ)"),
    "host": gettext_lazy("mission: in which country (DE)"),
    "mission_kind": gettext_lazy("mission: of which kind"),
    "city": gettext_lazy("mission: in which town"),
    "name_en": gettext_lazy("name in English"),
    "role": gettext_lazy("who heads it"),
    "contact_kind": gettext_lazy("contact: of which kind"),
    "value": gettext_lazy("contact: the address or number itself"),
    "label": gettext_lazy("contact: label"),
    "purpose": gettext_lazy("contact: what for"),
    "language": gettext_lazy("contact: language"),
    "source": gettext_lazy("source"),
    "as_of": gettext_lazy("as of which day"),
    "state_of_contact": gettext_lazy("contact: its state"),
    "checked_on": gettext_lazy("contact: checked on"),
    "accredited_to": gettext_lazy("mission: accredited to"),
}


class FileForm(forms.Form):
    """A file and what kind it is."""

    kind = forms.ChoiceField(
        choices=Import.Kind,
        label=gettext_lazy("What kind of file is it?"),
        widget=forms.RadioSelect,
        initial=Import.Kind.CSV,
        error_messages={"required": gettext_lazy("Choose one")},
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("At most 5 MB. You see what it would change before anything happens."),
        error_messages={"required": gettext_lazy("Choose a file"), "empty": gettext_lazy("The file is empty")},
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="import-%s", **kwargs)
        if too_large:
            words = _("The file is too large: %(most)d MB is the most. The command line takes up to 20 MB.")
            self.fields["file"].error_messages["required"] = words % {"most": LARGEST // 1024**2}


class ReadingForm(forms.Form):
    """How a file is to be read: its encoding, which column is which, and what holds for all of it."""

    encoding = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Encoding"),
        choices=[("", "UTF-8"), *((name, name) for name in opening.ENCODINGS if name != "utf-8")],
    )
    source = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Where the facts are from"),
        help_text=gettext_lazy("For whatever does not say so itself: a page, a register and its day."),
    )
    state = forms.ChoiceField(required=False, label=gettext_lazy("Whose offices they are, where the file is silent"))
    contact_kind = forms.ChoiceField(
        required=False,
        label=gettext_lazy("What every contact is, where the file is silent"),
        choices=[("", "–"), *ContactPoint.Kind.choices],
    )

    def __init__(self, *args: Any, draft: Import, columns: list[str], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="how-%s", initial=draft.options, **kwargs)
        self.columns = columns
        self.fields["state"].choices = [("", "–"), *country_choices(get_language())]
        if draft.kind != Import.Kind.CSV:
            del self.fields["encoding"], self.fields["contact_kind"]
        mapping = draft.options.get("mapping", {})
        choices = [("", _("by its name")), (IGNORED, _("leave it out"))]
        choices += [(name, f"{name} · {WORDS[name]}") for name in COLUMNS]
        for number, column in enumerate(columns):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                required=False, label=column, choices=choices, initial=mapping.get(column, "")
            )

    @property
    def general(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith("column-")]

    @property
    def of_columns(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith("column-")]

    def options(self) -> dict[str, Any]:
        """What was said, without what was left open."""
        chosen = ((column, self.cleaned_data[f"column-{number}"]) for number, column in enumerate(self.columns))
        named = ((name, self.cleaned_data.get(name, "")) for name in ("encoding", "source", "state", "contact_kind"))
        said = {name: value for name, value in named if value}
        return said | {"mapping": {column: ours for column, ours in chosen if ours}}


class StartForm(forms.Form):
    """That the plan somebody has seen is to be carried out."""

    looked_at = forms.CharField(max_length=64, widget=forms.HiddenInput)
    skip_broken = forms.BooleanField(
        required=False, label=gettext_lazy("Leave out what is wrong, and bring in the rest")
    )
    limit = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_CHANGES,
        label=gettext_lazy("How many known rows may change"),
        help_text=gettext_lazy("Without a number five per cent of all that is known."),
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"invalid": gettext_lazy("Enter a number")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="start-%s", **kwargs)

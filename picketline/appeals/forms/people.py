"""A person at risk, and one entry of their history."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from picketline.appeals.forms.shape import DeskForm, Line, Text, area, day_input, line
from picketline.appeals.forms.sourced import SourcedForm
from picketline.appeals.models import Person, PersonStatus

MOST_ALIASES = 30
AGREED_TO = ("consent_to_name", "consent_to_facts", "consent_to_picture")
NAMELESS = (Person.Naming.KNOWN_TO_ISSUER, Person.Naming.GROUP)


class PersonForm(DeskForm):
    """How they are called here, how many they are, what they do, and who agreed to the name."""

    naming = forms.ChoiceField(
        choices=Person.Naming, label=gettext_lazy("How are they shown?"), widget=forms.RadioSelect
    )
    name = Line(
        required=False,
        max_length=200,
        label=gettext_lazy("Name or pseudonym"),
        help_text=gettext_lazy("A name that must not be known is not stored: leave it empty."),
        widget=line(),
    )
    aliases = Text(
        required=False,
        max_length=2_000,
        label=gettext_lazy("Other spellings"),
        help_text=gettext_lazy("One on each line. Never the real name behind a pseudonym."),
        widget=area(2),
    )
    role = Line(
        max_length=300,
        label=gettext_lazy("Who they are"),
        help_text=gettext_lazy("Such as: lawyer of the striking oil workers."),
        widget=line(),
        error_messages={"required": gettext_lazy("Say in a few words who they are")},
    )
    count = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=10_000_000,
        label=gettext_lazy("How many"),
        help_text=gettext_lazy("Only for a group. Empty where it is not known."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    bound = forms.ChoiceField(
        required=False, choices=Person.Bound, label=gettext_lazy("The number is"), initial=Person.Bound.EXACTLY
    )
    consent_by = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("nobody, or not noted")), *Person.ConsentBy.choices],
        label=gettext_lazy("Who agreed?"),
        widget=forms.RadioSelect,
    )
    consent_to_name = forms.BooleanField(
        required=False, initial=True, label=gettext_lazy("They agreed that the name is shown")
    )
    consent_to_facts = forms.BooleanField(
        required=False, label=gettext_lazy("They agreed to what is told about them, and to what we ask for")
    )
    consent_to_picture = forms.BooleanField(required=False, label=gettext_lazy("They agreed to a picture"))
    consent_on = forms.DateField(required=False, label=gettext_lazy("On which day"), widget=day_input())
    consent_until = forms.DateField(
        required=False,
        label=gettext_lazy("It holds until"),
        help_text=gettext_lazy("From the next day on the name is on no page. Empty: until they withdraw it."),
        widget=day_input(),
    )
    consent_note = Line(
        required=False,
        max_length=300,
        label=gettext_lazy("Note on the agreement"),
        help_text=gettext_lazy("Only organisers see it. Such as: by telephone, for this appeal only."),
        widget=line(),
    )

    def __init__(self, *args: Any, is_source: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].required = is_source

    def clean_aliases(self) -> list[str]:
        lines = [" ".join(one.split()) for one in self.cleaned_data["aliases"].split("\n")]
        return [one for one in dict.fromkeys(lines) if one][:MOST_ALIASES]

    def clean_consent_on(self) -> date | None:
        day = self.cleaned_data["consent_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come"))
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        self.check_name(values)
        values["bound"] = values.get("bound") or Person.Bound.EXACTLY
        if values.get("naming") != Person.Naming.GROUP:
            values |= {"count": 1, "bound": Person.Bound.EXACTLY}
        if not values.get("consent_by"):
            values |= {"consent_on": None, "consent_note": "", "consent_until": None}
            return values
        if not any(values.get(name) for name in AGREED_TO):
            self.add_error("consent_to_name", _("Say what they agreed to"))
        if values.get("consent_on") and values.get("consent_until") and values["consent_until"] < values["consent_on"]:
            self.add_error("consent_until", _("This day is before the day on which they agreed"))
        if not values.get("consent_on") and "consent_on" not in self.errors:
            self.add_error("consent_on", _("Enter the day on which they agreed"))
        return values

    def check_name(self, values: dict[str, Any]) -> None:
        """A name where one is shown, and none where it must not be known."""
        if "naming" not in values or "name" in self.errors:
            return
        if values["naming"] not in NAMELESS and not values["name"]:
            self.add_error("name", _("Enter the name or the pseudonym"))
        if values["naming"] in NAMELESS and (values["name"] or values.get("aliases")):
            self.add_error("name", _("So shown, no name is stored: take the name and its spellings out"))


class StatusForm(SourcedForm):
    """What befell them, when, and who says so."""

    status = forms.ChoiceField(
        choices=[("", "–"), *PersonStatus.Status.choices],
        label=gettext_lazy("What befell them"),
        error_messages={"required": gettext_lazy("Choose what befell them")},
    )
    words = Text(required=False, max_length=600, label=gettext_lazy("In a sentence"), widget=area(2))

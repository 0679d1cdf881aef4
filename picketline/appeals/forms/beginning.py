"""How an appeal begins: an empty sheet, an alert, a picket, a report. None asks for more than a draft needs."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from picketline.appeals.forms.appeal import (
    LONGEST_BACKGROUND,
    SUGGESTED,
    call_field,
    headline_field,
    in_the_coming_year,
)
from picketline.appeals.forms.shape import DeskForm, Line, Text, area, day_input, line
from picketline.appeals.languages import language_choices
from picketline.authorities.models import Authority, country_choices
from picketline.network.models import Section

NEEDS_A_DAY = {"required": gettext_lazy("Choose a day"), "invalid": gettext_lazy("Choose a day")}
WEB_ADDRESS = {"invalid": gettext_lazy("Enter a web address like https://example.org/report")}


def state_field(**changed: Any) -> forms.ChoiceField:
    usual = {
        "label": gettext_lazy("State concerned"),
        "help_text": gettext_lazy("The state whose offices the letters go to."),
        "choices": lambda: [("", "–"), *country_choices(get_language())],
        "error_messages": {"required": gettext_lazy("Choose the state")},
    }
    return forms.ChoiceField(**usual | changed)


def language_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("You write in"),
        choices=lambda: language_choices(get_language()),
        error_messages={"required": gettext_lazy("Choose a language")},
    )


def web_address_field() -> forms.URLField:
    return forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label=gettext_lazy("Web address"),
        error_messages=WEB_ADDRESS,
    )


class BeginningForm(DeskForm):
    """The language of the draft and, for who belongs to several, the section; they stand last."""

    def __init__(self, *args: Any, sections: QuerySet[Section], **kwargs: Any) -> None:
        suggested = {"language": get_language(), "closes_on": timezone.localdate() + SUGGESTED}
        super().__init__(*args, initial=suggested, **kwargs)
        self.fields["language"] = language_field()
        self.only_section = sections.get() if len(sections) == 1 else None
        if not self.only_section:
            self.fields["section"] = forms.ModelChoiceField(
                sections, label=gettext_lazy("For which section"), empty_label=None
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        return values | {"section": self.only_section} if self.only_section else values


class NewAppealForm(BeginningForm):
    """An empty sheet: the little that a draft needs."""

    headline = headline_field()
    call = call_field()
    state = state_field()
    closes_on = forms.DateField(label=gettext_lazy("Letters until"), widget=day_input(), error_messages=NEEDS_A_DAY)

    def clean_closes_on(self) -> date | None:
        return in_the_coming_year(self.cleaned_data["closes_on"])


class AlertForm(BeginningForm):
    """Another organisation's urgent action."""

    issuer = Line(
        max_length=200,
        label=gettext_lazy("Who issued it"),
        widget=line(),
        error_messages={"required": gettext_lazy("Enter who issued it")},
    )
    headline = headline_field()
    reference = Line(required=False, max_length=60, label=gettext_lazy("Their reference"), widget=line())
    published_on = forms.DateField(
        required=False,
        label=gettext_lazy("Day of publication"),
        widget=day_input(),
        error_messages={"invalid": gettext_lazy("Choose a day")},
    )
    url = web_address_field()
    text = Text(
        required=False,
        max_length=LONGEST_BACKGROUND,
        label=gettext_lazy("Its text"),
        help_text=gettext_lazy("Paste it: it becomes the background, and you cut it down later."),
        widget=area(8),
    )
    state = state_field()


class ReportForm(BeginningForm):
    """A news report: who published what, when and where."""

    title = Line(
        max_length=300,
        label=gettext_lazy("Title of the report"),
        widget=line(),
        error_messages={"required": gettext_lazy("Enter the title")},
    )
    publisher = Line(
        max_length=200,
        label=gettext_lazy("Who published it"),
        widget=line(),
        error_messages={"required": gettext_lazy("Enter who published it")},
    )
    published_on = forms.DateField(
        label=gettext_lazy("Day of publication"), widget=day_input(), error_messages=NEEDS_A_DAY
    )
    url = web_address_field()
    state = state_field()


class PicketForm(BeginningForm):
    """Where and when people will stand, and before which office."""

    office = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Before which office"),
        help_text=gettext_lazy("It is written to as well."),
    )
    state = state_field(
        required=False,
        label=gettext_lazy("State concerned, where the office is not listed"),
        help_text=gettext_lazy("You name the office later."),
    )
    on = forms.DateField(label=gettext_lazy("Day"), widget=day_input(), error_messages=NEEDS_A_DAY)
    at = forms.TimeField(
        required=False,
        label=gettext_lazy("Time"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}),
        error_messages={"invalid": gettext_lazy("Enter a time like 11:00")},
    )
    where = Line(
        max_length=80,
        label=gettext_lazy("Where"),
        help_text=gettext_lazy("Street and town."),
        widget=line(),
        error_messages={"required": gettext_lazy("Enter where people meet")},
    )
    headline = headline_field()

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missions = Authority.objects.filter(kind=Authority.Kind.MISSION, mission__host=country).with_contacts()
        self.missions = {str(one.uuid): one for one in missions}
        named = sorted((one.name_in(get_language()), key) for key, one in self.missions.items())
        self.fields["office"].choices = [("", gettext_lazy("not listed")), *((key, name) for name, key in named)]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        office = self.missions.get(values.get("office", ""))
        if office:
            values["state"] = office.state_id
        elif not values.get("state") and not self.errors.keys() & {"office", "state"}:
            self.add_error("office", _("Choose the office, or below it the state"))
        return values | {"office": office, "at": values.get("at")}

"""The texts of an appeal, and its rules."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from picketline.appeals.forms.ending import LONGEST
from picketline.appeals.forms.shape import DeskForm, Line, Text, area, day_input, line
from picketline.appeals.models.appeal import LONGEST_HOLD
from picketline.supporters.address import NotAnAddress, cleaned

SUGGESTED = timedelta(days=91)
LONGEST_BACKGROUND = 20_000
NEEDS_HEADLINE = {"required": gettext_lazy("Enter a headline")}
NO_ADDRESS = gettext_lazy("This is no e-mail address")
NEEDS_CALL = {"required": gettext_lazy("Say in one sentence what it is about")}


def headline_field(*, required: bool = True) -> Line:
    return Line(
        required=required, max_length=120, label=gettext_lazy("Headline"), widget=line(), error_messages=NEEDS_HEADLINE
    )


def call_field(*, required: bool = True) -> Text:
    return Text(
        required=required,
        max_length=300,
        label=gettext_lazy("In one sentence"),
        help_text=gettext_lazy("Who is in danger, through whom, and what we ask for."),
        widget=area(3),
        error_messages=NEEDS_CALL,
    )


def in_the_coming_year(day: date | None) -> date | None:
    """Refuse a last day that is over or too far away."""
    if day and not timezone.localdate() <= day <= timezone.localdate() + LONGEST:
        raise forms.ValidationError(_("Choose a day between today and a year from now."))
    return day


class TextsForm(DeskForm):
    """Headline, sentence, background and note; in another language than the first each may be left out."""

    headline = headline_field()
    call = call_field()
    background = Text(
        required=False,
        max_length=LONGEST_BACKGROUND,
        label=gettext_lazy("Background"),
        help_text=gettext_lazy("What somebody who has never heard of it needs to know."),
        widget=area(8),
    )
    note = Line(
        required=False,
        max_length=160,
        label=gettext_lazy("A note above the headline"),
        help_text=gettext_lazy("A few words that readers see first, such as day and place of a picket."),
        widget=line(),
    )

    def __init__(self, *args: Any, is_source: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_source:
            for name in ("headline", "call"):
                self.fields[name].required = False


class RulesForm(DeskForm):
    """Until when, how long the hold lasts, what our own mail tells, and where offices answer."""

    closes_on = forms.DateField(
        required=False,
        label=gettext_lazy("Letters until"),
        help_text=gettext_lazy("Facts age. Without a day it stays open until you close it."),
        widget=day_input(),
        error_messages={"invalid": gettext_lazy("Choose a day")},
    )
    hold_minutes = forms.IntegerField(
        min_value=0,
        max_value=LONGEST_HOLD,
        label=gettext_lazy("Hold, in minutes"),
        help_text=gettext_lazy("So long a confirmed letter can still be stopped, by its writer and by you. 0 to 60."),
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"required": gettext_lazy("Enter 0 to 60 minutes")},
    )
    neutral_subject = forms.BooleanField(
        required=False,
        label=gettext_lazy("Neutral subject: our mail to a supporter does not tell what it is about"),
    )

    reply_to = forms.EmailField(
        required=False,
        label=gettext_lazy("Answers go to"),
        help_text=gettext_lazy("A mailbox of yours that somebody reads. Empty: the address of this site."),
        error_messages={"invalid": NO_ADDRESS},
    )

    def clean_reply_to(self) -> str:
        try:
            return cleaned(self.cleaned_data["reply_to"]) if self.cleaned_data["reply_to"] else ""
        except NotAnAddress as no:
            raise forms.ValidationError(NO_ADDRESS) from no

    def clean_closes_on(self) -> date | None:
        day = self.cleaned_data["closes_on"]
        return day if "closes_on" not in self.changed_data else in_the_coming_year(day)

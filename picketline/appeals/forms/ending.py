"""What an organiser types to end or extend an appeal."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.appeals.models import Closure

LONGEST = timedelta(days=366)
FINISHED = [choice for choice in Closure.Outcome.choices if choice[0] != Closure.Outcome.STOPPED]


class ClosureForm(forms.Form):
    """How it ended, in a word and in words to those who acted."""

    outcome = forms.ChoiceField(choices=FINISHED, error_messages={"required": _("Choose how it ended")})
    words = forms.CharField(required=False, max_length=2_000)


class DeadlineForm(forms.Form):
    """A new last day."""

    closes_on = forms.DateField(error_messages={"required": _("Choose a day")})

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if not timezone.localdate() <= day <= timezone.localdate() + LONGEST:
            raise forms.ValidationError(_("Choose a day between today and a year from now."))
        return day

"""What organisers may say about how an office is addressed."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from picketline.authorities.country_lines import names_of
from picketline.authorities.gazetteer import alphabetical, locale_for
from picketline.authorities.roles import GENERIC, LASTING, ROLES, AddressedAs
from picketline.supporters.names import FORBIDDEN

# The languages that CLDR names countries in, and Tagalog, which it keeps under Filipino.
LANGUAGES = (*names_of("DE"), "tl")


def language_choices(reader: str) -> list[tuple[str, str]]:
    """Every language with its name, in alphabetical order."""
    names = locale_for(reader).languages
    return sorted(((code, names.get(code, code)) for code in LANGUAGES), key=lambda choice: alphabetical(choice[1]))


class SalutationForm(forms.Form):
    """The opening words in one language to one kind of office; to a single office, where its page asks."""

    role = forms.ChoiceField(label=gettext_lazy("Who heads it"), choices=ROLES, initial=GENERIC)
    gender = forms.ChoiceField(label=gettext_lazy("It speaks to"), choices=AddressedAs, initial=AddressedAs.ANY)
    text = forms.CharField(
        max_length=120,
        label=gettext_lazy("Salutation"),
        help_text=gettext_lazy("Whole, as it opens the letter, with its comma or colon. No gap for a name."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": gettext_lazy("Write the salutation")},
    )

    def __init__(self, *args: Any, of_one_office: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="salutation-%s", **kwargs)
        if of_one_office:
            del self.fields["role"]

    def clean_text(self) -> str:
        text = " ".join(self.cleaned_data["text"].split())
        if FORBIDDEN.search(text):
            raise forms.ValidationError(_("This contains a character that cannot be printed. Type it again."))
        if set(text) & set("{}[]<>"):
            raise forms.ValidationError(_("A salutation has no gap to fill in: write it as it opens the letter."))
        return text


class AddressForm(forms.Form):
    """Who heads one office; a man or a woman as somebody found out on a day, for holders change."""

    role = forms.ChoiceField(label=gettext_lazy("Who heads it"), choices=ROLES)
    addressed_as = forms.ChoiceField(
        label=gettext_lazy("Letters speak to"),
        choices=AddressedAs,
        help_text=gettext_lazy("As the office itself says. A first name proves nothing."),
    )
    on = forms.DateField(
        required=False,
        label=gettext_lazy("Found out on"),
        help_text=gettext_lazy("After 90 days letters speak to the office again, until somebody looks again."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}),
        error_messages={"invalid": gettext_lazy("Enter the day")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="address-%s", **kwargs)

    def clean_on(self) -> date | None:
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come"))
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("addressed_as") not in (*LASTING, None) and not values.get("on") and "on" not in self.errors:
            self.add_error("on", _("Say when you found that out"))
        return values


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})


class DayForm(forms.Form):
    """A day from which on nobody is named."""

    on = forms.DateField(
        label=gettext_lazy("Day"),
        widget=day_input(),
        error_messages={"required": gettext_lazy("Enter the day"), "invalid": gettext_lazy("Enter the day")},
    )

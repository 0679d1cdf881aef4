"""What a supporter may type; cleans, puts the letter together, never saves."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from picketline.authorities.models import Country, country_codes
from picketline.gate.forms import GatedForm
from picketline.letters import composing
from picketline.letters.actions import Draft
from picketline.letters.composing import Suggestion
from picketline.supporters.address import NotAnAddress, cleaned
from picketline.supporters.models import Supporter
from picketline.supporters.names import FORBIDDEN, INITIALS, check_name

LONGEST_LETTER = 6_000
LONGEST_OWN_WORDS = 600


class CountryField(forms.CharField):
    """A code of the list; a choice field would copy its 249 names into every form."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value not in country_codes():
            raise forms.ValidationError(_("Choose your country"))


class LetterForm(GatedForm):
    """Name, address and country, and behind a fold: the letter, how the office sees the writer, updates."""

    name = forms.CharField(max_length=100, error_messages={"required": _("Enter your name")})
    email = forms.CharField(max_length=254, error_messages={"required": _("Enter your e-mail address")})
    country = CountryField(error_messages={"required": _("Choose your country")})
    points = forms.TypedMultipleChoiceField(required=False, coerce=int)
    own_words = forms.CharField(required=False, max_length=LONGEST_OWN_WORDS)
    whole = forms.CharField(required=False, max_length=LONGEST_LETTER)
    named_as = forms.ChoiceField(required=False, choices=Supporter.NamedAs)
    town = forms.CharField(required=False, max_length=80)
    reply_to_me = forms.BooleanField(required=False)
    wants_updates = forms.BooleanField(required=False)

    def __init__(self, *args, suggestion: Suggestion, state: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.suggestion = suggestion
        self.state = state
        self.fields["points"].choices = [(place, place) for place, _text in suggestion.points]

    def clean_name(self) -> str:
        check_name(self.cleaned_data["name"])
        return self.cleaned_data["name"]

    def clean_town(self) -> str:
        check_name(self.cleaned_data["town"])
        return self.cleaned_data["town"]

    def clean_email(self) -> str:
        try:
            return cleaned(self.cleaned_data["email"])
        except NotAnAddress as wrong:
            raise forms.ValidationError(_("Enter an e-mail address like name@example.org")) from wrong

    def clean_country(self) -> str:
        if self.cleaned_data["country"] == self.state:
            raise forms.ValidationError(
                _(
                    "Writing from inside %(country)s can put you in danger, so we send no letter from there. "
                    "Nothing you typed was stored. If you live elsewhere, choose that country."
                )
                % {"country": Country.name_of(self.state, get_language())}
            )
        return self.cleaned_data["country"]

    def clean_own_words(self) -> str:
        return self.printable("own_words")

    def clean_whole(self) -> str:
        return self.printable("whole")

    def printable(self, field: str) -> str:
        """A longer text: line breaks and tabs are fine, other control characters and bidi overrides are not."""
        text = self.cleaned_data[field].replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        if FORBIDDEN.search(text.replace("\n", "")):
            raise forms.ValidationError(
                _("This contains a character that cannot be printed in a letter. Type it again.")
            )
        return text

    def clean(self) -> dict:
        values = super().clean()
        if values.get("named_as") == INITIALS and not values.get("town") and "town" not in self.errors:
            self.add_error("town", _("Enter your town, or choose another way to be named"))
        if not self.errors.keys() & {"points", "own_words", "whole"}:
            self.clean_letter(values)
        return values

    def clean_letter(self, values: dict) -> None:
        values["body"] = self.put_together(values)
        field = "whole" if self.was_rewritten(values["whole"]) else "own_words"
        if not values["body"]:
            self.add_error("whole", _("The letter is empty"))
        elif left := composing.unfilled(values["body"]):
            self.add_error(
                field, _("Your letter still contains %(placeholder)s: fill it in") % {"placeholder": left[0]}
            )

    def put_together(self, values: dict) -> str:
        """The supporter's own whole text where they rewrote it, else the model with the points they kept."""
        if self.was_rewritten(values["whole"]):
            return "\n\n".join(part for part in (values["whole"].strip(), values["own_words"].strip()) if part)
        return self.suggestion.compose(set(values["points"]), values["own_words"])

    def was_rewritten(self, whole: str) -> bool:
        return bool(whole.strip()) and not composing.same_text(whole, self.suggestion.whole)

    def draft(self) -> Draft:
        """The checked letter, ready to be kept."""
        values = self.cleaned_data
        names = ("name", "email", "country", "town", "reply_to_me", "wants_updates", "body")
        return Draft(
            **{name: values[name] for name in names},
            named_as=values["named_as"] or Supporter.NamedAs.FULL,
            page_language=get_language(),
            language=self.suggestion.language,
            version=self.suggestion.version,
            subject=self.suggestion.subject,
            valediction=self.suggestion.valediction,
        )

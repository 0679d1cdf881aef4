"""A letter that was written already, to begin an appeal with."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from picketline.appeals.forms.appeal import headline_field
from picketline.appeals.forms.beginning import BeginningForm, state_field
from picketline.appeals.forms.shape import Text, area
from picketline.authorities.models import Closing, Salutation
from picketline.letters.forms.model_letter import LONGEST_OPENING
from picketline.letters.pasted import Pasted, taken_apart


class PastedLetterForm(BeginningForm):
    """The whole letter; `pasted` is the letter taken apart."""

    text = Text(
        max_length=LONGEST_OPENING,
        label=gettext_lazy("The letter"),
        help_text=gettext_lazy("Paste it whole, from the subject to the signature."),
        widget=area(16),
        error_messages={"required": gettext_lazy("Paste the letter")},
    )
    headline = headline_field(required=False)
    state = state_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["headline"].help_text = _("Empty: the subject of the letter.")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not values.get("text") or not values.get("language"):
            return values
        values["pasted"] = apart(values["text"], values["language"])
        if not values["pasted"].body:
            self.add_error("text", _("There is no letter between the greeting and the signature"))
        if not values.get("headline") and not values["pasted"].subject and "headline" not in self.errors:
            self.add_error("headline", _("The letter has no subject line: enter a headline"))
        return values


def apart(text: str, language: str) -> Pasted:
    """Taken apart with the greetings and closings that the directory knows in this language."""
    known = Salutation.objects.filter(language=language).values_list("text", "alternative")
    closings = Closing.objects.filter(language=language).values_list("text", "formal")
    return taken_apart(
        text,
        salutations={one for pair in known for one in pair if one},
        valedictions={one for pair in closings for one in pair if one},
    )

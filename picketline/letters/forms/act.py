"""What somebody may tell us they did; cleans, never saves."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from picketline.authorities.models import Country, country_choices
from picketline.gate import single_use
from picketline.gate.forms import GatedForm
from picketline.letters.models import Act

IN_THE_FIRST_PERSON = [
    (Act.Kind.POSTED, _("I posted a letter")),
    (Act.Kind.SENT_MYSELF, _("I sent an e-mail of my own")),
    (Act.Kind.PHONED, _("I phoned")),
]
WHAT, WHERE = _("Choose what you did"), _("Choose your country")


class ActForm(GatedForm):
    """What was done and from which country, under a key that is good once; nobody is asked who they are."""

    kind = forms.ChoiceField(choices=IN_THE_FIRST_PERSON, error_messages={"required": WHAT, "invalid_choice": WHAT})
    country = forms.ChoiceField(
        choices=lambda: country_choices(get_language()), error_messages={"required": WHERE, "invalid_choice": WHERE}
    )

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state = state

    def is_good(self, key: str) -> bool:
        return single_use.is_valid(key, self.subject)

    def key_for_the_page(self) -> str:
        """The key that came, as long as it is good, so that pressing the button again counts once; else a fresh one."""
        came = (self["token"].value() or "").strip()
        return came if self.is_good(came) else single_use.make(self.subject)

    def clean_country(self) -> str:
        if self.cleaned_data["country"] == self.state:
            raise forms.ValidationError(
                _(
                    "Nothing is kept about anybody inside %(country)s, not even this: it could put you in danger. "
                    "If you live elsewhere, choose that country."
                )
                % {"country": Country.name_of(self.state, get_language())}
            )
        return self.cleaned_data["country"]

    def told(self) -> dict[str, str]:
        """What was done, from where, and the key it is told with."""
        values = self.cleaned_data
        return {"kind": values["kind"], "country": values["country"], "key": values["token"]}

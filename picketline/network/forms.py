"""Who is to belong to a section, and what the committee says about itself."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from picketline.network.models import Membership, Section

# Control characters, and those that turn the text round; joiners that scripts need may stay.
CAN_BE_PRINTED = RegexValidator(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]",
    gettext_lazy("This contains a character that cannot be printed. Type it again."),
    inverse_match=True,
)


class OrganiserForm(forms.Form):
    """Address, name and role of somebody who does not belong to the section yet."""

    email = forms.EmailField(
        max_length=254, label=gettext_lazy("E-mail"), error_messages={"required": gettext_lazy("Enter the address")}
    )
    name = forms.CharField(
        max_length=120,
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("As the other organisers know them; it need not be a full name."),
        validators=[CAN_BE_PRINTED],
        error_messages={"required": gettext_lazy("Enter a name")},
    )
    role = forms.ChoiceField(
        choices=[
            (Membership.Role.EDITOR, gettext_lazy("Editor: works on the appeals of the section")),
            (Membership.Role.ADMINISTRATOR, gettext_lazy("Administrator: also says who belongs to the section")),
        ],
        label=gettext_lazy("What may they do?"),
        widget=forms.RadioSelect,
        initial=Membership.Role.EDITOR,
        error_messages={"required": gettext_lazy("Choose one")},
    )

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        self.section = section

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if self.section.memberships.filter(user__email=email).exists():
            raise forms.ValidationError(_("Whoever has this address belongs to the section already."))
        return email


class RoleForm(forms.Form):
    """What somebody who belongs to the section may do from now on."""

    role = forms.ChoiceField(choices=Membership.Role)


class DisclosureForm(forms.Form):
    """The text in every language of the interface; a language may stay empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        for code, name in settings.LANGUAGES:
            area = forms.Textarea(attrs={"rows": 9, "dir": "auto", "lang": code})
            self.fields[code] = forms.CharField(required=False, max_length=20_000, label=name, widget=area)

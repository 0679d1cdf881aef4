"""Where letters from one country go instead."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from picketline.appeals.forms.shape import DeskForm, Line, line
from picketline.authorities.models import Authority, country_choices

NOWHERE = "nowhere"


class DetourForm(DeskForm):
    """A country, the office that its letters go to, and why."""

    country = forms.ChoiceField(
        label=gettext_lazy("Letters from"),
        choices=lambda: [("", "–"), *country_choices(get_language())],
        error_messages={"required": gettext_lazy("Choose a country")},
    )
    office = forms.ChoiceField(
        label=gettext_lazy("Go instead to"), error_messages={"required": gettext_lazy("Choose an office")}
    )
    words = Line(
        required=False,
        max_length=300,
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Supporters read it."),
        widget=line(),
    )

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {str(one.uuid): one for one in Authority.objects.of(state).with_contacts()}
        named = sorted((one.name_in(get_language()), key, one.kind) for key, one in self.offices.items())
        capital = [(key, name) for name, key, kind in named if kind != Authority.Kind.MISSION]
        missions = [(key, name) for name, key, kind in named if kind == Authority.Kind.MISSION]
        groups = [(_("In the capital"), capital), (_("Missions"), missions)]
        nowhere = [("", "–"), (NOWHERE, _("no office: only the other addressees get it"))]
        self.fields["office"].choices = nowhere + [group for group in groups if group[1]]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if office := values.pop("office", ""):
            values["authority"] = None if office == NOWHERE else self.offices[office]
        return values

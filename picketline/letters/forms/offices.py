"""Whom an appeal writes to: offices of the directory, and one that is not in it yet."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from picketline.appeals.forms.shape import DeskForm, Line, Text, area, day_input, line
from picketline.appeals.models import Appeal
from picketline.authorities import phones
from picketline.authorities.lookalikes import AddressFlag, both_forms, flags_of, letters_beyond_latin
from picketline.authorities.models import Authority, ContactPoint
from picketline.authorities.models.authority import AuthorityQuerySet
from picketline.authorities.models.contact_point import is_free_mail
from picketline.authorities.postal import assembled
from picketline.authorities.roles import ROLES
from picketline.supporters.address import NotAnAddress, cleaned

RESPONSIBLE = "responsible"
MOST_LINES = 7
PARTS = ("street", "postcode", "town")


class AddresseeForm(DeskForm):
    """One office of the state's, or the mission that is responsible for each supporter."""

    office = forms.ChoiceField(
        label=gettext_lazy("Office"), error_messages={"required": gettext_lazy("Choose an office")}
    )
    is_copy = forms.BooleanField(required=False, label=gettext_lazy("It gets a copy"))

    def __init__(self, *args: Any, appeal: Appeal, sought: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language()
        choices = offices_called(sought, appeal, language) if sought else office_choices(appeal, language)
        self.fields["office"].choices = choices

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        office = values.pop("office", "")
        if office:
            values["authority"] = None if office == RESPONSIBLE else Authority.objects.get(uuid=office)
        return values


def office_choices(appeal: Appeal, language: str) -> list:
    """What is not addressed yet: the responsible mission first, then offices, then single missions."""
    known, has_responsible = not_addressed(appeal)
    named = sorted((one.name_in(language), str(one.uuid), one.kind) for one in known.with_contacts())
    offices = [(uuid, name) for name, uuid, kind in named if kind != Authority.Kind.MISSION]
    missions = [(uuid, name) for name, uuid, kind in named if kind == Authority.Kind.MISSION]
    first = [] if has_responsible else [(RESPONSIBLE, _("The mission responsible for each supporter"))]
    groups = [(_("In the capital"), offices), (_("One mission for everybody"), missions)]
    return first + [group for group in groups if group[1]]


def offices_called(sought: str, appeal: Appeal, language: str) -> list:
    """Those of them that somebody looks for, by name, town, country or kind; the closest first."""
    known, _has_responsible = not_addressed(appeal)
    return [(str(one.uuid), one.name_in(language)) for one in known.sought(sought).with_contacts()]


def not_addressed(appeal: Appeal) -> tuple[AuthorityQuerySet, bool]:
    """Offices of the state that the appeal does not write to yet; whether it writes to the responsible mission."""
    addressed = list(appeal.addressees.values_list("authority", flat=True))
    known = Authority.objects.of(appeal.state_concerned_id)
    return known.exclude(pk__in=[pk for pk in addressed if pk]), None in addressed


class OfficeForm(DeskForm):
    """An office with one address at least, where that was found, and who checked it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of office"),
        choices=[("", "–"), *(one for one in Authority.Kind.choices if one[0] != Authority.Kind.MISSION)],
        error_messages={"required": gettext_lazy("Choose the kind of office")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Who heads it"),
        help_text=gettext_lazy("The salutation follows from it."),
        choices=ROLES,
    )
    email = forms.CharField(
        required=False,
        max_length=254,
        label=gettext_lazy("E-mail of the office"),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "email"}),
    )
    post = Text(
        required=False,
        max_length=500,
        label=gettext_lazy("Postal address"),
        help_text=gettext_lazy("As the office publishes it, seven lines at most."),
        widget=area(5),
    )
    street = Line(required=False, max_length=200, label=gettext_lazy("Street and number"), widget=line())
    postcode = Line(required=False, max_length=20, label=gettext_lazy("Postcode"), widget=line())
    town = Line(required=False, max_length=100, label=gettext_lazy("Town"), widget=line())
    phone = Line(
        required=False,
        max_length=100,
        label=gettext_lazy("Telephone"),
        help_text=gettext_lazy("As it is published. No mobiles: they are somebody's own."),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "tel"}),
    )
    source = Line(
        max_length=300,
        label=gettext_lazy("Where you found it"),
        help_text=gettext_lazy("The office's own page is best: its web address."),
        widget=line(),
        error_messages={"required": gettext_lazy("Say where you found it")},
    )
    checked_by = Line(
        max_length=120,
        label=gettext_lazy("Checked by"),
        widget=line(),
        error_messages={"required": gettext_lazy("Say who checked it")},
    )
    checked_on = forms.DateField(
        label=gettext_lazy("Checked on"),
        widget=day_input(),
        error_messages={"required": gettext_lazy("Enter the day"), "invalid": gettext_lazy("Enter the day")},
    )
    is_copy = forms.BooleanField(required=False, label=gettext_lazy("It gets a copy"))
    is_office = forms.BooleanField(
        label=gettext_lazy("This is an office, not a private person"),
        error_messages={"required": gettext_lazy("We write to offices only: confirm that this is one")},
    )

    def __init__(self, *args: Any, languages: list[tuple[str, str]], state: str, **kwargs: Any) -> None:
        initial = {"role": Authority.GENERIC_ROLE, "checked_on": timezone.localdate()}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.state, self.is_odd = state, False
        self.names = [f"name_{code}" for code, _name in languages]
        own = {}
        for place, (code, name) in enumerate(languages):
            label = _("Name of the office in %(language)s") % {"language": name}
            missing = {"required": _("Enter the name of the office")}
            own[f"name_{code}"] = Line(
                required=not place, max_length=200, label=label, widget=line(), error_messages=missing
            )
        self.fields = own | self.fields

    @property
    def parts(self) -> list:
        """The fields for an address that is not published as a block."""
        return [self[name] for name in PARTS]

    @property
    def whole(self) -> list:
        """All other fields."""
        return [field for field in self if field.name not in PARTS]

    def clean_email(self) -> str:
        typed = self.cleaned_data["email"].strip()
        if not typed:
            return ""
        odd = self.what_is_odd(typed)
        try:
            address = cleaned(typed)
        except NotAnAddress as wrong:
            hopeless = _("No letter can go there as it stands: type it again from the office's own page.")
            why = f"{odd} {hopeless}" if odd else _("Enter an e-mail address like name@example.org")
            raise forms.ValidationError("%(why)s", params={"why": why}) from wrong
        if is_free_mail(address):
            raise forms.ValidationError(
                _("At this provider anybody can open a mailbox. Nothing shows that it is the office: find its own one.")
            )
        if odd and self.data.get("compared") != typed:
            self.is_odd = True
            raise forms.ValidationError("%(why)s", params={"why": odd})
        return address

    def what_is_odd(self, typed: str) -> str:
        """Why it must be compared, and where the eye cannot see it: which letters, in which two forms."""
        flags = flags_of(typed, ContactPoint.objects.domains_of(self.state))
        if not flags:
            return ""
        sentences = [str(AddressFlag(flag).label) for flag in flags]
        forms_of_it = both_forms(typed)
        shown = [" = ".join(forms_of_it)] if len(forms_of_it) > 1 else []
        return " ".join([*sentences, *shown, *(f"{letter}." for letter in letters_beyond_latin(forms_of_it[0]))])

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        number = phones.read(typed, self.state)
        if typed and number.is_mobile:
            raise forms.ValidationError(_("This is a mobile: find the number of the office itself."))
        if typed and not number.e164:
            raise forms.ValidationError(phones.NumberFlag(number.flags[0]).label)
        return typed

    def clean_post(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["post"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("Seven lines are the most that fit an envelope's window"))
        return "\n".join(lines)

    def clean_checked_on(self) -> Any:
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come"))
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        parts = {name: values.pop(name, "") for name in PARTS}
        values["post"] = values.get("post") or "\n".join(assembled(self.state, **parts))
        values["compared"] = bool(self.data.get("compared"))
        if not values.get("email") and not values["post"] and not self.errors.keys() & {"email", "post"}:
            self.add_error("email", _("Enter an e-mail address or a postal address"))
        values["names"] = {name.removeprefix("name_"): values.pop(name, "") for name in self.names}
        return values


def name_languages(appeal: Appeal, language_name: Any) -> list[tuple[str, str]]:
    """The appeal's own language first, then those of the pages."""
    codes = dict.fromkeys([appeal.language, *(code for code, _name in settings.LANGUAGES)])
    return [(code, language_name(code)) for code in codes]

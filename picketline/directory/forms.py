"""What organisers may propose about an office, and what they may say about what stands there."""

import unicodedata
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from picketline.authorities import phones
from picketline.authorities.forms import language_choices
from picketline.authorities.models import Authority, ContactPoint, OfficeHolder
from picketline.authorities.roles import AddressedAs
from picketline.directory import caution
from picketline.supporters.address import NotAnAddress, cleaned
from picketline.supporters.names import FORBIDDEN

MOST_LINES = 7
Kind = ContactPoint.Kind


class Words(forms.CharField):
    """Words on one line, or on several where the widget has several; nothing that cannot be printed."""

    def __init__(self, *, rows: int = 0, missing: Any = "", **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"}) if rows else forms.TextInput(attrs={"dir": "auto"})
        told = {"error_messages": {"required": missing}} if missing else {}
        super().__init__(widget=kwargs.pop("widget", widget), **told, **kwargs)

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", super().to_python(value))
        lines = [" ".join(line.split()) for line in text.splitlines()]
        return "\n".join(line for line in lines if line)

    def validate(self, value: str) -> None:
        super().validate(value)
        if FORBIDDEN.search(value.replace("\n", "")):
            raise ValidationError(_("This contains a character that cannot be printed. Type it again."))


class Day(forms.DateField):
    """A day that has come, from the browser's own calendar."""

    def __init__(self, *, missing: Any = "", may_come: bool = False, **kwargs: Any) -> None:
        wrong = gettext_lazy("Enter the day")
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
        super().__init__(widget=widget, error_messages={"required": missing or wrong, "invalid": wrong}, **kwargs)
        self.may_come = may_come

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not self.may_come and value > timezone.localdate():
            raise ValidationError(_("This day is still to come"))


def evidence() -> Words:
    return Words(
        max_length=500,
        rows=2,
        label=gettext_lazy("What shows it?"),
        help_text=gettext_lazy("The page, the call, the letter. Only organisers read this."),
        missing=gettext_lazy("Say what shows it, so that somebody else can look"),
    )


class EvidenceForm(forms.Form):
    """Why something is no longer so; `key` keeps the ids of several forms on one page apart."""

    evidence = evidence()

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{key}-%s", **kwargs)


class EndForm(EvidenceForm):
    """The day on which somebody's time in office ended."""

    on = Day(may_come=True, label=gettext_lazy("First day without the office"))
    field_order = ["on", "evidence"]

    def __init__(self, *args: Any, started_on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.started_on = started_on

    def clean_on(self) -> date:
        day = self.cleaned_data["on"]
        if self.started_on and day < self.started_on:
            raise ValidationError(_("This is before they took the office"))
        return day


class CheckForm(forms.Form):
    """How it was looked at, on which day, and what showed that it is right."""

    how = forms.ChoiceField(label=gettext_lazy("How"), choices=ContactPoint.Means)
    on = Day(label=gettext_lazy("On"), initial=timezone.localdate)
    evidence = evidence()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="check-%s", **kwargs)


class RefusalForm(forms.Form):
    """Why not."""

    words = Words(max_length=300, missing=gettext_lazy("Say why not, so that the next one knows"))


class ContactForm(forms.Form):
    """One way to reach an office, as it is published."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=Kind)
    value = Words(
        max_length=500,
        rows=4,
        label=gettext_lazy("As it is published"),
        help_text=gettext_lazy("A postal address line by line, seven lines at most; everything else on one line."),
        missing=gettext_lazy("Enter what is published"),
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("For what"), choices=ContactPoint.Purpose, initial=ContactPoint.Purpose.GENERAL
    )
    language = forms.ChoiceField(required=False, label=gettext_lazy("Language it is written or answered in"))
    may_carry_letters = forms.BooleanField(
        required=False, initial=True, label=gettext_lazy("An e-mail address that letters may go to")
    )
    source = Words(
        max_length=300,
        label=gettext_lazy("Where it is published"),
        help_text=gettext_lazy("Readers see this. Best the office's own page."),
        missing=gettext_lazy("Say where it is published"),
    )
    as_of = Day(label=gettext_lazy("Seen there on"))
    checked_how = forms.ChoiceField(label=gettext_lazy("How you know"), choices=ContactPoint.Means)
    evidence = evidence()

    def __init__(self, *args: Any, authority: Authority, contact: ContactPoint | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(contact))
        super().__init__(*args, **kwargs)
        self.authority, self.contact, self.oddities = authority, contact, []
        self.fields["language"].choices = [("", "–"), *language_choices(get_language())]
        if contact:
            del self.fields["kind"]
            if contact.kind != Kind.EMAIL:
                del self.fields["may_carry_letters"]

    @property
    def kind_meant(self) -> str:
        return self.contact.kind if self.contact else self.cleaned_data.get("kind", "")

    def clean_value(self) -> str:
        typed, kind = self.cleaned_data["value"], self.kind_meant
        if kind == Kind.POST:
            return as_lines(typed)
        if "\n" in typed:
            raise ValidationError(_("Enter it on one line"))
        if kind == Kind.EMAIL:
            return self.as_address(typed)
        if kind in ContactPoint.NUMBERS:
            return as_number(typed, self.authority.located_in)
        return as_link(typed) if kind else typed

    def as_address(self, typed: str) -> str:
        """An e-mail address; one that is odd comes back until somebody says that they have compared it."""
        told = caution.oddities(self.authority, Kind.EMAIL, typed)
        try:
            address = cleaned(typed)
        except NotAnAddress as wrong:
            words = [*told, _("Enter an e-mail address like name@example.org")]
            raise ValidationError("%(why)s", params={"why": " ".join(words)}) from wrong
        if told and self.data.get("compared") != typed and address != (self.contact and self.contact.value):
            self.oddities = told
            raise ValidationError("%(why)s", params={"why": " ".join(told)})
        return address

    def values(self) -> dict[str, Any]:
        """What is proposed, without the evidence."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "evidence"}
        carries = values.pop("may_carry_letters", False)
        return values | ({"may_carry_letters": carries} if self.kind_meant == Kind.EMAIL else {})


def initial_of(row: Any) -> dict[str, Any]:
    """What a form about this row begins with."""
    if row is None:
        return {"as_of": timezone.localdate()}
    names = [*ContactForm.base_fields, *HolderForm.base_fields]
    known = {name: getattr(row, name) for name in names if hasattr(row, name)}
    return known | {"as_of": timezone.localdate()}


def as_lines(typed: str) -> str:
    if len(typed.splitlines()) > MOST_LINES:
        raise ValidationError(_("Seven lines are the most that fit an envelope's window"))
    return typed


def as_number(typed: str, country: str) -> str:
    """A number that can be dialled."""
    number = phones.read(typed, country)
    if not number.e164:
        raise ValidationError(phones.NumberFlag(number.flags[0]).label)
    return typed


def as_link(typed: str) -> str:
    """A page on the web."""
    wrong = _("Enter the whole address of the page, with https://")
    try:
        URLValidator(schemes=["http", "https"], message=wrong)(typed)
        if urlsplit(typed).username is not None:
            raise ValidationError(wrong)
    except ValueError as trouble:
        raise ValidationError(wrong) from trouble
    return typed


class HolderForm(forms.Form):
    """A person in public office: the name as printed and since when; nothing else about them."""

    name = Words(
        max_length=160,
        label=gettext_lazy("Name in Latin letters"),
        help_text=gettext_lazy("As it is printed, in the order of its language."),
        missing=gettext_lazy("Enter the name"),
    )
    own_name = Words(required=False, max_length=160, label=gettext_lazy("Name in its own script"))
    title = Words(required=False, max_length=200, label=gettext_lazy("Title of the office, in English"))
    capacity = forms.ChoiceField(label=gettext_lazy("In what capacity"), choices=OfficeHolder.Capacity)
    addressed_as = forms.ChoiceField(
        label=gettext_lazy("Letters speak to"),
        choices=[one for one in AddressedAs.choices if one[0] != AddressedAs.SEVERAL],
        initial=AddressedAs.ANY,
        help_text=gettext_lazy("As the office itself says. A first name proves nothing."),
    )
    started_on = Day(required=False, may_come=True, label=gettext_lazy("In office since"))
    started_precision = forms.ChoiceField(
        label=gettext_lazy("That is exact to the"), choices=OfficeHolder.Precision, initial=OfficeHolder.Precision.DAY
    )
    source = Words(
        max_length=300,
        label=gettext_lazy("Where it is published"),
        help_text=gettext_lazy("Readers see this. Best the office's own page."),
        missing=gettext_lazy("Say where it is published"),
    )
    as_of = Day(label=gettext_lazy("Seen there on"))
    evidence = evidence()
    joins_others = forms.BooleanField(
        required=False,
        label=gettext_lazy("Whoever holds the office now goes on holding it"),
        help_text=gettext_lazy("Else their time ends on the day on which this person's began."),
    )

    def __init__(self, *args: Any, authority: Authority, holder: OfficeHolder | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(holder))
        super().__init__(*args, **kwargs)
        self.authority = authority
        if holder:
            del self.fields["joins_others"]

    def values(self) -> dict[str, Any]:
        """What is proposed, without the evidence."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"evidence", "joins_others"}}


class MergerForm(forms.Form):
    """Which of the offices like this one stays, and what shows that they are one."""

    into = forms.ChoiceField(
        label=gettext_lazy("The office that stays"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the office that stays")},
    )
    evidence = evidence()

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = choices

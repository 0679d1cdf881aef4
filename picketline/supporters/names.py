"""What people may call themselves, and how a letter shows it."""

import re

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]")
FORMULA = re.compile(r"^[-=+@]")
ADDRESS = re.compile(r"https?:|www\.|://", re.IGNORECASE)
FULL, INITIALS, COUNTRY = "full", "initials", "country"


def check_name(name: str) -> None:
    """Refuse control characters, bidi overrides, formulas and web addresses; joiners that scripts need may stay."""
    if FORBIDDEN.search(name):
        raise ValidationError(_("This contains a character that cannot be printed in a letter. Type it again."))
    if FORMULA.match(name):
        raise ValidationError(_("A name cannot begin with “=”, “+”, “-” or “@”."))
    if ADDRESS.search(name):
        raise ValidationError(_("A name cannot contain a web address."))


def signature(name: str, *, named_as: str, town: str, country_name: str, language: str) -> str:
    """The line under the letter, as the supporter chose to be named."""
    if named_as == FULL:
        return f"{name}, {country_name}"
    if named_as == INITIALS:
        return ", ".join(part for part in (initials(name), town, country_name) if part)
    with translation.override(language):
        return _("A supporter from %(country)s") % {"country": country_name}


def initials(name: str) -> str:
    """The first letter of every word: “Anna Maria Berg” is “A. M. B.”."""
    return " ".join(f"{word[0].upper()}." for word in name.split())

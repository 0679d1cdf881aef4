"""What keeps a document from becoming a draft: a shape that differs from the schema in docs/, and what none sees."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from jsonschema import Draft202012Validator, ValidationError

from picketline.authorities.models import Country
from picketline.exchange import dates
from picketline.exchange.comparing import escaped, walk
from picketline.exchange.unnamed import names_told_elsewhere
from picketline.supporters.names import FORBIDDEN, FORMULA

FILE = Path(__file__).with_name("picketline-case-1.schema.json")
LONGEST_ECHO = 60
LOST = "\ufffd"
MAY_STAY_IN_TEXTS = dict.fromkeys(map(ord, f"\n\r\t{LOST}"))
TYPES = {
    "string": gettext_lazy("a text"),
    "integer": gettext_lazy("a whole number"),
    "boolean": gettext_lazy("true or false"),
    "array": gettext_lazy("a list"),
    "object": gettext_lazy("an object"),
    "null": gettext_lazy("null"),
}
SENTENCES = {
    "required": gettext_lazy("%(key)s is missing."),
    "minLength": gettext_lazy("It is empty."),
    "minItems": gettext_lazy("It is empty."),
    "maxLength": gettext_lazy("It has more than %(limit)s characters."),
    "maxItems": gettext_lazy("It has more than %(limit)s entries."),
    "minimum": gettext_lazy("It is less than %(limit)s."),
    "maximum": gettext_lazy("It is more than %(limit)s."),
    "const": gettext_lazy("It must be “%(limit)s”."),
    "pattern": gettext_lazy("It is no country code of two capital letters, such as KZ."),
}
ON_ONE_LINE = re.compile(
    r"/(title|issuer/name|reference/number|persons/\d+/(name|name_native|aliases/\d+)"
    r"|(targets|copies_to)/\d+/office)"
)
OFFERED_AS_A_NAME = re.compile(
    r"/(issuer/name|persons/\d+/(name|name_native|aliases/\d+)|(targets|copies_to)/\d+/office)"
)
DATED = re.compile(r"/(published|deadline|chronology/\d+/date)")
LOCATED = re.compile(r"/(country_of_concern|(targets|copies_to)/\d+/postal_country)")


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(FILE.read_text(encoding="utf-8")))


def complaints(document: Any) -> list[str]:
    """One sentence for each thing that is wrong, with its path; empty where the document can become a draft."""
    broken = list(about_characters(document))
    errors = sorted(validator().iter_errors(document), key=lambda error: error.json_path)
    broken += [sentence for error in errors for sentence in sentences(error)]
    return broken or [*about_values(document), *names_told_elsewhere(document)]


def sentences(error: ValidationError) -> Iterator[str]:
    """What is wrong at one place, and what stands there; a person's entry is never quoted.

    Where one of two shapes is wanted, the thing that is wrong inside the nearer one is told.
    """
    inside = [one for one in error.context or [] if one.validator != "type" or len(one.absolute_path) > depth(error)]
    for one in inside:
        yield from sentences(one)
    if not inside:
        path = "".join(f"/{escaped(str(key))}" for key in error.absolute_path)
        is_type = error.validator in {"type", "anyOf"}
        words = {"key": missing_key(error), "limit": error.validator_value}
        told = fitting_types(error) if is_type else str(SENTENCES[str(error.validator)]) % words
        is_quoted = is_type or error.validator in {"const", "pattern", "minimum", "maximum"}
        yield at(path, told, error.instance if is_quoted else None)


def depth(error: ValidationError) -> int:
    return len(error.absolute_path)


def missing_key(error: ValidationError) -> str:
    if error.validator != "required":
        return ""
    return next((key for key in error.validator_value if key not in error.instance), "")


def fitting_types(error: ValidationError) -> str:
    wanted = [one.validator_value for one in error.context] if error.context else [error.validator_value]
    names = [name for types in wanted for name in ([types] if isinstance(types, str) else types)]
    return _("It must be %(types)s.") % {"types": " / ".join(str(TYPES[name]) for name in names)}


def at(path: str, told: str, value: Any = None) -> str:
    """A sentence behind its path, with the value where it may be repeated."""
    place = path or _("the document")
    if value is None or path.startswith("/persons") or not path:
        return f"{place}: {told}"
    text = json.dumps(value, ensure_ascii=False)
    return f"{place}: {told} ({text if len(text) <= LONGEST_ECHO else text[:LONGEST_ECHO] + '…'})"


def about_characters(document: Any) -> Iterator[str]:
    """Characters that no page can print, or that turn the text round; joiners that scripts need may stay.

    Names stand on one line. In any other text a character may have been lost (�) before the document came to us.
    """
    for path, text in walk(document):
        if not isinstance(text, str):
            continue
        bare = text if ON_ONE_LINE.fullmatch(path) else text.translate(MAY_STAY_IN_TEXTS)
        if FORBIDDEN.search(bare) or not is_encodable(text):
            place = path.encode(errors="backslashreplace").decode()
            yield at(FORBIDDEN.sub("�", place), _("It contains a character that cannot be printed."))
        elif OFFERED_AS_A_NAME.fullmatch(path) and FORMULA.match(text):
            yield at(path, _("It begins with “=”, “+”, “-” or “@”, which tables take for a formula."))


def is_encodable(text: str) -> bool:
    """False for half a character: JSON can write one, nothing can store it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def about_values(document: dict[str, Any]) -> Iterator[str]:
    """Dates that do not exist, countries and languages that nobody knows."""
    known = set(Country.objects.values_list("pk", flat=True))
    if not known:
        yield _("The directory of countries is empty: run prepare first.")
        return
    for path, value in sorted(walk(document), key=lambda pair: pair[0]):
        if isinstance(value, str) and DATED.fullmatch(path) and dates.is_impossible(value):
            yield at(path, _("There is no such day."), value)
        if isinstance(value, str) and LOCATED.fullmatch(path) and value not in known:
            yield at(path, _("No country has this code."), value)
    if not is_a_language(document["languages"]["appeal"][0]):
        yield at("/languages/appeal/0", _("No language has this code."), document["languages"]["appeal"][0])


def is_a_language(tag: str) -> bool:
    try:
        return len(tag) <= 12 and bool(Locale.parse(tag, sep="-"))
    except (UnknownLocaleError, ValueError, TypeError):
        return False

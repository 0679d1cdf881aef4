"""Telephone and fax numbers as people publish them: what can be dialled, from anywhere, and what cannot.

The number plans are libphonenumber's. What was published is never changed; it is read beside itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumberFormat, PhoneNumberType

# What people dial before a number abroad, where they wrote it into the number: 00 nearly everywhere, 011 in America.
OUT_OF_THE_COUNTRY = re.compile(r"^(?:00|011)(?=[1-9])")
CODE_IN_BRACKETS = re.compile(r"^\s*\[\d{1,3}\]")
SEVERAL = re.compile(r"[,;|\n]|\s/\s|\s(?:or|oder|ou|and|und|et)\s")
FEWEST_DIGITS = 5
COSTLY = {PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST}
PERSONAL = {PhoneNumberType.MOBILE, PhoneNumberType.PAGER, PhoneNumberType.PERSONAL_NUMBER}


class NumberFlag(models.TextChoices):
    """What a volunteer should know before dialling."""

    IMPOSSIBLE = "impossible", _("No such number can exist: digits are missing or too many.")
    NOT_IN_USE = "not_in_use", _("The country's number plan has no such number: it may be an old one.")
    ELSEWHERE = "elsewhere", _("The number belongs to another country than the office.")
    SEVERAL = "several", _("Several numbers in one: only the first that can be dialled is read.")
    MAYBE_MOBILE = "maybe_mobile", _("Nothing shows whether this is a mobile: in this country they look alike.")
    COSTLY = "costly", _("Calls to this number cost extra.")


UNDIALLED = (NumberFlag.IMPOSSIBLE, NumberFlag.NOT_IN_USE)


@dataclass(frozen=True)
class Number:
    """One number as published, and as it is dialled: E.164, or "" where it cannot be."""

    raw: str
    e164: str = ""
    is_mobile: bool = False
    flags: tuple[str, ...] = ()


def read(raw: str, country: str = "") -> Number:
    """What a published number is, seen from `country` (ISO 3166-1 alpha-2). Never raises.

    Several in one count as a mobile where one of them is: they are shown together.
    """
    parts = [part for part in SEVERAL.split(raw) if sum(sign.isdecimal() for sign in part) >= FEWEST_DIGITS]
    several = (NumberFlag.SEVERAL,) if len(parts) > 1 else ()
    readings = [list(candidates(part, country)) for part in parts]
    valid = [next(filter(phonenumbers.is_valid_number, reading), None) for reading in readings]
    kinds = [(number, phonenumbers.number_type(number)) for number in valid if number]
    if not kinds:
        possible = any(phonenumbers.is_possible_number(number) for reading in readings for number in reading)
        return Number(raw, flags=(NumberFlag.NOT_IN_USE if possible else NumberFlag.IMPOSSIBLE, *several))
    number, kind = kinds[0]
    return Number(
        raw,
        phonenumbers.format_number(number, PhoneNumberFormat.E164),
        is_mobile=any(kind in PERSONAL for _number, kind in kinds),
        flags=(*about(number, kind, country), *several),
    )


def candidates(part: str, country: str) -> Iterator[phonenumbers.PhoneNumber]:
    """The ways to read one number, the likeliest first: as the country dials it, then as it is dialled from abroad."""
    digits = "".join(str(int(sign)) for sign in part.partition("x")[0] if sign.isdecimal())
    abroad = OUT_OF_THE_COUNTRY.sub("", digits)
    at_home, from_abroad = (part, country or None), (f"+{abroad}", None)
    tries = [at_home]
    if CODE_IN_BRACKETS.match(part):
        tries = [from_abroad, at_home]
    elif abroad != digits or belongs(digits, country):
        tries = [at_home, from_abroad]
    for text, region in tries:
        try:
            yield phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue


def belongs(digits: str, country: str) -> bool:
    """True where the number begins with the country's own calling code, without a sign that it is one: 966-11-…"""
    code = phonenumbers.country_code_for_region(country) if country else 0
    return bool(code) and digits.startswith(str(code))


def about(number: phonenumbers.PhoneNumber, kind: int, country: str) -> Iterator[str]:
    codes = phonenumbers.region_codes_for_country_code(number.country_code)
    if country and country not in codes:
        yield NumberFlag.ELSEWHERE
    if kind == PhoneNumberType.FIXED_LINE_OR_MOBILE:
        yield NumberFlag.MAYBE_MOBILE
    if kind in COSTLY:
        yield NumberFlag.COSTLY


def international(e164: str) -> str:
    """“+49 30 1234567” for “+49301234567”: as it is dialled from abroad, in the groups of its country."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(e164), PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        return ""

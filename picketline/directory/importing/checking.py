"""Whether what a file says can be a fact of the directory: one sentence for each thing that cannot."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _

from picketline.authorities.gazetteer import CODES
from picketline.authorities.models import Authority, ContactPoint, Mission
from picketline.authorities.roles import ROLES
from picketline.directory.importing.told import Told, ToldContact, ToldHolder
from picketline.supporters.address import NotAnAddress, cleaned

Kind = ContactPoint.Kind
LONGEST = {"value": 500, "label": 40, "language": 12, "source": 300, "name": 200, "city": 80, "holder": 160}
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
FORBIDDEN = {"\ufffd", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
FEWEST_DIGITS = 3
ROLE_NAMES = {role for role, _words in ROLES}


def complaints(told: Told) -> list[str]:
    """What is wrong with an office as it is told; an empty list is good."""
    found = [*of_office(told)]
    for contact in told.contacts:
        found += of_contact(contact)
    for holder in told.holders:
        found += of_holder(holder)
    return list(dict.fromkeys(found))


def of_office(told: Told) -> Iterator[str]:
    """A uuid alone is enough: the directory may know the rest."""
    is_named_by_uuid = bool(told.uuid and not told.kind and not told.state)
    if told.kind not in Authority.Kind.values and not is_named_by_uuid:
        yield none_of("kind", told.kind, Authority.Kind.values)
    if told.state not in CODES and not is_named_by_uuid:
        yield no_country("state", told.state)
    if told.kind == Authority.Kind.MISSION:
        yield from of_mission(told)
    elif not is_named_by_uuid and (told.host or told.mission_kind or told.accredited_to):
        yield _("Only a mission has a host country, a kind of mission and accreditations.")
    if told.role and told.role not in ROLE_NAMES:
        yield none_of("role", told.role, sorted(ROLE_NAMES))
    yield from too_long("name", told.name)
    yield from too_long("city", told.city)
    if any(unprintable(text) for text in (told.name, told.city, *dict(told.other_names).values())):
        yield no_print()


def of_mission(told: Told) -> Iterator[str]:
    if told.mission_kind not in Mission.Kind.values:
        yield none_of("mission_kind", told.mission_kind, Mission.Kind.values)
    if told.host not in CODES:
        yield no_country("host", told.host)
    elif told.host == told.state:
        yield _("No state has a mission in itself: state and host are both %(code)s.") % {"code": told.host}
    for code in told.accredited_to:
        if code not in CODES:
            yield no_country("accredited_to", code)


def of_contact(told: ToldContact) -> Iterator[str]:
    if told.kind not in Kind.values:
        yield none_of("contact_kind", told.kind, Kind.values)
    if not told.value:
        yield _("The contact has no value.")
    elif wrong := wrong_value(told):
        yield wrong
    if told.purpose not in ContactPoint.Purpose.values:
        yield none_of("purpose", told.purpose, ContactPoint.Purpose.values)
    if told.state not in ContactPoint.State.values:
        yield none_of("state_of_contact", told.state, ContactPoint.State.values)
    if told.language and not LANGUAGE.fullmatch(told.language):
        yield _("“%(text)s” is no language: write en, ru or pt-BR.") % {"text": told.language[:20]}
    if not told.source:
        yield _("It does not say where that is from: every contact has a source.")
    if told.as_of and told.as_of > timezone.localdate():
        yield _("The day as of which it holds is still to come: %(day)s.") % {"day": told.as_of}
    for field in ("value", "label", "language", "source"):
        yield from too_long(field, getattr(told, field))
    if any(unprintable(text) for text in (told.label, told.source)):
        yield no_print()


def wrong_value(told: ToldContact) -> str:
    """What keeps the value from being one of its kind; "" where nothing does."""
    shown = {"value": told.value[:80]}
    if unprintable(told.value.replace("\n", " ") if told.kind == Kind.POST else told.value):
        return no_print()
    if told.kind == Kind.EMAIL and not is_address(told.value):
        return _("“%(value)s” is no e-mail address.") % shown
    if told.kind in (Kind.WEBSITE, Kind.FORM) and not is_web_address(told.value):
        return _("“%(value)s” is no web address: it begins with https:// or http://.") % shown
    if told.kind in (Kind.PHONE, Kind.FAX) and sum(sign.isdecimal() for sign in told.value) < FEWEST_DIGITS:
        return _("“%(value)s” is no number.") % shown
    return ""


def of_holder(told: ToldHolder) -> Iterator[str]:
    if not told.name:
        yield _("An office-holder has no name.")
    if told.started_on and told.ended_on and told.ended_on < told.started_on:
        yield _("Nobody leaves an office before taking it: %(name)s.") % {"name": told.name[:60]}
    yield from too_long("holder", told.name)
    yield from too_long("name", told.title)
    yield from too_long("source", told.source)
    if any(unprintable(text) for text in (told.name, told.title, told.source)):
        yield no_print()


def is_address(value: str) -> bool:
    try:
        return bool(cleaned(value)) and " " not in value
    except NotAnAddress:
        return False


def is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in value
    except ValueError:
        return False


def unprintable(text: str) -> bool:
    """Control characters, halves of pairs, marks that turn the direction, and what stands for lost letters."""
    return any(unicodedata.category(sign) in {"Cc", "Cs"} or sign in FORBIDDEN for sign in text)


def day(text: Any) -> date | None:
    """2026-11-24. Raises ValueError for anything else that is not empty."""
    return date.fromisoformat(str(text)) if text else None


def none_of(column: str, value: str, known: Any) -> str:
    if not value:
        return _("It has no %(column)s. One of these is needed: %(known)s.") % {
            "column": column,
            "known": ", ".join(known),
        }
    words = _("We know no %(column)s “%(value)s”. These are known: %(known)s.")
    return words % {"column": column, "value": value[:40], "known": ", ".join(known)}


def no_country(column: str, value: str) -> str:
    words = _("“%(value)s” in %(column)s is no country: write its two letters, as KZ.")
    return words % {"column": column, "value": value[:40]}


def no_print() -> str:
    return _("It contains a character that cannot be printed, or one that stands for lost letters.")


def too_long(field: str, value: str) -> Iterator[str]:
    if len(value) > LONGEST[field]:
        words = _("“%(value)s…” is too long: %(most)d characters are the most.")
        yield words % {"value": value[:30], "most": LONGEST[field]}

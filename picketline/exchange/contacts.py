"""Ways to reach an office, as a document publishes them: kept as they stand, checked by nobody yet."""

from collections.abc import Iterable, Iterator
from typing import Any

import phonenumbers
from django.utils import timezone

from picketline.authorities.models import Authority, ContactPoint
from picketline.exchange.citing import is_web_address
from picketline.exchange.models import Document
from picketline.supporters.address import NotAnAddress, cleaned

Kind = ContactPoint.Kind
LISTS = {Kind.EMAIL: "emails", Kind.FAX: "faxes", Kind.PHONE: "phones", Kind.SOCIAL: "social"}
PAGES = {Kind.FORM: "webform", Kind.WEBSITE: "website"}
LONGEST = 500
LOST = "\ufffd"


def read_contacts(document: Document, office: Authority, told: dict[str, Any]) -> list[ContactPoint]:
    """Each with the document as its source; nothing that somebody checked is touched, and none may carry letters."""
    country = told.get("postal_country") or office.state_id
    published = document.published_on
    as_of = published if published and published <= timezone.localdate() else None
    own = {"authority": office, "source": f"{document.issuer}: {document.title}"[:300]}
    found = []
    for kind, value in contacts_in(told):
        contact = ContactPoint.objects.filter(**own, kind=kind, value=value).first()
        if contact is None:
            known = normalised(kind, value, country)
            contact = ContactPoint(**own, kind=kind, value=value, as_of=as_of, normalised=known)
            contact.full_clean()
            contact.save()
        found.append(contact)
    document.contacts.add(*found)
    return found


def contacts_in(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every contact that is one; what only fills the place of one stays among the leftovers."""
    lines = [line for line in told.get("postal_lines") or [] if line.strip()]
    if is_postal(lines):
        yield Kind.POST, "\n".join(lines)
    others = told.get("other_postal_lines")
    for lines in others if isinstance(others, list) else ():
        if isinstance(lines, list) and all(isinstance(line, str) for line in lines) and is_postal(lines):
            yield Kind.POST, "\n".join(lines)
    for kind, key in LISTS.items():
        yield from ((kind, value) for value in told.get(key) or [] if is_one(kind, value))
    for kind, key in PAGES.items():
        values = told.get(key)
        for value in values if isinstance(values, list) else [values]:
            if value is not None and is_web_address(value):
                yield kind, value


def is_postal(lines: list[str]) -> bool:
    """Two lines, or a number somewhere: “outskirts of Berlin” alone reaches nobody. Nothing may have got lost in it."""
    text = "\n".join(lines)
    is_enough = len(lines) > 1 or any(letter.isdigit() for letter in text)
    return is_enough and len(text) <= LONGEST and LOST not in text


def is_one(kind: str, value: str) -> bool:
    if not value.strip() or len(value) > LONGEST or len(value.splitlines()) > 1 or LOST in value:
        return False
    return bool(normalised(kind, value, "")) if kind == Kind.EMAIL else True


def normalised(kind: str, value: str, country: str) -> str:
    """An e-mail address as mail is sent to it; a number as E.164 where it is a possible one; else nothing."""
    if kind == Kind.EMAIL:
        try:
            return cleaned(value)
        except NotAnAddress:
            return ""
    if kind not in {Kind.PHONE, Kind.FAX}:
        return ""
    try:
        number = phonenumbers.parse(value, country)
    except phonenumbers.NumberParseException:
        return ""
    possible = phonenumbers.is_possible_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if possible else ""


def told_contacts(contacts: Iterable[ContactPoint]) -> dict[str, Any]:
    """The contacts of one office as its entry tells them, raw values; what is out of use is left out."""
    in_use = [one for one in contacts if one.state not in ContactPoint.OUT_OF_USE]
    values = {kind: [one.value for one in in_use if one.kind == kind] for kind in Kind.values}
    post = [value.split("\n") for value in values[Kind.POST]]
    told: dict[str, Any] = {"postal_lines": post[0] if post else []}
    if post[1:]:
        told["other_postal_lines"] = post[1:]
    for kind, key in LISTS.items():
        if values[kind] or kind in {Kind.EMAIL, Kind.FAX}:
            told[key] = values[kind]
    for kind, key in PAGES.items():
        if values[kind]:
            told[key] = values[kind] if values[kind][1:] else values[kind][0]
    return told

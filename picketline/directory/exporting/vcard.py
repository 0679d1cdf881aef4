"""The directory as vCard 4.0 (RFC 6350): an address card for each office that can be reached.

What somebody's address book dials or writes to by itself must be beyond doubt: disputed and bouncing contacts, odd
e-mail addresses and numbers that cannot be dialled are on the office's page alone.
"""

import re
from collections.abc import Collection, Iterator
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from picketline.authorities.models import Authority, ContactPoint
from picketline.directory.exporting.notice import SOURCES
from picketline.directory.exporting.offices import contacts_of, offices

Kind = ContactPoint.Kind
OCTETS = 75  # RFC 6350, section 3.2: of a line, without its end
PAGE = re.compile(r"https?://[!-~]+")
CAREFUL = (ContactPoint.State.DISPUTED, *ContactPoint.OUT_OF_USE)


def written(states: Collection[str] | None = None, *, language: str = "en") -> Iterator[str]:
    """Card after card, names and notes in `language`."""
    for office in offices(states):
        with translation.override(language):
            text = card(office, language)
        yield text


def card(office: Authority, language: str) -> str:
    """The card of one office, "" where it cannot be reached; `language` is the active one."""
    told = [(one, entry) for one in contacts_of(office) if (entry := entry_of(one, office, language))]
    if not told:
        return ""
    name = escaped(office.name_in(language))
    lines = ["BEGIN:VCARD", "VERSION:4.0", "PRODID:-//Picketline//Directory//EN", f"UID:urn:uuid:{office.uuid}"]
    lines += ["KIND:org", f"FN:{name}", f"ORG:{name}", *(entry for _contact, entry in told), *place_of(office)]
    lines += [f"NOTE:{escaped(provenance([one for one, _entry in told]))}", *revision([one for one, _entry in told])]
    lines += [f"SOURCE:{settings.SITE_URL}{reverse('directory:card', args=[office.uuid])}", "END:VCARD"]
    return "".join(folded(line) for line in lines)


def entry_of(contact: ContactPoint, office: Authority, language: str) -> str:
    """The property of one contact; "" for what is in doubt, and for what no address book has a field for."""
    if contact.state in CAREFUL:
        return ""
    if contact.kind == Kind.POST:
        return address(contact, office, language)
    if contact.kind == Kind.EMAIL:
        return f"EMAIL:{escaped(contact.value)}" if contact.is_plain else ""
    if contact.kind in ContactPoint.NUMBERS:
        sort = "fax" if contact.kind == Kind.FAX else "voice"
        return f"TEL;VALUE=uri;TYPE={sort}:tel:{contact.normalised}" if contact.normalised else ""
    return f"URL:{contact.value}" if PAGE.fullmatch(contact.value) else ""


def address(contact: ContactPoint, office: Authority, language: str) -> str:
    """As it is published: whole as the label, its lines as the street; nobody has taken them apart."""
    country = office.mission.host if office.located_in != office.state_id else office.state
    street = escaped(", ".join(contact.lines()))
    return f'ADR;LABEL="{quoted(contact.lines())}":;;{street};;;;{escaped(country.name_in(language))}'


def place_of(office: Authority) -> list[str]:
    mission = getattr(office, "mission", None)
    return [f"GEO:geo:{mission.latitude},{mission.longitude}"] if mission and mission.latitude is not None else []


def provenance(contacts: list[ContactPoint]) -> str:
    """Of each value whether it was checked, its source with the licence, and its day."""
    return "\n".join(
        f"{capfirst(one.get_kind_display())}: {checked(one)}; {one.provenance()}{licence_of(one.source)}"
        for one in contacts
    )


def licence_of(source: str) -> str:
    return f" ({SOURCES[source][2]})" if source in SOURCES else ""


def checked(contact: ContactPoint) -> str:
    if contact.is_verified and contact.checked_on:
        return _("checked on %(day)s") % {"day": date_format(contact.checked_on)}
    return _("not verified")


def revision(contacts: list[ContactPoint]) -> list[str]:
    """The latest day on which one of the values was published or checked."""
    days: list[date] = [day for one in contacts for day in (one.as_of, one.checked_on) if day]
    return [f"REV:{max(days):%Y%m%d}T000000Z"] if days else []


def escaped(text: str) -> str:
    """A text value: RFC 6350, section 3.4. Other control characters than a new line are no text."""
    marked = re.sub(r"([\\,;])", r"\\\1", re.sub(r"\r\n?", "\n", text)).replace("\n", "\\n")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", marked)


def quoted(lines: list[str]) -> str:
    """Lines within a quoted parameter: RFC 6868 for quotation marks, the examples of RFC 6350 for new lines."""
    text = "\n".join(lines).replace("^", "^^").replace('"', "^'").replace("\\", "\\\\").replace("\n", "\\n")
    return re.sub(r"[\x00-\x1f\x7f]", "", text)


def folded(line: str) -> str:
    """With its end, in pieces of at most 75 octets of UTF-8; a letter is never cut."""
    pieces, piece, length = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if length + octets > OCTETS:
            pieces.append(piece)
            piece, length = "", 1  # the space that the next one begins with
        piece += sign
        length += octets
    return "\r\n ".join([*pieces, piece]) + "\r\n"

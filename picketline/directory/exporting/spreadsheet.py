"""The directory as CSV (RFC 4180): a row for each contact, and one for an office without any; docs/directory.md."""

import csv
from collections.abc import Collection, Iterator
from datetime import date

from picketline.authorities.models import Authority, ContactPoint
from picketline.directory.columns import COLUMNS, NOTICE, defused
from picketline.directory.exporting.notice import notice
from picketline.directory.exporting.offices import accredited_to, contacts_of, offices

BYTE_ORDER_MARK = "\ufeff"


class Line:
    """What `csv` writes into: the last line is taken out of it."""

    def write(self, text: str) -> str:
        return text


def written(states: Collection[str] | None = None) -> Iterator[str]:
    """Line by line; the first one with a byte order mark, the last one tells sources and licences."""
    writer = csv.DictWriter(Line(), COLUMNS, restval="", lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writer.writerow(COLUMNS)
    for office in offices(states):
        for row in rows_of(office):
            yield writer.writerow({column: defused(cell) for column, cell in row.items()})
    yield writer.writerow({"authority_uuid": NOTICE, "value": notice()})


def rows_of(office: Authority) -> Iterator[dict[str, str]]:
    """One row for each contact; an office without any gets one with these columns empty."""
    about = about_office(office)
    contacts = contacts_of(office)
    yield from (about | about_contact(one) for one in contacts)
    if not contacts:
        yield about


def about_office(office: Authority) -> dict[str, str]:
    mission = getattr(office, "mission", None)
    return {
        "authority_uuid": str(office.uuid),
        "kind": office.kind,
        "state": office.state_id,
        "host": mission.host_id if mission else "",
        "mission_kind": mission.kind if mission else "",
        "city": mission.city if mission else "",
        "name_en": office.name_in("en"),
        "role": office.role,
        "accredited_to": "|".join(accredited_to(office)),
    }


def about_contact(contact: ContactPoint) -> dict[str, str]:
    """Who checked it stays here; when, and what came of it, travels."""
    return {
        "contact_kind": contact.kind,
        "value": contact.value,
        "label": contact.label,
        "purpose": contact.purpose,
        "language": contact.language,
        "source": contact.source,
        "as_of": iso(contact.as_of),
        "state_of_contact": contact.state,
        "checked_on": iso(contact.checked_on),
    }


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""

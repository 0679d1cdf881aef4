"""The directory as Popolo (popoloproject.com); what it has no word for stands under `picketline`: docs/directory.md.

Areas are countries. A post is the office's head, whoever that is; a membership is one person's time in it, to its
last day. Classifications are our kinds of offices and of missions.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from picketline.authorities.models import Authority, ContactPoint, Country, OfficeHolder
from picketline.authorities.roles import GENERIC
from picketline.directory.exporting.notice import SOURCES, notice
from picketline.directory.exporting.offices import accredited_to, contacts_of, heads, offices
from picketline.directory.exporting.spreadsheet import iso

FORMAT = "picketline-directory-1"
TYPES = {ContactPoint.Kind.POST: "address", ContactPoint.Kind.PHONE: "voice"}  # where vCard and Popolo say it otherwise
PAGE = re.compile(r"https?://\S+")
PRECISIONS = {"year": 4, "month": 7, "day": 10}
WIKIDATA = "wd:"
Thing = dict[str, Any]


def written(states: Collection[str] | None = None) -> Iterator[str]:
    """One JSON document, piece by piece."""
    codes: set[str] = set()

    def organizations() -> Iterator[Thing]:
        for office in offices(states):
            codes.update({office.state_id, office.located_in, *accredited_to(office)})
            yield organization(office)

    holders = ((one, office) for office in heads(states) for one in office.holders.all())
    again = ((one, office) for office in heads(states) for one in office.holders.all())
    yield "{\n" + f'"picketline": {as_json({"format": FORMAT, "notice": notice(), "licences": licences()})}'
    yield from listed("organizations", organizations())
    yield from listed("posts", (post(office) for office in heads(states) if has_a_head(office)))
    yield from listed("persons", (person(*one) for one in holders))
    yield from listed("memberships", (membership(*one) for one in again))
    yield from listed("areas", (area(code) for code in sorted(codes)))
    yield "\n}\n"


def listed(noun: str, things: Iterable[Thing]) -> Iterator[str]:
    yield f',\n"{noun}": ['
    for number, thing in enumerate(things):
        yield ("," if number else "") + "\n" + as_json(thing)
    yield "\n]"


def as_json(thing: Any) -> str:
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))


def licences() -> list[Thing]:
    return [{"source": key, "name": name, "url": url, "licence": text} for key, (name, url, text) in SOURCES.items()]


def organization(office: Authority) -> Thing:
    """One office; `area_id` is the state it belongs to, `host_id` and `city` of a mission are where it lies."""
    mission = getattr(office, "mission", None)
    own: Thing = {"kind": office.kind, "state": office.state_id, "role": office.role, "portfolio": office.portfolio}
    there: Thing = {}
    if mission:
        there = {"host_id": mission.host_id, "city": mission.city}
        own |= {"host": mission.host_id, "mission_kind": mission.kind, "city": mission.city}
        own |= {"accredited_to": accredited_to(office), "as_of": iso(mission.as_of)}
        own |= {"latitude": mission.latitude, "longitude": mission.longitude}
    return there | {
        "id": str(office.uuid),
        "name": office.name_in("en"),
        "other_names": [{"name": one.text, "note": one.language} for one in office.names.all()],
        "identifiers": identifiers(mission) if mission else [],
        "classification": mission.kind if mission else office.kind,
        "area_id": office.state_id,
        "contact_details": [contact_detail(one, office) for one in contacts_of(office)],
        "sources": [source(mission.source, office)] if mission and mission.source else [],
        "picketline": own,
    }


def identifiers(mission: Any) -> list[Thing]:
    if not mission.external_id:
        return []
    if mission.external_id.startswith(WIKIDATA):
        return [{"scheme": "wikidata", "identifier": mission.external_id.removeprefix(WIKIDATA)}]
    return [{"scheme": mission.dataset, "identifier": mission.external_id}]


def contact_detail(contact: ContactPoint, office: Authority) -> Thing:
    return {
        "type": TYPES.get(ContactPoint.Kind(contact.kind), contact.kind),
        "value": contact.value,
        "label": contact.label or None,
        "updated_at": f"{contact.as_of}T00:00:00Z" if contact.as_of else None,
        "sources": [source(contact.source, office)],
        "picketline": {
            "purpose": contact.purpose,
            "language": contact.language,
            "state": contact.state,
            "as_of": iso(contact.as_of),
            "checked_on": iso(contact.checked_on),
        },
    }


def has_a_head(office: Authority) -> bool:
    """Whether a role is known, or anybody who held it."""
    return office.role != GENERIC or bool(office.holders.all())


def post(office: Authority) -> Thing:
    """The head of an office, whoever that is today."""
    own = str(office.uuid)
    title = max((one.title for one in office.holders.all() if one.is_current), default="")
    return {"id": f"{own}/head", "label": title or office.role, "role": office.role, "organization_id": own}


def person(holder: OfficeHolder, office: Authority) -> Thing:
    """A person in public office: the name, and nothing else about them."""
    own = [{"name": holder.own_name, "note": "own script"}] if holder.own_name else []
    return {
        "id": str(holder.uuid),
        "name": holder.name,
        "other_names": own,
        "sources": [source(holder.source, office)],
    }


def membership(holder: OfficeHolder, office: Authority) -> Thing:
    """From when to when, as exactly as it is known."""
    return {
        "id": str(holder.uuid),
        "person_id": str(holder.uuid),
        "organization_id": str(office.uuid),
        "post_id": f"{office.uuid}/head",
        "role": holder.title or None,
        "start_date": iso(holder.started_on)[: PRECISIONS[holder.started_precision]] or None,
        "end_date": iso(last_day(holder)) or None,
        "sources": [source(holder.source, office)],
        "picketline": {
            "capacity": holder.capacity,
            "addressed_as": holder.addressed_as,
            "state": holder.state,
            "as_of": iso(holder.as_of),
            "checked_on": iso(holder.checked_on),
        },
    }


def last_day(holder: OfficeHolder) -> date | None:
    """The day before the first one without the office; who left at once was there that day."""
    if holder.ended_on is None or holder.ended_on == holder.started_on:
        return holder.ended_on
    return holder.ended_on - timedelta(days=1)


def area(code: str) -> Thing:
    return {"id": code, "identifier": code, "name": Country.name_of(code, "en"), "classification": "country"}


def source(words: str, office: Authority) -> Thing:
    """A link as Popolo wants one; `note` is what our source says, word for word."""
    known = SOURCES.get(words)
    url = known[1] if known else words if PAGE.fullmatch(words) else page_of(office)
    return {"url": url, "note": words}


def page_of(office: Authority) -> str:
    """The office's page here, in English, so that a file is the same whoever takes it."""
    with translation.override("en"):
        return settings.SITE_URL + reverse("directory:office", args=[office.uuid])

"""Popolo (popoloproject.com): organizations become offices, and who holds a post in one becomes its office-holder.

A person alone becomes nothing, and contacts of persons stay in the file: the directory knows offices.
"""

import re
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _

from picketline.authorities import shipped
from picketline.authorities.gazetteer import CODES
from picketline.authorities.models import Authority, ContactPoint, Mission
from picketline.directory.importing import checking
from picketline.directory.importing.documents import document, objects, text
from picketline.directory.importing.popolo_people import Held, holders_of
from picketline.directory.importing.told import Options, Reading, Refused, Told, ToldContact

Kind = ContactPoint.Kind
DATASET = "popolo"
CONTACT_KINDS = {
    "address": Kind.POST, "postal": Kind.POST, "post": Kind.POST, "email": Kind.EMAIL, "e-mail": Kind.EMAIL,
    "voice": Kind.PHONE, "phone": Kind.PHONE, "tel": Kind.PHONE, "telephone": Kind.PHONE, "fax": Kind.FAX,
    "url": Kind.WEBSITE, "website": Kind.WEBSITE, "web": Kind.WEBSITE, "form": Kind.FORM, "twitter": Kind.SOCIAL,
    "social": Kind.SOCIAL, "facebook": Kind.SOCIAL, "mastodon": Kind.SOCIAL, "telegram": Kind.SOCIAL, "x": Kind.SOCIAL,
}  # fmt: skip
CLASSES = (
    ("head of state|presidency|royal court", Authority.Kind.HEAD_OF_STATE),
    ("prosecut|procurat|attorney general", Authority.Kind.PROSECUTOR),
    ("ministry|department of state", Authority.Kind.MINISTRY),
    ("court|tribunal", Authority.Kind.COURT),
    ("parliament|legislature|chamber|assembly|senate|congress", Authority.Kind.PARLIAMENT),
    ("police", Authority.Kind.POLICE),
    ("intergovernmental|international organi[sz]ation", Authority.Kind.INTERGOVERNMENTAL),
    ("company|corporation", Authority.Kind.COMPANY),
    ("government|cabinet|executive", Authority.Kind.GOVERNMENT),
)
READ = {
    "id", "_id", "name", "other_names", "identifiers", "classification", "contact_details", "sources", "area_id",
    "area", "memberships", "posts", "links", "dissolution_date", "created_at", "updated_at", "@type",
    "host_id", "city", "picketline",
}  # fmt: skip
COUNTRY = re.compile(r"(?:.*country[:/])?([a-z]{2})", re.IGNORECASE)
ITEM = re.compile(r"(?:.*/)?(Q[1-9][0-9]*)")
TOP = {"organizations", "persons", "memberships", "posts", "areas", "meta"}


def read(file: BinaryIO, options: Options) -> Reading:
    """Every organization; `options` are state and source, where the file does not say. Raises Refused."""
    told = document(file)
    if not any(isinstance(told.get(key), list) for key in ("organizations", "persons", "memberships", "posts")):
        raise Refused(_("It has no list of organizations, so it is no Popolo document."))
    reading = Reading()
    for key in told.keys() - TOP:
        reading.leave(f"{key}")
    held = holders_of(told, reading)
    for number, one in enumerate(objects(told, "organizations"), 1):
        read_organization(one, told, held, options, reading, place=place_of(one, number))
    return reading


def place_of(told: dict[str, Any], number: int) -> str:
    named = text(told, "name") or text(told, "id")
    return _("organization %(number)d (%(name)s)") % {"number": number, "name": named[:40]}


def read_organization(
    told: dict[str, Any],
    whole: dict[str, Any],
    held: dict[str, list[Held]],
    options: Options,
    reading: Reading,
    *,
    place: str,
) -> None:
    """One organization with its contacts, those of its posts, and who holds them."""
    if is_over(text(told, "dissolution_date")):
        reading.leave(_("organizations that are dissolved"))
        return
    for key in told.keys() - READ:
        reading.leave(f"organizations · {key}")
    ident = text(told, "id") or text(told, "_id")
    source = source_of(told) or options.get("source", "")
    contacts = [*contacts_of(told, source, reading), *links_of(told, source, reading)]
    for post in posts_of(told, whole, ident):
        contacts += contacts_of(post, source_of(post) or source, reading, label=text(post, "label"))
    office = Told(
        place=place,
        **what_it_is(told, whole, options, reading),
        name=text(told, "name"),
        other_names=tuple(other_names(told, reading)),
        uuid=uuid_of(ident),
        qid=item_in(told),
        dataset=DATASET,
        source=source,
        contacts=tuple(contacts),
        role=text(own(told), "role"),
        holders=tuple(one.told(source) for one in held.get(ident, [])),
    )
    if sentences := checking.complaints(office):
        reading.wrong(place, *sentences)
    else:
        reading.offices.append(office)


def uuid_of(ident: str) -> uuid.UUID | None:
    """An organization keeps a uuid of ours; any other id becomes one, the same every time."""
    try:
        return uuid.UUID(ident.rpartition("/")[2])
    except ValueError:
        return uuid.uuid5(shipped.DIRECTORY, f"{DATASET}:{ident}") if ident else None


def what_it_is(told: dict[str, Any], whole: dict[str, Any], options: Options, reading: Reading) -> dict[str, Any]:
    """Kind, state, and for a mission its host and town, as far as the file says."""
    classed = text(told, "classification").lower()
    kind = classed.replace(" ", "_").replace("-", "_")
    state = country_of(told, whole) or options.get("state", "").upper()
    if kind in Mission.Kind.values:
        there = {"host": text(told, "host_id").upper(), "city": text(told, "city")}
        return {"kind": Authority.Kind.MISSION.value, "mission_kind": kind, "state": state, **there}
    if kind in Authority.Kind.values:
        return {"kind": kind, "state": state}
    found = next((ours for pattern, ours in CLASSES if re.search(pattern, classed)), None)
    if found is None:
        reading.leave(_("the classification “%(words)s”: it becomes another office") % {"words": classed[:60]})
    return {"kind": (found or Authority.Kind.OTHER).value, "state": state}


def country_of(told: dict[str, Any], whole: dict[str, Any]) -> str:
    """From the area: “kz”, or a division as “ocd-division/country:kz”, or an area of the file with such an id."""
    area = told.get("area") if isinstance(told.get("area"), dict) else {}
    named = text(told, "area_id") or text(area, "id")
    known = next((one for one in objects(whole, "areas") if text(one, "id") == named), area)
    found = (COUNTRY.fullmatch(one) for one in (named, text(known, "identifier"), text(known, "name")) if one)
    return next((match[1].upper() for match in found if match and match[1].upper() in CODES), "")


def item_in(told: dict[str, Any]) -> str:
    """The Wikidata item among its identifiers."""
    for one in objects(told, "identifiers"):
        if "wikidata" in text(one, "scheme").lower() and (match := ITEM.fullmatch(text(one, "identifier"))):
            return match[1]
    return ""


def other_names(told: dict[str, Any], reading: Reading) -> Iterator[tuple[str, str]]:
    """Names in languages; a former name and one without a language have no place here."""
    for one in objects(told, "other_names"):
        language = text(one, "lang") or text(one, "note")
        if is_over(text(one, "end_date")) or not checking.LANGUAGE.fullmatch(language) or language == "en":
            reading.leave(_("former names, and names without a language"))
        else:
            yield language[:12], text(one, "name")[:200]


def posts_of(told: dict[str, Any], whole: dict[str, Any], ident: str) -> Iterator[dict[str, Any]]:
    yield from objects(told, "posts")
    yield from (one for one in objects(whole, "posts") if ident and text(one, "organization_id") == ident)


def contacts_of(told: dict[str, Any], source: str, reading: Reading, *, label: str = "") -> Iterator[ToldContact]:
    """Its contact details, each with its own source where it has one."""
    for one in objects(told, "contact_details"):
        kind = CONTACT_KINDS.get(text(one, "type").lower())
        if kind is None or is_over(text(one, "valid_through")):
            reading.leave(_("contacts of the type “%(type)s”, or out of date") % {"type": text(one, "type")[:30]})
            continue
        value = text(one, "value")
        yield ToldContact(
            kind=kind.value,
            value=value.replace("\r\n", "\n") if kind == Kind.POST else value,
            source=(source_of(one) or source)[:300],
            label=(text(one, "label") or label)[:40],
            as_of=day_in(text(one, "updated_at")),
            purpose=text(own(one), "purpose") or "general",
            language=text(own(one), "language"),
            state=text(own(one), "state") or "unverified",
        )
        for key in ("note", "valid_from"):
            if text(one, key):
                reading.leave(f"contact_details · {key}")


def links_of(told: dict[str, Any], source: str, reading: Reading) -> Iterator[ToldContact]:
    """The links that say they are the office's own website."""
    for one in objects(told, "links"):
        if re.search("website|homepage|official", text(one, "note"), re.IGNORECASE):
            yield ToldContact(kind=Kind.WEBSITE.value, value=text(one, "url"), source=source or text(one, "url"))
        else:
            reading.leave("organizations · links")


def source_of(told: dict[str, Any]) -> str:
    """The address of its first source; from another Picketline the words that its own source has."""
    keys = ("note", "url") if own(told) else ("url",)
    said = (text(one, key) for one in objects(told, "sources") for key in keys)
    return next(filter(None, said), "")


def own(told: dict[str, Any]) -> dict[str, Any]:
    """What a Picketline adds that Popolo has no words for."""
    found = told.get("picketline")
    return found if isinstance(found, dict) else {}


def is_over(day: str) -> bool:
    """True for a day, a month or a year that lies behind us."""
    return bool(day) and day < timezone.localdate().isoformat()[: len(day)]


def day_in(words: str) -> date | None:
    try:
        return date.fromisoformat(words[:10]) if words else None
    except ValueError:
        return None

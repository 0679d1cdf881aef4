"""The German Foreign Office's open list `representativesInGermany`: every foreign mission in Germany.

The schema is that of https://travelwarning.api.bund.dev (ResponseAddress, AdressListe, Adresse). One object holds the
lists of one state by its id, and each list the addresses of its missions; `contentList` names the ids.
"""

import re
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from picketline.authorities import shipped
from picketline.authorities.models import ContactPoint, Mission
from picketline.directory.importing import checking
from picketline.directory.importing.documents import DEEPEST, document, text
from picketline.directory.importing.german_names import state_in
from picketline.directory.importing.told import Options, Reading, Refused, Told, ToldContact, ToldHolder

Kind, Office = ContactPoint.Kind, Mission.Kind
DATASET = "auswaertiges-amt"
SOURCE = "Auswärtiges Amt: Vertretungen in Deutschland"
KINDS = (
    ("honorar", Office.HONORARY_CONSULATE),
    ("generalkonsul", Office.CONSULATE_GENERAL),
    ("konsul", Office.CONSULATE),
    ("nuntiatur", Office.NUNCIATURE),
    ("hochkommission|hohe kommission", Office.HIGH_COMMISSION),
    ("botschaft", Office.EMBASSY),
    ("ständige vertretung", Office.PERMANENT_MISSION),
    ("taipeh|generaldelegation|mission palästinas|diplomatische mission", Office.DE_FACTO_EMBASSY),
    ("verbindungsbüro", Office.LIAISON_OFFICE),
    ("vertretung|büro", Office.REPRESENTATIVE_OFFICE),
)
NUMBERS = (("telefone", Kind.PHONE), ("phone", Kind.PHONE), ("fax", Kind.FAX))
READ = {
    "lastModified", "title", "leader", "country", "zip", "city", "street", "number", "fax", "telefone", "phone",
    "mail", "url", "postal", "type",
}  # fmt: skip
TAG = re.compile(r"<[^>]*>")
BETWEEN = re.compile(r"[\s,;]+|<[^>]*>")
CHARGE = re.compile(r"gesch[aä]ftstr[aä]ger", re.IGNORECASE)
BEFORE_A_NAME = re.compile(r"^(?:(?:S\.\s?E\.|I\.\s?E\.|Herrn?|Frau|Dr\.|Prof\.)\s+)+")


def read(file: BinaryIO, options: Options) -> Reading:
    """Every mission of the list. Raises Refused."""
    told = document(file)
    if not told:
        raise Refused(_("The Foreign Office has switched its list off: it is an empty object. Fetch it another day."))
    found = list(addresses(told.get("response", told), "", "", depth=0))
    if not found:
        raise Refused(_("It holds no address of a mission, so it is not the Foreign Office's list."))
    reading = Reading()
    for ident, country, address in found:
        read_address(ident, country, address, reading)
    return reading


def addresses(node: Any, ident: str, country: str, *, depth: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Id, state and object of every address, however deep its list lies."""
    if not isinstance(node, dict) or depth > DEEPEST:
        return
    if "contentList" not in node and text(node, "title") and depth:
        yield ident, country, node
        return
    above = text(node, "title") or text(node, "country") or country
    for key, inside in node.items():
        yield from addresses(inside, key, above, depth=depth + 1)


def read_address(ident: str, country: str, told: dict[str, Any], reading: Reading) -> None:
    """One mission with its contacts and who leads it."""
    title, kind = clean(text(told, "title")), kind_of(told)
    place = _("mission %(id)s (%(title)s)") % {"id": ident[:20], "title": title[:40]}
    state = state_in(title) or state_in(clean(country))
    if not kind or not state:
        reading.wrong(place, _("Its title does not say which state's mission it is, or of which kind."))
        return
    for key in told.keys() - READ:
        if told[key]:
            reading.leave(key)
    as_of = day_of(told.get("lastModified"))
    office = Told(
        place=place,
        kind="mission",
        state=state,
        host="DE",
        mission_kind=kind.value,
        city=town(told),
        other_names=(("de", title[:200]),),
        uuid=uuid.uuid5(shipped.DIRECTORY, f"{DATASET}:{ident}"),
        dataset=DATASET,
        source=DATASET,
        as_of=as_of,
        contacts=tuple(contacts_of(told, title, as_of)),
        holders=tuple(leaders_of(told, kind, ident, as_of, reading)),
    )
    if sentences := checking.complaints(office):
        reading.wrong(place, *sentences)
    else:
        reading.offices.append(office)


def kind_of(told: dict[str, Any]) -> Mission.Kind | None:
    """By the type that the list gives, else by the title."""
    for words in (text(told, "type"), text(told, "title")):
        found = next((kind for pattern, kind in KINDS if re.search(pattern, words.lower())), None)
        if found:
            return found
    return None


def town(told: dict[str, Any]) -> str:
    return clean(text(told, "city"))[:80]


def contacts_of(told: dict[str, Any], title: str, as_of: date | None) -> Iterator[ToldContact]:
    own = {"source": SOURCE, "as_of": as_of}
    street = " ".join(filter(None, (clean(text(told, "street")), clean(text(told, "number")))))
    place = " ".join(filter(None, (clean(text(told, "zip")), town(told))))
    if street and place:
        yield ToldContact(Kind.POST.value, "\n".join((title, street, place)), language="de", **own)
    postal = clean(text(told, "postal"))
    if postal and postal != f"{street}, {place}":
        lines = [title, *(part.strip() for part in postal.split(",") if part.strip())]
        yield ToldContact(Kind.POST.value, "\n".join(lines), label="mailing address", language="de", **own)
    for key, kind in NUMBERS:
        if value := clean(text(told, key)):
            yield ToldContact(kind.value, value, **own)
    for value in filter(None, BETWEEN.split(text(told, "mail"))):
        yield ToldContact(Kind.EMAIL.value, value, **own)
    for value in filter(None, BETWEEN.split(text(told, "url"))):
        yield ToldContact(Kind.WEBSITE.value, value if "://" in value else f"https://{value}", **own)


def leaders_of(
    told: dict[str, Any], kind: Mission.Kind, ident: str, as_of: date | None, reading: Reading
) -> Iterator[ToldHolder]:
    """Who leads the mission; an honorary consul is a private person, and stays in the file."""
    words = clean(text(told, "leader"))
    if not words:
        return
    if kind == Office.HONORARY_CONSULATE:
        reading.leave(_("names of honorary consuls, who are private persons"))
        return
    name, _comma, title = words.partition(",")
    yield ToldHolder(
        name=BEFORE_A_NAME.sub("", name.strip()),
        source=SOURCE,
        external_id=f"{ident}:{uuid.uuid5(shipped.DIRECTORY, name.strip()).hex[:12]}"[:60],
        title=title.strip()[:200],
        capacity="charge" if CHARGE.search(words) else "holder",
        as_of=as_of,
        as_told=words[:500],
    )


def clean(words: str) -> str:
    """Without tags, on one line."""
    return " ".join(TAG.sub(" ", words).split())


def day_of(stamp: Any) -> date | None:
    """The day of a time in milliseconds since 1970; None for what is none."""
    if not isinstance(stamp, int | float) or isinstance(stamp, bool):
        return None
    try:
        return datetime.fromtimestamp(stamp / 1000, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
